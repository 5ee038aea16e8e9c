"""Whole screens, compared with the files in `screens/`; `UPDATE=1` in the environment writes these files anew."""

from __future__ import annotations

import io
import os
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from example_findings import CASES, NOW, QUOTES, ROSA, SHORTER, about
from finding_strategies import answers, few_examples
from unlike.presentation.numbering import numbered_findings
from unlike.presentation.terminal.screen import ScreenOptions, finding_screen, screen
from unlike.results import Findings

SCREENS = Path(__file__).parent / "screens"
OPTIONS = ScreenOptions(today=date(2025, 11, 12), zone_assumed=True)
OTHER_SCREENS = {
    "show": lambda: finding_screen(numbered_findings(CASES["rosa"], OPTIONS.today)[0], QUOTES, OPTIONS),
    "all": lambda: screen(CASES["rosa"], ScreenOptions(today=OPTIONS.today, shows_everything=True)),
    "sentences": lambda: screen(CASES["rosa"], ScreenOptions(today=OPTIONS.today, quiet=True)),
    "narrow": lambda: screen(CASES["rosa"], ScreenOptions(width=48, today=OPTIONS.today)),
}


def screen_of(name: str) -> Text:
    return OTHER_SCREENS[name]() if name in OTHER_SCREENS else screen(CASES[name], OPTIONS)


@pytest.mark.parametrize("name", [*CASES, *OTHER_SCREENS])
def test_the_screen_is_as_it_was(name: str) -> None:
    file, text = SCREENS / f"{name}.txt", screen_of(name).plain + "\n"
    if os.environ.get("UPDATE"):
        file.write_text(text, "utf-8")
    assert file.read_text("utf-8") == text


@pytest.mark.parametrize("name", [*CASES, *OTHER_SCREENS])
def test_no_line_is_wider_than_the_screen(name: str) -> None:
    width = 48 if name == "narrow" else 80
    assert not [line for line in screen_of(name).plain.split("\n") if cell_len(line) > width]


@few_examples
@given(answers())
def test_nothing_ever_leaves_its_line_or_moves_the_terminal(findings: Findings) -> None:
    for view in (ScreenOptions(), ScreenOptions(shows_everything=True), ScreenOptions(width=40)):
        for line in screen(findings, view).plain.split("\n"):
            assert cell_len(line) <= view.width
            assert all(letter.isprintable() or letter in "\u2068\u2069" for letter in line)
            assert line == line.rstrip()
            assert line.count("\u2068") == line.count("\u2069")


@pytest.mark.parametrize("name", ["rosa", "german", "right-to-left", "calm-now", "late", "lasting"])
def test_the_answer_fits_on_the_first_screen(name: str) -> None:
    assert len(screen_of(name).plain.split("\n")) <= 31


def test_a_quiet_history_has_a_quiet_screen() -> None:
    assert len(screen_of("quiet").plain.split("\n")) <= 12


def test_comfort_is_found_without_scrolling() -> None:
    lines = screen_of("rosa").plain.split("\n")
    assert next(at for at, line in enumerate(lines) if "and it passed" in line) < 16


@pytest.mark.parametrize("name", [*CASES, *OTHER_SCREENS])
def test_colour_only_repeats(name: str) -> None:
    """With the colours taken away the same words are left, and no markup was read in a name."""
    out = io.StringIO()
    console = Console(file=out, force_terminal=True, color_system="standard", width=200, no_color=False)
    console.print(screen_of(name), soft_wrap=True, end="")
    assert Text.from_ansi(out.getvalue()).plain == screen_of(name).plain
    assert "\x1b[" in out.getvalue()


def test_markup_and_controls_are_shown_as_they_are_or_not_at_all() -> None:
    text = screen_of("messy").plain
    assert "[bold red]Rosa[/] evil" in text
    assert "[blink]hi[/] :smile:" in text
    assert "\x1b" not in text
    assert "\u202e" not in text


def test_what_was_read_is_told() -> None:
    words = " ".join(screen_of("lasting").plain.split())
    assert "Read: 41,208 messages, 312 system lines, 2 pieces left over." in words
    assert "Day before month, because 13 and above come first." in words
    assert "Could not be read: chat.txt:120 (no date); 1 more, listed with --all." in words
    assert "Times: Europe/Berlin (this machine's zone)." in words


def test_at_most_five_people_are_shown_and_the_rest_counted() -> None:
    text = screen_of("group").plain
    assert "Person 0" not in text
    assert "12 more people were looked at; nothing is unlike them now." in text
    assert "Too little to say about 182 people yet" in text


def test_many_habits_are_counted_and_all_of_them_asked_for() -> None:
    many = tuple(replace(SHORTER, name=str(at), label=f"habit {at}") for at in range(9))
    findings = about(replace(ROSA, current_state=replace(NOW, unchanged_signals=many)))
    assert "habit 4, and 4 more" in " ".join(screen(findings, OPTIONS).plain.split())
    assert "habit 8" in screen(findings, ScreenOptions(shows_everything=True)).plain


def test_a_long_habit_goes_on_below_and_leaves_a_gap_before_its_figures() -> None:
    phrase = "sends far fewer messages one right after the other in a row"
    changed = replace(SHORTER, phrase=phrase, observed=0.24, baseline=0.61, unit="share")
    text = screen(about(replace(ROSA, current_state=replace(NOW, changed_signals=(changed,)))), OPTIONS).plain
    (row,) = [line for line in text.split("\n") if "24% of messages" in line]
    assert "  24% of messages" in row
    assert "…" not in row
    assert phrase in " ".join(
        " ".join(line.split("  ")[1] for line in text.split("\n") if line.startswith("  ")).split()
    )
