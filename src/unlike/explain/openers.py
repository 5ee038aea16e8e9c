"""How the owner has asked before how the other is, where it was answered warmly: openers in their own voice."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any, Final

import polars as pl

from unlike.explain.ritual_phrases import says
from unlike.results.interaction import Opener
from unlike.text import CONCERNS, concerns, languages, tones

_MOST: Final = 2
_LONGEST: Final = 12  # words of a question that asks this and nothing else
_FOLLOWED: Final = timedelta(hours=36)
_WARM: Final = 0.5
_MAX_ANSWERS: Final = 30  # messages looked at after a question
_APART: Final = timedelta(days=14)
_FRESH: Final = timedelta(days=2)  # what was asked at the end of the history is the present, not an example


def openers(
    messages: pl.DataFrame, owner: str, person: str, language: str | None, most: int = _MOST
) -> tuple[Opener, ...]:
    """A few questions with which the owner has asked how the person is, the latest first; none where there are none.

    Args:
        messages: by time: `sender` (String), `at` (local), `text`, `ref`.
        owner: a sender.
        person: a sender.
        language: one of `languages()`; None looks in all of them.
        most: how many at most.
    """
    pair = messages.filter(pl.col("sender").is_in([owner, person]), pl.col("text").is_not_null())
    if pair.is_empty():
        return ()
    asked = pair.filter(pl.col("sender") == owner, pl.col("text").str.count_matches(r"\S+") <= _LONGEST)
    asked = asked.filter(pl.col("text").str.contains("[?？]"), pl.col("at") <= pair["at"][-1] - _FRESH)
    asked = asked.filter(says(asked["text"], "check_in", language))
    asked = asked.filter(~concerns(asked["text"], language).select(pl.any_horizontal(CONCERNS)).to_series())
    theirs = pair.filter(pl.col("sender") == person)
    answers = _answers(asked, theirs, language)
    questions = asked.with_row_index("question").iter_rows(named=True)
    found = (_opener(row, answers.get(row["question"])) for row in questions)
    return _different([opener for opener in found if opener is not None], most)


def _answers(asked: pl.DataFrame, theirs: pl.DataFrame, language: str | None) -> dict[int, pl.DataFrame]:
    """What the person wrote after each question, by its place: `ref`, `at`, `grave`, `warm`; all read in one go."""
    after = []
    for place, moment in enumerate(asked["at"]):
        begin = int(theirs["at"].search_sorted(moment, side="right"))
        near = theirs.slice(begin, _MAX_ANSWERS).filter(pl.col("at") <= moment + _FOLLOWED)
        after.append(near.select("ref", "at", "text", question=pl.lit(place, dtype=pl.UInt32)))
    if not after:
        return {}
    rows = pl.concat(after)
    spoken = languages() if language is None else (language,)
    warm = pl.DataFrame([tones(rows["text"], one)["warm"].alias(one) for one in spoken])
    rows = rows.with_columns(
        concerns(rows["text"], language).select(grave=pl.any_horizontal(CONCERNS)).to_series(),
        warm.select(warm=pl.max_horizontal(pl.all())).to_series(),
    )
    return {int(str(place)): found for (place,), found in rows.group_by("question", maintain_order=True)}


def _opener(row: dict[str, Any], answers: pl.DataFrame | None) -> Opener | None:
    """A question as an opener, where an answer and warmth came after it and nothing grave did."""
    if answers is None or answers["grave"].any():
        return None
    kind = answers.filter(pl.col("warm") >= _WARM)
    if kind.is_empty():
        return None
    return Opener(row["ref"], row["text"], row["at"], kind["at"][0], answers["ref"][0], kind["ref"][0])


def _different(found: list[Opener], most: int) -> tuple[Opener, ...]:
    """The latest ones, each in other words and some weeks apart."""
    chosen: list[Opener] = []
    for one in reversed(found):
        new = all(_new(one, other) for other in chosen)
        if new and len(chosen) < most:
            chosen.append(one)
    return tuple(chosen)


def _new(one: Opener, other: Opener) -> bool:
    """Whether two questions are weeks apart and share fewer than half of their words."""
    words, others = (set(re.findall(r"\w+", each.text.casefold())) for each in (one, other))
    alike = len(words & others) / max(1, min(len(words), len(others)))
    return other.asked - one.asked >= _APART and alike < 0.5
