"""Visits to the same chat are counted, and mentioned by `unlike check`."""

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
from unlike.cli import check_action, check_input, main
from unlike.library import ChatFingerprint
from unlike.presentation.sentences.interface.import_summary import repeat_visits_section
from unlike.results import Concern, Explanations, Findings, RepeatVisits
from wording_rules import ACCUSING, ADVICE, FORBIDDEN

BEGIN = datetime(2025, 11, 12, 10, tzinfo=ZoneInfo("Europe/Berlin"))


@dataclass
class FakeAnalysis:
    """Replaces `analyse`: findings on one chat, in which somebody else wrote last what `latest` says."""

    findings: Findings
    latest: str = "0" * 64
    now: datetime = BEGIN

    def __call__(self, _imported: None, options: AnalysisOptions) -> FakeAnalysis:
        visits = options.visits({"chat": ChatFingerprint(("a" * 64,), self.latest)}) if options.visits else {}
        (conversation,) = self.findings.conversations
        findings = replace(self.findings, conversations=(replace(conversation, repeat_visits=visits.get("chat")),))
        return replace(self, findings=findings)

    def quotes(self, *_: object) -> tuple[()]:
        return ()


Check = Callable[..., str]


@pytest.fixture
def fake(monkeypatch: pytest.MonkeyPatch) -> FakeAnalysis:
    fake_analysis = FakeAnalysis(CASES["rosa"])
    monkeypatch.setattr(check_input, "read", lambda _paths, **_options: None)
    monkeypatch.setattr("unlike.api.analyse", fake_analysis)
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


SENTENCE = (
    "○ Nothing new of anybody else is in this chat since you looked on 12 Nov 2025. "
    "You have looked 3 times within a week."
)


def test_the_third_visit_is_mentioned_gently(check: Check) -> None:
    assert "Nothing new" not in check() + check()
    assert SENTENCE in check()
    assert "You have looked 4 times within a week." in check("--all")


def test_new_messages_are_counted_anew(check: Check, fake: FakeAnalysis) -> None:
    for _ in range(3):
        check()
    fake.latest = "1" * 64
    assert "Nothing new" not in check()


def test_a_chat_that_is_exported_again_and_again_is_mentioned_whatever_is_new(check: Check, fake: FakeAnalysis) -> None:
    for day in range(4):
        fake.latest, fake.now = f"{day:064}", fake.now + timedelta(days=1)
        assert "You have looked" not in check()
    fake.latest = "f" * 64
    assert "○ You have looked at this chat 5 times within a week." in check()


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
    for nothing_new in (True, False):
        visits = RepeatVisits(times, BEGIN.date(), nothing_new)
        words = " ".join(repeat_visits_section(visits).sentences).casefold()
        assert not [word for word in (*FORBIDDEN, *ADVICE, *ACCUSING) if word in words]


def test_exports_made_anew_are_looks_at_the_same_chat(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Five exports, each a day longer, in which only the owner wrote something new; then Lou writes."""
    begin, zone = datetime(2025, 9, 1, 9, tzinfo=BEGIN.tzinfo), BEGIN.tzinfo
    lines = [(begin + timedelta(hours=5 * at), ("Kim", "Lou")[at % 2], f"soup {at}") for at in range(200)]
    screens = []
    for day in range(6):
        now = lines[-1][0] + timedelta(hours=2)
        monkeypatch.setattr(check_action, "now_in", lambda _zone, now=now: now)
        path = tmp_path / f"WhatsApp Chat with Lou ({day}).txt"
        path.write_text("".join(f"{sent:%d/%m/%Y, %H:%M} - {name}: {text}\n" for sent, name, text in lines), "utf-8")
        assert main(["check", str(path), "--me", "Kim", "--timezone", str(zone)]) == 0
        screens.append(" ".join(capsys.readouterr().out.split()))
        lines.append((lines[-1][0] + timedelta(days=1), "Kim" if day < 4 else "Lou", f"and now? {day}"))
    assert ["You have looked" in screen for screen in screens] == [False, False, True, True, True, True]
    assert "Nothing new of anybody else" in screens[4]
    assert "You have looked 5 times within a week." in screens[4]
    assert "Nothing new" not in screens[5]
    assert "You have looked at this chat 6 times within a week." in screens[5]
