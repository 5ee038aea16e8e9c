from __future__ import annotations

import json
import os
import signal
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import settings
from jsonschema import Draft202012Validator, FormatChecker
from starlette.testclient import TestClient

from processor_time import collect_seldom, installed_entry_points  # isort: skip - before NumPy is imported
from analyses import analysis_of
from corpus_folders import small_chat
from page_client import client, opened_session
from unlike.api import Analysis
from unlike.cli import main
from unlike.presentation.json.document import schema
from unlike.readers import registry
from unlike.results import PersonFindings
from unlike.synthetic import SyntheticChat, demo, generate, write_telegram, write_whatsapp
from unlike.web.session import Workspace

if TYPE_CHECKING:
    from shared_results import SharedResults

pytest_plugins = [
    "ready_analyses",
    "library_pages",
    "page_fixtures",
    "chromium",
    "shared_results",
    "library_fixtures",
    "file_order",
]

settings.register_profile("untimed", deadline=None, max_examples=25, derandomize=True)  # a busy machine is no failure
settings.register_profile("long", deadline=None, max_examples=400)  # at random, before a release
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "untimed"))


def pytest_configure() -> None:
    """Let no program that a test starts inherit a signal that is ignored, as it is in a job in the background."""
    for number in (signal.SIGINT, signal.SIGHUP):
        if signal.getsignal(number) == signal.SIG_IGN:
            signal.signal(number, lambda *_: None)  # as little here; a program started gets the default again


def pytest_collection_finish() -> None:
    """Leave the thousands of tests out of every later search for unused objects."""
    collect_seldom()


@pytest.fixture(scope="session", autouse=True)
def _installed_readers() -> Iterator[None]:
    """Readers of installed packages, looked up once: whatever reads an export asks for them."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(registry, "entry_points", installed_entry_points)
        yield


@pytest.fixture(scope="session")
def _new_folders(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Folders that are not there yet, within one: among thousands pytest would look for a free name each time."""
    parent = tmp_path_factory.mktemp("data")
    return (parent / str(number) for number in count())


@pytest.fixture(autouse=True)
def _own_folder(_new_folders: Iterator[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is kept between two tests, and nothing of whoever runs them is read."""
    folder = next(_new_folders)
    folder.mkdir()
    monkeypatch.setenv("XDG_DATA_HOME", str(folder))


@dataclass(frozen=True, slots=True)
class Studied:
    """One of the demo's pairs: written as an export, read again and studied."""

    chat: SyntheticChat
    path: Path
    refs: tuple[str | None, ...]
    analysis: Analysis

    @property
    def person(self) -> PersonFindings:
        """What was found about the other one."""
        (found,) = self.analysis.findings.conversations[0].people
        return found


@pytest.fixture(scope="session")
def english(shared: SharedResults) -> SyntheticChat:
    return shared.get("english pair", lambda: generate(demo()[0]))


@pytest.fixture(scope="session")
def german(shared: SharedResults) -> SyntheticChat:
    return shared.get("german pair", lambda: generate(demo()[1]))


Written = tuple[Path, tuple[str | None, ...]]
"""An export, and the ref of each of its rows."""


@pytest.fixture(scope="session")
def rosa_written(english: SyntheticChat, shared: SharedResults) -> Written:
    path = shared.subfolder("rosa") / "WhatsApp Chat with Rosa.txt"
    return shared.get("export of rosa", lambda: (path, write_whatsapp(english, path)))


@pytest.fixture(scope="session")
def jule_written(german: SyntheticChat, shared: SharedResults) -> Written:
    path = shared.subfolder("jule") / "result.json"
    return shared.get("export of jule", lambda: (path, write_telegram(german, path)))


@pytest.fixture(scope="session")
def rosa(english: SyntheticChat, rosa_written: Written, shared: SharedResults) -> Studied:
    analysis = shared.get("analysis of rosa", lambda: analysis_of([rosa_written[0]], owner="Imke"))
    return Studied(english, *rosa_written, analysis)


@pytest.fixture(scope="session")
def jule(german: SyntheticChat, jule_written: Written, shared: SharedResults) -> Studied:
    analysis = shared.get("analysis of jule", lambda: analysis_of([jule_written[0]], owner="Malte"))
    return Studied(german, *jule_written, analysis)


@pytest.fixture(scope="session")
def small(shared: SharedResults) -> Studied:
    """A pair of one year, for tests to which it does not matter what is found."""
    chat = shared.get("small pair", lambda: small_chat(61))
    path = shared.subfolder("small") / f"WhatsApp Chat with {chat.other}.txt"
    refs = shared.get("export of the small pair", lambda: write_whatsapp(chat, path))
    analysis = shared.get("analysis of the small pair", lambda: analysis_of([path], owner=chat.owner))
    return Studied(chat, path, refs, analysis)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a run of `unlike check` left behind."""

    code: int
    out: str
    err: str

    def document(self) -> dict[str, Any]:
        """The JSON document, which follows the schema."""
        assert (self.code, self.err) == (0, "")
        told: dict[str, Any] = json.loads(self.out)
        Draft202012Validator(schema(), format_checker=FormatChecker()).validate(told)
        return told

    def sentence(self) -> str:
        """The one sentence of a mistake of the input."""
        assert (self.code, self.out) == (2, "")
        assert self.err.startswith("unlike: ")
        assert self.err.count("\n") == 1
        assert self.err.rstrip().endswith(".")
        assert "Traceback" not in self.err
        assert "something inside broke" not in self.err
        return self.err


Reader = Callable[[Workspace, Path], TestClient]


@pytest.fixture(scope="session")
def reader_of() -> Reader:
    """The local page of some exports, to a reader who followed the link; without a browser."""

    return client


@pytest.fixture(scope="session")
def rosa_open(rosa: Studied) -> Workspace:
    return Workspace(opened_session(rosa.path, rosa.analysis))


@pytest.fixture(scope="session")
def page(rosa_open: Workspace, reader_of: Reader, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """The page opened on Rosa's chat."""
    with reader_of(rosa_open, tmp_path_factory.mktemp("uploads")) as made:
        yield made


Check = Callable[..., Outcome]


@pytest.fixture
def check(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Check:
    """Run `unlike check` on a path; a mistake of ours fails the test with its place."""
    monkeypatch.setenv("UNLIKE_TRACEBACK", "1")
    monkeypatch.setenv("COLUMNS", "80")

    def call(path: Path, *options: str) -> Outcome:
        code = main(["check", str(path), "--timezone", "Europe/Berlin", *options])
        return Outcome(code, *capsys.readouterr())

    return call
