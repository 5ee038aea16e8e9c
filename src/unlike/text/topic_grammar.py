"""How one language tells a topic: its phrases, who is spoken of, what negates, and sayings that mean something else."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

from unlike.text.phrase_lists import PhraseList, phrases, table, word_classes

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
)
LANGUAGES: Final = ("de", "en", "es", "fr", "pt")


@dataclass(frozen=True, slots=True)
class TopicRules:
    """The phrases of one topic.

    Attributes:
        quick: whether a text may hold it at all.
        own: phrases that count unless they are negated or told of somebody else; None where there are none.
        firm: phrases that count as they stand; None where there are none.
    """

    quick: str
    own: re.Pattern[str] | None
    firm: re.Pattern[str] | None


@dataclass(frozen=True, slots=True)
class TopicGrammar:
    """One language.

    Attributes:
        apostrophe: what an apostrophe counts as.
        topics: by name.
        sayings: what means something else.
        negated: a negation within three words, at the end of what stands before a phrase.
        first: words of the first person, where a long message about oneself must have one; None where verbs do that.
        who: mentions of people, each in a named group: `far` (somebody else, or theirs), `friend`, `kin`, `own`,
            `they` (a pronoun: somebody named before).
    """

    apostrophe: str
    topics: Mapping[str, TopicRules]
    sayings: PhraseList
    negated: re.Pattern[str]
    first: re.Pattern[str] | None
    who: re.Pattern[str]


@cache
def grammar(language: str) -> TopicGrammar:
    """A language's grammar; `language` is one of `LANGUAGES`."""
    written = table(language)
    words = word_classes(written["words"])
    return TopicGrammar(
        apostrophe=written.get("apostrophe", ""),
        topics={name: _topic(written["topics"].get(name, {}), words) for name in TOPICS},
        sayings=phrases(written["sayings"]["phrases"], words),
        negated=re.compile(rf" {words['negation']}(?: [a-z0-9&]+){{0,2}} $"),
        first=re.compile(f" {words['first']} ") if "first" in words else None,
        who=_who(words),
    )


def _topic(written: Mapping[str, str], words: Mapping[str, str]) -> TopicRules:
    """One topic's expressions."""
    found: dict[str, PhraseList] = {kind: phrases(listed, words) for kind, listed in written.items()}
    return TopicRules(
        quick="|".join(one.anywhere for one in found.values()) or "[^ -~]",
        own=found["own"].compiled() if "own" in found else None,
        firm=found["firm"].compiled() if "firm" in found else None,
    )


def _who(words: Mapping[str, str]) -> re.Pattern[str]:
    """Mentions of people; the first alternative that fits counts."""
    kinds = {"far": f"{words['other_kin']}|{words['other']}"}
    kinds |= {"friend": words["friend"], "kin": words["kin"], "own": words["self"], "they": words["they"]}
    return re.compile("|".join(rf" (?P<{name}>(?:{meaning}))(?= )" for name, meaning in kinds.items()))
