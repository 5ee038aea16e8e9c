"""Messages worth remembering, chosen by the pair's own warmth and answered warmly, from the whole history."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import date, timedelta
from typing import Any, Final

import numpy as np
import polars as pl

from unlike.results.interaction import WarmMoment
from unlike.text import CONCERNS, concerns, tones, topics

_MOST: Final = 6
_SHORT, _LONG = 6, 60  # words: shorter says little by itself, longer is a letter
_WARM, _ANSWER, _CLOUDED = 0.8, 0.5, 0.25
_WAIT: Final = 6 * 3600.0  # s, in which an answer is one
_AFTER: Final = 4  # messages looked at for the other's answer
_HEAVY: Final = ("grief", "quarrel", "disappointment", "apology", "health")
_NEAR, _CONCERN_NEAR = 1, 14  # days kept clear around heavy topics and around concern
_LOOKED_AT: Final = 6000  # messages of a long history whose tone is told
_HEARTS: Final = ["❤", "💕", "💖", "💛", "💚", "💙", "💜", "😘", "🥰", "😍", "☺", "🤗", "<3"]
_Look = Callable[[pl.Series, str], pl.DataFrame]
_TRIED: Final = 12  # days of each stretch that are read for what is heavy
_TRIED_AT_ONCE: Final = 4
_OWN: Final = ("value:endearments", "value:laughter", "value:thanks", "value:own_words")


def warm_moments(messages: pl.DataFrame, language: str | None, most: int = _MOST) -> tuple[WarmMoment, ...]:
    """A few warm messages of both people, spread over the history, oldest first.

    None comes from a day of, or beside, a quarrel, an illness, a death or an apology, nor from two weeks around words
    of self-harm, violence or fear. In a language whose tones are not known there are none, since nothing would keep
    those out.

    Args:
        messages: by time: `sender` (String), `at`, `day`, `text`, `ref` and any `value:` columns.
        language: one of `languages()`, or None.
        most: how many at most.
    """
    if language is None or messages.is_empty():
        return ()
    rows = messages.with_row_index("row")
    likely = _likely(rows, most)
    near = pl.concat([likely["row"] + step for step in range(_AFTER + 1)]).unique().sort()
    near = near.filter(near < rows.height)
    toned = rows[near].hstack(tones(rows["text"].gather(near), language))
    warm = _answered(toned).filter(pl.col("row").is_in(likely["row"].implode()), *_itself())
    return _spread(warm.with_columns(score=_score(messages)), most, _Clear(messages, language))


def _likely(rows: pl.DataFrame, most: int) -> pl.DataFrame:
    """The messages that may be one: all of a short history; of a long one those with most of the pair's own warmth."""
    words = pl.col("text").str.count_matches(r"\S+")
    long = rows.filter(words.is_between(_SHORT, _LONG), ~pl.col("text").str.contains("http", literal=True))
    stretch = pl.col("row") * most // max(rows.height, 1)
    marks = pl.col("text").str.contains_any(_HEARTS).cast(pl.Float64) + _own(rows)
    best = long.select("row", stretch=stretch, marks=marks).sort("marks", "row", descending=[True, False])
    return best.group_by("stretch").head(_LOOKED_AT // most).select("row").sort("row")


class _Clear:
    """Tells which days stand away from what is heavy; only the days around those that are asked for are read."""

    def __init__(self, messages: pl.DataFrame, language: str) -> None:
        self._language = language
        self._texts = {
            day: rows["text"] for (day,), rows in messages.select("day", "text").group_by("day", maintain_order=True)
        }
        self._heavy: dict[date, bool] = {}
        self._grave: dict[date, bool] = {}

    def among(self, days: Collection[date]) -> set[date]:
        """Those of some days that are clear; all of them are read in one go, since each look compiles its patterns."""
        self._read(self._heavy, (near for day in days for near in _around(day, _NEAR)), topics, _HEAVY)
        light = {day for day in days if not any(self._heavy.get(near) for near in _around(day, _NEAR))}
        self._read(self._grave, (near for day in light for near in _around(day, _CONCERN_NEAR)), concerns, CONCERNS)
        return {day for day in light if not any(self._grave.get(near) for near in _around(day, _CONCERN_NEAR))}

    def _read(self, known: dict[date, bool], days: Iterable[date], look: _Look, names: Sequence[str]) -> None:
        """Note of the days not read yet whether a message of theirs has one of some things."""
        new = list(dict.fromkeys(day for day in days if day in self._texts and day not in known))
        if new:
            texts = pl.concat([self._texts[day] for day in new])
            seen = look(texts, self._language).select(pl.any_horizontal(names)).to_series()
            on = pl.Series(new).gather(np.repeat(np.arange(len(new)), [self._texts[day].len() for day in new]))
            known |= dict.fromkeys(new, False) | dict.fromkeys(on.filter(seen).unique().to_list(), True)


def _around(day: date, reach: int) -> list[date]:
    """The day and those beside it."""
    return [day + timedelta(days=off) for off in range(-reach, reach + 1)]


def _answered(toned: pl.DataFrame) -> pl.DataFrame:
    """With the ref of the first warm message of the other among the next few, in time; null where there is none."""
    answer = pl.lit(None, dtype=pl.String)
    for step in range(_AFTER, 0, -1):
        fits = (
            (pl.col("sender").shift(-step) != pl.col("sender"))
            & (pl.col("warm").shift(-step) >= _ANSWER)
            & ((pl.col("at").shift(-step) - pl.col("at")).dt.total_seconds() <= _WAIT)
        )
        answer = pl.when(fits).then(pl.col("ref").shift(-step)).otherwise(answer)
    return toned.with_columns(answer=answer)


def _itself() -> tuple[pl.Expr, ...]:
    """What a message itself must be: warm, answered so, and nothing else."""
    clouded = pl.max_horizontal("irritated", "sad", "worried")
    return (
        pl.col("warm") >= _WARM,
        clouded <= _CLOUDED,
        pl.col("answer").is_not_null(),
    )


def _score(messages: pl.DataFrame) -> pl.Expr:
    """The warmth of a message, with the pair's own habits in it, and a little for its length."""
    length = pl.col("text").str.count_matches(r"\S+").clip(upper_bound=25) / 25
    return pl.col("warm") + length + _own(messages)


def _own(messages: pl.DataFrame) -> pl.Expr:
    """How many of the pair's own warm habits are in a message."""
    own = [pl.col(name).fill_null(0.0) for name in _OWN if name in messages.columns]
    return pl.sum_horizontal(pl.lit(0.0), *own)


def _spread(warm: pl.DataFrame, most: int, clear: _Clear) -> tuple[WarmMoment, ...]:
    """The best clear one of each equal stretch of the history, by turns of the one and the other."""
    if warm.is_empty():
        return ()
    first, last = warm["row"][0], warm["row"][-1]
    stretch = (pl.col("row") - first) * most // (last - first + 1)
    people = warm["sender"].unique().sort().to_list()
    candidates: list[list[dict[str, Any]]] = []
    for (at,), rows in warm.with_columns(stretch=stretch).group_by("stretch", maintain_order=True):
        theirs = pl.col("sender") == people[int(str(at)) % len(people)]
        best = rows.sort(theirs, "score", "row", descending=[True, True, False]).head(_TRIED)
        candidates.append(best.rows(named=True))
    chosen = [row for row in _first_clear(candidates, clear) if row is not None]
    return tuple(WarmMoment(row["ref"], row["day"], row["sender"], row["text"], row["answer"]) for row in chosen)


def _first_clear(candidates: Sequence[Sequence[dict[str, Any]]], clear: _Clear) -> list[dict[str, Any] | None]:
    """First row of each list whose day is clear, or None; a round looks at the next few rows of all lists at once."""
    chosen: list[dict[str, Any] | None] = [None] * len(candidates)
    for begin in range(0, _TRIED, _TRIED_AT_ONCE):
        rounds = {
            place: rows[begin : begin + _TRIED_AT_ONCE]
            for place, rows in enumerate(candidates)
            if chosen[place] is None and begin < len(rows)
        }
        days = clear.among({row["day"] for rows in rounds.values() for row in rows})
        for place, rows in rounds.items():
            chosen[place] = next((row for row in rows if row["day"] in days), None)
    return chosen
