"""Visits to the same messages are counted, and mentioned by `unlike check`."""

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
class FakeAnalysis:
    """Replaces `analyse`: findings on messages with the fingerprint `content`."""

    findings: Findings
    content: str = "0" * 64
    now: datetime = BEGIN

    def __call__(self, _imported: None, options: AnalysisOptions) -> FakeAnalysis:
        visits = options.visits({"chat": self.content}) if options.visits else {}
        (conversation,) = self.findings.conversations
        findings = replace(self.findings, conversations=(replace(conversation, repeat_visits=visits.get("chat")),))
        return replace(self, findings=findings)

    def quotes(self, *_: object) -> tuple[()]:
        return ()


Check = Callable[..., str]


@pytest.fixture
def fake(monkeypatch: pytest.MonkeyPatch) -> FakeAnalysis:
    fake_analysis = FakeAnalysis(CASES["rosa"])
    monkeypatch.setattr(check_action, "read", lambda _paths, **_options: None)
    monkeypatch.setattr(check_action, "analyse", fake_analysis)
    monkeypatch.setattr(check_action, "now_in", lambda _zone: fake_analysis.now)
    monkeypatch.setenv("COLUMNS", "80")
    return fake_analysis


@pytest.fixture
def check(fake: FakeAnalysis, capsys: pytest.CaptureFixture[str]) -> Check:
    """Run `unlike check` two hours after the last time."""

    def call(*options: str) -> str:
        fake.now += timedelta(hours=2)
        assert main(["check", "chat.txt", "--timezone", "Europe/Berlin", *options]) == 0
        return " ".join(capsys.readouterr().out.split())

    return call


SENTENCE = "○ Nothing new is in this chat since you looked on 12 Nov 2025. You have looked 3 times within a week."


def test_the_third_visit_is_mentioned_gently(check: Check) -> None:
    assert "Nothing new" not in check() + check()
    assert SENTENCE in check()
    assert "You have looked 4 times within a week." in check("--all")


def test_new_messages_are_counted_anew(check: Check, fake: FakeAnalysis) -> None:
    for _ in range(3):
        check()
    fake.content = "1" * 64
    assert "Nothing new" not in check()


def test_opening_a_finding_and_json_are_no_visits(check: Check) -> None:
    for options in (("--show", "1"), ("--json",)) * 3:
        assert "Nothing new" not in check(*options)
    assert "Nothing new" not in check()


def test_quiet_does_not_mention_visits(check: Check) -> None:
    for _ in range(3):
        assert "Nothing new" not in check("--quiet")


def test_help_comes_before_it(check: Check, fake: FakeAnalysis) -> None:
    fake.findings = about(replace(ROSA, explanations=Explanations(concern=Concern(("chat:1",)))))
    for _ in range(4):
        assert "Nothing new" not in check()


def test_a_machine_that_stores_nothing_shows_all_the_rest(check: Check, monkeypatch: pytest.MonkeyPatch) -> None:
    blocked = Path(os.environ["XDG_DATA_HOME"]) / "file"
    blocked.write_text("x")
    monkeypatch.setenv("XDG_DATA_HOME", str(blocked / "below"))
    for _ in range(4):
        out = check()
        assert out.startswith("Rosa with you")
        assert "Nothing new" not in out


@pytest.mark.parametrize("times", [3, 10, 11, 4000])
def test_the_note_says_no_more_than_it_may(times: int) -> None:
    words = " ".join(repeat_visits_section(RepeatVisits(times, BEGIN.date())).sentences).casefold()
    assert not [word for word in (*FORBIDDEN, *ADVICE) if word in words]
