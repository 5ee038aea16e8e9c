"""The owner's own numbers and addresses, under which messages of theirs may stand as if they had come in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Final

from unlike.readers.apps.imessage.apple_addresses import AddressBook, single_line
from unlike.readers.apps.imessage.message_table import ChatIndex
from unlike.readers.formats.sqlite_db import Database

_OWN_COLUMN: Final = "destination_caller_id"
"""The number or address that a message was sent from, or to which it came."""

_BATCH_ROWS: Final = 500


def own_addresses(database: Database, people: AddressBook, chats: ChatIndex) -> frozenset[str]:
    """Names under which the owner stands: a former number of theirs, or another address.

    That messages were sent from an address is not proof enough: whoever wrote in a chat of two what the owner did not
    send there, too, is somebody else.

    Args:
        database: of Apple's Messages.
        people: what addresses are called.
        chats: what belongs to which chat.

    Raises:
        BrokenExportError: the database is encrypted or damaged.
    """
    names = {name.lower() for name in database.columns("message")}
    if not {_OWN_COLUMN, "is_from_me", "text"} <= names:
        return frozenset()
    sent_from = database.rows(f"SELECT DISTINCT {_OWN_COLUMN} FROM message WHERE is_from_me = 1")  # noqa: S608 - ours
    own = {people.name(address) for (value,) in sent_from if (address := single_line(value))}
    words = "coalesce(text, attributedBody)" if "attributedbody" in names else "text"
    others = {
        name
        for name in own & chats.direct.keys()
        if _has_other_words(database, words, chats.rows_of(chats.direct[name]))
    }
    return frozenset(own - others)


def _has_other_words(database: Database, words: str, rows: Sequence[int]) -> bool:
    """Whether something came in that was not sent in the same chat, which holds a note to oneself twice.

    Args:
        database: of Apple's Messages.
        words: the SQL of a message's words.
        rows: of `message`.
    """
    counts: Counter[object] = Counter()
    for start in range(0, len(rows), _BATCH_ROWS):
        batch = rows[start : start + _BATCH_ROWS]
        places = ", ".join("?" * len(batch))
        query = f"SELECT is_from_me, {words} FROM message WHERE ROWID IN ({places})"  # noqa: S608 - names of ours
        for is_from_me, content in database.rows(query, batch):
            counts[content] += -1 if is_from_me else 1
    return any(number > 0 for number in counts.values())
