"""Stored answers: given again while nothing of their chats has changed, and gone with what they tell of."""

from __future__ import annotations

from pathlib import Path

import pytest

from example_findings import CASES
from library_exports import library_in, new_export, parsed
from unlike.library.answer_store import AnswerBasis, StoredAnswer, chats_fingerprint, store_answer, stored_answer
from unlike.library.chat_fingerprint import ChatFingerprint
from unlike.library.chat_library import ChatLibrary

ANSWER = StoredAnswer(CASES["rosa"], {"Rosa": ChatFingerprint(("a", "b"), "c")})
OLDER = [(minute, ("Rosa", "Imke")[minute % 2], f"how are you today {minute}") for minute in range(30)]
OTHER = [(minute, who, f"{said} at home") for minute, who, said in OLDER[:9]]
NEWER = [*OLDER, (40, "Rosa", "well"), (41, "Imke", "good")]


def fingerprints(library: ChatLibrary) -> dict[str, str]:
    return {chat.title: chats_fingerprint(library.database, [chat.number]) for chat in library.chats()}


def resting(library: ChatLibrary) -> AnswerBasis:
    """All chats of a library, as they are now."""
    numbers = frozenset(chat.number for chat in library.chats())
    return AnswerBasis(numbers, chats_fingerprint(library.database, numbers))


def test_what_was_forgotten_while_the_answer_was_made_is_not_stored(tmp_path: Path) -> None:
    with library_in(tmp_path) as library:
        library.add([new_export("older", parsed(OLDER))])
        before = resting(library)
        library.forget(library.chats()[0].number, "Rosa")
        store_answer(library.database, "key", ANSWER, before)
        assert stored_answer(library.database, "key") is None


def test_an_answer_is_given_again_under_its_key_alone(tmp_path: Path) -> None:
    with library_in(tmp_path) as library:
        assert stored_answer(library.database, "key") is None
        store_answer(library.database, "key", ANSWER, resting(library))
    with library_in(tmp_path) as library:
        assert stored_answer(library.database, "key") == ANSWER
        assert stored_answer(library.database, "other") is None
        library.database.change("UPDATE answers SET content = x'00'")
        assert stored_answer(library.database, "key") is None


def test_the_oldest_answers_make_room(tmp_path: Path) -> None:
    with library_in(tmp_path) as library:
        for number in range(60):
            store_answer(library.database, str(number), ANSWER, resting(library))
        assert library.database.rows("SELECT count(*) FROM answers") == [(50,)]
        assert stored_answer(library.database, "59") == ANSWER


def test_a_fingerprint_changes_with_its_own_chat_alone(tmp_path: Path) -> None:
    with library_in(tmp_path) as library:
        library.add([new_export("older", parsed(OLDER)), new_export("bo", parsed(OTHER, "Bo"))])
        before = fingerprints(library)
        store_answer(library.database, "key", ANSWER, resting(library))
        assert fingerprints(library) == before
        library.add([new_export("newer", parsed(NEWER))])
        after = fingerprints(library)
        assert after["Bo"] == before["Bo"]
        assert after["Rosa"] != before["Rosa"]
        library.database.change("CREATE TABLE later (conversation INTEGER, word TEXT)")
        library.database.change("INSERT INTO later SELECT id, 'x' FROM conversations WHERE title = 'Bo'")
        assert fingerprints(library)["Bo"] != after["Bo"]
        assert fingerprints(library)["Rosa"] == after["Rosa"]


@pytest.mark.parametrize("person", [None, "Rosa"])
def test_what_is_forgotten_takes_all_answers_along(tmp_path: Path, person: str | None) -> None:
    with library_in(tmp_path) as library:
        library.add([new_export("older", parsed(OLDER)), new_export("bo", parsed(OTHER, "Bo"))])
        store_answer(library.database, "key", ANSWER, resting(library))
        library.forget(next(chat.number for chat in library.chats() if chat.title == "Rosa"), person)
        assert stored_answer(library.database, "key") is None


def test_a_library_that_can_only_be_read_stores_nothing_and_says_nothing(tmp_path: Path) -> None:
    with library_in(tmp_path) as library:
        library.database.change("PRAGMA query_only = ON")
        store_answer(library.database, "key", ANSWER, resting(library))
        assert stored_answer(library.database, "key") is None
