"""What a face is given: passages of finished sentences, and who they speak of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from unlike.findings import Finding, PersonFindings, ordered
from unlike.reports.plain import short_name

Row = tuple[str, str, str]
"""A question, what its answer speaks for, and the answer."""
CHANGED = "changed"
AS_USUAL = "as usual"


class Mark(StrEnum):
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
class Passage:
    """One thing told.

    Attributes:
        headline: one sentence.
        lines: sentences that give its base and its chance.
        changed, unchanged: habits in a few words each; the two are always shown together.
        hint: how to see more, e.g. "--show 1".
        rows: a table, where it is one.
    """

    mark: Mark
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
class Voice:
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
        """E.g. "you" for the owner, else the name."""
        return "you" if name == self.owner else short_name(name)

    def hint(self, finding: Finding) -> str:
        """How the messages behind a finding are opened."""
        return f"--show {self.before + ordered(self.person).index(finding) + 1}"


def listed(names: tuple[str, ...], last: str = "and") -> str:
    """E.g. "Anna, Ben and Cleo"."""
    return f" {last} ".join(part for part in (", ".join(names[:-1]), names[-1]) if part) if names else ""


def capital(sentence: str) -> str:
    """The sentence with a capital at its start."""
    return sentence[:1].upper() + sentence[1:]
