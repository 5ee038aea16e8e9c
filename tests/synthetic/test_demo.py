from __future__ import annotations

from datetime import date, time, timedelta
from itertools import pairwise

import numpy as np
import polars as pl

from unlike.core.spans import DateSpan
from unlike.synthetic import SyntheticChat


def _texts(chat: SyntheticChat) -> pl.Series:
    return chat.rows.filter(pl.col.kind == "text")["text"]


def _mean_words(chat: SyntheticChat, first: date, last: date) -> float:
    rows = chat.rows.filter(pl.col.sender == chat.other, pl.col.sent_at.dt.date().is_between(first, last))
    return float(np.mean(rows["text"].drop_nulls().str.split(" ").list.len().to_numpy()))


def test_thousands_of_different_sentences(english: SyntheticChat, german: SyntheticChat) -> None:
    for chat, least in ((english, 3000), (german, 2000)):
        letters = _texts(chat).str.to_lowercase().str.replace_all(r"[^\p{L}\d ]", "").str.strip_chars()
        assert letters.n_unique() > 3 * least
        counts = letters.value_counts(sort=True)["count"]
        assert int(counts[0]) < 0.01 * letters.len()


def test_no_grammar_is_left_in_a_text(english: SyntheticChat, german: SyntheticChat) -> None:
    for chat in (english, german):
        assert not _texts(chat).str.contains(r"[{}\[\]|]|  | ,").any()


def test_spells_recur_and_show(english: SyntheticChat) -> None:
    short = [spell for spell in english.truth.spells if (spell.last - spell.first).days < 4]
    assert len(short) == 9
    assert short[-1].first == date(2025, 11, 12)
    assert short[-1].ongoing
    gaps = np.diff([spell.first.toordinal() for spell in short])
    assert np.abs(gaps - 88).max() <= 3
    baseline = _mean_words(english, date(2023, 9, 4), date(2025, 11, 11))
    for spell in short[:-1]:
        assert _mean_words(english, spell.first, spell.last) < 0.75 * baseline


def test_changes_do_not_touch_each_other(english: SyntheticChat, german: SyntheticChat) -> None:
    for chat in (english, german):
        truth = chat.truth
        spans = [DateSpan(spell.first, spell.last) for spell in truth.spells] + list(truth.silences)
        spans += [DateSpan(bad.day, bad.day) for bad in truth.bad_days]
        spans += [DateSpan(shift.date, shift.date) for shift in truth.lasting_shifts]
        assert all(after.first - before.last > timedelta(days=10) for before, after in pairwise(sorted(spans)))


def test_the_long_spell_was_announced_two_days_before(english: SyntheticChat) -> None:
    spell = max(english.truth.spells, key=lambda spell: spell.last - spell.first)
    assert (spell.last - spell.first).days == 15
    assert spell.reason_row is not None
    reason = english.rows.row(spell.reason_row, named=True)
    assert reason["sender"] == "Rosa"
    assert "grandma is in hospital" in reason["text"].lower()
    assert reason["sent_at"].date() == spell.first - timedelta(days=2)


def test_coming_back_to_it_follows_a_spell(english: SyntheticChat, german: SyntheticChat) -> None:
    for chat in (english, german):
        returned = [spell for spell in chat.truth.spells if spell.return_row is not None]
        assert returned
        for spell in returned:
            assert chat.rows["sent_at"][spell.return_row or 0].date() == spell.last + timedelta(days=1)


def test_the_last_morning(english: SyntheticChat) -> None:
    truth = english.truth
    terse = english.rows[list(truth.terse_rows)]
    assert terse["sender"].to_list() == ["Rosa"] * 3
    assert terse["text"].str.len_chars().max() == len("not yet")
    assert not terse["text"].str.contains(r"[?!\p{So}]").any()
    assert truth.open_question_row is not None
    question = english.rows.row(truth.open_question_row, named=True)
    assert (question["sender"], question["text"]) == ("Imke", "see you tonight, then?")
    assert question["sent_at"].date() == date(2025, 11, 12)
    assert question["sent_at"].time().replace(second=0) == time(9, 27)
    after = english.rows[truth.open_question_row + 1 :]
    assert after["sender"].to_list() == ["Imke"]


def test_the_holiday_is_silent(english: SyntheticChat) -> None:
    (silence,) = english.truth.silences
    assert english.rows.filter(pl.col.sent_at.dt.date().is_between(silence.first, silence.last)).height < 40


def test_the_new_job_stays(english: SyntheticChat) -> None:
    (change,) = english.truth.lasting_shifts
    assert change.reason_row is not None
    assert "new job" in english.rows["text"][change.reason_row]
    hour, weekday = pl.col.sent_at.dt.hour(), pl.col.sent_at.dt.weekday()
    rows = english.rows.filter(pl.col.sender == "Rosa", hour.is_between(8, 17), weekday < 6)
    before = rows.filter(pl.col.sent_at.dt.date().is_between(date(2024, 11, 26), date(2025, 4, 6))).height / 132
    after = rows.filter(pl.col.sent_at.dt.date() >= change.date).height / 219
    assert 0.4 < after / before < 0.75


def test_the_german_pair_becomes_warmer(german: SyntheticChat) -> None:
    (change,) = german.truth.lasting_shifts
    assert change.direction == "warmer"
    rows = german.rows.filter(pl.col.sender == "Jule").with_columns(pl.col.sent_at.dt.date().alias("day"))
    before = rows.filter(pl.col.day < change.date).height / (change.date - date(2023, 6, 1)).days
    after = rows.filter(pl.col.day >= change.date).height / (date(2025, 6, 1) - change.date).days
    assert after / before > 1.15
