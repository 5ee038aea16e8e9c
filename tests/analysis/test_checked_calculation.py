"""Where a number comes out as none, that is said, and never a quiet answer."""

from __future__ import annotations

import json
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest

from unlike.analysis import cross_chat_comparison
from unlike.analysis.checked_calculation import checked_detection
from unlike.analysis.cross_chat_comparison import CrossChat, Shift
from unlike.analysis.parts import PersonDetection
from unlike.cli import main
from unlike.core.types import Direction
from unlike.detection import scores
from unlike.readers import Conversation
from unlike.results import FailedCalculation
from unlike.results.explanations import CrossChatOutcome
from unlike.synthetic import write_telegram

if TYPE_CHECKING:
    from conftest import Studied

FINE = PersonDetection("Rosa", 300, 90)


def detection(number: float) -> PersonDetection:
    np.sqrt(np.array([number]))
    return FINE


@pytest.mark.parametrize("number", [0.0, 2.0])
def test_a_detection_that_works_is_handed_on(number: float) -> None:
    assert checked_detection(partial(detection, number), "Rosa", 300, 90) is FINE


def test_one_that_does_not_names_its_place_and_nobody_is_called_quiet() -> None:
    found = checked_detection(partial(detection, -1.0), "Rosa", 300, 90)
    assert isinstance(found.missing_history, FailedCalculation)
    assert found.missing_history.place.startswith("test_checked_calculation.py:")
    assert (found.name, found.messages, found.active_days, found.enough) == ("Rosa", 300, 90, False)


def test_what_is_meant_to_have_no_number_goes_on() -> None:
    def with_missing() -> PersonDetection:
        with np.errstate(invalid="ignore"):
            return detection(-1.0)

    assert checked_detection(with_missing, "Rosa", 300, 90) is FINE


def test_every_face_says_so(
    small: Studied, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken_weights(*_panel: object) -> object:
        return np.sqrt(np.array([-1.0]))

    monkeypatch.setattr(scores, "signal_weights", broken_weights)
    path, report = tmp_path / "result.json", tmp_path / "report.html"
    write_telegram(small.chat, path)
    given = [str(path), "--me", small.chat.owner, "--timezone", "Europe/Berlin"]
    assert main(["check", *given]) == 0
    screen = " ".join(capsys.readouterr().out.split())
    assert f"Nothing can be said about {small.chat.other}: a calculation failed." in screen
    assert "Please report where it was: test_checked_calculation.py:" in screen
    assert f"unlike {small.chat.other}" not in screen
    assert main(["report", *given, "--names", "--html", str(report)]) == 0
    assert "a calculation failed" in report.read_text("utf-8")
    capsys.readouterr()
    assert main(["check", *given, "--json"]) == 0
    (person,) = json.loads(capsys.readouterr().out)["conversations"][0]["people"]
    assert (person["enough"], person["now"], person["spells"]) == (False, None, [])
    assert "fault of the program" in person["needs"]
    assert main(["check", *given, "--format", "agent"]) == 0
    assert "fault of the program" in " ".join(capsys.readouterr().out.split())


def test_other_chats_are_unclear_where_theirs_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken_days(*_arguments: object) -> tuple[str, float]:
        return "usual", float(np.sqrt(np.array([-1.0]))[0])

    monkeypatch.setattr(cross_chat_comparison, "same_days", broken_days)
    monkeypatch.setattr(CrossChat, "_baseline", lambda *_arguments: object())
    days = Shift(date(2025, 3, 1), date(2025, 3, 3), Direction.COOLER)
    conversation = Conversation("a", "Rosa", "test", group=False, owner=None, clock=timedelta(minutes=1))
    compared = CrossChat({}, {"a": conversation}, "Imke", {})._compare("a", "Rosa", days, days)
    assert (compared.outcome, compared.chance) == (CrossChatOutcome.UNCLEAR, None)
