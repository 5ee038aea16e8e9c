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
"""Suffixes of the other side's phone number in the key of a conversation of WhatsApp's database."""


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
    candidates = [person for person in people if not person.is_owner]
    keys = _phones_by_chat(database)
    records = [_person_record(person, keys) for person in candidates]
    distinct = distinct_pairs(database)
    matches = person_matches(records, lambda position: _writing_minutes(database, candidates[position].chats))
    suggested = (StoredMatch(candidates[match.first], candidates[match.second], match.reasons) for match in matches)
    return tuple(match for match in suggested if not any(_is_distinct(match, pair) for pair in distinct))


def _is_distinct(match: StoredMatch, pair: DistinctPair) -> bool:
    """Whether the owner said that the two people of a suggestion are distinct."""
    return pair.separates(match.first.senders, match.second.senders)


def _person_record(person: StoredPerson, keys: dict[int, str]) -> PersonRecord:
    phones = [keys[person_chat.chat.number] for person_chat in person.chats if person_chat.chat.number in keys]
    chat_ends = [
        moment for person_chat in person.chats for moment in (person_chat.chat.first, person_chat.chat.last) if moment
    ]
    return PersonRecord(
        names=tuple(dict.fromkeys([*(person_chat.name for person_chat in person.chats), *phones])),
        apps=frozenset(person_chat.chat.app for person_chat in person.chats),
        chats=frozenset(str(person_chat.chat.number) for person_chat in person.chats),
        messages=person.messages,
        first=min(chat_ends, default=None),
        last=max(chat_ends, default=None),
    )


def _phones_by_chat(database: EncryptedDatabase) -> dict[int, str]:
    """Phone numbers in the keys of chats of two, by the conversation's number."""
    rows = database.rows("SELECT conversation, details FROM parts WHERE NOT is_contained")
    conversations = ((conversation, decode_conversation(details)) for conversation, details in rows)
    return {
        number: phone
        for number, conversation in conversations
        if not conversation.group and (phone := _phone_in_key(conversation))
    }


def _phone_in_key(conversation: Conversation) -> str:
    """The phone number in a conversation's key; empty where there is none."""
    user = conversation.key.rpartition(":")[2]
    server = next((server for server in _NUMBER_SERVERS if user.endswith(server)), None)
    digits = user.removesuffix(server) if server else ""
    return f"+{digits}" if digits.isdecimal() else ""


def _writing_minutes(database: EncryptedDatabase, chats: Iterable[PersonChat]) -> Minutes:
    """Minutes since 1970 in which a person writes, in all of their chats; sorted, each once."""
    moments = [
        moment
        for person_chat in chats
        for (moment,) in database.rows(
            "SELECT sent_at FROM messages WHERE id BETWEEN ?1 << 32 AND ((?1 + 1) << 32) - 1 "
            "AND sender IN (SELECT id FROM participants WHERE conversation = ?1 AND name = ?2)",
            person_chat.sender,
        )
    ]
    return np.unique(np.array(moments, dtype=np.int64) // _MINUTE_US)
