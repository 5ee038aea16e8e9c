"""Fixtures for tests of the local page: read once, and a reader who is let in."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from page_client import BERLIN, client
from unlike.library import DataFile, UserData
from unlike.synthetic import SyntheticChat, write_whatsapp
from unlike.web.session import Session, Workspace


@pytest.fixture(scope="session")
def export(english: SyntheticChat, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("rosa") / "WhatsApp Chat with Rosa.txt"
    write_whatsapp(english, path)
    return path


@pytest.fixture(scope="session")
def analysed(export: Path) -> Workspace:
    """Read once; whoever changes it works on a copy."""
    workspace = Workspace(Session(BERLIN, lambda: date(2025, 11, 12), (export,), "Imke", usual_zone=BERLIN))
    workspace.read()
    assert workspace.session.analysis
    return workspace


@pytest.fixture
def workspace(analysed: Workspace, tmp_path: Path) -> Workspace:
    """With a file of its own."""
    kept = DataFile(tmp_path / "data" / "kept.json")
    return Workspace(analysed.session, UserData(kept, str(kept.path)))


@pytest.fixture
def uploads(tmp_path: Path) -> Path:
    folder = tmp_path / "uploads"
    folder.mkdir()
    return folder


@pytest.fixture
def inside(workspace: Workspace, uploads: Path) -> Iterator[TestClient]:
    with client(workspace, uploads) as made:
        yield made


@pytest.fixture(scope="module")
def reader(analysed: Workspace, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    with client(analysed, tmp_path_factory.mktemp("uploads")) as made:
        yield made
