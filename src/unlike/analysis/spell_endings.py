"""How earlier spells ended: with what sort of message, and what the two did that was followed by the return."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Final
from zoneinfo import ZoneInfo

import polars as pl

from unlike.explain.message_acts import acts, named
from unlike.messages.queries import conversation_is, day_in
from unlike.results.finding_types import ReturnPattern, Spell
from unlike.results.findings import ConversationFindings, PersonFindings
from unlike.results.interaction import MessageAct
from unlike.text import language_of

_DONE: Final = (MessageAct.CHECK_IN, MessageAct.APOLOGY, MessageAct.VOICE, MessageAct.PICTURE, MessageAct.CALL)
_BEFORE: Final = 2
"""Days before a return in which something done counts as followed by it."""
_FEWEST: Final = 3  # spells that ended, and returns that share an act, from which on it is told
_SHARED: Final = 2


def with_returns(
    told: Sequence[ConversationFindings],
    messages: pl.DataFrame,
    whose: tuple[str, ZoneInfo],
    known: pl.DataFrame | None,
) -> tuple[ConversationFindings, ...]:
    """The same findings with how their spells ended.

    Args:
        told: what was found.
        messages: the whole message table.
        whose: the owner, and their zone.
        known: what the messages tell, see `reasons.mentions`; None where no language is known.
    """
    return tuple(_conversation(one, messages, whose, known) for one in told)


def _conversation(
    one: ConversationFindings, messages: pl.DataFrame, whose: tuple[str, ZoneInfo], known: pl.DataFrame | None
) -> ConversationFindings:
    """One conversation; its messages are only looked at where a spell ended."""
    if not any(_ended(person) for person in one.people):
        return one
    owner, zone = whose
    rows = messages.filter(conversation_is(one.key), pl.col("sender").is_not_null()).select(
        "ref", "text", pl.col("sender", "kind").cast(pl.String), day=day_in(zone)
    )
    sorry = pl.Series([], dtype=pl.String)
    if known is not None:
        sorry = known.filter(pl.col("conversation") == one.key, pl.col("apology"))["ref"]
    language = language_of(rows["text"])
    table = acts(rows, sorry, language)
    return replace(one, people=tuple(_person(person, table, (owner, language)) for person in one.people))


def _person(person: PersonFindings, table: pl.DataFrame, whose: tuple[str, str | None]) -> PersonFindings:
    """One person's endings, and what they have in common."""
    if not _ended(person):
        return person
    owner, language = whose
    spells = tuple(_spell(one, table, language) for one in person.spells)
    returned = sorted(_returned(person, table, owner), key=lambda one: one.base_rate - one.spells / one.of)
    return replace(person, spells=spells, return_patterns=tuple(returned))


def _ended(person: PersonFindings) -> list[Spell]:
    return [one for one in person.spells if one.ending and not one.possible]


def _spell(spell: Spell, table: pl.DataFrame, language: str | None) -> Spell:
    """With the sort of message that began the first usual day."""
    if spell.ending is None:
        return spell
    first = table.filter(pl.col("ref") == spell.ending.messages[0])
    kind = named(first.row(0, named=True), language) if first.height else None
    return replace(spell, ending=replace(spell.ending, act=kind))


def _returned(person: PersonFindings, table: pl.DataFrame, owner: str) -> Iterator[ReturnPattern]:
    """What was done before, or on the first usual day, of several returns, and oftener than on other days."""
    back = [one.last + timedelta(one.ending.days) for one in _ended(person) if one.ending]
    if len(back) < _FEWEST:
        return
    before = [{day - timedelta(step) for step in range(1, _BEFORE + 1)} for day in back]
    for who, days, size in ((owner, before, _BEFORE), (person.name, [{day} for day in back], 1)):
        theirs = table.filter(pl.col("sender") == who)
        for act in _DONE:
            done = set(theirs.filter(pl.col(act))["day"].to_list())
            shared = sum(bool(done & those) for those in days)
            usual = _usual(done, table["day"], size)
            if shared >= _SHARED and shared / len(back) > usual:
                yield ReturnPattern(who, act, shared, len(back), usual)


def _usual(done: set[date], days: pl.Series, size: int) -> float:
    """The share of all runs of as many days with messages in which it was done."""
    written = days.unique().sort().to_list()
    runs = [written[at : at + size] for at in range(len(written) - size + 1)]
    return sum(any(day in done for day in run) for run in runs) / max(1, len(runs))
