"""What is said of a change of app: when, what differs, and that nobody can tell why."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import jsonschema
import pytest

from example_findings import QUIET, about
from unlike.presentation.json.document import document_text, schema
from unlike.presentation.sentences import finding_section, overview_sections
from unlike.results import AppChange, SignalChange
from wording_rules import subject_of

SHORTER = SignalChange("length", "length of messages", "shorter messages", "words", 8.1, 4.9, 0.0001)
EMOJI = SignalChange("emoji", "emoji", "", "share", 0.2, 0.2, 0.8)
DOUBT = (
    "People write differently in different apps. Whether it was the app or Rosa that changed then, the chat cannot say."
)
MOVE = AppChange(
    "WhatsApp", "Signal", date(2025, 5, 3), date(2025, 5, 20), date(2025, 5, 1), compared=True, recent=False,
    changed_signals=(SHORTER,), unchanged_signals=(EMOJI,), messages=("a", "b"),
)  # fmt: skip


def test_what_differs_since_then_is_not_the_persons() -> None:
    part = finding_section(MOVE, subject_of(replace(QUIET, app_changes=(MOVE,))))
    assert (
        part.headline
        == "Since 3 May 2025 you write mainly in Signal, before that in WhatsApp; some habits differ since."
    )
    assert part.detail == (
        "The last message in WhatsApp is of 20 May 2025, the first in Signal of 1 May 2025.",
        DOUBT,
    )
    assert [row.habit for row in part.changed] == ["shorter messages"]
    assert part.unchanged == ("emoji",)
    assert part.finding is not None


def test_where_something_differs_nobody_is_called_as_ever() -> None:
    subject = subject_of(replace(QUIET, app_changes=(MOVE,)))
    headlines = [part.headline for part in overview_sections(subject)]
    assert not any(headline.startswith("Nothing here is unlike") for headline in headlines)
    assert headlines[-1].startswith("Since 3 May 2025 you write mainly in Signal")


def test_where_nothing_differs_it_stays_quiet() -> None:
    same = replace(MOVE, changed_signals=())
    subject = subject_of(replace(QUIET, app_changes=(same,)))
    assert [part.headline for part in overview_sections(subject)] == ["Nothing here is unlike Rosa."]
    assert finding_section(same, subject).detail[-1] == "No habit of Rosa differs clearly since then."


@pytest.mark.parametrize(
    ("recent", "sentence"),
    [
        (True, "There is too little in Signal yet to say anything about Rosa now."),
        (False, "One of the two was used for too short a time to be compared."),
    ],
)
def test_where_too_little_is_there_it_says_so(recent: bool, sentence: str) -> None:
    change = replace(MOVE, compared=False, recent=recent, changed_signals=(), unchanged_signals=())
    subject = subject_of(replace(QUIET, current_state=None, app_changes=(change,)))
    assert finding_section(change, subject).detail[-1] == sentence


def test_after_a_recent_change_that_comes_first() -> None:
    change = replace(MOVE, compared=False, recent=True, changed_signals=(), unchanged_signals=())
    subject = subject_of(replace(QUIET, current_state=None, app_changes=(change,)))
    first, second = overview_sections(subject)
    assert first.headline == "Since 3 May 2025 you write mainly in Signal, before that in WhatsApp."
    assert second.headline == "Nothing before that is unlike Rosa."


def test_the_document_has_it() -> None:
    made = json.loads(document_text(about(replace(QUIET, app_changes=(MOVE,)))))
    jsonschema.validate(made, schema())
    (change,) = made["conversations"][0]["people"][0]["app_changes"]
    assert (change["from"], change["to"], change["date"], change["recent"]) == (
        "WhatsApp",
        "Signal",
        "2025-05-03",
        False,
    )
    assert [signal["name"] for signal in change["signals"]] == ["length"]
