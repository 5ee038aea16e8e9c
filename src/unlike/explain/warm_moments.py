"""Messages worth remembering, chosen by the pair's own warmth and answered warmly, from the whole history."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from itertools import islice
from typing import Any, Final

import polars as pl

from unlike.results.interaction import WarmMoment
from unlike.text import CONCERNS, concerns, tones, topics
from unlike.text.script_letters import word_count

_MOST: Final = 6
_SHORT, _LONG = 6, 60  # words: shorter says little by itself, longer is a letter
_WARM, _ANSWER, _CLOUDED = 0.8, 0.5, 0.25
_WAIT: Final = 6 * 3600.0  # s, in which an answer is one
_AFTER: Final = 4  # messages looked at for the other's answer
_HEAVY: Final = ("grief", "quarrel", "disappointment", "apology", "health")
_NEAR, _CONCERN_NEAR = 1, 14  # days kept clear around heavy topics and around concern
_SLICE: Final = 200_000  # messages whose words are counted together
_LOOKED_AT: Final = 6000  # messages of a long history whose tone is told
_HEARTS: Final = ["❤", "💕", "💖", "💛", "💚", "💙", "💜", "😘", "🥰", "😍", "☺", "🤗", "<3"]
_Look = Callable[[pl.Series, str], pl.DataFrame]
_TRIED: Final = 12  # days of each stretch that are read for what is heavy
OWN_HABITS: Final = ("value:endearments", "value:laughter", "value:thanks", "value:own_words")


def warm_moments(messages: pl.DataFrame, language: str | None, most: int = _MOST) -> tuple[WarmMoment, ...]:
    """A few warm messages of both people, spread over the history, oldest first.

    None comes from a day of, or beside, a quarrel, an illness, a death or an apology, nor from two weeks around words
    of self-harm, violence or fear. In a language whose tones are not known there are none, since nothing would keep
    those out.

    Args:
        messages: by time: `sender`, `at`, `day`, `text`, `ref` and any `value:` columns.
        language: one of `languages()`, or None.
        most: how many at most.
    """
    if language is None or messages.is_empty():
        return ()
    rows = messages.with_row_index("row")
    likely = _likely(rows, most)
    warm = _answered(rows, _warm_itself(rows[likely["row"]], language), language)
    return _spread(warm.with_columns(score=_score(messages)), most, _Clear(messages, language))


def _likely(rows: pl.DataFrame, most: int) -> pl.DataFrame:
    """The messages that may be one: all of a short history; of a long one those with most of the pair's own warmth."""
    stretch = pl.col("row") * most // max(rows.height, 1)
    marks = pl.col("text").str.contains_any(_HEARTS).cast(pl.Float64) + _own(rows)
    fitting = (part.filter(_is_fitting()) for part in rows.iter_slices(_SLICE))
    parts = [_warmest(part.select("row", stretch=stretch, marks=marks), most) for part in fitting]
    return _warmest(pl.concat(parts), most).select("row").sort("row")


def _is_fitting() -> pl.Expr:
    """Whether a message is of a length to be remembered, and no link."""
    is_long = word_count(pl.col("text")).is_between(_SHORT, _LONG)
    return is_long & ~pl.col("text").str.contains("http", literal=True)


