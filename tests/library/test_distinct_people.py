"""Two people of whom the owner said that they are two: no suggestion, whatever becomes of their chats, until undone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import polars as pl
import pytest
from test_stored_people import CHOIR, ROSA, chat, person

from library_exports import library_in, new_export
from unlike.library.chat_library import ChatLibrary
from unlike.library.distinct_people import distinct_pairs, mark_distinct, unmark_distinct
from unlike.library.stored_people import StoredPerson, merge_people, split_person
from unlike.readers.base import ParsedConversation

TWIN = chat("Rosa", "telegram", "Rosa", "Imke", first=101)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[ChatLibrary]:
    with library_in(tmp_path) as opened:
        opened.add([new_export(part.conversation.app + part.conversation.title, part) for part in (ROSA, CHOIR, TWIN)])
        yield opened


def rosas(library: ChatLibrary) -> list[StoredPerson]:
    return sorted((each for each in library.people() if each.name == "Rosa"), key=lambda each: each.chats[0].chat.app)


def refuse(library: ChatLibrary) -> None:
    telegram, whatsapp = rosas(library)
    assert len(library.matches()) == 1
    mark_distinct(library.database, telegram.senders, whatsapp.senders)
    assert library.matches() == ()


def test_what_is_refused_is_not_suggested_again_until_that_is_taken_back(library: ChatLibrary) -> None:
    refuse(library)
    telegram, whatsapp = rosas(library)
    mark_distinct(library.database, whatsapp.senders, telegram.senders)
    assert len(distinct_pairs(library.database)) == 1
    assert unmark_distinct(library.database, whatsapp.senders, telegram.senders) == 1
    assert len(library.matches()) == 1
    assert unmark_distinct(library.database, whatsapp.senders, telegram.senders) == 0


def test_what_is_said_last_holds(library: ChatLibrary) -> None:
    refuse(library)
    merge_people(library.database, *rosas(library))
    assert distinct_pairs(library.database) == ()
    split_person(library.database, person(library, "Rosa"), None)
    assert len(library.matches()) == 1


def test_a_renamed_contact_stays_refused(library: ChatLibrary) -> None:
    refuse(library)
    renamed = ROSA.messages.with_columns(
        sender=pl.col("sender").cast(pl.String).replace({"Rosa": "Rosa L."}).cast(pl.Categorical())
    )
    more = renamed.tail(2).with_columns(pl.col("sent_at") + pl.duration(days=1), ref=pl.col("ref") + "x")
    coverage = replace(ROSA.conversation.coverage, messages=202, total=202)
    described = replace(ROSA.conversation, coverage=coverage)
    library.add([new_export("newer", ParsedConversation(described, renamed.vstack(more), origin=("n.txt", "n.txt")))])
    (pair,) = distinct_pairs(library.database)
    assert "Rosa L." in {name for _, name in pair.first | pair.second}
    assert library.matches() == ()


@pytest.mark.parametrize("title", ["Rosa", "Choir"])
def test_what_is_forgotten_is_gone_from_the_pairs(library: ChatLibrary, title: str) -> None:
    refuse(library)
    for one in library.chats():
        if one.title == title:
            library.forget(one.number, None if title == "Rosa" else "Rosa")
    names = {sender for pair in distinct_pairs(library.database) for sender in pair.first | pair.second}
    assert len(names) == (0 if title == "Rosa" else 2)
