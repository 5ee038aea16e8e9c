"""Fixtures of the page with a library, in which the older of two exports is kept."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from kept_chats import NAME, OLDER
from library_exports import CHEAP, PASSPHRASE
from page_client import BERLIN, client, post_form, upload, wait_until_read
from ready_analyses import Answers, remember_analyses
from unlike.library.chat_library import open_library
from unlike.web.page_library import PageLibrary
from unlike.web.session import Session, Workspace

BOTH = {"passphrase": PASSPHRASE, "again": PASSPHRASE}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "library.db"


@pytest.fixture
def shown(
    path: Path, uploads: Path, cheap_key: None, page_answers: Answers, monkeypatch: pytest.MonkeyPatch
) -> Iterator[TestClient]:
    """Client of a page on which nothing is open, with a place for a library."""
    del cheap_key
    remember_analyses(monkeypatch, page_answers)
    with client(workspace_at(path), uploads) as page_client:
        yield page_client


def workspace_at(path: Path) -> Workspace:
    session = Session(BERLIN, lambda: date(2025, 11, 12), owner="Imke", default_zone=BERLIN)
    return Workspace(session, library=PageLibrary(path, lambda: datetime(2025, 11, 12, tzinfo=UTC)))


def drop(page: TestClient, content: bytes) -> str:
    """Drop an export and answer who is who."""
    assert "Which of these is you" in upload(page, (NAME, content))
    post_form(page, "/who", name="0")
    return wait_until_read(page)


def send(page: TestClient, address: str, **fields: str) -> str:
    """Send a form, and return the page that comes next when nothing is read any more."""
    answer = post_form(page, address, **fields)
    return answer.text if answer.status_code >= 400 else wait_until_read(page) if "/open" in address else answer.text


@pytest.fixture
def kept(shown: TestClient) -> TestClient:
    """The same with the older export in a library."""
    drop(shown, OLDER)
    send(shown, "/library/keep", **BOTH)
    wait_until_read(shown)
    return shown


def titles(path: Path) -> list[tuple[str, int, int]]:
    with open_library(path, PASSPHRASE, cost=CHEAP) as library:
        return [(chat.title, chat.messages, chat.lacking) for chat in library.chats()]