def _warmest(marked: pl.DataFrame, most: int) -> pl.DataFrame:
    """As many messages of each stretch as are looked at, those with most marks and the latest of them."""
    best = marked.sort("marks", "row", descending=[True, False])
    return best.group_by("stretch", maintain_order=True).head(_LOOKED_AT // most)


class _Clear:
    """Whether a day stands away from what is heavy; only the days around those that are asked for are read."""

    def __init__(self, messages: pl.DataFrame, language: str) -> None:
        self._language = language
        self._days, self._texts = messages["day"], messages["text"]
        self._heavy: dict[date, bool] = {}
        self._grave: dict[date, bool] = {}

    def __call__(self, day: date) -> bool:
        heavy = self._any(self._heavy, _around(day, _NEAR), topics, _HEAVY)
        return not heavy and not self._any(self._grave, _around(day, _CONCERN_NEAR), concerns, CONCERNS)

    def _any(self, cache: dict[date, bool], days: list[date], look: _Look, names: Sequence[str]) -> bool:
        """Whether any of the days has one of some things in a message; days are read once."""
        new = [day for day in days if day not in cache]
        if new:
            begin = int(self._days.search_sorted(new[0], side="left"))
            size = int(self._days.search_sorted(new[-1], side="right")) - begin
            flags = look(self._texts.slice(begin, size), self._language).select(pl.any_horizontal(names)).to_series()
            on = self._days.slice(begin, size).filter(flags).unique().to_list()
            cache |= dict.fromkeys(new, False) | dict.fromkeys(on, True)
        return any(cache[day] for day in days)


def _around(day: date, reach: int) -> list[date]:
    """The day and those beside it."""
    return [day + timedelta(days=off) for off in range(-reach, reach + 1)]


def _warm_itself(rows: pl.DataFrame, language: str) -> pl.DataFrame:
    """The rows that are warm and nothing else, with their tones."""
    clouded = pl.max_horizontal("irritated", "sad", "worried")
    return rows.hstack(tones(rows["text"], language)).filter(pl.col("warm") >= _WARM, clouded <= _CLOUDED)


def _answered(rows: pl.DataFrame, warm: pl.DataFrame, language: str) -> pl.DataFrame:
    """The warm messages with `answer`: the ref of the first warm message of the other among the next few, in time.

    Args:
        rows: all messages, with their `row`.
        warm: some of them.
        language: one of `languages()`.
    """
    steps = [warm.select("row", "sender", "at", next=pl.col("row") + step) for step in range(1, _AFTER + 1)]
    pairs = pl.concat(steps).filter(pl.col("next") < rows.height)
    after = rows.select(other="sender", later="at", text="text", answer="ref")[pairs["next"]]
    is_answer = (pl.col("other") != pl.col("sender"), (pl.col("later") - pl.col("at")).dt.total_seconds() <= _WAIT)
    pairs = pairs.hstack(after).filter(is_answer)
    pairs = pairs.hstack(tones(pairs["text"], language).select(warmth="warm")).filter(pl.col("warmth") >= _ANSWER)
    first = pairs.sort("next").unique("row", keep="first").select("row", "answer")
    return warm.join(first, on="row", maintain_order="left")


def _score(messages: pl.DataFrame) -> pl.Expr:
    """The warmth of a message, with the pair's own habits in it, and a little for its length."""
    length = word_count(pl.col("text")).clip(upper_bound=25) / 25
    return pl.col("warm") + length + _own(messages)


def _own(messages: pl.DataFrame) -> pl.Expr:
    """How many of the pair's own warm habits are in a message."""
    own = [pl.col(name).cast(pl.Float64).fill_null(0.0) for name in OWN_HABITS if name in messages.columns]
    return pl.sum_horizontal(pl.lit(0.0), *own)


def _spread(warm: pl.DataFrame, most: int, clear: _Clear) -> tuple[WarmMoment, ...]:
    """The best clear one of each equal stretch of the history, by turns of the one and the other."""
    if warm.is_empty():
        return ()
    first, last = warm["row"][0], warm["row"][-1]
    stretch = (pl.col("row") - first) * most // (last - first + 1)
    people = warm["sender"].cast(pl.String).unique().sort().to_list()
    chosen: list[dict[str, Any]] = []
    for (at,), rows in warm.with_columns(stretch=stretch).group_by("stretch", maintain_order=True):
        theirs = pl.col("sender") == people[int(str(at)) % len(people)]
        best = rows.sort(theirs, "score", "row", descending=[True, True, False]).iter_rows(named=True)
        moment = next((row for row in islice(best, _TRIED) if clear(row["day"])), None)
        if moment is not None:
            chosen.append(moment)
    return tuple(WarmMoment(row["ref"], row["day"], row["sender"], row["text"], row["answer"]) for row in chosen)
