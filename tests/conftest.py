from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from unlike.findings import PersonFindings
from unlike.pipeline import Question, Study, study
from unlike.samples import Chat, demo, generate, write_telegram, write_whatsapp

BERLIN = ZoneInfo("Europe/Berlin")


@dataclass(frozen=True, slots=True)
class Studied:
    """One of the demo's pairs: written as an export, read again and studied."""

    chat: Chat
    path: Path
    refs: tuple[str | None, ...]
    study: Study

    @property
    def person(self) -> PersonFindings:
        """What was found about the other one."""
        (found,) = self.study.findings.conversations[0].people
        return found


@pytest.fixture(scope="session")
def english() -> Chat:
    return generate(demo()[0])


@pytest.fixture(scope="session")
def german() -> Chat:
    return generate(demo()[1])


@pytest.fixture(scope="session")
def rosa(english: Chat, tmp_path_factory: pytest.TempPathFactory) -> Studied:
    path = tmp_path_factory.mktemp("rosa") / "WhatsApp Chat with Rosa.txt"
    refs = write_whatsapp(english, path)
    return Studied(english, path, refs, study([path], Question(BERLIN, owner="Imke")))


@pytest.fixture(scope="session")
def jule(german: Chat, tmp_path_factory: pytest.TempPathFactory) -> Studied:
    path = tmp_path_factory.mktemp("jule") / "result.json"
    refs = write_telegram(german, path)
    return Studied(german, path, refs, study([path], Question(BERLIN, owner="Malte")))
