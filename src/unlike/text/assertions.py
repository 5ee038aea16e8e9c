"""Whether words are asserted of a day about now: not of a film, long ago, imagined, asked of the other, or quoted."""

from __future__ import annotations

import re
from typing import Final

import polars as pl

from unlike.text.normalise import plain
from unlike.text.topic_grammar import TopicGrammar

TIMELESS: Final = frozenset({"grief", "quarrel", "apology", "disappointment"})
"""Topics that weigh today though they speak of long ago: the anniversary of a death, an old reproach."""
BETWEEN_US: Final = frozenset({"quarrel", "apology", "disappointment"})
"""Topics of the two: a reproach is often a question, or asks for what did not come."""
_QUOTATION: Final = r"[\"“”„«»][^\"“”„«»]+[\"“”„«»]"
"""What stands between quotation marks."""
_YEAR_ALONE: Final = re.compile(r", (?:19[5-9]\d|20[01]\d) (?:,|$)")


def of_media(text: str, rules: TopicGrammar) -> bool:
    """Whether a plain text speaks of a film, a book, a song, a game or the news, and nowhere of whoever writes it."""
    return bool(rules.media.search(text)) and not _names_writer(text, rules)


def of_past(text: str, rules: TopicGrammar) -> bool:
    """Whether a plain text speaks of a time long gone or only hoped for, and of no time about now."""
    if not rules.past or (rules.now and rules.now.search(text)):
        return False
    return bool(rules.past.search(text) or _YEAR_ALONE.search(text))


def is_unmeant(text: str, rules: TopicGrammar) -> bool:
    """Whether a plain text takes itself back as a joke, or begins like a chain letter or what stands on a poster."""
    forwarded, joke = rules.quoted and rules.quoted.match(text), rules.kidding and rules.kidding.search(text)
    return bool(forwarded or (joke and not (rules.now and rules.now.search(text[joke.end() - 1 :]))))


def without_citations(text: str, rules: TopicGrammar) -> str:
    """A plain text without words of a song, a sign or the like, which are not the writer's.

    They end with the clause that introduces them, or with the next one where nothing follows in that.
    """
    if not rules.citation:
        return text
    for citation in reversed(list(rules.citation.finditer(text))):
        begin = citation.end() + 1 if text.startswith(", ", citation.end()) else citation.end()
        end = text.find(",", begin)
        text = text[: citation.start() + 1] + (text[end:] if end >= 0 else "")
    return text


def is_asserted(topic: str, clause: str, rules: TopicGrammar) -> bool:
    """Whether a clause tells a topic, rather than imagines it, or asks the other about theirs.

    Args:
        topic: one of `TOPICS`.
        clause: in its plain form, with a space at both ends and no comma.
        rules: the grammar of its language.
    """
    if rules.play and rules.play.search(clause):
        return False
    if topic in BETWEEN_US:
        return True
    if _asks(clause, rules):
        return False
    return not (rules.unreal and rules.unreal.search(clause)) or bool(rules.now and rules.now.search(clause))


def _asks(clause: str, rules: TopicGrammar) -> bool:
    """Whether a clause asks the other something, and does not go on about whoever writes."""
    question = rules.asked.search(clause) if rules.asked else None
    return bool(question and not (rules.speaker and rules.speaker.search(clause, question.end() - 1)))


def clause_around(text: str, begin: int, end: int) -> str:
    """The clause of a plain text in which something stands, or the clauses, where that has a comma."""
    after = text.find(",", end)
    return text[text.rfind(",", 0, begin + 1) + 1 : after if after >= 0 else len(text)]


def without_quotations(texts: pl.Series, rules: TopicGrammar) -> pl.Series:
    """Texts without what stands between quotation marks, where the words around it are not about whoever writes.

    "I" in a quotation is whoever said it: `"i'm so tired" she says`. What was said to the writer stays: `he told me
    "you're fired"`.
    """
    quoting = texts.str.contains(_QUOTATION).fill_null(value=False).arg_true()
    if quoting.is_empty():
        return texts
    rest = texts.gather(quoting).str.replace_all(_QUOTATION, " , ")
    around = plain(rest, rules.apostrophe).to_list()
    theirs = pl.Series([bool(text.strip(" ,")) and not _names_writer(text, rules) for text in around])
    return texts.clone().scatter(quoting.filter(theirs), rest.filter(theirs))


def _names_writer(text: str, rules: TopicGrammar) -> bool:
    """Whether a plain text mentions whoever writes it, or the other."""
    return any(mention.lastgroup == "own" for mention in rules.who.finditer(text))
