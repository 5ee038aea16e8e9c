"""Finds in a draft what may not be said: a motive, a feeling, a diagnosis, a verdict, a number without base, advice."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from unlike.assistant.draft_rules import DraftReason, DraftRules, draft_languages, draft_rules

_SENTENCE_END: Final = re.compile(r"(?<=[.!?…])(?<!\b\d\.)(?<!\b\d\d\.)[”»\"')\]]*\s+|\n+")
"""The end of a sentence; a number with a full stop may be a day, e.g. "am 14. Mai"."""
_QUOTE: Final = re.compile(
    r"“[^”\n]{0,600}”|„[^“”\n]{0,600}[“”]|«[^»\n]{0,600}»|\"[^\"\n]{0,600}\"|‘[^’\n]{0,600}’(?!\w)|‹[^›\n]{0,600}›"
)
_LONG_QUOTE: Final = re.compile(r"\w+\W+\w+\W+\w")
_APOSTROPHES: Final = str.maketrans("’ʼ`´", "''''")
_UNKNOWABLE: Final = frozenset(DraftReason) - {DraftReason.ADVICE, DraftReason.NUMBER}
"""Reasons that a clause is free of which says that it cannot be known."""
_INNER: Final = frozenset({DraftReason.FEELING, DraftReason.MOTIVE, DraftReason.DIAGNOSIS})
"""Reasons that somebody's own words are free of."""
_READERS_OWN: Final = frozenset({DraftReason.FEELING, DraftReason.MOTIVE})
"""Reasons that do not hold of the reader: what they feel and want is theirs to hear."""


@dataclass(frozen=True, slots=True)
class DraftFault:
    """A passage that may not be said: why, its sentence, the words in lower case, and the language of the rule."""

    reason: DraftReason
    sentence: str
    words: str
    language: str


def draft_faults(draft: str) -> tuple[DraftFault, ...]:
    """Passages of a draft that may not be said, in its order, each reason once a sentence."""
    sentences = list(_sentences(unicodedata.normalize("NFC", draft)))
    faults: dict[tuple[int, DraftReason], DraftFault] = {}
    for language in draft_languages(draft):
        rules = draft_rules(language)
        for index, sentence in enumerate(sentences):
            for reason, words in _sentence_faults(sentence, rules):
                faults.setdefault((index, reason), DraftFault(reason, sentence.strip(), words, language))
            ratio = _bare_ratio(sentences, index, rules)
            if ratio:
                faults.setdefault(
                    (index, DraftReason.NUMBER), DraftFault(DraftReason.NUMBER, sentence.strip(), ratio, language)
                )
    return tuple(faults[key] for key in sorted(faults, key=lambda key: key[0]))


def _sentences(draft: str) -> Iterator[str]:
    """Split a draft into sentences, none within a quotation."""
    quotes = [match.span() for match in _QUOTE.finditer(draft)]
    start = 0
    for end in _SENTENCE_END.finditer(draft):
        while quotes and quotes[0][1] <= end.start():
            quotes.pop(0)
        if quotes and quotes[0][0] < end.start() and end.end() < quotes[0][1]:
            continue
        if draft[start : end.start()].strip():
            yield draft[start : end.start()]
        start = end.end()
    if draft[start:].strip():
        yield draft[start:]


def _without_quotes(sentence: str, rules: DraftRules) -> str:
    """A sentence in lower case with "…" for the words of somebody that it gives as such."""
    lowered = sentence.lower()
    if rules.attributed.search(lowered.translate(_APOSTROPHES)):
        return _QUOTE.sub(" … ", lowered).translate(_APOSTROPHES)
    if rules.reported.search(_QUOTE.sub(" … ", lowered).translate(_APOSTROPHES)):
        unquoted = _QUOTE.sub(lambda quote: " … " if _LONG_QUOTE.search(quote.group()) else quote.group(), lowered)
        return unquoted.translate(_APOSTROPHES)
    return lowered.translate(_APOSTROPHES)


def _sentence_faults(sentence: str, rules: DraftRules) -> Iterator[tuple[DraftReason, str]]:
    """Reasons against a sentence, with the words that show each."""
    for clause in rules.contrast.split(_without_quotes(sentence, rules)):
        clause_text = rules.harmless.sub(" … ", clause)
        excused_reasons = _excused_reasons(clause, rules)
        for reason, pattern in rules.forbidden.items():
            if reason in excused_reasons:
                continue
            words = _first_match(pattern, clause_text, rules if reason in _READERS_OWN else None)
            if words:
                yield reason, words


def _excused_reasons(clause: str, rules: DraftRules) -> frozenset[DraftReason]:
    """Reasons that a clause is free of: it says that something is unknown, or gives somebody's words without quotes."""
    if rules.unknown.search(clause):
        return _UNKNOWABLE
    return _INNER if "…" not in clause and rules.attributed.search(clause) else frozenset()


def _first_match(pattern: re.Pattern[str], clause: str, rules: DraftRules | None) -> str | None:
    """The first match in a clause; where the rules are given, the first that is not the reader's own."""
    for match in pattern.finditer(clause):
        if rules is None or not rules.reader.search(clause[: match.start()]):
            return match.group()
    return None


def _bare_ratio(sentences: list[str], index: int, rules: DraftRules) -> str | None:
    """A share, a factor or a chance in a sentence without what it is counted in, there or in a sentence beside it."""
    ratio = rules.ratio.search(sentences[index].lower())
    if ratio is None:
        return None
    neighbours = sentences[max(0, index - 1) : index + 2]
    return None if any(rules.base.search(sentence.lower()) for sentence in neighbours) else ratio.group()
