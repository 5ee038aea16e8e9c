"""Scope of an analysis: whose chats, which people, which days."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

import polars as pl

from unlike.errors import OptionError, OwnerUnknownError, PersonUnknownError
from unlike.i18n import mark
from unlike.messages.participants import participants, participants_by_conversation
from unlike.readers import Conversation, Import
from unlike.readers.import_result import export_owner
from unlike.readers.owner_names import NAMELESS_OWNER

if TYPE_CHECKING:
    from unlike.analysis.analysis_options import AnalysisOptions

_MAX_PEOPLE: Final = 30
"""People of one conversation that are analysed, those who wrote most; `--with` names any other."""


@dataclass(frozen=True, slots=True)
class Scope:
    """What an analysis is about.

    Attributes:
        messages: rows of the days asked about.
        owner: a sender; empty where nobody is, so that everybody is analysed.
        people: whom to analyse, by conversation key, those who wrote most first.
        zone: the owner's.
    """

    messages: pl.DataFrame
    owner: str
    people: Mapping[str, tuple[str, ...]]
    zone: ZoneInfo


def scope_of(imported: Import, options: AnalysisOptions) -> Scope:
    """Settle the scope of an analysis.

    Raises:
        OptionError: no message is left in the days asked about.
        OwnerUnknownError: nobody of the owner's name writes there, or nothing tells who the owner is.
        PersonUnknownError: nobody of the person's name writes there.
    """
    zone = imported.zone
    messages = messages_within(imported.messages, options.since, options.until, zone)
    owner = identify_owner(imported.conversations, messages, options.owner)
    renamed = imported.with_owner(owner)
    if renamed is not imported:
        messages = messages_within(renamed.messages, options.since, options.until, zone)
    return Scope(messages, owner, chosen_people(messages, owner, options.person), zone)


def messages_within(messages: pl.DataFrame, since: date | None, until: date | None, zone: ZoneInfo) -> pl.DataFrame:
    """The messages of some days, both included.

    Raises:
        OptionError: nothing is left.
    """
    day = pl.col("sent_at").dt.convert_time_zone(zone.key).dt.date()
    chosen = messages
    if since is not None:
        chosen = chosen.filter(day >= since)
    if until is not None:
        chosen = chosen.filter(day <= until)
    if chosen.is_empty() and not messages.is_empty():
        option, given = ("--since", since) if since else ("--until", until)
        raise OptionError(option, str(given), mark("days in which there are messages"))
    return chosen


def identify_owner(conversations: Sequence[Conversation], messages: pl.DataFrame, given: str | None) -> str:
    """Owner as given, or as the exports tell.

    Raises:
        OwnerUnknownError: nobody of that name, or nothing tells.
    """
    names = [person.name for person in participants(messages)]
    if given is None:
        owner = export_owner(conversations, messages)
        if owner is None:
            raise OwnerUnknownError(names)
        return owner
    if given in names:
        return given
    alike = [name for name in names if name.casefold() == given.strip().casefold()]
    if len(alike) == 1:
        return alike[0]
    if given.strip() and NAMELESS_OWNER in names and {chat.owner for chat in conversations} == {NAMELESS_OWNER}:
        return given.strip()  # every export tells which side is theirs, and none what they are called
    raise OwnerUnknownError(names, given)


def chosen_people(messages: pl.DataFrame, owner: str, given: str | None) -> dict[str, tuple[str, ...]]:
    """Whom to look at in each conversation, those who wrote most first; empty tuples where nobody.

    Raises:
        PersonUnknownError: nobody of that name.
    """
    chosen: dict[str, tuple[str, ...]] = {}
    names: list[str] = []
    for key, people in participants_by_conversation(messages).items():
        others = [person.name for person in people if person.name != owner]
        names += others
        wanted = [name for name in others if given is None or name.casefold() == given.strip().casefold()]
        chosen[key] = tuple(wanted[:_MAX_PEOPLE])
    if given is not None and not any(chosen.values()):
        raise PersonUnknownError(given, names)
    return chosen
