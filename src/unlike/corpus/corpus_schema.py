"""Tables of a corpus, column by column; the codebook is written from them, so that no column is without its meaning."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

import polars as pl

from unlike.messages.kinds import KIND_NAMES
from unlike.messages.schema import MOMENT
from unlike.signals import SIGNALS


@dataclass(frozen=True, slots=True)
class CorpusColumn:
    """A column.

    Attributes:
        name: as in the files.
        dtype: its type.
        meaning: one sentence, with the unit.
    """

    name: str
    dtype: pl.DataType
    meaning: str


_TEXT: Final = pl.String()
_DAY: Final = pl.Date()
_NUMBER: Final = pl.Float64()
_COUNT: Final = pl.Int64()
_FLAG: Final = pl.Boolean()

_IDS: Final = (
    CorpusColumn("source", _TEXT, "Pseudonym of the export, donor's folder or dataset that it was read from."),
    CorpusColumn("conversation", _TEXT, "Pseudonym of the conversation."),
)
_PERSON: Final = CorpusColumn(
    "person", _TEXT, "Pseudonym of the person; the same name within one source has the same one."
)
TEXT_COLUMN: Final = CorpusColumn("text", _TEXT, "What was written, unchanged: names in it are not replaced.")
"""Column of the table of messages that is there only where it is asked for."""

MESSAGES: Final = (
    *_IDS,
    CorpusColumn("message", _COUNT, "Position in the conversation, from 0, in order of time."),
    CorpusColumn("sent_at", MOMENT, "When it was sent, UTC."),
    CorpusColumn("person", _TEXT, "Pseudonym of who wrote it; empty for lines of the app itself."),
    CorpusColumn("kind", _TEXT, f"What it is: {', '.join(KIND_NAMES)}."),
    CorpusColumn("reply_to", _COUNT, "Position of the message that it answers, where the export tells."),
    CorpusColumn("edited_at", MOMENT, "When it was edited, UTC, where the export tells."),
    CorpusColumn("reactions", _COUNT, "Number of reactions; empty where the app's export has none."),
    CorpusColumn("characters", _COUNT, "Length of what was written, in Unicode characters; empty where nothing was."),
)

TABLES: Final[Mapping[str, tuple[CorpusColumn, ...]]] = {
    "messages": MESSAGES,
    "conversations": (
        *_IDS,
        CorpusColumn("group", _FLAG, "Whether more than two people can write in it."),
        CorpusColumn("first", _DAY, "Day of the first message, in the zone of the run."),
        CorpusColumn("last", _DAY, "Day of the last message."),
        CorpusColumn("messages", _COUNT, "Messages of people; calls and lines of the app are not among them."),
        CorpusColumn("system", _COUNT, "Lines of the app itself."),
        CorpusColumn("calls", _COUNT, "Calls."),
        CorpusColumn("writers", _COUNT, "People who write in it."),
        CorpusColumn("analysed", _COUNT, "People who were analysed: at most 30, those who wrote most."),
        CorpusColumn("skipped", _COUNT, "Records of the export that could not be read."),
        CorpusColumn("doubtful", _COUNT, "Lines inside messages that look like messages of their own."),
        CorpusColumn("ambiguous", _COUNT, "Places that were read in the likelier of two ways."),
        CorpusColumn("withheld", _FLAG, "Whether nothing is said about it, because too much of it was not read."),
        CorpusColumn("selection", _FLAG, "Whether its export is a selection by design, of which nothing is said."),
    ),
    "daily_signals": (
        *_IDS,
        _PERSON,
        CorpusColumn("day", _DAY, "Day in the zone of the run; it begins at four in the morning."),
        CorpusColumn("signal", _TEXT, "Name of the signal; the rows of the table “signals” say what each is."),
        CorpusColumn("unit", _TEXT, "Unit of the value; “share” is 0 to 1."),
        CorpusColumn("value", _NUMBER, "Value of the day; a day without an observation has no row."),
        CorpusColumn("messages", _NUMBER, "Messages that the value rests on; of a count 1 where the day counts."),
    ),
    "findings": (
        *_IDS,
        _PERSON,
        CorpusColumn("messages", _COUNT, "Their messages."),
        CorpusColumn("active_days", _COUNT, "Days on which they wrote."),
        CorpusColumn("enough", _FLAG, "Whether there is history enough to say anything; if not, the rest is empty."),
        CorpusColumn("now_grade", _TEXT, "How unlike them the last messages are; empty where it was not compared."),
        CorpusColumn("now_direction", _TEXT, "Whether the last messages are cooler, warmer or other."),
        CorpusColumn("now_chance", _NUMBER, "Share of their earlier sittings that stray as far; a p-value."),
        CorpusColumn("now_windows", _COUNT, "Earlier sittings that the last messages were compared with."),
        CorpusColumn("spells", _COUNT, "Spells: days that were unlike them, and passed or go on."),
        CorpusColumn("spells_chance", _NUMBER, "Chance that a history of this length without any shows the strongest."),
        CorpusColumn("shifts", _COUNT, "Lasting shifts."),
        CorpusColumn("shifts_chance", _NUMBER, "Chance that a history of this length without any shows the strongest."),
        CorpusColumn("recurrence_days", _NUMBER, "Period of spells that recur, days; empty where they do not."),
        CorpusColumn("detectable_drop", _NUMBER, "Smallest spell noticed in 4 of 5 cases, as the part that is left."),
    ),
    "spells": (
        *_IDS,
        _PERSON,
        CorpusColumn("first", _DAY, "First day."),
        CorpusColumn("last", _DAY, "Last day."),
        CorpusColumn("ongoing", _FLAG, "Whether the history ends in it."),
        CorpusColumn("direction", _TEXT, "Whether its signals are cooler, warmer or other."),
        CorpusColumn("chance", _NUMBER, "How often a year in which nothing happened shows one as strong."),
    ),
    "lasting_shifts": (
        *_IDS,
        _PERSON,
        CorpusColumn("day", _DAY, "First day of the new usual."),
        CorpusColumn("earliest", _DAY, "Begin of the interval that holds the true day nine times in ten."),
        CorpusColumn("latest", _DAY, "End of that interval."),
        CorpusColumn("direction", _TEXT, "Whether its signals are cooler, warmer or other."),
        CorpusColumn("chance", _NUMBER, "How often a history of this length without one shows a step as strong."),
    ),
    "signal_changes": (
        *_IDS,
        _PERSON,
        CorpusColumn("finding", _TEXT, "Kind of the finding: now, spell or lasting_shift."),
        CorpusColumn("day", _DAY, "First day of the finding."),
        CorpusColumn("signal", _TEXT, "Name of the signal."),
        CorpusColumn("unit", _TEXT, "Unit of both values."),
        CorpusColumn("changed", _FLAG, "Whether it changed; if not, a change would have been seen."),
        CorpusColumn("baseline", _NUMBER, "The person's usual value."),
        CorpusColumn("observed", _NUMBER, "Value in the finding."),
        CorpusColumn("chance", _NUMBER, "How often this signal alone strays as far where nothing happened."),
    ),
    "channel_changes": (
        *_IDS,
        _PERSON,
        CorpusColumn("first", _DAY, "First day in which the conversation changed and not the person."),
        CorpusColumn("last", _DAY, "Last such day; nothing is said about the days between."),
        CorpusColumn("ongoing", _FLAG, "Whether the history ends in it."),
        CorpusColumn("missing_person", _TEXT, "Pseudonym of who is missing while others write; empty where all are."),
    ),
}
"""Columns of every table, by its name."""

CONTROLLED: Final = (
    CorpusColumn("now_q", _NUMBER, "Smallest false discovery rate at which the last messages are a discovery."),
    CorpusColumn("spells_q", _NUMBER, "The same for the strongest spell; 1 where there is none."),
    CorpusColumn("shifts_q", _NUMBER, "The same for the strongest lasting shift; 1 where there is none."),
)
"""Columns that control of false discoveries adds to the findings, when everybody is there."""

_PARTITION: Final = CorpusColumn("app", _TEXT, "The app of the export; part of the path of every file.")


def empty_table(name: str, *, text: bool = False) -> pl.DataFrame:
    """Return a table without rows."""
    columns = (*TABLES[name], TEXT_COLUMN) if text else TABLES[name]
    return pl.DataFrame(schema={column.name: column.dtype for column in columns})


def codebook(*, text: bool) -> str:
    """Describe every column of every file as CSV, and every signal."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(("table", "column", "type", "meaning"))
    writer.writerows(_codebook_rows(text=text))
    return buffer.getvalue()


def _codebook_rows(*, text: bool) -> Iterator[tuple[str, str, str, str]]:
    for table, columns in TABLES.items():
        added_columns = CONTROLLED if table == "findings" else (TEXT_COLUMN,) if table == "messages" and text else ()
        for column in (_PARTITION, *columns, *added_columns):
            yield table, column.name, str(column.dtype), column.meaning
    for signal in SIGNALS:
        yield "signals", signal.name, signal.unit, f"{signal.label}. {signal.study}"
