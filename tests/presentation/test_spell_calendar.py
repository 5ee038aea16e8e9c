from __future__ import annotations

import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import icalendar
import pytest

from example_findings import HOSTILE_TEXTS, ROSA, about
from unlike.errors import UsageError
from unlike.presentation.html import Redaction
from unlike.presentation.spell_calendar import spell_calendar
from unlike.results import Findings

MOMENT = datetime(2025, 11, 12, 10, 0, tzinfo=UTC)
NAMES = Redaction(names=True)


def events(findings: Findings, redaction: Redaction = NAMES) -> list[icalendar.Event]:
    calendar = icalendar.Calendar.from_ical(spell_calendar(findings, redaction, MOMENT))
    return list(calendar.walk("VEVENT"))


def test_every_spell_is_an_entry_of_whole_days() -> None:
    found = [(event["dtstart"].dt, event["dtend"].dt - timedelta(days=1)) for event in events(about(ROSA))]
    assert sorted(found) == [(spell.first, spell.last) for spell in sorted(ROSA.spells, key=lambda spell: spell.first)]
    assert all("unlike Rosa" in str(event["summary"]) for event in events(about(ROSA)))


def test_names_are_replaced_unless_asked_for_also_in_the_identity() -> None:
    written = spell_calendar(about(ROSA), Redaction(), MOMENT).decode()
    assert "Rosa" not in written
    assert "Person A" in written
    assert events(about(ROSA))[0]["uid"].endswith("@unlike")
    assert spell_calendar(about(ROSA), NAMES, MOMENT) == spell_calendar(about(ROSA), NAMES, MOMENT)


def test_hostile_names_stay_on_their_lines() -> None:
    found = events(about(replace(HOSTILE_TEXTS, name="A\r\nBEGIN:VEVENT\r\nSUMMARY:x\\,;")))
    assert len(found) == len(HOSTILE_TEXTS.spells)


def test_without_the_package_it_is_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "icalendar", None)
    with pytest.raises(UsageError, match=r"unlike\[calendar\]"):
        spell_calendar(about(ROSA), NAMES, MOMENT)
