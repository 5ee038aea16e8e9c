"""What single messages tell: illness, sleep, family, work, a quarrel and the like."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

import polars as pl

from unlike.text.normalise import plain
from unlike.text.topic_grammar import TOPICS, TopicGrammar, grammar

Span = tuple[int, int]
_TOLD_OF: Final = {
    ("health", "kin"): ("health", "family"),
    ("health", "friend"): ("friends",),
    ("grief", "they"): ("grief",),
    ("grief", "kin"): ("grief",),
    ("grief", "friend"): ("friends",),
    ("work", "friend"): ("friends",),
}
"""What a topic becomes when it is told of somebody else; nothing where it does not stand here."""
_LONG: Final = 16
"""From so many words on, a message about oneself says "I" somewhere (in English); a shorter one leaves it out."""
_HIDDEN: Final = frozenset({"health", "family"})
"""What a death does not tell as well: it is grief alone."""
_NOT_BY_PRONOUN: Final = frozenset({"health", "sleep", "study"})
"""Topics in which "he" or "they" before the phrase makes it theirs; elsewhere "they" are landlords and employers."""
_BETWEEN_US: Final = frozenset({"quarrel", "apology", "disappointment"})
"""Topics of the two: anybody else in the clause makes it theirs, wherever."""


def topics(texts: pl.Series, language: str) -> pl.DataFrame:
    """What each message tells of the writer, of the two who write, or of the writer's close family.

    Args:
        texts: one message each; null tells nothing.
        language: one of `languages()`.

    Returns:
        One Boolean column a topic of `TOPICS`, one row a message.
    """
    known = grammar(language)
    bare = plain(texts, known.apostrophe)
    quick = bare.unique().alias("text").to_frame().with_columns(_quick_looks(TOPICS, known))  # on all cores
    some = quick.filter(pl.any_horizontal(TOPICS)).with_columns(_saying(known))
    told = [_told(row, known) for row in some.iter_rows(named=True)]
    close = pl.DataFrame(
        {name: [name in one for one in told] for name in TOPICS}, schema=dict.fromkeys(TOPICS, pl.Boolean)
    )
    spread = (
        bare.alias("text")
        .to_frame()
        .join(close.with_columns(some["text"]), on="text", how="left", maintain_order="left")
    )
    return spread.select(pl.col(TOPICS).fill_null(value=False))


def tells_topic(texts: pl.Series, name: str, language: str) -> pl.Series:
    """Whether each message tells one topic: that column of `topics`, without a look at topics that cannot matter.

    Args:
        texts: one message each; null tells nothing.
        name: one of `TOPICS`.
        language: one of `languages()`.
    """
    known = grammar(language)
    sources = _sources(name)
    others = _sources("grief") - sources if name in _HIDDEN else frozenset[str]()
    bare = plain(texts, known.apostrophe).alias("text").to_frame()
    distinct = bare.unique().with_columns(_quick_looks(sorted(sources), known)).filter(pl.any_horizontal(sources))
    looked = distinct.with_columns(*_quick_looks(sorted(others), known), _saying(known))
    names = [topic for topic in TOPICS if topic in sources | others]
    told = [str(row["text"]) for row in looked.iter_rows(named=True) if name in _told(row, known, names)]
    return bare["text"].is_in(told)


def _sources(name: str) -> frozenset[str]:
    """Topics whose phrases can tell a topic: itself, and those that become it when told of somebody else."""
    return frozenset({name, *(topic for (topic, _), become in _TOLD_OF.items() if name in become)})


def _quick_looks(names: Sequence[str], known: TopicGrammar) -> list[pl.Expr]:
    """Whether a plain text has a phrase of each topic at all, under the topic's name."""
    return [pl.col("text").str.contains(known.topics[name].quick).alias(name) for name in names]


def _saying(known: TopicGrammar) -> pl.Expr:
    """Whether a plain text has a saying, under the name "saying"."""
    return pl.col("text").str.contains(known.sayings.anywhere).alias("saying")


def _told(row: dict[str, object], known: TopicGrammar, names: Sequence[str] = TOPICS) -> set[str]:
    """The topics of one message after a close look at the candidates among some topics."""
    text = str(row["text"])
    sayings = [match.span() for match in known.sayings.compiled().finditer(text)] if row["saying"] else []
    found: set[str] = set()
    for name in names:
        if row[name]:
            found |= _topic(name, text, known, sayings)
    return found - _HIDDEN if "grief" in found else found


def _topic(name: str, text: str, known: TopicGrammar, sayings: list[Span]) -> set[str]:
    """What one topic's phrases tell in one message."""
    topic = known.topics[name]
    silent = bool(known.first and text.count(" ") > _LONG and not known.first.search(text))
    found: set[str] = set()
    for match in topic.firm.finditer(text) if topic.firm else ():
        if not _within(match, sayings) and not _theirs(match, text, known):
            found.add(name)
    for match in topic.own.finditer(text) if topic.own else ():
        before = text[text.rfind(",", 0, match.start()) + 1 : match.start() + 1]
        if not _within(match, sayings) and not known.negated.search(before):
            found |= _of_whom(name, before, known, silent=silent)
    return found


def _within(match: re.Match[str], sayings: list[Span]) -> bool:
    """Whether a saying overlaps the phrase."""
    return any(begin + 1 < match.end() and match.start() + 1 < end for begin, end in sayings)


def _theirs(match: re.Match[str], text: str, known: TopicGrammar) -> bool:
    """Whether the phrase begins inside a mention of somebody else: "his parents are fighting"."""
    begin = text.rfind(",", 0, match.start()) + 1
    mentions = known.who.finditer(text, begin, match.end() + 1)
    return any(one.lastgroup == "far" and one.start() <= match.start() < one.end() for one in mentions)


def _of_whom(name: str, before: str, known: TopicGrammar, *, silent: bool) -> set[str]:
    """The topics told, by whoever was mentioned last in the clause; nobody mentioned is the writer, unless `silent`."""
    who = "nobody" if silent and name not in _BETWEEN_US else "own"
    for mention in known.who.finditer(before):
        kind = mention.lastgroup or who
        if kind != "they" or who in {"own", "nobody"}:  # a pronoun stands for whoever was named before
            who = kind
        if name in _BETWEEN_US and kind in {"far", "friend", "kin"}:
            return set()
    if who == "own" or (who == "they" and name not in _NOT_BY_PRONOUN):
        return {name}
    return set(_TOLD_OF.get((name, who), ()))
