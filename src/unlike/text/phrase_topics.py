"""What single messages tell by their phrases: illness, sleep, family, work, a quarrel and the like."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Final

import numpy as np
import polars as pl
from numpy.typing import NDArray

from unlike.core.content_caches import content_cache
from unlike.text.assertions import (
    BETWEEN_US,
    TIMELESS,
    clause_around,
    is_asserted,
    is_unmeant,
    of_media,
    of_past,
    without_citations,
)
from unlike.text.distinct_texts import marked
from unlike.text.normalise import plain
from unlike.text.phrase_index import Patterns, spans
from unlike.text.topic_grammar import FIRM, KINDS, SAYINGS, TOPICS, TopicGrammar, grammar

Span = tuple[int, int]
ALL_TOPICS: Final = frozenset(TOPICS)
_CACHED_TEXTS: Final = 1 << 16
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
_SHORT: Final = 2
"""Words of a saying that is too short to speak against a phrase of which it is a part."""
_HIDDEN: Final = frozenset({"health", "family"})
"""What a death does not tell as well: it is grief alone."""
_NOT_BY_PRONOUN: Final = frozenset({"health", "sleep", "study"})
"""Topics in which "he" or "they" before the phrase makes it theirs; elsewhere "they" are landlords and employers."""


def phrase_topics(texts: pl.Series, language: str, wanted: NDArray[np.bool_] | None = None) -> pl.DataFrame:
    """What the phrases of each message tell of the writer, of the two who write, or of the writer's close family.

    Args:
        texts: one message each; null tells nothing.
        language: one of `languages()`.
        wanted: the topics that are looked for in each message, shape (texts, topics); None for all.

    Returns:
        One Boolean column a topic of `TOPICS`, one row a message.
    """
    bare = plain(texts, grammar(language).apostrophe)
    if wanted is None:
        return marked(bare, TOPICS, lambda text: topics_of(text, language))
    return pl.DataFrame(wanted_topics(bare.to_list(), language, wanted), schema=dict.fromkeys(TOPICS, pl.Boolean))


def wanted_topics(bare: Sequence[str], language: str, wanted: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """The same of plain texts, shape (texts, topics)."""
    result = np.zeros_like(wanted)
    phrases, bits = grammar(language).phrases, 1 << np.arange(len(TOPICS))
    for row, (text, mask) in enumerate(zip(bare, (wanted @ bits).tolist(), strict=True)):
        if phrases.may_hold(text, _lists_of_mask(mask)):
            for name in topics_of(text, language, _names_of(mask)):
                result[row, TOPICS.index(name)] = True
    return result


@cache
def _names_of(mask: int) -> frozenset[str]:
    """The topics whose bits are in a number."""
    return frozenset(topic for at, topic in enumerate(TOPICS) if mask >> at & 1)


@cache
def _lists_of_mask(mask: int) -> frozenset[str]:
    """The lists of phrases on which these depend, without sayings."""
    return _lists_of(_telling(_names_of(mask)))


@content_cache(_CACHED_TEXTS)
def topics_of(text: str, language: str, wanted: frozenset[str] = ALL_TOPICS) -> frozenset[str]:
    """The topics of one message.

    Args:
        text: in its plain form, see `normalise.plain`.
        language: one of `languages()`.
        wanted: topics that are looked for.
    """
    return frozenset(_topics(text, grammar(language), wanted))


def phrases_of(text: str, language: str, wanted: frozenset[str] = ALL_TOPICS) -> dict[str, frozenset[str]]:
    """The phrases by which one message tells each of its topics, as expressions; nothing of topics it does not tell.

    Args:
        text: in its plain form, see `normalise.plain`.
        language: one of `languages()`.
        wanted: topics that are looked for.
    """
    rules = grammar(language)
    if not rules.phrases.may_hold(text, _lists_of(_telling(wanted))):
        return {}
    text = without_citations(text, rules)
    phrases = rules.phrases.phrases_in(text, _lists_telling(wanted))
    result: dict[str, frozenset[str]] = {}
    for name, names in _topics_by_list(text, rules, phrases).items():
        listed = frozenset(pattern.pattern for pattern in phrases[name])
        result |= {topic: result.get(topic, frozenset()) | listed for topic in names & wanted}
    return result


def _telling(wanted: frozenset[str]) -> frozenset[str]:
    """The topics on whose phrases it depends whether a message tells some topics."""
    return frozenset[str]().union(*map(_sources, wanted))


@cache
def _sources(topic: str) -> frozenset[str]:
    """The same of one topic: itself, what becomes it when it is told of somebody else, and what hides it."""
    sources = {source for (source, _), names in _TOLD_OF.items() if topic in names}
    return frozenset({topic, *sources, *(["grief"] if topic in _HIDDEN else [])})


@cache
def _lists_telling(wanted: frozenset[str]) -> frozenset[str]:
    """The lists of phrases on which the same depends."""
    return _lists_of(_telling(wanted)) | {SAYINGS}


def _topics(text: str, rules: TopicGrammar, wanted: frozenset[str] = ALL_TOPICS) -> set[str]:
    """The topics of one message in a language, of those that are looked for."""
    text = without_citations(text, rules)
    phrases = rules.phrases.phrases_in(text, _lists_telling(wanted))
    return set().union(*_topics_by_list(text, rules, phrases).values()) & wanted


def _topics_by_list(text: str, rules: TopicGrammar, phrases: Mapping[str, Patterns]) -> dict[str, set[str]]:
    """The topics of one message without its citations, by the list of phrases that tells them.

    Args:
        text: in its plain form.
        rules: the grammar of its language.
        phrases: those that the text holds, by their list.
    """
    matches = {name: list(spans(text, patterns)) for name, patterns in phrases.items() if name != SAYINGS}
    if not matches:
        return {}
    apart = [match.span() for match in spans(text, phrases.get(SAYINGS, ()))]
    by_list: dict[str, set[str]] = {}
    for name, every in matches.items():
        topic, kind = name.split(" ")
        hits = [match for match in every if not _within(match, apart) and _is_asserted(topic, match, rules)]
        if kind == FIRM:
            names = {topic} if any(not _theirs(match, text, rules) for match in hits) else set()
        else:
            names = _of_writer(topic, text, hits, rules)
        if names:
            by_list[name] = names
    if by_list and (of_media(text, rules) or is_unmeant(text, rules)):
        return {}
    hidden = _HIDDEN if any("grief" in names for names in by_list.values()) else frozenset()
    left = {name: names - hidden for name, names in by_list.items()}
    if of_past(text, rules):
        left = {name: names & TIMELESS for name, names in left.items()}
    return {name: names for name, names in left.items() if names}


def _of_writer(topic: str, text: str, hits: Sequence[re.Match[str]], rules: TopicGrammar) -> set[str]:
    """What phrases that count unless they are negated or told of somebody else tell in one message."""
    silent = bool(rules.first and _size(text) >= _LONG and not rules.first.search(text))
    names: set[str] = set()
    for match in hits:
        before = text[text.rfind(",", 0, match.start()) + 1 : match.start() + 1]
        if not rules.negated.search(before) and not _names_another(match, text, rules):
            names |= _of_whom(topic, before, rules, silent=silent)
    return names


def _size(text: str) -> int:
    """The words of a plain text, in which commas stand alone."""
    return len(text.replace(",", " ").split())


def _is_asserted(topic: str, match: re.Match[str], rules: TopicGrammar) -> bool:
    """Whether the clause of a phrase tells its topic, rather than imagines it or asks."""
    return is_asserted(topic, clause_around(match.string, match.start(), match.end()), rules)


def _within(match: re.Match[str], sayings: list[Span]) -> bool:
    """Whether a saying overlaps the phrase, unless it is only a short part of it: "broke my" of "broke my arm"."""
    return any(
        first + 1 < match.end() and match.start() + 1 < last and not _is_short_part(first, last, match)
        for first, last in sayings
    )


def _is_short_part(first: int, last: int, match: re.Match[str]) -> bool:
    """Whether a saying of at most two words is a part of a longer phrase."""
    inside = match.start() <= first and last <= match.end() and (first, last) != match.span()
    return inside and match.string.count(" ", first, last) <= _SHORT


def _theirs(match: re.Match[str], text: str, rules: TopicGrammar) -> bool:
    """Whether the phrase begins inside a mention of somebody else: "his parents are fighting"."""
    begin = text.rfind(",", 0, match.start()) + 1
    mentions = rules.who.finditer(text, begin, match.end() + 1)
    return any(mention.lastgroup == "far" and mention.start() <= match.start() < mention.end() for mention in mentions)


def _names_another(match: re.Match[str], text: str, rules: TopicGrammar) -> bool:
    """Whether the phrase is part of a mention of somebody else: "my dentist's sister"."""
    begin, end = text.rfind(",", 0, match.start()) + 1, text.find(",", match.end())
    mentions = rules.who.finditer(text, begin, len(text) if end < 0 else end)
    return any(
        mention.lastgroup == "far" and mention.start() <= match.start() and match.end() <= mention.end()
        for mention in mentions
    )


def _of_whom(name: str, before: str, rules: TopicGrammar, *, silent: bool) -> set[str]:
    """The topics told, by whoever was mentioned last in the clause; nobody mentioned is the writer, unless `silent`."""
    who = "nobody" if silent and name not in BETWEEN_US else "own"
    for mention in rules.who.finditer(before):
        kind = mention.lastgroup or who
        if kind != "they" or who in {"own", "nobody"}:  # a pronoun stands for whoever was named before
            who = kind
        if name in BETWEEN_US and kind in {"far", "friend", "kin"}:
            return set()
    if who == "own" or (who == "they" and name not in _NOT_BY_PRONOUN):
        return {name}
    return set(_TOLD_OF.get((name, who), ()))


def denied_topics(text: str, rules: TopicGrammar, topics: frozenset[str] = ALL_TOPICS) -> set[str]:
    """Topics of which a plain text holds a phrase but does not tell it: it is negated, of others, or a saying's."""
    phrases = rules.phrases.phrases_in(text, _lists_of(topics))
    present = frozenset(name.split(" ")[0] for name in phrases)
    return set(present - _topics(text, rules, present)) if present else set()


