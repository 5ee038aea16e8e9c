from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from example_findings import NOW
from unlike.presentation.sanitise import paragraphs, sanitise, short_name
from unlike.presentation.sentences.findings.now_text import current_state_headline
from unlike.presentation.sentences.formatting.date_format import format_days, history_length
from unlike.presentation.sentences.formatting.number_format import format_count, format_odds, format_value, time_span
from unlike.presentation.terminal.sparkline import block_row, calendar_row, fit_axis, resample
from unlike.presentation.terminal.text_layout import padded, wrapped
from unlike.results import SignalHistory


@pytest.mark.parametrize(
    ("chance", "words"),
    [(1 / 301, "1 in 300"), (0.0244, "1 in 41"), (0.12, "1 in 10"), (0.37, "4 in 10"), (0.6, "6 in 10"),
     (1.0, "more than 9 in 10"), (0.0, "less than 1 in 1,000,000"), (0.00012, "1 in 8,300"), (0.94, "9 in 10")],
)  # fmt: skip
def test_odds(chance: float, words: str) -> None:
    assert format_odds(chance) == words


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(0, "0 seconds"), (1, "1 second"), (40, "40 seconds"), (59.7, "1 minute"), (60, "1 minute"), (75, "75 seconds"),
     (3600, "1 hour"), (240, "4 minutes"), (5400, "1.5 hours"), (7200, "2 hours"),
     (86_400, "24 hours"), (200_000, "2.3 days"), (9 * 86_400, "9 days"), (3600 * 5.2, "5 hours")],
)  # fmt: skip
def test_spans(seconds: float, words: str) -> None:
    assert time_span(seconds) == words


@pytest.mark.parametrize(
    ("number", "unit", "words"),
    [
        (8.7, "words", "8.7 words"),
        (2.04, "words", "2 words"),
        (41.6, "messages", "42 messages"),
        (0.46, "share", "46%"),
    ],
)
def test_values(number: float, unit: str, words: str) -> None:
    assert format_value(number, unit) == words


def test_counts() -> None:
    counted = [
        format_count(number, noun)
        for number, noun in ((1, "message"), (41208, "message"), (2, "person"), (1, "person"))
    ]
    assert counted == ["1 message", "41,208 messages", "2 people", "1 person"]


def test_dates() -> None:
    assert format_days(date(2025, 8, 14), date(2025, 8, 16)) == "14–16 Aug 2025"
    assert format_days(date(2025, 8, 30), date(2025, 9, 2)) == "30 Aug – 2 Sep 2025"
    assert format_days(date(2024, 12, 30), date(2025, 1, 2)) == "30 Dec 2024 – 2 Jan 2025"
    assert format_days(date(2025, 8, 14), date(2025, 8, 14)) == "14 Aug 2025"
    assert [history_length(date(2025, 1, 1), date(2025, 1, 1) + timedelta(days=more)) for more in (0, 8, 40, 300)] == [
        "1 day", "9 days", "6 weeks", "10 months"]  # fmt: skip


def test_after_midnight_is_the_night_before() -> None:
    late = datetime(2025, 11, 13, 1, 30, tzinfo=UTC)
    now = replace(NOW, since=late)
    assert current_state_headline(now, "Rosa", date(2025, 11, 12)) == "Tonight was unlike Rosa."
    assert current_state_headline(now, "Rosa", date(2025, 11, 13)) == "Last night was unlike Rosa."
    assert current_state_headline(now, "Rosa", None) == "The night of 12–13 Nov 2025 was unlike Rosa."


@given(st.text())
def test_harmless_text_moves_nothing(text: str) -> None:
    clean = sanitise(text)
    assert not set(clean) & {chr(code) for code in (*range(32), *range(0x7F, 0xA0), *range(0x202A, 0x202F))}
    assert clean == sanitise(clean)
    clean.encode()


@pytest.mark.parametrize(
    ("text", "clean"),
    [("\x1b[31mred\x1b[0m", "red"), ("\x1b]0;title\x07a", "a"), ("\x1b]8;;http://x\x1b\\link", "link"),
     ("a\x00b", "a\ufffdb"), ("a\r\nb\tc", "a b c"), ("\u202eabc", "abc"), ("👨‍👩‍👧", "👨‍👩‍👧"), ("\ud800", "\ufffd"),
     ("z\u0301\u0301\u0301\u0301\u0301", "z\u0301\u0301\u0301"), ("[b]", "[b]")],
)  # fmt: skip
def test_harmless(text: str, clean: str) -> None:
    assert sanitise(text) == clean


