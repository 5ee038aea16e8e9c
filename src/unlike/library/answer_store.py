"""Answers that are stored beside the chats they rest on, and are not used once anything of these has changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from typing import Final

import msgspec

from unlike.errors import ChatLibraryError
from unlike.library.chat_fingerprint import ChatFingerprint
from unlike.library.encrypted_database import EncryptedDatabase
from unlike.library.findings_encoding import decode_findings, encode_findings
from unlike.results import Findings

_MAX_ANSWERS: Final = 50
"""Answers that are stored; the oldest go first."""
_OTHER_TABLES: Final = frozenset({"answers", "messages", "state"})
"""Tables that say nothing of a chat: a part names its messages, and rows of messages are never changed."""


@dataclass(frozen=True, slots=True)
class StoredAnswer:
    """An answer.

    Attributes:
        findings: without repeated visits.
        fingerprints: of the conversations, by their keys, for counting visits.
    """

    findings: Findings
    fingerprints: Mapping[str, ChatFingerprint]


def chats_fingerprint(database: EncryptedDatabase, numbers: Iterable[int]) -> str:
    """SHA-256 of all that is stored of some conversations but their messages, as hexadecimal digits.

    Tables of later versions count too: those with a column `conversation` with the rows of these conversations.

    Args:
        database: the library.
        numbers: of the conversations.

    Raises:
        ChatLibraryError: the library cannot be read.
    """
    number_list = ", ".join(str(int(number)) for number in sorted(numbers))
    digest = sha256()
    for (table,) in database.rows("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name"):
        if table in _OTHER_TABLES:
            continue
        columns = {name for (name,) in database.rows("SELECT name FROM pragma_table_info(?)", (table,))}
        condition = _row_condition(table, columns, number_list)
        query = f"SELECT * FROM {table}{condition} ORDER BY 1"  # noqa: S608 - numbers, and names of tables
        for row in database.rows(query):
            digest.update(repr((table, row)).encode())
    return digest.hexdigest()


def stored_answer(database: EncryptedDatabase, key: str) -> StoredAnswer | None:
    """Answer that was stored under a key; None without any, or where this version cannot read it.

    Raises:
        ChatLibraryError: the library cannot be read.
    """
    for content, fingerprints in database.rows("SELECT content, fingerprints FROM answers WHERE key = ?", (key,)):
        with suppress(ValueError):
            chat_fingerprints = msgspec.json.decode(fingerprints, type=dict[str, ChatFingerprint])
            return StoredAnswer(decode_findings(content), chat_fingerprints)
    return None


@dataclass(frozen=True, slots=True)
class AnswerBasis:
    """Conversations that an answer rests on: their numbers, and their fingerprint when they were read."""

    numbers: frozenset[int]
    fingerprint: str


def store_answer(database: EncryptedDatabase, key: str, answer: StoredAnswer, basis: AnswerBasis) -> None:
    """Store an answer under a key, where the library can be written; the oldest make room.

    Nothing is stored where the conversations changed since they were read: what was forgotten meanwhile would live on.
    """
    values = (key, encode_findings(answer.findings), msgspec.json.encode(answer.fingerprints).decode())
    with suppress(ChatLibraryError), database.writing():
        if chats_fingerprint(database, basis.numbers) != basis.fingerprint:
            return
        database.change("DELETE FROM answers WHERE key = ?", (key,))
        database.change("INSERT INTO answers (key, content, fingerprints) VALUES (?, ?, ?)", values)
        database.change("DELETE FROM answers WHERE id <= (SELECT max(id) FROM answers) - ?", (_MAX_ANSWERS,))


def forget_answers(database: EncryptedDatabase) -> None:
    """Delete all answers, in the current transaction: they tell of messages that are no longer there.

    Raises:
        ChatLibraryError: the library cannot be written.
    """
    database.change("DELETE FROM answers")


def _row_condition(table: str, columns: set[str], number_list: str) -> str:
    """SQL condition for the rows of a table that are about some conversations, given as a list of numbers."""
    if table == "conversations":
        return f" WHERE id IN ({number_list})"
    if table == "exports":
        return f" WHERE id IN (SELECT export FROM parts WHERE conversation IN ({number_list}))"  # noqa: S608 - numbers
    return f" WHERE conversation IN ({number_list})" if "conversation" in columns else ""
