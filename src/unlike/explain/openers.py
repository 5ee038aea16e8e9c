"""How the owner has asked before how the other is, where it was answered warmly: openers in their own voice."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any, Final

import polars as pl

from unlike.explain.ritual_phrases import says
from unlike.results.interaction import Opener
from unlike.text import CONCERNS, concerns, languages, tones
from unlike.text.script_letters import word_count

_MOST: Final = 2
_LONGEST: Final = 12  # words of a question that asks this and nothing else
_FOLLOWED: Final = timedelta(hours=36)
_WARM: Final = 0.5
_APART: Final = timedelta(days=14)
_FRESH: Final = timedelta(days=2)  # what was asked at the end of the history is the present, not an example


def openers(
    messages: pl.DataFrame, owner: str, person: str, language: str | None, most: int = _MOST
) -> tuple[Opener, ...]:
    """A few questions with which the owner has asked how the person is, the latest first; none where there are none.

    Args:
        messages: by time: `sender`, `at` (local), `text`, `ref`.
        owner: a sender.
        person: a sender.
        language: one of `languages()`; None looks in all of them.
        most: how many at most.
    """
    typed = messages.lazy().filter(pl.col("text").is_not_null()).select("sender", "at", "text", "ref")
    pair = typed.filter(pl.col("sender").is_in([owner, person])).collect()
    if pair.is_empty():
        return ()
    questions = pair.filter(pl.col("sender") == owner, pl.col("at") <= pair["at"][-1] - _FRESH)
    questions = questions.filter(pl.col("text").str.contains("[?？]")).filter(word_count(pl.col("text")) <= _LONGEST)
    questions = questions.filter(says(questions["text"], "check_in", language))
    questions = questions.filter(~concerns(questions["text"], language).select(pl.any_horizontal(CONCERNS)).to_series())
    theirs = pair.filter(pl.col("sender") == person)
    latest_first = questions.reverse().iter_rows(named=True)
    answered_openers = (opener for row in latest_first if (opener := _followed(row, theirs, language)) is not None)
    return _different(answered_openers, most)


def _followed(row: dict[str, Any], theirs: pl.DataFrame, language: str | None) -> Opener | None:
    """A question as an opener, where an answer and warmth came after it and nothing grave did."""
    begin = theirs["at"].search_sorted(row["at"], side="right")
    after = theirs.slice(int(begin), 30).filter(pl.col("at") <= row["at"] + _FOLLOWED)
    if after.is_empty():
        return None
    if concerns(after["text"], language).select(pl.any_horizontal(CONCERNS)).to_series().any():
        return None
    spoken = languages() if language is None else (language,)
    warm = pl.DataFrame([tones(after["text"], code)["warm"].alias(code) for code in spoken])
    kind = after.filter(warm.select(pl.max_horizontal(pl.all())).to_series() >= _WARM)
    if kind.is_empty():
        return None
    return Opener(row["ref"], row["text"], row["at"], kind["at"][0], after["ref"][0], kind["ref"][0])


def _different(latest_first: Iterator[Opener], most: int) -> tuple[Opener, ...]:
    """The latest openers, each in other words and some weeks apart; no more are looked at than it takes."""
    chosen: list[Opener] = []
    while len(chosen) < most and (opener := next(latest_first, None)) is not None:
        if all(_new(opener, other) for other in chosen):
            chosen.append(opener)
    return tuple(chosen)


def _new(opener: Opener, other: Opener) -> bool:
    """Whether two questions are weeks apart and share fewer than half of their words."""
    words, others = (set(re.findall(r"\w+", question.text.casefold())) for question in (opener, other))
    alike = len(words & others) / max(1, min(len(words), len(others)))
    return other.asked_at - opener.asked_at >= _APART and alike < 0.5
