"""A donation of what was measured and not of what was said: rows of numbers without a run of four letters.

Days count from the first day of a conversation, people are numbers (1 is the donor), signals have fixed numbers and
values have three digits. The meaning of every number stands in docs/reference/donation.md, the same for everybody.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from unlike.analysis.analysis_options import AnalysisOptions
from unlike.analysis.daily_signals import signal_frames
from unlike.analysis.parts import ConversationPart, PersonDetection
from unlike.analysis.scope import Scope, chosen_people, identify_owner
from unlike.analysis.stages import DetectionStage
from unlike.core.types import Direction
from unlike.readers import Import
from unlike.results import Grade, SignalChange
from unlike.signals import MeasuredConversation

COLUMNS: Final = ("row", "cht", "who", "day", "end", "sig", "val", "num")
"""Names of the columns; none has four letters, so that the whole file has no run of four."""

SIGNAL_NUMBERS: Final[Mapping[str, int]] = {
    "messages": 1,
    "in_one_go": 2,
    "begins": 3,
    "double_texts": 4,
    "length": 5,
    "short": 6,
    "questions": 7,
    "emoji": 8,
    "full_stops": 9,
    "capitals": 10,
    "stretched": 11,
    "exclamation": 12,
    "laughter": 13,
    "reply_time": 14,
    "media": 15,
    "voice": 16,
    "greetings": 17,
    "thanks": 18,
    "apologies": 19,
    "i": 20,
    "we": 21,
    "endearments": 22,
    "own_words": 23,
}
"""Number of every signal; a number is never given again."""

GRADES: Final = {
    Grade.CANNOT_TELL: 0,
    Grade.WITHIN_USUAL: 1,
    Grade.A_LITTLE_UNLIKE: 2,
    Grade.UNLIKE: 3,
    Grade.VERY_UNLIKE: 4,
}
DIRECTIONS: Final = {Direction.OTHER: 0, Direction.COOLER: 1, Direction.WARMER: 2}
DONOR: Final = 1
_PERSON, _DAY, _NOW, _SPELL, _SHIFT, _CHANGE = "p", "d", "n", "s", "l", "c"


@dataclass(frozen=True, slots=True)
class Donation:
    """Rows of a donation.

    Attributes:
        rows: values in the order of `COLUMNS`; empty where a column says nothing.
    """

    rows: tuple[tuple[object, ...], ...] = field(repr=False)

    def csv(self) -> str:
        """The rows as CSV, with a line of heads; all that leaves."""
        out = io.StringIO()
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows(self.rows)
        return out.getvalue()


def donation(imported: Import, owner: str | None = None, *, own: bool = False) -> Donation:
    """Measure what was read and keep the numbers alone.

    Args:
        imported: conversations as read.
        owner: the donor's name; None to take the export's own word.
        own: whether only rows about the donor are kept.

    Raises:
        QuestionError: only the donor can answer (who they are, the order of day and month).
    """
    imported = imported.require_answers()
    donor = identify_owner(imported.conversations, imported.messages, owner)
    imported = imported.with_owner(donor)
    messages = imported.messages
    scope = Scope(messages, "", chosen_people(messages, "", None), imported.zone)
    stage = DetectionStage(scope, AnalysisOptions(keepsakes=False))
    rows: list[tuple[object, ...]] = []
    for chat, conversation in enumerate(imported.conversations, 1):
        part = stage.conversation(conversation)
        measured = stage.measured.get(conversation.key) if any(person.enough for person in part.people) else None
        names = sorted(person.name for person in part.people)
        numbers = {name: number for number, name in enumerate((name for name in names if name != donor), DONOR + 1)}
        numbers[donor] = DONOR
        rows += [row for row in _conversation_rows(part, measured, chat, numbers) if not own or row[2] == DONOR]
    return Donation(tuple(rows))


def _conversation_rows(
    part: ConversationPart, measured: MeasuredConversation | None, chat: int, numbers: Mapping[str, int]
) -> Iterator[tuple[object, ...]]:
    """Yield the rows of one conversation; of a person without enough history only the counts."""
    if part.days is None:
        return
    for person in part.people:
        person_numbers = (chat, numbers[person.name])
        yield (_PERSON, *person_numbers, 0, part.days.days - 1, "", int(person.enough), person.messages)
        if measured is not None and person.enough:
            yield from _finding_rows(person, person_numbers, part.days.first)
            yield from _signal_rows(measured, person.name, person_numbers, part.days.first)


def _signal_rows(
    measured: MeasuredConversation, name: str, person_numbers: tuple[int, int], first: date
) -> Iterator[tuple[object, ...]]:
    """Yield the daily values of a person's signals, each with the number of its messages."""
    for frame in signal_frames(measured, "", [name]):
        for day, signal, value, messages in frame.select("day", "signal", "value", "messages").iter_rows():
            if value is not None:
                yield (
                    _DAY,
                    *person_numbers,
                    (day - first).days,
                    "",
                    SIGNAL_NUMBERS[signal],
                    _digits(value),
                    _digits(messages),
                )


def _finding_rows(
    person: PersonDetection, person_numbers: tuple[int, int], first: date
) -> Iterator[tuple[object, ...]]:
    now = person.current_state
    if now is not None:
        chance = _digits(now.chance) if now.is_known else ""
        yield (_NOW, *person_numbers, "", "", "", chance, GRADES[now.grade])
    for spell in person.spells:
        days = ((spell.first - first).days, (spell.last - first).days)
        yield (_SPELL, *person_numbers, *days, "", _digits(spell.chance), DIRECTIONS[spell.direction])
        yield from _change_rows(spell.changed_signals, (*person_numbers, *days))
    for shift in person.lasting_shifts:
        day = (shift.day - first).days
        yield (_SHIFT, *person_numbers, day, "", "", _digits(shift.chance), DIRECTIONS[shift.direction])
        yield from _change_rows(shift.changed_signals, (*person_numbers, day, ""))


def _change_rows(changes: Iterable[SignalChange], leading_cells: tuple[object, ...]) -> Iterator[tuple[object, ...]]:
    """Yield the signals of a finding: the observed value, and the usual one."""
    for change in changes:
        yield (_CHANGE, *leading_cells, SIGNAL_NUMBERS[change.name], _digits(change.observed), _digits(change.baseline))


def _digits(value: Any) -> str:  # noqa: ANN401 - numbers of several types
    """A number with three digits."""
    return f"{float(value):.3g}"
