from __future__ import annotations

import re

import polars as pl
import pytest

from unlike.core.series import SignalKind
from unlike.signals import SIGNALS, DailyAggregation, Signal
from unlike.text.lexicon import lists

NAMES = [signal.name for signal in SIGNALS]


def test_names_and_labels_are_unique() -> None:
    assert len(set(NAMES)) == len(NAMES)
    assert len({signal.label for signal in SIGNALS}) == len(NAMES)
    assert len({said for signal in SIGNALS for said in (signal.more, signal.less)}) == 2 * len(NAMES)


@pytest.mark.parametrize("signal", SIGNALS, ids=NAMES)
def test_a_declaration_is_well_formed(signal: Signal) -> None:
    assert re.fullmatch(r"[a-z][a-z_]*", signal.name)
    assert signal.polarity in {-1, 0, 1}
    assert isinstance(signal.kind, SignalKind)
    assert isinstance(signal.day, DailyAggregation)
    assert signal.label == signal.label.strip() != ""
    assert re.search(r"\b(19|20)\d\d\b", signal.study), "a study has a year"
    assert not signal.study.endswith(".")


@pytest.mark.parametrize("signal", SIGNALS, ids=NAMES)
def test_the_unit_fits_the_kind(signal: Signal) -> None:
    assert signal.unit
    assert (signal.unit == "share") == (signal.kind is SignalKind.SHARE)
    assert (signal.unit == "seconds") == (signal.kind is SignalKind.DURATION)
    assert (signal.day is DailyAggregation.TOTAL) == (signal.kind is SignalKind.COUNT)


@pytest.mark.parametrize("signal", SIGNALS, ids=NAMES)
def test_the_words_name_a_habit_and_never_a_feeling(signal: Signal) -> None:
    words = f"{signal.label} {signal.more} {signal.less}".lower()
    assert not re.search(r"\b(love|loves|angry|cold|warm|interest|distant|hostile|score)\b", words)
    assert "." not in signal.more + signal.less


@pytest.mark.parametrize("signal", SIGNALS, ids=NAMES)
def test_its_lists_exist_in_the_languages_it_needs(signal: Signal) -> None:
    wanted = {root.removeprefix("says:") for root in signal.value.meta.root_names() if root.startswith("says:")}
    for name in wanted - {"own"}:
        having = {code for code, table in lists().items() if table.get(name.removesuffix("?"))}
        assert having, name
        assert signal.languages <= having or name.endswith("?")
    assert signal.languages <= set(lists())


def test_a_value_rests_on_documented_columns() -> None:
    said = {"text", "kind", "sender", "reply_to", "lower", "words"}
    known = said | {"at", "day", "hour", "gap", "begins", "turn", "goes_on"}
    for signal in SIGNALS:
        roots = {root for root in signal.value.meta.root_names() if not root.startswith("says:")}
        assert roots <= known, signal.name
        assert isinstance(signal.value, pl.Expr)


def test_the_lists_are_lower_case_words_without_doubles() -> None:
    for code, table in lists().items():
        assert {"function", "greetings", "thanks", "apologies", "endearments"} <= set(table), code
        for name, words in table.items():
            assert len(set(words)) == len(words), (code, name)
            assert all(word == word.lower().strip() and word for word in words), (code, name)
