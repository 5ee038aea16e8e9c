"""How earlier spells ended: with what sort of message, and what was done around several returns to the baseline."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final
from zoneinfo import ZoneInfo

import polars as pl

from unlike.analysis.parts import ConversationPart, PersonDetection, SpellPart
from unlike.explain.message_acts import acts, named
from unlike.messages.queries import day_in
from unlike.results.finding_types import ReturnPattern
from unlike.results.interaction import MessageAct
from unlike.text import language_of

_COUNTED_ACTS: Final = (
    MessageAct.CHECK_IN, MessageAct.APOLOGY, MessageAct.VOICE, MessageAct.PICTURE, MessageAct.CALL,
)  # fmt: skip
_DAYS_BEFORE: Final = 2
"""Days before a return in which something done counts as followed by it."""
_MIN_RETURNS: Final = 3  # spells that ended, from which on a pattern is reported
_MIN_SHARED: Final = 2  # returns that share an act, likewise


@dataclass(frozen=True, slots=True)
class ConversationActs:
    """Sorts of messages in one conversation.

    Attributes:
        table: `ref`, `sender`, `day`, and a Boolean column a `MessageAct`.
        language: of the conversation; None where it is not known.
        unread: senders, and days on which it is not known of all their messages whether they hold an apology.
    """

    table: pl.DataFrame
    language: str | None
    unread: frozenset[tuple[str, date]] = frozenset()


def conversation_acts(
    part: ConversationPart, apologies: pl.Series, zone: ZoneInfo, unread: pl.Series
) -> ConversationActs | None:
    """Sorts of messages in a conversation; None where no certain spell ended, for then nobody asks.

    Args:
        part: the conversation.
        apologies: refs of the messages that hold an apology.
        zone: the owner's.
        unread: refs of the messages of which that is not known.
    """
    if not any(person.returned_spells for person in part.people):
        return None
    people = part.rows.lazy().filter(pl.col("sender").is_not_null())
    rows = people.select("ref", "text", "sender", "kind", day=day_in(zone)).collect()
    language = language_of(rows["text"])
    unread_rows = rows.filter(pl.col("ref").is_in(unread.implode())).select(pl.col("sender").cast(pl.String), "day")
    return ConversationActs(acts(rows, apologies, language), language, frozenset(unread_rows.unique().iter_rows()))


def ending_acts(person: PersonDetection, kinds: ConversationActs) -> Mapping[date, MessageAct | None]:
    """Sort of message that began the exchange after each spell, by the spell's first day; certain spells or none."""
    if not person.returned_spells:
        return {}
    return {spell.first: _first_act(spell, kinds) for spell in person.spells if spell.exchange}


def return_patterns(person: PersonDetection, kinds: ConversationActs, owner: str) -> tuple[ReturnPattern, ...]:
    """What was done around several returns and oftener than on other days, the most telling first."""
    patterns = _return_patterns(person, kinds, owner)
    return tuple(sorted(patterns, key=lambda pattern: pattern.base_rate - pattern.spells / pattern.of))


def _first_act(spell: SpellPart, kinds: ConversationActs) -> MessageAct | None:
    first = kinds.table.filter(pl.col("ref") == spell.exchange.messages[0]) if spell.exchange else pl.DataFrame()
    return named(first.row(0, named=True), kinds.language) if first.height else None


def return_days(person: PersonDetection) -> frozenset[date]:
    """Days of which it has to be known whether their messages hold an apology: of the returns and just before."""
    return frozenset(day - timedelta(step) for day in _returns(person) for step in range(_DAYS_BEFORE + 1))


def _returns(person: PersonDetection) -> list[date]:
    """First usual day after each certain spell that ended."""
    return [spell.last + timedelta(spell.exchange.days) for spell in person.returned_spells if spell.exchange]


def _return_patterns(person: PersonDetection, kinds: ConversationActs, owner: str) -> Iterator[ReturnPattern]:
    """Acts of the owner in the days before a return, and of the person on the first usual day."""
    returns, table = _returns(person), kinds.table
    if len(returns) < _MIN_RETURNS:
        return
    before = [{day - timedelta(step) for step in range(1, _DAYS_BEFORE + 1)} for day in returns]
    for sender, windows, length in ((owner, before, _DAYS_BEFORE), (person.name, [{day} for day in returns], 1)):
        sent = table.filter(pl.col("sender") == sender)
        for act in _COUNTED_ACTS:
            days = set(sent.filter(pl.col(act))["day"].to_list())
            shared = sum(bool(days & window) for window in windows)
            unread = {day for name, day in kinds.unread if name == sender and act is MessageAct.APOLOGY}
            base_rate = _base_rate(days, table["day"], length, unread)
            if shared >= _MIN_SHARED and shared / len(returns) > base_rate:
                yield ReturnPattern(sender, act, shared, len(returns), base_rate)


def _base_rate(days: set[date], all_days: pl.Series, length: int, unread: set[date]) -> float:
    """Share of all runs of as many days with messages in which it was done; of those that are wholly read."""
    written = all_days.unique().sort().to_list()
    runs = [written[start : start + length] for start in range(len(written) - length + 1)]
    runs = [run for run in runs if unread.isdisjoint(run)]
    return sum(any(day in days for day in run) for run in runs) / max(1, len(runs))
