"""A change of who is who is taken back exactly, and not at all where anything else has changed since."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from test_stored_people import CHOIR, ROSA, ROSI, chat, person

from library_exports import library_in, new_export
from unlike.library.chat_library import ChatLibrary
from unlike.library.distinct_people import mark_distinct
from unlike.library.people_state import people_state, restore_people
from unlike.library.stored_people import merge_people, set_owner, split_person

Change = Callable[[ChatLibrary], object]


def merge(library: ChatLibrary) -> object:
    return merge_people(library.database, person(library, "Rosi"), person(library, "Rosa"))


def merge_more(library: ChatLibrary) -> object:
    return merge_people(library.database, person(library, "Rosa"), person(library, "Ben"))


def split(library: ChatLibrary) -> object:
    return split_person(library.database, person(library, "Rosa"), None)


def split_chat(library: ChatLibrary) -> object:
    choir = next(each for each in library.chats() if each.title == "Choir")
    return split_person(library.database, person(library, "Rosa"), choir)


def refuse(library: ChatLibrary) -> object:
    mark_distinct(library.database, person(library, "Rosi").senders, person(library, "Ada").senders)
    return None


def own(library: ChatLibrary) -> object:
    return set_owner(library.database, "Imke Ruiz")


SEQUENCES: tuple[tuple[Change, ...], ...] = (
    (merge,), (merge_more,), (split_chat,), (refuse,), (own,),
    (merge, merge_more), (merge_more, merge), (merge, split), (merge_more, merge, split), (merge, refuse, split),
    (refuse, merge), (refuse, merge_more), (own, merge), (merge, own), (refuse, own, split_chat),
)  # fmt: skip


@pytest.fixture
def library(tmp_path: Path) -> Iterator[ChatLibrary]:
    with library_in(tmp_path) as opened:
        parts = (ROSA, ROSI, CHOIR, chat("Ben", "discord", "Ben", "Imke"))
        opened.add([new_export(part.conversation.title, part) for part in parts])
        yield opened


@pytest.mark.parametrize("changes", SEQUENCES)
def test_changes_are_taken_back_exactly_the_last_one_first(library: ChatLibrary, changes: tuple[Change, ...]) -> None:
    steps = []
    for change in changes:
        before, people = people_state(library.database), library.people()
        change(library)
        steps.append((before, people_state(library.database), people))
    for before, after, people in reversed(steps):
        assert restore_people(library.database, before, after)
        assert people_state(library.database) == before
        assert library.people() == people


def test_what_else_has_changed_is_never_undone_with_it(library: ChatLibrary) -> None:
    before = people_state(library.database)
    merge(library)
    after = people_state(library.database)
    merge_more(library)
    now = people_state(library.database)
    assert not restore_people(library.database, before, after)
    assert people_state(library.database) == now


def test_links_of_a_chat_that_is_gone_do_not_come_back(library: ChatLibrary) -> None:
    merge(library)
    before = people_state(library.database)
    split(library)
    after = people_state(library.database)
    library.forget(next(each.number for each in library.chats() if each.title == "Rosi"))
    assert not restore_people(library.database, before, after)
    assert "Rosi" not in str(people_state(library.database))
