"""Input of every face: sections of finished sentences, and the person whom they speak of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum, StrEnum
from typing import Final, Literal, NamedTuple

from babel.lists import format_list

from unlike.i18n import current_language, mark, translate_in
from unlike.presentation.sanitise import short_name
from unlike.results import Finding, PersonFindings, ordered_findings

CHANGED = mark("changed")
AS_USUAL = mark("as usual")
UNDECIDED = mark("too few messages to tell")
CERTAINTY = mark("How sure?")
SIGNAL_GROUPS: Final = {"changed": CHANGED, "as_usual": AS_USUAL, "undecided": UNDECIDED}
"""Labels of the groups of signals in a section, by their names in templates."""


class Face(Enum):
    """Place where sentences are read: a terminal takes options such as `--all`, on a page everything stands below.

    An answer to another program holds what was asked for alone, and no options.
    """

    TERMINAL = "terminal"
    PAGE = "page"
    ANSWER = "answer"


class SectionKind(StrEnum):
    """Topic of a section; every face shows the same mark before it."""

    NOW = "now"
    QUIET = "quiet"
    BEFORE = "before"
    LASTING = "lasting"
    OPEN = "open"
    ASK = "ask"
    EXPLANATION = "explanation"
    CROSS_CHAT = "cross_chat"
    ACTIVITY = "activity"
    BALANCE = "balance"
    HELP = "help"
    ROUTINE = "routine"
    WARM = "warm"
    UNREAD = "unread"
    USUAL = "usual"

    @property
    def mark(self) -> str:
        """The sign that stands before the headline."""
        return _MARKS[self]


_MARKS: Final = {
    SectionKind.NOW: "●",
    SectionKind.QUIET: "○",
    SectionKind.BEFORE: "↺",
    SectionKind.LASTING: "┊",
    SectionKind.OPEN: "…",
    SectionKind.ASK: "♡",
    SectionKind.EXPLANATION: "?",
    SectionKind.CROSS_CHAT: "⇄",
    SectionKind.ACTIVITY: "≈",
    SectionKind.BALANCE: "=",
    SectionKind.HELP: "✚",
    SectionKind.ROUTINE: "∿",
    SectionKind.WARM: "✦",
    SectionKind.UNREAD: "!",
    SectionKind.USUAL: "▤",
}


class TableRow(NamedTuple):
    """A question, what its answer speaks for, and the answer."""

    question: str
    side: str
    answer: str


class ChangeRow(NamedTuple):
    """A habit that changed in two or three words, and its two figures; both are empty where they look alike."""

    habit: str
    observed: str = ""
    baseline: str = ""


class ChangeHeads(NamedTuple):
    """Heads of the two columns of figures: those of the finding, and those beside it."""

    observed: str
    baseline: str


@dataclass(frozen=True, slots=True)
class Section:
    """One thing that a face says, with the data that a face needs to lay it out.

    Attributes:
        kind: what it is about.
        headline: one sentence.
        detail: the line right below it, which is shown at first sight.
        items: things of one kind, each on a line of its own, above the body.
        body: what else belongs to it, below what changed.
        certainty: chances and what they rest on; a page folds them away, a terminal shows them when it is asked to.
        changed: habits that changed, as rows of a table; shown together with those that did not.
        change_heads: heads of its figures.
        unchanged: habits that are as usual, in a few words each.
        undecided: signals of which so few messages cannot say anything.
        finding: the number that opens its messages (`--show`, the link of a page); None where it has none of its own.
        more_findings: numbers of other findings that its sentences rest on.
        is_summary: it counts several findings, which `--all` lists one by one.
        table: rows of questions and answers; empty where it is no table.
    """

    kind: SectionKind
    headline: str
    detail: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    body: tuple[str, ...] = ()
    certainty: tuple[str, ...] = ()
    changed: tuple[ChangeRow, ...] = ()
    change_heads: ChangeHeads | None = None
    unchanged: tuple[str, ...] = ()
    undecided: tuple[str, ...] = ()
    finding: int | None = None
    more_findings: tuple[int, ...] = ()
    is_summary: bool = False
    table: tuple[TableRow, ...] = ()

    @property
    def sentences(self) -> tuple[str, ...]:
        """All of them, from the headline on."""
        return (self.headline, *self.detail, *self.items, *self.body, *self.certainty)


@dataclass(frozen=True, slots=True)
class Subject:
    """The person whom sentences speak of, in one conversation.

    Attributes:
        person: their findings.
        owner: whose chats these are; "you" in every sentence.
        first, last: days of the history, both included.
        today: the reader's day, for "this morning"; None where nobody's clock may matter.
        finding_offset: how many findings are counted before this person's.
        face: where the sentences are read.
        zone: IANA name of the owner's time zone, by which the lines of their country come first; empty where unknown.
        breaks_off: the end of the export is missing.
        end_date: date of the last message by the calendar, the day after `last` where it was sent before four; None
            where it is not known.
    """

    person: PersonFindings
    owner: str
    first: date | None
    last: date | None
    today: date | None = None
    finding_offset: int = 0
    face: Face = Face.TERMINAL
    zone: str = ""
    breaks_off: bool = False
    end_date: date | None = None

    @property
    def last_date(self) -> date | None:
        """Date on which the chat ends, as a calendar has it."""
        return self.end_date or self.last

    @property
    def name(self) -> str:
        """The person's name as it stands in sentences."""
        return short_name(self.person.name)

    def nominative(self, name: str) -> str:
        """E.g. "you" for the owner, else the name; where it stands by itself or before a verb."""
        return translate_in("before a verb, or by itself", "you") if name == self.owner else short_name(name)

    def after_preposition(self, name: str) -> str:
        """E.g. "you" for the owner, else the name; behind "by", "of" or "from"."""
        return translate_in("after a word such as by or from", "you") if name == self.owner else short_name(name)

    def finding_number(self, finding: Finding) -> int:
        """The number that opens the messages behind a finding, counted over all people from 1."""
        return self.finding_offset + ordered_findings(self.person).index(finding) + 1


def listed(names: tuple[str, ...]) -> str:
    """E.g. "Anna, Ben and Cleo"."""
    return _join_words(names, "standard")


def either(names: tuple[str, ...]) -> str:
    """E.g. "Anna, Ben or Cleo"."""
    return _join_words(names, "or")


def _join_words(names: tuple[str, ...], style: Literal["standard", "or"]) -> str:
    """Names joined as the current language lists them; English without a comma before the last one."""
    current = current_language()
    locale = "en_150" if current.language == "en" else current.locale
    return str(format_list(names, style, locale=locale)) if names else ""


def capital(sentence: str) -> str:
    """The sentence with a capital at its start."""
    return sentence[:1].upper() + sentence[1:]
