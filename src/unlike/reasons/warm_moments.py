"""Messages worth remembering, chosen by the pair's own warmth and answered warmly, from the whole history."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, Final

import polars as pl

from unlike.reasons.base import WarmMoment
from unlike.reasons.language import CONCERNS, concerns, tones, topics

_MOST: Final = 6
_SHORT, _LONG = 6, 60  # words: shorter says little by itself, longer is a letter
_WARM, _ANSWER, _CLOUDED = 0.8, 0.5, 0.25
_WAIT: Final = 6 * 3600.0  # s, in which an answer is one
_AFTER: Final = 4  # messages looked at for the other's answer
_HEAVY: Final = ("grief", "quarrel", "disappointment", "apology", "health")
_NEAR, _CONCERN_NEAR = 1, 14  # days kept clear around heavy topics and around concern
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
    toned = messages.with_row_index("row").hstack(tones(messages["text"], language))
    likely = _answered(toned).filter(_clear(messages, language), *_itself())
    return _spread(likely.with_columns(score=_score(messages)), most)


def _clear(messages: pl.DataFrame, language: str) -> pl.Series:
    """Whether a message stands away from what is heavy."""
    heavy = topics(messages["text"], language).select(pl.any_horizontal(_HEAVY)).to_series()
    grave = concerns(messages["text"], language).select(pl.any_horizontal(CONCERNS)).to_series()
    days = messages["day"]
    near = _around(days.filter(heavy), _NEAR) | _around(days.filter(grave), _CONCERN_NEAR)
    return ~days.is_in(pl.Series(sorted(near), dtype=pl.Date).implode())


def _around(days: pl.Series, reach: int) -> set[date]:
    """The days and those beside them."""
    return {day + timedelta(days=off) for day in days.unique().to_list() for off in range(-reach, reach + 1)}


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
    """What a message itself must be: long enough, warm, and nothing else."""
    words = pl.col("text").str.count_matches(r"\S+")
    clouded = pl.max_horizontal("irritated", "sad", "worried")
    return (
        words.is_between(_SHORT, _LONG),
        pl.col("warm") >= _WARM,
        clouded <= _CLOUDED,
        pl.col("answer").is_not_null(),
        ~pl.col("text").str.contains("http", literal=True),
    )


def _score(messages: pl.DataFrame) -> pl.Expr:
    """The warmth of a message, with the pair's own habits in it, and a little for its length."""
    own = [pl.col(name).fill_null(0.0) for name in _OWN if name in messages.columns]
    length = pl.col("text").str.count_matches(r"\S+").clip(upper_bound=25) / 25
    return pl.col("warm") + length + pl.sum_horizontal(pl.lit(0.0), *own)


def _spread(likely: pl.DataFrame, most: int) -> tuple[WarmMoment, ...]:
    """The best of each equal stretch of the history, by turns of the one and the other."""
    if likely.is_empty():
        return ()
    first, last = likely["row"][0], likely["row"][-1]
    stretch = (pl.col("row") - first) * most // (last - first + 1)
    chosen: dict[int, dict[str, Any]] = {}
    people = likely["sender"].unique().sort().to_list()
    ordered = likely.with_columns(stretch=stretch).sort("score", "row", descending=[True, False])
    for row in ordered.iter_rows(named=True):
        theirs = people[row["stretch"] % len(people)]
        there = chosen.get(row["stretch"])
        if there is None or (there["sender"] != theirs and row["sender"] == theirs):
            chosen[row["stretch"]] = row
    told = sorted(chosen.values(), key=lambda row: int(row["row"]))
    return tuple(WarmMoment(row["ref"], row["day"], row["sender"], row["text"], row["answer"]) for row in told)
