"""Fixtures for tests of the local page: an export that is read once, and clients of the page."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from starlette.testclient import TestClient

from page_client import BERLIN, client, opened_session
from unlike.library import DataFile, UserData
from unlike.web.session import Workspace

if TYPE_CHECKING:
    from conftest import Studied


@pytest.fixture(scope="session")
def export(rosa_written: tuple[Path, object]) -> Path:
    """WhatsApp export of the demo's English pair."""
    return rosa_written[0]


@pytest.fixture(scope="session")
def analysed(rosa: Studied) -> Workspace:
    """Workspace with the demo's export, analysed once; tests that change it use `workspace`."""
    return Workspace(opened_session(rosa.path, rosa.analysis, default_zone=BERLIN))


@pytest.fixture
def workspace(analysed: Workspace, tmp_path: Path) -> Workspace:
    """Workspace with the demo's export and a data file of its own."""
    file = DataFile(tmp_path / "data" / "kept.json")
    return Workspace(analysed.session, UserData(file, str(file.path)))


@pytest.fixture
def small_workspace(small: Studied, tmp_path: Path) -> Workspace:
    """Workspace with the pair of one year and a data file of its own, for tests that analyse it anew."""
    file = DataFile(tmp_path / "data" / "kept.json")
    session = opened_session(small.path, small.analysis, default_zone=BERLIN)
    return Workspace(session, UserData(file, str(file.path)))


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


@pytest.fixture
def inside_small(small_workspace: Workspace, uploads: Path) -> Iterator[TestClient]:
    """Client that may use the page of `small_workspace`."""
    with client(small_workspace, uploads) as page_client:
        yield page_client


@pytest.fixture(scope="module")
def reader(analysed: Workspace, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """Client that may use the page of `analysed`, and only reads it."""
    with client(analysed, tmp_path_factory.mktemp("uploads")) as page_client:
        yield page_client
