"""Suggestions of who in the library may be one person, without reading what anybody wrote."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from unlike.library.conversation_json import decode_conversation
from unlike.library.distinct_people import DistinctPair, distinct_pairs
from unlike.library.encrypted_database import EncryptedDatabase
from unlike.library.stored_people import PersonChat, StoredPerson
from unlike.messages.person_matching import MatchReason, Minutes, PersonRecord, person_matches
from unlike.readers.base import Conversation

_MINUTE_US = 60_000_000
_NUMBER_SERVERS = ("@s.whatsapp.net", "@c.us")
"""What stands behind the number of the other side in the key of a conversation of WhatsApp's database."""


@dataclass(frozen=True, slots=True)
class StoredMatch:
    """Two people who may be one.

    Attributes:
        first, second: the two.
        reasons: what agrees, the strongest first.
    """

    first: StoredPerson
    second: StoredPerson
    reasons: tuple[MatchReason, ...]


def stored_matches(database: EncryptedDatabase, people: Sequence[StoredPerson]) -> tuple[StoredMatch, ...]:
    """Suggest who may be one person, the surest first; nobody of whom the owner said that they are two.

    Raises:
        ChatLibraryError: the library cannot be read.
    """
    others = [person for person in people if not person.is_owner]
    keys = _keys_of_pairs(database)
    records = [_record(person, keys) for person in others]
    distinct = distinct_pairs(database)
    matches = person_matches(records, lambda place: _minutes(database, others[place].chats))
    suggested = (StoredMatch(others[match.first], others[match.second], match.reasons) for match in matches)
    return tuple(match for match in suggested if not any(_is_of(match, pair) for pair in distinct))


def _is_of(match: StoredMatch, pair: DistinctPair) -> bool:
    """Whether a suggestion joins two of whom the owner said that they are two."""
    return pair.separates(match.first.senders, match.second.senders)


def _record(person: StoredPerson, keys: dict[int, str]) -> PersonRecord:
    numbers = [keys[each.chat.number] for each in person.chats if each.chat.number in keys]
    moments = [moment for each in person.chats for moment in (each.chat.first, each.chat.last) if moment]
    return PersonRecord(
        names=tuple(dict.fromkeys([*(each.name for each in person.chats), *numbers])),
        apps=frozenset(each.chat.app for each in person.chats),
        chats=frozenset(str(each.chat.number) for each in person.chats),
        messages=person.messages,
        first=min(moments, default=None),
        last=max(moments, default=None),
    )


def _keys_of_pairs(database: EncryptedDatabase) -> dict[int, str]:
    """Numbers of phones that the keys of chats of two hold, by the conversation's number."""
    rows = database.rows("SELECT conversation, details FROM parts WHERE NOT is_contained")
    described = ((conversation, decode_conversation(details)) for conversation, details in rows)
    return {number: phone for number, each in described if not each.group and (phone := _phone_in_key(each))}


def _phone_in_key(conversation: Conversation) -> str:
    """The phone number in a conversation's key; empty where there is none."""
    user = conversation.key.rpartition(":")[2]
    server = next((server for server in _NUMBER_SERVERS if user.endswith(server)), None)
    digits = user.removesuffix(server) if server else ""
    return f"+{digits}" if digits.isdecimal() else ""


def _minutes(database: EncryptedDatabase, chats: Iterable[PersonChat]) -> Minutes:
    """Minutes in which a person writes, in all of their chats."""
    moments = [
        moment
        for each in chats
        for (moment,) in database.rows(
            "SELECT sent_at FROM messages WHERE id BETWEEN ?1 << 32 AND ((?1 + 1) << 32) - 1 "
            "AND sender IN (SELECT id FROM participants WHERE conversation = ?1 AND name = ?2)",
            each.sender,
        )
    ]
    return np.unique(np.array(moments, dtype=np.int64) // _MINUTE_US)