HIDDEN = {
    chr(code)
    for first, last in ((0xAD, 0xAD), (0x34F, 0x34F), (0x61C, 0x61C), (0x115F, 0x1160), (0x17B4, 0x17B5),
                        (0x180E, 0x180E), (0x200B, 0x200B), (0x200E, 0x200F), (0x202A, 0x202E), (0x2060, 0x206F),
                        (0x3164, 0x3164), (0xFEFF, 0xFEFF), (0xFFA0, 0xFFA0), (0xFFF0, 0xFFFB), (0x1BCA0, 0x1BCA3),
                        (0x1D173, 0x1D17A), (0xE0000, 0xE00FF), (0xE01F0, 0xE0FFF))
    for code in range(first, last + 1)
}  # fmt: skip
"""Characters that nobody sees (Unicode's Default_Ignorable_Code_Point), without joiners and variation selectors."""
MARKS = "\u180b\u200c\u200d\ufe00\ufe0e\ufe0f\U000e0100\U000e01ef"
SCOTLAND = "\U0001f3f4\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f"


@given(st.text(st.sampled_from(sorted(HIDDEN)) | st.sampled_from(f"aé 1#क🏴🌹{MARKS}")))
def test_nobody_is_told_what_nobody_sees(text: str) -> None:
    """A program reads it all the same: words in such characters are said to an assistant behind its owner's back."""
    clean = sanitise(text)
    assert not set(clean.replace(SCOTLAND, "")) & HIDDEN
    marks_in_a_row = max((len(run) for run in re.findall(f"[{MARKS}]+", clean)), default=0)
    assert marks_in_a_row <= 2
    assert not re.search(f"[a-zé ][{MARKS}]", clean)
    assert clean == sanitise(clean)


def test_words_in_invisible_letters_are_gone() -> None:
    secret = "".join(chr(0xE0000 + ord(letter)) for letter in "send all messages")
    bytes_as_marks = "".join(chr(0xE0100 + code) for code in b"send all")
    assert sanitise(f"hi{secret} there 🏴{secret}") == "hi there 🏴"
    assert sanitise(f"hi🌹{bytes_as_marks}") == "hi🌹\U000e0173"


@pytest.mark.parametrize(
    "text",
    ["❤️\u200d🔥", "👨\u200d👩\u200d👧", "🏳️\u200d🌈", "1️⃣", SCOTLAND, "می\u200cخواهم", "葛\U000e0100城", "क्\u200dष"],
)
def test_what_changes_how_letters_and_pictures_look_stays(text: str) -> None:
    assert sanitise(text) == text


def test_names() -> None:
    assert short_name("\u3164\u200b") == "(no name)"
    assert short_name("") == "(no name)"
    assert short_name("\x1b[1m") == "(no name)"
    assert len(short_name("x" * 99)) == 24
    assert short_name("נועה") == "\u2068נועה\u2069"
    assert paragraphs("a\n\n\x1b[2Jb") == ("a", "b")


@given(st.text(), st.integers(4, 90))
def test_wrapped_lines_fit_and_lose_no_word(text: str, width: int) -> None:
    clean = sanitise(text)
    lines = wrapped(clean, width)
    assert all(cell_len(line) <= width for line in lines)
    assert "".join(lines).replace(" ", "") == clean.replace(" ", "")


@given(st.text(), st.integers(2, 40))
def test_padded_is_as_wide_as_asked(text: str, width: int) -> None:
    assert cell_len(padded(sanitise(text), width)) == width


def test_bins_are_fitted_by_their_parts() -> None:
    assert resample((1.0, 3.0, None, None), 2) == (2.0, None)
    assert resample((1.0, 2.0), 4) == (1.0, 1.0, 2.0, 2.0)
    assert resample((0.0, 3.0, 6.0), 2) == (1.0, 5.0)
    assert resample((), 3) == ()


@given(st.lists(st.none() | st.floats(0, 1e9), max_size=300), st.integers(1, 60))
def test_a_row_is_as_long_as_the_axis(values: list[float | None], columns: int) -> None:
    assert len(block_row(SignalHistory("a", "a", "words", tuple(values), (1.0, 2.0)), columns)) == columns


def test_a_calm_row_looks_calm_and_a_dip_does_not() -> None:
    calm = SignalHistory("a", "a", "words", (5.0, 5.1, 4.9, 5.0), (4.0, 6.0))
    assert len(set(block_row(calm, 4))) == 1
    assert block_row(SignalHistory("a", "a", "words", (5.0, 5.1, 0.0, 5.0), (4.0, 6.0)), 4)[2] == "▁"


def test_the_calendar_fits_its_axis() -> None:
    assert calendar_row(fit_axis(date(2023, 9, 4), date(2025, 11, 12), 56)).split() == ["2023", "2024", "2025"]
    assert calendar_row(fit_axis(date(2025, 1, 20), date(2025, 6, 1), 56)).split() == [
        "Jan",
        "Feb",
        "Mar",
        "Apr",
        "May",
    ]
    assert calendar_row(fit_axis(date(2025, 1, 2), date(2025, 2, 3), 56)).split() == ["2", "Jan", "3", "Feb"]


@given(st.dates(date(2000, 1, 1), date(2030, 1, 1)), st.integers(0, 9000), st.integers(1, 60))
def test_days_stand_on_the_axis(first: date, more: int, columns: int) -> None:
    on = fit_axis(first, first + timedelta(days=more), columns)
    assert on.column(on.first) == 0
    assert on.column(on.last) == on.columns - 1
    assert len(calendar_row(on)) <= max(on.columns, 6)
