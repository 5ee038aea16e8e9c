"""How one language tells a topic: its phrases, who is spoken of, what negates, and sayings that mean something else."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from unlike.text.phrase_index import PhraseIndex
from unlike.text.phrase_lists import apostrophe_of, table
from unlike.text.phrase_tables import PhraseTable, language_table

TOPICS: Final = (
    "health",
    "sleep",
    "family",
    "friends",
    "work",
    "study",
    "money",
    "moving",
    "travel",
    "grief",
    "quarrel",
    "apology",
    "disappointment",
    "device",
)
FIRM: Final = "firm"
"""Kind of phrases that count as they stand; those of the kind `own` count unless negated or told of somebody else."""
KINDS: Final = (FIRM, "own")
"""Kinds of phrases."""
SAYINGS: Final = "sayings"
"""List of what means something else."""
NEGATION: Final = "negation"
"""List of what negates."""


@dataclass(frozen=True, slots=True)
class TopicGrammar:
    """One language.

    Attributes:
        apostrophe: what an apostrophe counts as.
        phrases: lists of phrases, named after a topic and a kind, such as "health firm"; and `SAYINGS`.
        negated: a negation within three words, at the end of what stands before a phrase.
        first: words of the first person, where a long message about oneself must have one; None where verbs do that.
        media: words of films, books, songs, games and the news.
        past: times long gone or only hoped for, in which what is told is of no day now; None where none are listed.
        now: times about now, which outweigh those.
        unreal: what is imagined, wished for or supposed; None where none is listed.
        asked: how a question to the other begins; None where none is listed.
        speaker: words of whoever writes, after which a clause that began as a question is about them.
        play: what is only played, watched, dreamt or exaggerated; None where none is listed.
        kidding: what takes back the whole message; None where none is listed.
        quoted: how a chain letter begins, or what stands on a poster; None where none is listed.
        citation: how words of a song, a sign or the like are introduced; None where none is listed.
        who: mentions of people, each in a named group: `far` (somebody else, or theirs), `friend`, `kin`, `own`,
            `they` (a pronoun: somebody named before).
    """

    apostrophe: str
    phrases: PhraseIndex
    negated: re.Pattern[str]
    first: re.Pattern[str] | None
    media: re.Pattern[str]
    past: re.Pattern[str] | None
    now: re.Pattern[str] | None
    unreal: re.Pattern[str] | None
    asked: re.Pattern[str] | None
    speaker: re.Pattern[str] | None
    play: re.Pattern[str] | None
    kidding: re.Pattern[str] | None
    quoted: re.Pattern[str] | None
    citation: re.Pattern[str] | None
    who: re.Pattern[str]


@cache
def grammar(language: str) -> TopicGrammar:
    """A language's grammar; `language` is one of `languages()`."""
    phrases = topic_phrases(language)
    words, lead = phrases.classes, phrases.lead
    return TopicGrammar(
        apostrophe=apostrophe_of(language),
        phrases=PhraseIndex(
            [phrases], [name for name in phrases.lists if name == SAYINGS or name.split()[0] in TOPICS]
        ),
        negated=re.compile(rf"{lead}{words[NEGATION]}(?: [a-z0-9&]+){{0,2}} $"),
        first=_listed(words, "first", lead),
        media=re.compile(f"{lead}{words['media']} "),
        past=_listed(words, "past", lead),
        now=_listed(words, "now", lead),
        unreal=_listed(words, "unreal", lead),
        asked=_listed(words, "asked", lead),
        speaker=_listed(words, "speaker", lead),
        play=_listed(words, "play", lead),
        kidding=_listed(words, "kidding", lead),
        quoted=_listed(words, "quoted", lead),
        citation=_listed(words, "citation", lead),
        who=_who(words, lead),
    )


def topic_phrases(language: str) -> PhraseTable:
    """The phrases of `topics.toml`."""
    return language_table(language, "topics", topic_lists)


def topic_lists(language: str) -> dict[str, str]:
    """The same by their list, as they are written: a topic and a kind, `SAYINGS`, a tone, or `NEGATION`."""
    written = table(language, "topics")
    return {**_lists(written), **written["tones"], NEGATION: written["words"][NEGATION]}


def _listed(words: Mapping[str, str], name: str, lead: str) -> re.Pattern[str] | None:
    """An expression for one of the words of a class; None where the language has no such class."""
    return re.compile(f"{lead}{words[name]} ") if name in words else None


def _lists(written: Mapping[str, Any]) -> dict[str, str]:
    """The phrases of the topics and of the sayings by the name of their list."""
    lists = {SAYINGS: written["sayings"]["phrases"]}
    for topic, kinds in written["topics"].items():
        lists |= {f"{topic} {kind}": listed for kind, listed in kinds.items()}
    return lists


def _who(words: Mapping[str, str], lead: str) -> re.Pattern[str]:
    """Mentions of people; the first alternative that fits counts."""
    kinds = {"far": f"{words['other_kin']}|{words['other']}"}
    kinds |= {"friend": words["friend"], "kin": words["kin"], "own": words["self"], "they": words["they"]}
    return re.compile("|".join(rf"{lead}(?P<{name}>(?:{meaning}))(?= )" for name, meaning in kinds.items()))
