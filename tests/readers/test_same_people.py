"""Who the owner says is one person: by names in any case and numbers in any spelling, never two of one chat."""

from __future__ import annotations

import pytest

from library_exports import as_group, parsed
from unlike.errors import PersonUnknownError, UsageError
from unlike.readers.base import ParsedConversation
from unlike.readers.same_people import same_people


def chat(title: str, *senders: str) -> ParsedConversation:
    return parsed([(minute, sender, "well") for minute, sender in enumerate(senders)], title)


PARTS = [
    chat("Rosa", "Rosa", "Imke"),
    chat("rosi", "rosi", "Imke"),
    chat("+49 171 2345678", "+49 171 2345678", "Imke"),
    as_group(chat("Choir", "Rosa", "Ada", "Imke")),
]


def test_two_names_are_one_person_in_all_their_chats() -> None:
    (person,) = same_people(PARTS, [("rosa ", "ROSI")])
    assert person.name == "Rosa"
    assert person.senders == {("Rosa", "Rosa"), ("Choir", "Rosa"), ("rosi", "rosi")}
    assert [person.name_in(part) for part in PARTS] == ["Rosa", "rosi", None, "Rosa"]


def test_a_number_is_meant_in_any_spelling_and_pairs_add_up() -> None:
    (person,) = same_people(PARTS, [("Rosa", "rosi"), ("rosi", "0171/2345678")])
    assert person.name == "Rosa"
    assert ("+49 171 2345678", "+49 171 2345678") in person.senders
    assert len(person.senders) == 4


def test_two_of_one_chat_are_two_people() -> None:
    with pytest.raises(UsageError, match="“Ada” and “Rosa” both write in “Choir”, so they are two people"):
        same_people(PARTS, [("Rosa", "Ada")])


def test_an_unknown_name_lists_the_others() -> None:
    with pytest.raises(PersonUnknownError, match="“Bo” here"):
        same_people(PARTS, [("Rosa", "Bo")])
