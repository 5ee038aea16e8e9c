"""Rows of one conversation in the tables of a corpus, under pseudonyms."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

import polars as pl

from unlike.analysis.daily_signals import signal_frames
from unlike.analysis.parts import ConversationPart, PersonDetection, SpellPart
from unlike.analysis.source_limits import is_selection
from unlike.corpus.corpus_schema import TABLES, TEXT_COLUMN
from unlike.corpus.pseudonyms import Pseudonyms
from unlike.results import ChannelChange, LastingShift, SignalChange
from unlike.signals import MeasuredConversation

_DAYS_A_YEAR: Final = 365.25
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class ConversationNames:
    """Pseudonyms in one conversation.

    Attributes:
        pseudonyms: the key of all.
        scope: name of the source, in which people of one name are one person.
        key: of the conversation, as its reader has it.
    """

    pseudonyms: Pseudonyms
    scope: str
    key: str

    @property
    def ids(self) -> Row:
        """Values of the columns that every table begins with."""
        return {
            "source": self.pseudonyms.source(self.scope),
            "conversation": self.pseudonyms.conversation(self.scope, self.key),
        }

    def person(self, name: str | None) -> str | None:
        """Pseudonym of a sender; None for the app itself."""
        return None if name is None else self.pseudonyms.person(self.scope, name)


def conversation_tables(
    part: ConversationPart, measured: MeasuredConversation | None, names: ConversationNames, *, text: bool
) -> dict[str, pl.DataFrame]:
    """All tables of one conversation, by name; those without rows are left out.

    Args:
        part: what was detected in it.
        measured: its signals; None where nobody was analysed.
        names: pseudonyms in it.
        text: whether what was written is kept.
    """
    days = part.days
    years = days.days / _DAYS_A_YEAR if days else 0.0
    rows = {
        "conversations": [_conversation_row(part, names)],
        "findings": [_findings_row(person, names, years) for person in part.people],
        "spells": [
            _spell_row(spell, person_columns) for person_columns, spell in _findings_of_people(part, names, "spells")
        ],
        "lasting_shifts": [
            _shift_row(shift, person_columns)
            for person_columns, shift in _findings_of_people(part, names, "lasting_shifts")
        ],
        "signal_changes": [row for person in part.people for row in _signal_change_rows(person, names)],
        "channel_changes": [
            _channel_change_row(change, person_columns, names)
            for person_columns, change in _findings_of_people(part, names, "channel_changes")
        ],
    }
    tables = {"messages": message_table(part.rows, names, text=text)}
    tables |= {name: _corpus_table(name, table_rows) for name, table_rows in rows.items()}
    analysed_names = [person.name for person in part.people if person.enough]
    if measured is not None and analysed_names:
        tables["daily_signals"] = daily_table(measured, analysed_names, names)
    return {name: table for name, table in tables.items() if table.height}


def message_table(rows: pl.DataFrame, names: ConversationNames, *, text: bool) -> pl.DataFrame:
    """Messages under pseudonyms; a ref, which may hold a name, becomes a position.

    Args:
        rows: of the message table, in order of time.
        names: pseudonyms in it.
        text: whether what was written is kept.
    """
    positions = rows.select("ref", message=pl.int_range(pl.len(), dtype=pl.Int64)).unique("ref", keep="first")
    senders = rows["sender"].cast(pl.String).unique().drop_nulls().to_list()
    person = pl.col("sender").cast(pl.String).replace_strict(
        {name: names.person(name) for name in senders}, default=None, return_dtype=pl.String
    )  # fmt: skip
    table = (
        rows.with_columns(message=pl.int_range(pl.len(), dtype=pl.Int64))
        .join(positions, left_on="reply_to", right_on="ref", how="left", suffix="_answered", maintain_order="left")
        .with_columns(
            **{name: pl.lit(value) for name, value in names.ids.items()},
            person=person,
            reply_to="message_answered",
            reactions=pl.col("reactions").list.len().cast(pl.Int64),
            characters=pl.col("text").str.len_chars().cast(pl.Int64),
            kind=pl.col("kind").cast(pl.String),
        )
    )
    columns = (*TABLES["messages"], TEXT_COLUMN) if text else TABLES["messages"]
    return table.select(pl.col(column.name).cast(column.dtype) for column in columns)


def daily_table(measured: MeasuredConversation, people: list[str], names: ConversationNames) -> pl.DataFrame:
    """Daily signals of some people; days without an observation have no row."""
    frames = [
        frame.filter(pl.col("value").is_not_null()).with_columns(
            **{name: pl.lit(value) for name, value in names.ids.items()}, person=pl.lit(names.person(name))
        )
        for name in people
        for frame in signal_frames(measured, "", [name])
    ]
    columns = TABLES["daily_signals"]
    return pl.concat(frames).select(pl.col(column.name).cast(column.dtype) for column in columns)


def _corpus_table(name: str, rows: list[Row]) -> pl.DataFrame:
    return pl.DataFrame(rows, schema={column.name: column.dtype for column in TABLES[name]}, orient="row")


def _conversation_row(part: ConversationPart, names: ConversationNames) -> Row:
    return {
        **names.ids,
        "group": part.conversation.group,
        "first": part.days.first if part.days else None,
        "last": part.days.last if part.days else None,
        "messages": part.messages,
        "system": part.system,
        "calls": part.calls,
        "writers": part.writers,
        "analysed": len(part.people),
        "skipped": part.unread.skipped,
        "doubtful": part.unread.doubtful,
        "ambiguous": part.unread.ambiguous,
        "withheld": part.unread.withholds,
        "selection": is_selection(part.conversation),
    }


def _findings_row(person: PersonDetection, names: ConversationNames, years: float) -> Row:
    now = person.current_state
    spells = [history_chance(spell.chance, years) for spell in person.spells]
    shifts = [shift.chance for shift in person.lasting_shifts]
    row = {
        **names.ids,
        "person": names.person(person.name),
        "messages": person.messages,
        "active_days": person.active_days,
        "enough": person.enough,
    }
    if not person.enough:
        return row | dict.fromkeys(column.name for column in TABLES["findings"] if column.name not in row)
    is_known = now is not None and now.is_known
    return row | {
        "now_grade": now.grade.value if now else None,
        "now_direction": now.direction.value if now and is_known else None,
        "now_chance": now.chance if now and is_known else None,
        "now_windows": now.windows if now else None,
        "spells": len(spells),
        "spells_chance": min(spells, default=None),
        "shifts": len(shifts),
        "shifts_chance": min(shifts, default=None),
        "recurrence_days": person.recurrence.period_days if person.recurrence else None,
        "detectable_drop": person.detectable_drop.factor if person.detectable_drop else None,
    }


def history_chance(chance: float, years: float) -> float:
    """Chance that a history in which nothing happened shows a spell as strong.

    Args:
        chance: that a year shows one.
        years: length of the history; a shorter one counts as a year.
    """
    return float(1.0 - (1.0 - min(chance, 1.0)) ** max(years, 1.0))


def _findings_of_people(part: ConversationPart, names: ConversationNames, finding: str) -> Iterator[tuple[Row, Any]]:
    """Yield the findings of a kind of all people, each after the first columns of its row."""
    for person in part.people:
        person_columns = {**names.ids, "person": names.person(person.name)}
        yield from ((person_columns, value) for value in getattr(person, finding))


def _spell_row(spell: SpellPart, person_columns: Row) -> Row:
    return {
        **person_columns,
        "first": spell.first,
        "last": spell.last,
        "ongoing": spell.ongoing,
        "direction": spell.direction.value,
        "chance": spell.chance,
    }


def _shift_row(shift: LastingShift, person_columns: Row) -> Row:
    earliest, latest = shift.between
    return {
        **person_columns,
        "day": shift.day,
        "earliest": earliest,
        "latest": latest,
        "direction": shift.direction.value,
        "chance": shift.chance,
    }


def _channel_change_row(change: ChannelChange, person_columns: Row, names: ConversationNames) -> Row:
    return {
        **person_columns,
        "first": change.first,
        "last": change.last,
        "ongoing": change.ongoing,
        "missing_person": names.person(change.missing_sender),
    }


def _signal_change_rows(person: PersonDetection, names: ConversationNames) -> Iterator[Row]:
    """Yield a row for each signal of each finding about a person, changed and unchanged."""
    person_columns = {**names.ids, "person": names.person(person.name)}
    now = person.current_state
    findings: list[tuple[str, Any, Any]] = [("now", now.since.date(), now)] if now else []
    findings += [("spell", spell.first, spell) for spell in person.spells]
    findings += [("lasting_shift", shift.day, shift) for shift in person.lasting_shifts]
    for kind, day, finding in findings:
        for is_changed, signals in ((True, finding.changed_signals), (False, finding.unchanged_signals)):
            yield from (
                _signal_change_row(signal, person_columns | {"finding": kind, "day": day, "changed": is_changed})
                for signal in signals
            )


def _signal_change_row(signal: SignalChange, row: Row) -> Row:
    return row | {
        "signal": signal.name,
        "unit": signal.unit,
        "baseline": signal.baseline,
        "observed": signal.observed,
        "chance": signal.chance,
    }
