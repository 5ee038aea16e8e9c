"""What a face is given: passages of finished sentences, and who they speak of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Literal

from babel.lists import format_list

from unlike.i18n import current_language, mark, translate_in
from unlike.presentation.sanitise import short_name
from unlike.results import Finding, PersonFindings, ordered_findings

Row = tuple[str, str, str]
"""A question, what its answer speaks for, and the answer."""
CHANGED = mark("changed")
AS_USUAL = mark("as usual")


class SectionKind(StrEnum):
    """One mark a passage, the same in every face."""

    NOW = "●"
    QUIET = "○"
    BEFORE = "↺"
    STAYED = "┊"
    OPEN = "…"
    ASK = "♡"
    WHY = "?"
    BESIDE = "⇄"
    WEIGH = "="
    HELP = "✚"
    ROUTINE = "∿"
    WARM = "✦"


@dataclass(frozen=True, slots=True)
class Section:
    """One thing told.

    Attributes:
        headline: one sentence.
        lines: sentences that give its base and its chance.
        changed, unchanged: habits in a few words each; the two are always shown together.
        hint: how to see more, e.g. "--show 1".
        rows: a table, where it is one.
    """

    mark: SectionKind
    headline: str
    lines: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    hint: str = ""
    rows: tuple[Row, ...] = ()

    @property
    def sentences(self) -> tuple[str, ...]:
        """The headline and the lines."""
        return (self.headline, *self.lines)


@dataclass(frozen=True, slots=True)
class Subject:
    """Whom the sentences speak of, and from when.

    Attributes:
        person: the findings that are told.
        owner: whose chats these are; "you" in every sentence.
        first, last: days of the history.
        today: for "this morning"; None where nobody's clock may matter.
        before: how many findings are counted before this person's, for `--show N`.
    """

    person: PersonFindings
    owner: str
    first: date | None
    last: date | None
    today: date | None = None
    before: int = 0

    @property
    def name(self) -> str:
        """As it stands in sentences."""
        return short_name(self.person.name)

    def who(self, name: str) -> str:
        """E.g. "you" for the owner, else the name; where it stands by itself or before what they did."""
        return translate_in("before a verb, or by itself", "you") if name == self.owner else short_name(name)

    def by(self, name: str) -> str:
        """The same behind "by", "of" or "from"."""
        return translate_in("after a word such as by or from", "you") if name == self.owner else short_name(name)

    def hint(self, finding: Finding) -> str:
        """How the messages behind a finding are opened."""
        return f"--show {self.before + ordered_findings(self.person).index(finding) + 1}"


class Line(str):
    """A sentence that names an option of the command line.

    Attributes:
        here: the same for a page, on which everything stands below.
    """

    __slots__ = ("here",)
    here: str


def with_option(told: str, here: str) -> Line:
    """The two forms of it."""
    line = Line(told)
    line.here = here
    return line


def listed(names: tuple[str, ...]) -> str:
    """E.g. "Anna, Ben and Cleo"."""
    return _joined(names, "standard")


def either(names: tuple[str, ...]) -> str:
    """E.g. "Anna, Ben or Cleo"."""
    return _joined(names, "or")


def _joined(names: tuple[str, ...], style: Literal["standard", "or"]) -> str:
    """As the language lists; English without a comma before the last one."""
    who = current_language()
    told: str = format_list(names, style, locale="en_150" if who.language == "en" else who.locale) if names else ""
    return told


def capital(sentence: str) -> str:
    """The sentence with a capital at its start."""
    return sentence[:1].upper() + sentence[1:]
