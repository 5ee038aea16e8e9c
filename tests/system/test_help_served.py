"""The served page where messages have words of harm: help stands first on it, and on every finding."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from conftest import Studied
from page_client import BERLIN, client, text
from unlike.presentation.sentences.interface.report_text import HELP_FIRST, STEPPED_BACK
from unlike.results import Concern, Explanations
from unlike.web.session import Session, Workspace

HEAD = "There is help, for you and for them, at any hour."


@pytest.fixture
def reader(rosa: Studied, tmp_path: Path) -> TestClient:
    (one,) = rosa.analysis.findings.conversations
    ref = str(rosa.analysis.messages["ref"][-1])
    person = replace(
        rosa.person, explanations=replace(rosa.person.explanations or Explanations(), concern=Concern((ref,)))
    )
    findings = replace(rosa.analysis.findings, conversations=(replace(one, people=(person,)),))
    analysis = replace(rosa.analysis, findings=findings)
    session = Session(BERLIN, lambda: date(2025, 11, 12), (rosa.path,), "Imke", analysis=analysis)
    return client(Workspace(session), tmp_path)


def test_first_sight_is_help_and_the_findings_are_folded_away(reader: TestClient) -> None:
    sight = text(reader, "/")
    assert f"{HEAD}</h1>" in sight
    first = sight[: sight.index(f"<summary>{STEPPED_BACK}</summary>")]
    assert "unlike Rosa" not in first
    assert 'role="img"' not in first


def test_every_finding_has_help_before_it(reader: TestClient) -> None:
    found = text(reader, "/finding/1")
    assert found.index(HEAD) < found.index("unlike Rosa")


def test_the_list_of_people_says_it_too(reader: TestClient) -> None:
    people = text(reader, "/people")
    assert HELP_FIRST in people
    assert "spells" not in people
