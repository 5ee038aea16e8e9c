"""Fixtures for tests of the local page: an export that is read and analysed once, and clients of the page."""

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
    """WhatsApp export of the demo's English pair."""
    path = tmp_path_factory.mktemp("rosa") / "WhatsApp Chat with Rosa.txt"
    write_whatsapp(english, path)
    return path


@pytest.fixture(scope="session")
def analysed(export: Path) -> Workspace:
    """Workspace with the demo's export, analysed once; tests that change it use `workspace`."""
    workspace = Workspace(Session(BERLIN, lambda: date(2025, 11, 12), (export,), "Imke", usual_zone=BERLIN))
    workspace.read()
    assert workspace.session.analysis
    return workspace


@pytest.fixture
def workspace(analysed: Workspace, tmp_path: Path) -> Workspace:
    """Workspace with the demo's export and a data file of its own."""
    file = DataFile(tmp_path / "data" / "kept.json")
    return Workspace(analysed.session, UserData(file, str(file.path)))


@pytest.fixture
def uploads(tmp_path: Path) -> Path:
    """Folder for uploads."""
    folder = tmp_path / "uploads"
    folder.mkdir()
    return folder


@pytest.fixture
def inside(workspace: Workspace, uploads: Path) -> Iterator[TestClient]:
    """Client that may use the page of `workspace`."""
    with client(workspace, uploads) as page_client:
        yield page_client


@pytest.fixture(scope="module")
def reader(analysed: Workspace, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """Client that may use the page of `analysed`, and only reads it."""
    with client(analysed, tmp_path_factory.mktemp("uploads")) as page_client:
        yield page_client
