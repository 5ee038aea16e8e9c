"""The owner and other people under one name wherever they write, and nobody under the name of somebody else."""

from __future__ import annotations

from dataclasses import replace
from zoneinfo import ZoneInfo

from library_exports import as_group, parsed
from unlike.readers.base import ParsedConversation
from unlike.readers.import_result import import_of
from unlike.readers.sender_renaming import senders_of, with_owner_name, with_sender_names


def chat(title: str, *senders: str, owner: str | None = None) -> ParsedConversation:
    part = parsed([(minute, sender, "well") for minute, sender in enumerate(senders)], title)
    return replace(part, conversation=replace(part.conversation, owner=owner))


def test_other_names_are_taken_in_rows_and_for_the_owner() -> None:
    part = chat("Rosa", "Rosi", "Me", "Rosi", owner="Me")
    renamed = with_sender_names(part, {"Rosi": "Rosa", "Me": "Imke", "Jule": "Ida"})
    assert renamed.messages["sender"].to_list() == ["Rosa", "Imke", "Rosa"]
    assert renamed.messages.schema == part.messages.schema
    assert renamed.conversation.owner == "Imke"
    assert senders_of(renamed) == {"Rosa", "Imke"}
    assert with_sender_names(part, {"Jule": "Ida"}) is part


def test_the_owner_bears_one_name_where_nobody_else_bears_it() -> None:
    parts = [
        chat("a", "Rosa", "Me", owner="Me"),
        chat("b", "Jule", "Imke Ruiz", owner="Imke Ruiz"),
        chat("c", "Me", "Imke Ruiz", owner="Me"),
        chat("d", "Me", "Ben"),
    ]
    renamed = [with_owner_name(part, "Imke Ruiz") for part in parts]
    assert renamed[0].messages["sender"].to_list() == ["Rosa", "Imke Ruiz"]
    assert renamed[0].conversation.owner == "Imke Ruiz"
    assert all(after is before for after, before in zip(renamed[1:], parts[1:], strict=True))


def test_an_owner_who_wrote_nothing_is_renamed_too() -> None:
    renamed = with_owner_name(chat("a", "Rosa", owner="Me"), "Imke")
    assert renamed.conversation.owner == "Imke"
    assert senders_of(renamed) == {"Rosa"}


def test_an_import_has_the_owner_under_one_name() -> None:
    parts = [chat("Rosa", "Rosa", "Me", owner="Me"), as_group(chat("Choir", "Imke", "Ada", owner="Imke"))]
    imported = import_of(parts, ZoneInfo("Europe/Berlin"))
    renamed = imported.with_owner("Imke")
    assert set(renamed.messages["sender"].to_list()) == {"Rosa", "Imke", "Ada"}
    assert [conversation.owner for conversation in renamed.conversations] == ["Imke", "Imke"]
    assert renamed.with_owner("Imke") is renamed
