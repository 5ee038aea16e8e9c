"""Rules on what a draft may not say, one file a language: regular expressions over clauses in lower case."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Final

from unlike.i18n import LANGUAGES

_MIN_FUNCTION_WORDS: Final = 3
_NEVER: Final = re.compile(r"(?!)")
_COUNT_OF_COUNT: Final = (
    r"(?<![\w.,])(?:[2-9]|\d{2,})\s+(?:of|out of|von|aus|de|das|dos|des|sur|em)\s+"
    r"(?:(?:the|his|her|their|last|den|der|seinen|ihren|letzten|los|las|sus|les|ses|as|os|[úu]ltim\w+|derni\w+)\s+)*\d"
)
"""E.g. "58 of the 61"; of "1 in 20" nobody knows how many it rests on."""


class DraftReason(StrEnum):
    """Why something may not be said."""

    MOTIVE = "motive"
    FEELING = "feeling"
    DIAGNOSIS = "diagnosis"
    VERDICT = "verdict"
    INTEREST = "interest"
    ADVICE = "advice"
    NUMBER = "number"


@dataclass(frozen=True, slots=True)
class DraftRules:
    """The rules of one language.

    Attributes:
        function_words: by which the language is known.
        contrast: splits a sentence into clauses that stand for themselves, e.g. "but".
        unknown: a clause that says that something cannot be known.
        attributed: a clause that gives somebody's own words.
        reported: what stands beside a quotation of several words in a sentence that tells when or by whom it was said.
        reader: the reader as subject, within three words before a feeling.
        harmless: phrases that are taken out before all rules.
        forbidden: what may not be said, by reason.
        ratio: a share, a factor or a chance.
        base: a number with what it counts, e.g. "88 messages", or one that is named, e.g. "in chats as long".
    """

    function_words: frozenset[str]
    contrast: re.Pattern[str]
    unknown: re.Pattern[str]
    attributed: re.Pattern[str]
    reported: re.Pattern[str]
    reader: re.Pattern[str]
    harmless: re.Pattern[str]
    forbidden: Mapping[DraftReason, re.Pattern[str]]
    ratio: re.Pattern[str]
    base: re.Pattern[str]


@cache
def draft_rules(language: str) -> DraftRules:
    """Load the rules of one of `LANGUAGES`."""
    source = files("unlike.assistant").joinpath("draft_rules", f"{language}.toml").read_text("utf-8")
    lists: dict[str, list[str]] = tomllib.loads(source)
    reasons = {reason: _word_pattern(lists[reason]) for reason in DraftReason if reason in lists}
    counted = "|".join(lists["base"])
    return DraftRules(
        function_words=frozenset(lists["function"]),
        contrast=re.compile(rf"(?<!\w)(?:{'|'.join(lists['contrast'])})(?!\w)|[;:–—]"),
        unknown=_word_pattern(lists["unknown"]),
        attributed=_word_pattern(lists["attributed"]),
        reported=_word_pattern(lists["reported"]),
        reader=re.compile(rf"(?<!\w)(?:{'|'.join(lists['reader'])})(?:\W+\w+){{0,3}}\W*$"),
        harmless=_word_pattern(lists["harmless"]),
        forbidden=reasons,
        ratio=re.compile(rf"\d\s?%|(?<!\w)(?:{'|'.join(lists['ratio'])})(?!\w)"),
        base=re.compile(
            rf"\d\W+(?:\w+\W+){{0,3}}(?:{counted})(?!\w)|{_COUNT_OF_COUNT}|{'|'.join(lists['named_base'])}"
        ),
    )


def draft_languages(text: str) -> tuple[str, ...]:
    """Languages whose function words stand in a text most often; all where too few do."""
    words = Counter(re.findall(r"\w+", text.lower()))
    hits = {language: sum(words[word] for word in draft_rules(language).function_words) for language in LANGUAGES}
    max_hits = max(hits.values())
    return tuple(language for language, count in hits.items() if count == max_hits or max_hits < _MIN_FUNCTION_WORDS)


def _word_pattern(patterns: list[str]) -> re.Pattern[str]:
    """Any of some patterns, from the start of a word to the end of one."""
    return re.compile(rf"(?<!\w)(?:{'|'.join(patterns)})(?!\w)") if patterns else _NEVER
