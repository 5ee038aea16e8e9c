"""`unlike check` on the same chat again and again."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from example_findings import CASES, ROSA, about
from unlike.api import AnalysisOptions
from unlike.cli import check_action, main
from unlike.presentation.sentences.interface.import_summary import repeat_visits_section
from unlike.results import Concern, Explanations, Findings, RepeatVisits
from wording_rules import ADVICE, FORBIDDEN

BEGIN = datetime(2025, 11, 12, 10, tzinfo=ZoneInfo("Europe/Berlin"))


@dataclass
class Fake:
    """Stands where `analyse` stands: its messages are what we say."""

    findings: Findings
    content: str = "0" * 64
    now: datetime = BEGIN

    def __call__(self, _imported: None, options: AnalysisOptions) -> Fake:
        visits = options.visits({"chat": self.content}) if options.visits else {}
        (one,) = self.findings.conversations
        told = replace(self.findings, conversations=(replace(one, repeat_visits=visits.get("chat")),))
        return replace(self, findings=told)

    def quotes(self, *_: object) -> tuple[()]:
        return ()


Look = Callable[..., str]


@pytest.fixture
def fake(monkeypatch: pytest.MonkeyPatch) -> Fake:
    made = Fake(CASES["rosa"])
    monkeypatch.setattr(check_action, "read", lambda _paths, **_options: None)
    monkeypatch.setattr(check_action, "analyse", made)
    monkeypatch.setattr(check_action, "now_in", lambda _zone: made.now)
    monkeypatch.setenv("COLUMNS", "80")
    return made


@pytest.fixture
def look(fake: Fake, capsys: pytest.CaptureFixture[str]) -> Look:
    """Check, two hours after the last time."""

    def call(*options: str) -> str:
        fake.now += timedelta(hours=2)
        assert main(["check", "chat.txt", "--timezone", "Europe/Berlin", *options]) == 0
        return " ".join(capsys.readouterr().out.split())

    return call


SAID = "○ Nothing new is in this chat since you looked on 12 Nov 2025. You have looked 3 times within a week."


def test_the_third_look_is_told_gently(look: Look) -> None:
    assert "Nothing new" not in look() + look()
    assert SAID in look()
    assert "You have looked 4 times within a week." in look("--all")


def test_something_new_is_looked_at_for_the_first_time(look: Look, fake: Fake) -> None:
    for _ in range(3):
        look()
    fake.content = "1" * 64
    assert "Nothing new" not in look()


def test_opening_a_finding_and_other_programs_are_no_look(look: Look) -> None:
    for options in (("--show", "1"), ("--json",)) * 3:
        assert "Nothing new" not in look(*options)
    assert "Nothing new" not in look()


def test_the_sentences_alone_are_left_alone(look: Look) -> None:
    for _ in range(3):
        assert "Nothing new" not in look("--quiet")


def test_it_steps_back_behind_help(look: Look, fake: Fake) -> None:
    fake.findings = about(replace(ROSA, explanations=Explanations(concern=Concern(("chat:1",)))))
    for _ in range(4):
        assert "Nothing new" not in look()


def test_a_machine_that_keeps_nothing_is_told_everything_else(look: Look, monkeypatch: pytest.MonkeyPatch) -> None:
    blocked = Path(os.environ["XDG_DATA_HOME"]) / "file"
    blocked.write_text("x")
    monkeypatch.setenv("XDG_DATA_HOME", str(blocked / "below"))
    for _ in range(4):
        out = look()
        assert out.startswith("Rosa with you")
        assert "Nothing new" not in out


@pytest.mark.parametrize("times", [3, 10, 11, 4000])
def test_the_note_says_no_more_than_it_may(times: int) -> None:
    words = " ".join(repeat_visits_section(RepeatVisits(times, BEGIN.date())).sentences).casefold()
    assert not [word for word in (*FORBIDDEN, *ADVICE) if word in words]