@cache
def _lists_of(topics: frozenset[str]) -> frozenset[str]:
    """The lists of phrases of some topics."""
    return frozenset(f"{topic} {kind}" for topic in topics for kind in KINDS)


def is_saying(clause: str, rules: TopicGrammar) -> bool:
    """Whether one saying covers a whole clause, in its plain form with a space at both ends."""
    sayings = rules.phrases.phrases_in(clause, frozenset({SAYINGS})).get(SAYINGS, ())
    return any(match.group().strip() == clause.strip() for match in spans(clause, sayings))


def clause_topics(topic: str, clause: str, rules: TopicGrammar) -> set[str]:
    """What a topic that a whole clause tells becomes by the people in it.

    Args:
        topic: one of `TOPICS`.
        clause: in its plain form, with a space at both ends and no comma.
        rules: the grammar of its language.
    """
    mentions = [(mention.start(), mention.end(), mention.lastgroup or "own") for mention in rules.who.finditer(clause)]
    begins = {begin for begin, _, kind in mentions if kind != "own"}
    people = [kind for _, end, kind in mentions if kind != "own" or end not in begins]  # "my boss" is the boss alone
    if not people or "own" in people:
        return {topic}
    if "far" in people or (people[0] == "they" and topic in _NOT_BY_PRONOUN):
        return set()
    if topic in BETWEEN_US:
        return {topic} if set(people) == {"they"} else set()
    who = next((kind for kind in people if kind != "they"), "they")
    of_friend = {"friends"} if topic == "friends" else set()
    return set(_TOLD_OF.get((topic, who), of_friend if who == "friend" else {topic}))
