"""Histories of people who write in several apps: one name in all their chats, and one history of their chats of two.

Message follows message: two apps hold no message in common, so that none is taken for another's. Chats of which only a
selection was exported stay apart.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import chain
from zoneinfo import ZoneInfo

import polars as pl

from unlike.core.medium_limits import MediumLimit
from unlike.i18n import lazy, lazy_plural, verbatim
from unlike.messages import sort
from unlike.messages.app_handovers import AppHandover, app_handovers
from unlike.readers.base import Conversation, FormerSender, ParsedConversation, SkippedRecord
from unlike.readers.coverage import Coverage
from unlike.readers.owner_names import common_owner
from unlike.readers.registry import app_title
from unlike.readers.same_people import SamePerson
from unlike.readers.sender_renaming import senders_of, with_owner_name, with_sender_names


def with_people(
    parts: Sequence[ParsedConversation], people: Sequence[SamePerson], zone: ZoneInfo, owner: str | None = None
) -> list[ParsedConversation]:
    """Conversations with each person under one name, and their chats of two as one history.

    Args:
        parts: one a conversation; each key once.
        people: of whom the owner said who they are; nobody else bears their name afterwards.
        zone: of the owner, for the days in notes.
        owner: the owner's name where a conversation does not tell it.
    """
    named = [_with_names(part, people) for part in parts]
    joined: dict[int, ParsedConversation] = {}
    gone: set[int] = set()
    for person in people:
        with_person = [place for place, part in enumerate(parts) if person.name_in(part)]
        places = [place for place in with_person if _is_chat_of_two(named[place], person.name, owner)]
        if len(places) > 1:
            joined[places[0]] = _joined([named[place] for place in places], [parts[place] for place in places], owner)
            joined[places[0]] = _with_notes(joined[places[0]], [parts[place] for place in places], person, zone)
            gone |= set(places[1:])
    return [joined.get(place, part) for place, part in enumerate(named) if place not in gone]


def _with_names(part: ParsedConversation, people: Sequence[SamePerson]) -> ParsedConversation:
    """A conversation with its people under their names; somebody else of such a name bears the app behind it."""
    present = {name: person.name for person in people if (name := person.name_in(part))}
    taken = {person.name for person in people}
    others = senders_of(part) - present.keys() - {part.conversation.owner}
    app = str(app_title(part.conversation.app))
    renamed = present | {other: f"{other} ({app})" for other in others if other in taken}
    former = [
        FormerSender(part.conversation.key, before, now) for before, now in sorted(renamed.items()) if before != now
    ]
    named = with_sender_names(part, renamed)
    senders = (*named.conversation.former_senders, *former)
    return replace(named, conversation=replace(named.conversation, former_senders=senders))


def _is_chat_of_two(part: ParsedConversation, person: str, owner: str | None) -> bool:
    """Whether only a person and the owner write in a conversation, of which the export is no selection."""
    conversation = part.conversation
    owners = {conversation.owner, owner} - {None}
    is_selection = any(limit.is_selection for limit in conversation.medium_limits)
    if person in owners or conversation.group or is_selection:
        return False
    return senders_of(part) - {person} <= owners


def _joined(
    parts: Sequence[ParsedConversation], before: Sequence[ParsedConversation], owner: str | None
) -> ParsedConversation:
    """One history of a person's chats of two, without what is said of it.

    Args:
        parts: at least two, with the person under one name.
        before: the same under the names of the exports.
        owner: the owner's name; None where it is that of most.
    """
    labels = _labels(before)
    largest = max(range(len(parts)), key=lambda place: parts[place].messages.height)
    main = max(parts, key=_end).conversation
    key = min(parts, key=_begin).conversation.key  # which a chat that is added later, with what comes then, leaves
    name = owner or common_owner(part.conversation for part in parts)
    owned = [with_owner_name(part, name) if name else part for part in parts]
    tables = [
        _labelled(part.messages, "" if place == largest else f" ({label})", key)
        for place, (part, label) in enumerate(zip(owned, labels, strict=True))
    ]
    conversation = replace(
        main,
        key=key,
        owner=name,
        clock=max(part.conversation.clock for part in parts),
        skipped=tuple(chain.from_iterable(map(_skipped, parts, labels))),
        notes=tuple(_notes_of(parts, labels)),
        coverage=_coverage([part.conversation.coverage for part in parts]),
        has_ids=False,
        has_chat_id=False,
        has_successor=False,
        predecessor=None,
        medium_limits=_medium_limits([part.conversation for part in parts]),
    )
    return ParsedConversation(conversation, sort(pl.concat(tables, how="vertical")), origin=parts[0].origin)


def _with_notes(
    history: ParsedConversation, before: Sequence[ParsedConversation], person: SamePerson, zone: ZoneInfo
) -> ParsedConversation:
    """A joined history with what was joined, and when the two went over from app to app."""
    chats = ", ".join(
        f"“{person.name_in(part)}” ({app_title(part.conversation.app)})" for part in sorted(before, key=_end)
    )
    joined = lazy("One history of chats with one person, as you said: {chats}.", chats=chats)
    handovers = map(_handover_note, app_handovers(history.messages, zone))
    conversation = replace(
        history.conversation,
        title=person.name,
        notes=(joined, *handovers, *history.conversation.notes),
        former_senders=tuple(
            FormerSender(key, name, person.name) for part in before for key, name in _addresses(part, person)
        ),
    )
    return replace(history, conversation=conversation)


def _addresses(part: ParsedConversation, person: SamePerson) -> list[tuple[str, str]]:
    """Keys and names under which a person stands, or stood, in a chat."""
    name = person.name_in(part) or person.name
    former = part.conversation.former_senders
    return [
        (part.conversation.key, name),
        *((sender.key, sender.name) for sender in former if sender.present_name == name),
    ]


def _handover_note(handover: AppHandover) -> str:
    """When two went over from one app to another."""
    places: dict[str, object] = {
        "before": app_title(handover.before),
        "after": app_title(handover.after),
        "first": handover.first_after.isoformat(),
        "last": handover.last_before.isoformat(),
    }
    if handover.overlap_days:
        return lazy_plural(
            "Written in {before} until {last}, in {after} from {first} on, on {number} day in both.",
            "Written in {before} until {last}, in {after} from {first} on, on {number} days in both.",
            handover.overlap_days,
            **places,
        )
    return lazy("Written in {before} until {last}, in {after} from {first} on.", **places)


def _labels(parts: Sequence[ParsedConversation]) -> list[str]:
    """What tells the chats apart: the app, else the title, else a number behind it."""
    apps = [str(app_title(part.conversation.app)) for part in parts]
    titles = [f"{app}, {part.conversation.title}" for app, part in zip(apps, parts, strict=True)]
    for names in (apps, titles):
        if len(set(names)) == len(names):
            return names
    return [f"{title} {number}" for number, title in enumerate(titles, start=1)]


def _labelled(messages: pl.DataFrame, suffix: str, key: str) -> pl.DataFrame:
    """Rows under the key of the joined history, with a label behind their refs."""
    return messages.with_columns(
        pl.lit(key).cast(pl.Categorical()).alias("conversation"), pl.col("ref", "reply_to") + suffix
    )


def _end(part: ParsedConversation) -> tuple[object, ...]:
    """When a chat ends, to compare with others; one without messages ends before all."""
    return (part.messages.height > 0, part.messages["sent_at"].max())


def _begin(part: ParsedConversation) -> tuple[object, ...]:
    """When a chat begins, to compare with others; one without messages begins after all."""
    return (part.messages.height == 0, part.messages["sent_at"].min(), part.conversation.key)


def _skipped(part: ParsedConversation, label: str) -> list[SkippedRecord]:
    return [replace(record, ref=f"{record.ref} ({label})") for record in part.conversation.skipped]


def _coverage(coverages: Sequence[Coverage]) -> Coverage:
    names = ("messages", "system", "skipped", "total", "doubtful", "ambiguous", "repeated")
    return Coverage(**{name: sum(getattr(coverage, name) for coverage in coverages) for name in names})


def _medium_limits(conversations: Sequence[Conversation]) -> tuple[MediumLimit, ...]:
    """What one of the chats cannot tell; a seam between two downloads of one of them stays one."""
    return tuple(dict.fromkeys(chain.from_iterable(one.medium_limits for one in conversations)))


def _notes_of(parts: Sequence[ParsedConversation], labels: Sequence[str]) -> Iterable[str]:
    """Notes of the chats; those that hold of one only say of which."""
    for note in dict.fromkeys(chain.from_iterable(part.conversation.notes for part in parts)):
        holding = [label for part, label in zip(parts, labels, strict=True) if note in part.conversation.notes]
        files = ", ".join(f"“{label}”" for label in holding)
        yield note if len(holding) == len(parts) else lazy("{files}: {note}", files=files, note=verbatim(note))
