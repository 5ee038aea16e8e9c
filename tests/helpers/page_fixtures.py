"""Fixtures for tests of the local page: read once, and a reader who is let in."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from page_client import BERLIN, client
from unlike.library import KeptFile, Room
from unlike.synthetic import Chat, write_whatsapp
from unlike.web.session import Shelf


@pytest.fixture(scope="session")
def export(english: Chat, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("rosa") / "WhatsApp Chat with Rosa.txt"
    write_whatsapp(english, path)
    return path


@pytest.fixture(scope="session")
def studied(export: Path) -> Shelf:
    """Read once; whoever changes it works on a copy."""
    shelf = Shelf(BERLIN, lambda: date(2025, 11, 12), (export,), "Imke", usual_zone=BERLIN)
    shelf.read()
    assert shelf.study
    return shelf


@pytest.fixture
def shelf(studied: Shelf, tmp_path: Path) -> Shelf:
    """With a file of its own."""
    kept = KeptFile(tmp_path / "data" / "kept.json")
    return Shelf(
        BERLIN, studied.today, studied.paths, "Imke", usual_zone=BERLIN, room=Room(kept, str(kept.path)),
        study=studied.study,
    )  # fmt: skip


@pytest.fixture
def uploads(tmp_path: Path) -> Path:
    folder = tmp_path / "uploads"
    folder.mkdir()
    return folder


@pytest.fixture
def inside(shelf: Shelf, uploads: Path) -> Iterator[TestClient]:
    with client(shelf, uploads) as made:
        yield made


@pytest.fixture(scope="module")
def reader(studied: Shelf, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    with client(studied, tmp_path_factory.mktemp("uploads")) as made:
        yield made
