"""`unlike check` with the owner's own dates, from files to the screen."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from conftest import Check, Studied


@pytest.fixture
def shifts(rosa: Studied, tmp_path: Path) -> Path:
    """The first day of each of Rosa's spells, and a day of another kind."""
    path = tmp_path / "shifts.csv"
    days = "".join(f"{spell.first},night shift\n" for spell in rosa.person.spells)
    path.write_text(f"date,label\n{days}2025-11-12,dentist\n", "utf-8")
    return path


def test_spells_that_fall_on_the_owners_dates_are_named_with_them(rosa: Studied, shifts: Path, check: Check) -> None:
    told = check(rosa.path, "--me", "Imke", "--dates", str(shifts), "--json").document()
    person = told["conversations"][0]["people"][0]
    assert all(spell["known"][0]["label"] == "night shift" for spell in person["spells"])
    assert person["now"]["known"][0]["label"] == "dentist"
    (goes,) = person["context"]["against"]
    assert (goes["label"], goes["spells"]) == ("night shift", goes["of"])
    assert goes["chance"] <= 0.001


@pytest.mark.usefixtures("ready_analyses")
def test_the_dates_stand_on_the_screen(rosa: Studied, shifts: Path, check: Check) -> None:
    words = " ".join(check(rosa.path, "--me", "Imke", "--dates", str(shifts)).out.split())
    assert "it falls on “dentist” (12 Nov 2025)" in words
    assert "spells share days with “night shift”" in words


@pytest.mark.usefixtures("ready_analyses")
def test_a_weekly_entry_explains_nothing(rosa: Studied, tmp_path: Path, check: Check) -> None:
    pytest.importorskip("recurring_ical_events", reason="the extra unlike[calendar] is not installed")
    path = tmp_path / "imke.ics"
    path.write_text(
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTART:20230905T190000\r\n"
        "RRULE:FREQ=WEEKLY\r\nSUMMARY:choir\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n",
        "utf-8",
    )
    told = check(rosa.path, "--me", "Imke", "--calendar", str(path), "--json").document()
    context = told["conversations"][0]["people"][0]["context"]
    assert context["against"] == []
    assert context["said"] == ["Your own dates: spells go with none of them more than by chance."]


@pytest.mark.parametrize("option", ["--dates", "--calendar"])
@pytest.mark.parametrize("text", [None, "", "hello"])
def test_a_bad_file_is_one_sentence(rosa: Studied, tmp_path: Path, check: Check, option: str, text: str | None) -> None:
    path = tmp_path / "bad.ics"
    if text is not None:
        path.write_text(text, "utf-8")
    outcome = check(rosa.path, "--me", "Imke", option, str(path))
    assert (outcome.code, outcome.out) == (2, "")
    assert outcome.err.startswith(f"unlike: {path}")
    assert outcome.err.count("\n") == 1
