"""One message of Signal Desktop's database as a row."""

from __future__ import annotations

from unlike.readers.apps.signal.chat_items import OTHER_SIDE, OWN_SIDE, place_of
from unlike.readers.apps.signal.desktop_messages import (
    MILLISECOND,
    DesktopMessage,
    DesktopTables,
    message_kind,
    message_text,
)
from unlike.readers.apps.signal.desktop_people import DesktopPeople
from unlike.readers.apps.signal.recipients import as_object, as_objects, identifier
from unlike.readers.conversation_rows import RecordRow, second_or_millisecond


def row_of_message(message: DesktopMessage, tables: DesktopTables) -> RecordRow:
    """A message as a row whose sender, reactions and reply are ids, to be replaced by names.

    An edited message stands at the time of its first version, with its latest words.
    """
    kind = message_kind(message, tables)
    sent = message.sent_at
    edits = as_objects(message.fields.get("editHistory"))
    return RecordRow(
        ref=message.number or "?" if sent is None else f"m{sent // MILLISECOND}",
        sent_at=sent,
        sender=_sender(message, kind, tables),
        kind=kind,
        text=message_text(message, kind),
        reply_to=_quoted(message, tables.people),
        edited_at=second_or_millisecond(edits[0].get("timestamp")) if len(edits) > 1 else None,
        reactions=tuple(_reactions(message, tables.people)),
    )


def _sender(message: DesktopMessage, kind: str, tables: DesktopTables) -> str | None:
    if kind == "system":
        return None
    if kind == "call":
        return _caller(message, tables)
    return OWN_SIDE if message.type == "outgoing" else _author(message, tables.people)


def _author(message: DesktopMessage, people: DesktopPeople) -> str:
    """Who sent a message that came in; a number alone may be an old one of the person whose chat it stands in."""
    fields = message.fields
    account = fields.get("sourceServiceId") or fields.get("sourceUuid")
    is_direct = bool(message.chat) and message.chat not in people.groups
    return side_of_account(account if account or is_direct else fields.get("source"), message.chat, people)


def side_of_account(account: object, chat: str, people: DesktopPeople) -> str:
    """The person of an account id, as a chat names its senders."""
    return _side(people.conversation_of(account), chat, people)


def _side(who: str | None, chat: str, people: DesktopPeople) -> str:
    """A person as a chat names its senders."""
    if who is not None and who in people.owner:
        return OWN_SIDE
    return OTHER_SIDE if who is None or who == chat else who


def _caller(message: DesktopMessage, tables: DesktopTables) -> str:
    """The side that began a call: by the log of calls, else by what the message itself tells of it."""
    people, older = tables.people, as_object(message.fields.get("callHistoryDetails"))
    direction, starter, ringer = tables.calls.get(identifier(message.fields.get("callId")) or "", (None, None, None))
    if message.chat in people.groups:
        return _side(people.conversation_of(starter, ringer, older.get("creatorUuid")), message.chat, people)
    is_own = direction == "Outgoing" or (direction is None and older.get("wasIncoming") is False)
    return OWN_SIDE if is_own else OTHER_SIDE


def _quoted(message: DesktopMessage, people: DesktopPeople) -> str | None:
    quote = as_object(message.fields.get("quote"))
    at = second_or_millisecond(quote.get("id"))
    who = people.conversation_of(*(quote.get(name) for name in ("authorAci", "authorUuid", "author")))
    return place_of(_side(who, message.chat, people), at) if at else None


def _reactions(message: DesktopMessage, people: DesktopPeople) -> list[tuple[str, str | None]]:
    """The last reaction of each person; one that was taken back is none."""
    last: dict[str | None, object] = {}
    for reaction in as_objects(message.fields.get("reactions")):
        who = people.conversation_of(reaction.get("fromId"))
        last.pop(who, None)
        last[who] = None if reaction.get("remove") else reaction.get("emoji")
    return [(emoji, who) for who, emoji in last.items() if isinstance(emoji, str) and emoji]
