"""Who is who in the library: as each app has it, as the owner says, remembered while chats change, and undone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from zoneinfo import ZoneInfo

import polars as pl
import pytest

from library_exports import Message, as_group, library_in, new_export, parsed
from unlike.errors import UsageError
from unlike.library.chat_library import ChatLibrary
from unlike.library.stored_people import StoredPerson, merge_people, set_owner, split_person
from unlike.messages.person_matching import MatchReason
from unlike.readers.base import ParsedConversation

BERLIN = ZoneInfo("Europe/Berlin")
DAY = 1440


def chat(title: str, app: str, *senders: str, first: int = 0, owner: str | None = "Imke") -> ParsedConversation:
    """A hundred days with a message of each sender."""
    messages: list[Message] = [
        ((first + day) * DAY + minute, sender, f"day {day} of {sender}")
        for day in range(100)
        for minute, sender in enumerate(senders)
    ]
    part = parsed(messages, title, f"{app} {title}.txt")
    table = part.messages.with_columns(pl.lit(app).cast(pl.Categorical()).alias("source"))
    return replace(part, conversation=replace(part.conversation, app=app, owner=owner), messages=table)


ROSA = chat("Rosa", "whatsapp", "Rosa", "Imke")
ROSI = chat("Rosi", "signal", "Rosi", "Me", first=101, owner="Me")
CHOIR = as_group(chat("Choir", "whatsapp", "Rosa", "Ada", "Imke"))


@pytest.fixture
def library(tmp_path: Path) -> Iterator[ChatLibrary]:
    with library_in(tmp_path) as opened:
        opened.add([new_export(part.conversation.title, part) for part in (ROSA, ROSI, CHOIR)])
        yield opened


def person(library: ChatLibrary, name: str) -> StoredPerson:
    (found,) = [each for each in library.people() if each.bears(name) and not each.is_owner]
    return found


def names(library: ChatLibrary) -> list[tuple[str, list[str]]]:
    return [(each.name, sorted(chat.chat.title for chat in each.chats)) for each in library.people()]


def test_within_an_app_a_name_is_one_person_and_across_apps_it_is_not(library: ChatLibrary) -> None:
    assert names(library) == [
        ("Imke", ["Choir", "Rosa", "Rosi"]), ("Rosa", ["Choir", "Rosa"]), ("Ada", ["Choir"]), ("Rosi", ["Rosi"]),
    ]  # fmt: skip
    assert library.people()[0].is_owner


def test_two_chats_of_two_with_one_name_are_two_people(library: ChatLibrary) -> None:
    other = replace(chat("Rosa T", "whatsapp", "Rosa", "Imke", first=300))
    library.add(
        [new_export("other", replace(other, conversation=replace(other.conversation, title="Rosa T", key="T")))]
    )
    assert [titles for name, titles in names(library) if name == "Rosa"] == [["Choir", "Rosa"], ["Rosa T"]]


def test_merged_people_have_one_history_and_are_remembered(tmp_path: Path) -> None:
    with library_in(tmp_path) as library:
        library.add([new_export(part.conversation.title, part) for part in (ROSA, ROSI, CHOIR)])
        merge_people(library.database, person(library, "Rosa"), person(library, "Rosi"))
    with library_in(tmp_path) as library:
        assert ("Rosa", ["Choir", "Rosa", "Rosi"]) in names(library)
        imported = library.read(BERLIN)
        assert {part.conversation.title: part.messages.height for part in imported.parts} == {"Rosa": 400, "Choir": 300}
        assert set(imported.messages["sender"]) == {"Rosa", "Imke", "Ada"}
        with pytest.raises(UsageError, match="one person already"):
            merge_people(library.database, person(library, "Rosa"), person(library, "Rosa"))


def test_split_undoes_a_merge(library: ChatLibrary) -> None:
    before = library.read(BERLIN)
    merge_people(library.database, person(library, "Rosa"), person(library, "Rosi"))
    assert split_person(library.database, person(library, "Rosa"), None) == 3
    assert library.read(BERLIN).messages.equals(before.messages)
    assert library.database.rows("SELECT * FROM people") == []


def test_one_chat_is_taken_apart_and_stays_so(library: ChatLibrary) -> None:
    group = next(chat for chat in library.chats() if chat.title == "Choir")
    assert split_person(library.database, person(library, "Rosa"), group) == 1
    assert sorted(titles for name, titles in names(library) if name == "Rosa") == [["Choir"], ["Rosa"]]
    shown = set(library.read(BERLIN).messages["sender"])
    assert shown == {"Ada", "Imke", "Rosa (Choir)", "Rosa (Rosa)", "Rosi"}
    with pytest.raises(UsageError, match="nothing to take apart"):
        split_person(library.database, person(library, "Ada"), group)


def test_two_of_one_group_are_never_one(library: ChatLibrary) -> None:
    with pytest.raises(UsageError, match="“Rosa” and “Ada” both write in “Choir”"):
        merge_people(library.database, person(library, "Rosa"), person(library, "Ada"))
    assert library.database.rows("SELECT * FROM people") == []


def test_who_the_owner_is_holds_in_all_chats(library: ChatLibrary) -> None:
    assert set_owner(library.database, "imke") == 2
    assert set_owner(library.database, "Imke Ruiz") == 0
    imported = library.read(BERLIN)
    assert {conversation.owner for conversation in imported.conversations} == {"Imke Ruiz"}
    assert set(imported.messages["sender"]) == {"Imke Ruiz", "Rosa", "Rosi", "Ada"}
    assert [each.name for each in library.people() if each.is_owner] == ["Imke Ruiz"]


def test_where_the_export_tells_another_side_a_namesake_is_not_the_owner(library: ChatLibrary) -> None:
    namesake = chat("Imke", "discord", "Imke", owner="Me")
    library.add([new_export("namesake", namesake)])
    assert set_owner(library.database, "Imke") == 2
    assert [each.name for each in library.people() if not each.is_owner] == ["Rosa", "Ada", "Imke", "Rosi"]


def test_a_name_can_be_merged_into_the_owner(library: ChatLibrary) -> None:
    owner = library.people()[0]
    with pytest.raises(UsageError, match="both write"):
        merge_people(library.database, person(library, "Ada"), owner)
    work = chat("Ben", "discord", "Ben", "imke_work", owner=None)
    library.add([new_export("work", work)])
    merged = merge_people(library.database, person(library, "imke_work"), owner)
    assert merged.is_owner
    assert library.people()[0].messages == 400
    assert {chat.title: chat.owner for chat in library.chats()}["Ben"] == "imke_work"


def test_a_renamed_contact_stays_the_same_person(library: ChatLibrary) -> None:
    merge_people(library.database, person(library, "Rosa"), person(library, "Rosi"))
    renamed = ROSA.messages.with_columns(
        sender=pl.col("sender").cast(pl.String).replace({"Rosa": "Rosa Lindqvist"}).cast(pl.Categorical())
    )
    more = renamed.tail(2).with_columns(pl.col("sent_at") + pl.duration(days=1), ref=pl.col("ref") + "x")
    coverage = replace(ROSA.conversation.coverage, messages=202, total=202)
    described = replace(ROSA.conversation, coverage=coverage)
    library.add([new_export("newer", ParsedConversation(described, renamed.vstack(more), origin=("n.txt", "n.txt")))])
    merged = next(each for each in library.people() if each.person_id)
    assert {each.name for each in merged.chats} == {"Rosa Lindqvist", "Rosi", "Rosa"}
    assert len(library.read(BERLIN).parts) == 2


def test_what_is_forgotten_is_gone_from_the_links(library: ChatLibrary) -> None:
    merge_people(library.database, person(library, "Rosa"), person(library, "Rosi"))
    for title in ("Rosa", "Choir"):
        library.forget(next(chat.number for chat in library.chats() if chat.title == title), "Rosa")
    assert library.database.rows("SELECT name FROM people") == [("Rosi",)]
    assert library.database.rows("SELECT name FROM person_senders") == [("Rosi",)]
    library.forget(next(chat.number for chat in library.chats() if chat.title == "Rosi"))
    assert library.database.rows("SELECT * FROM people") == []


def test_chats_that_turn_out_to_be_one_keep_their_person(tmp_path: Path) -> None:
    early = replace(ROSA, messages=ROSA.messages[0:60], origin=("a.txt", "a.txt"))
    late = replace(ROSA, messages=ROSA.messages[100:200], origin=("b.txt", "b.txt"))
    late = replace(late, conversation=replace(late.conversation, title="Rosa L", key="L"))
    with library_in(tmp_path) as library:
        library.add([new_export("a", early), new_export("b", late), new_export("rosi", ROSI)])
        others = (each for each in library.people() if not each.is_owner)
        of_late = next(each for each in others if any(one.chat.title == "Rosa L" for one in each.chats))
        merge_people(library.database, of_late, person(library, "Rosi"))
        library.add([new_export("whole", ROSA)])
        (merged,) = [each for each in library.people() if each.person_id]
        assert len(merged.chats) == 2
        assert len(library.read(BERLIN).parts) == 1


def test_suggestions_come_with_their_reasons(library: ChatLibrary) -> None:
    twin = chat("Rosa", "telegram", "Rosa", "Imke", first=101)
    number = chat("+49 171 2345678", "sms", "+49 171 2345678", "Imke")
    jid = chat("Ben", "whatsapp_database", "Ben", "Me", owner="Me")
    jid = replace(jid, conversation=replace(jid.conversation, key="whatsapp_database:491712345678@s.whatsapp.net"))
    library.add([new_export(part.conversation.app, part) for part in (twin, number, jid)])
    found = {frozenset((match.first.name, match.second.name)): match.reasons for match in library.matches()}
    assert found[frozenset({"Ben", "+49 171 2345678"})] == (MatchReason.NUMBER,)
    assert found[frozenset({"Rosa"})] == (MatchReason.FIRST_NAME, MatchReason.IN_TURN)
    assert len(found) == 2


def test_taking_apart_joins_nobody_with_somebody_else(library: ChatLibrary) -> None:
    band = as_group(chat("Band", "whatsapp", "Rosa", "Ben", "Imke"))
    library.add([new_export("band", replace(band, conversation=replace(band.conversation, key="Band")))])
    merge_people(library.database, person(library, "Rosa"), person(library, "Rosi"))
    group = next(chat for chat in library.chats() if chat.title == "Choir")
    split_person(library.database, person(library, "Rosi"), group)
    rosa = person(library, "Rosi")
    before = [titles for name, titles in names(library) if titles == ["Choir"] and name == "Rosa"]
    split_person(library.database, rosa, None)
    after = [titles for name, titles in names(library) if name == "Rosa"]
    assert before == [["Choir"]]
    assert ["Choir"] in after
    assert ["Band", "Rosa"] in after


def test_a_change_within_another_one_is_part_of_it(library: ChatLibrary) -> None:
    def half() -> None:
        with library.database.writing():
            merge_people(library.database, person(library, "Rosa"), person(library, "Rosi"))
            raise ValueError

    with pytest.raises(ValueError, match=r"^$"):
        half()
    assert library.database.rows("SELECT * FROM people") == []
