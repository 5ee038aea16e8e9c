"""Databases of Apple's Messages: what is read from them, and that nothing is lost or invented."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zipfile import ZipFile
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.reading.apple_database import (
    COLUMNS,
    FIRST,
    SECONDS_TO_2001,
    AppleDatabase,
    apple_date,
    example_database,
    streamtyped,
)
from example_counts import examples
from unlike.errors import BrokenExportError, UnknownExportError
from unlike.i18n import translate_lazy
from unlike.readers import Import, ParsedConversation, ReadOptions, read
from unlike.readers.apps.imessage import IMessageReader
from unlike.readers.testkit import check_reader, memory_export

OPTIONS = ReadOptions(ZoneInfo("Europe/Berlin"))
BACKUP_FILE = "3d0d7e5fb2ce288813306e4d4636395e047a3d28"
ADA = "+4915550100"


def parts_of(content: bytes, name: str = "chat.db") -> list[ParsedConversation]:
    return list(IMessageReader().read(memory_export({name: content}), OPTIONS))


def direct(messages: Sequence[dict[str, object]], columns: Sequence[str] = COLUMNS) -> AppleDatabase:
    return AppleDatabase([(ADA, 45, None, f"any;-;{ADA}")], [ADA], list(messages), columns=columns)


def rows(part: ParsedConversation, *columns: str) -> list[tuple[object, ...]]:
    return part.messages.select(columns).rows()


def test_one_of_everything() -> None:
    ada, rowers = parts_of(example_database().written())
    me = "Me"
    assert rows(ada, "ref", "sender", "kind", "text") == [
        ("A1", ADA, "text", "did you get home?"),
        ("A2", me, "text", "just now — soaked 🌧️"),
        ("A8", ADA, "image", None),
        ("A9", me, "image", "the umbrella"),
        ("A10", ADA, "audio", None),
        ("A11", ADA, "text", "see you at seven"),
        ("A12", me, "deleted", None),
        ("A13", ADA, "text", "by text message"),
        ("A14", ADA, "text", "in both"),
        ("A15", me, "text", "what you answered"),
        ("A16", ADA, "deleted", None),
        ("A19", ADA, "media", None),
        ("A20", ADA, "text", "https://example.org"),
    ]
    assert rows(rowers, "ref", "sender", "kind", "text") == [
        ("B1", None, "system", None),
        ("B2", "bo@example.org", "text", "who rows?"),
        ("B3", "bo@example.org", "poll", None),
        ("B6", me, "text", "the two of us"),
    ]
    assert (ada.conversation.owner, ada.conversation.group, rowers.conversation.group) == (me, False, True)
    assert [(one.ref, one.why) for one in ada.conversation.skipped] == [
        ("A18", "it has no date that can be read"),
        ("A17", "the database does not say which chat it belongs to"),
    ]
    said = [translate_lazy(note) for note in ada.conversation.notes]
    assert said == [
        "1 message whose words could not be decoded counts as media.",
        "1 message of the database belongs to no chat and was left out.",
    ]


def test_reactions_are_the_latest_of_each_person_and_no_messages() -> None:
    ada, _ = parts_of(example_database().written())
    given_to = {ref: given for ref, given in rows(ada, "ref", "reactions") if given}
    assert given_to == {"A1": [{"emoji": "👍", "sender": "Me"}], "A2": [{"emoji": "😂", "sender": ADA}]}


def test_edits_and_answers_keep_their_times_and_places() -> None:
    ada, _ = parts_of(example_database().written())
    edited = {ref: at for ref, at in rows(ada, "ref", "edited_at") if at}
    assert edited == {"A11": datetime.fromtimestamp(FIRST + 320, UTC)}
    assert [ref for ref in rows(ada, "reply_to") if ref[0]] == [("A1",)]


def test_all_that_holds_of_a_reader_holds(tmp_path: Path) -> None:
    path = tmp_path / "chat.db"
    path.write_bytes(example_database().written())
    assert len(check_reader(IMessageReader(), path, OPTIONS).messages) == 17


@pytest.mark.parametrize("name", ["chat.db", "sms.db", "copy of my chats.db", f"3d/{BACKUP_FILE}"])
@pytest.mark.parametrize("packed", [False, True])
def test_a_database_is_found_under_each_of_its_names(tmp_path: Path, name: str, packed: bool) -> None:
    content = example_database().written()
    if packed:
        with ZipFile(tmp_path / "chats.zip", "w") as archive:
            archive.writestr(name, content)
    else:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(content)
    assert len(read([tmp_path], OPTIONS).messages) == 17


def test_what_stands_in_the_journal_is_read_and_nothing_is_written_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "chat.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        direct([{"guid": "A", "date": apple_date(FIRST), "text": "written", "chats": (1,), "handle_id": 1}]).fill(
            connection
        )
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        late = (2, "B", "not yet in the database", apple_date(FIRST + 60), 1)
        connection.execute("INSERT INTO message (ROWID, guid, text, date, is_from_me) VALUES (?, ?, ?, ?, ?)", late)
        connection.execute("INSERT INTO chat_message_join VALUES (1, 2, 0)")
        connection.commit()
        before = {file.name: file.read_bytes() for file in tmp_path.iterdir() if file.name != "chat.db-shm"}
        result = read([path], OPTIONS)
        after = {file.name: file.read_bytes() for file in tmp_path.iterdir() if file.name != "chat.db-shm"}
        alike = read([path, tmp_path / "chat.db-wal", tmp_path / "chat.db-shm"], OPTIONS)
    assert result.messages["text"].to_list() == ["written", "not yet in the database"]
    assert alike.messages.equals(result.messages)
    assert before == after


def test_older_databases_lack_columns_and_count_in_seconds() -> None:
    columns = ("guid TEXT", "text TEXT", "handle_id INTEGER", "date INTEGER", "is_from_me INTEGER")
    seconds = FIRST - SECONDS_TO_2001
    message = {"guid": "A", "text": "long ago", "date": seconds, "chats": (1,), "handle_id": 1, "is_from_me": 0}
    (part,) = parts_of(direct([message], columns).written())
    assert rows(part, "sent_at", "text") == [(datetime.fromtimestamp(FIRST, UTC), "long ago")]
    assert part.conversation.clock == timedelta(seconds=1)


def test_a_person_of_several_numbers_in_a_chat_of_two_is_one() -> None:
    message = {"date": apple_date(FIRST), "chats": (1,), "is_from_me": 0}
    database = direct([{**message, "guid": "A", "text": "a", "handle_id": 1}, {**message, "guid": "B", "text": "b"}])
    database.messages = [*database.messages, {**message, "guid": "C", "text": "c", "handle_id": 2}]
    database.handles.append("ada@example.org")
    (part,) = parts_of(database.written())
    assert set(part.messages["sender"]) == {ADA}


SPELLINGS = (ADA, f"{ADA}(smsft)", f"{ADA}(filtered)", f" {ADA} ")
ADDRESSES = ("bo@example.org", "Bo@Example.org", "BO@EXAMPLE.ORG")


@given(st.lists(st.sampled_from(SPELLINGS + ADDRESSES), min_size=1, max_size=8), st.booleans())
@examples(40)
def test_an_address_is_one_person_however_it_is_spelled(used: list[str], in_group: bool) -> None:
    """Nothing tells two people apart by letters in capitals, or by the filter that Apple's system notes."""
    chats = [("chat9", 43, "Rowers", "any;+;chat9")] if in_group else [(one, 45, None, f"any;-;{one}") for one in used]
    sent = {"is_from_me": 0, "item_type": 0}
    messages = [
        {**sent, "guid": f"G{number}", "date": apple_date(FIRST + number), "text": f"word {number}"}
        | {"handle_id": number + 1, "chats": (1 if in_group else number + 1,)}
        for number, _ in enumerate(used)
    ]
    parts = parts_of(AppleDatabase(chats, list(used), messages).written())
    people = {one.strip().partition("(")[0].casefold() for one in used}
    senders = [sender for part in parts for sender in part.messages["sender"]]
    assert len(set(senders)) == len(people)
    assert len(parts) == (1 if in_group else len(people))
    assert len(senders) == len(used)


def test_a_person_with_two_addresses_is_one_where_the_system_says_so() -> None:
    message = {"is_from_me": 0, "item_type": 0}
    messages = [
        {**message, "guid": "A", "date": apple_date(FIRST), "text": "a", "handle_id": 1, "chats": (1,)},
        {**message, "guid": "B", "date": apple_date(FIRST + 9), "text": "b", "handle_id": 2, "chats": (2,)},
        {**message, "guid": "C", "date": apple_date(FIRST + 20), "text": "c", "handle_id": 2, "chats": (3,)},
        {**message, "guid": "D", "date": apple_date(FIRST + 30), "text": "d", "handle_id": 3, "chats": (3,)},
    ]
    chats = [(ADA, 45, None, "x"), ("ada@example.org", 45, None, "y"), ("chat9", 43, "Rowers", "any;+;chat9")]
    database = AppleDatabase(chats, [ADA, "ada@example.org", "bo@example.org"], messages)
    with closing(sqlite3.connect(":memory:")) as connection:
        database.fill(connection)
        connection.execute("ALTER TABLE handle ADD COLUMN person_centric_id TEXT")
        connection.execute("UPDATE handle SET person_centric_id = 'P1' WHERE ROWID < 3")
        connection.commit()
        ada, rowers = parts_of(connection.serialize())
    assert rows(ada, "ref", "sender") == [("A", ADA), ("B", ADA)]
    assert rows(rowers, "ref", "sender") == [("C", ADA), ("D", "bo@example.org")]


def test_messages_without_a_chat_count_where_their_person_writes() -> None:
    """Else a chat of which most is missing would be judged by the rest."""
    message = {"is_from_me": 0, "item_type": 0, "handle_id": 1}
    kept = [
        {**message, "guid": f"K{day}", "date": apple_date(FIRST + day), "text": "k", "chats": (1,)} for day in (1, 2)
    ]
    lost = [{**message, "guid": f"L{day}", "date": apple_date(FIRST + day), "text": "l"} for day in range(30)]
    notice = {"guid": "N", "date": apple_date(FIRST), "item_type": 2, "handle_id": 1}
    (part,) = parts_of(direct([*kept, *lost, notice]).written())
    assert (part.conversation.coverage.skipped, part.conversation.coverage.total) == (30, 32)
    said = [translate_lazy(note) for note in part.conversation.notes]
    assert said == ["31 messages of the database belong to no chat and were left out."]


def test_an_encrypted_backup_says_what_decrypts_it(tmp_path: Path) -> None:
    path = tmp_path / "3d" / BACKUP_FILE
    path.parent.mkdir()
    path.write_bytes(bytes(range(7, 250)) * 40)
    with pytest.raises(UnknownExportError, match="iphone-backup-decrypt"):
        read([tmp_path], OPTIONS)


def test_a_damaged_database_is_one_sentence(tmp_path: Path) -> None:
    content = example_database().written()
    for number, broken in enumerate((content[: len(content) // 2], content[:200] + b"\xff" * 5_000 + content[5_200:])):
        path = tmp_path / str(number) / "chat.db"
        path.parent.mkdir()
        path.write_bytes(broken)
        with pytest.raises(BrokenExportError) as refused:
            read([path], OPTIONS)
        assert "\n" not in str(refused.value)


def test_messages_of_which_none_has_a_date_are_not_called_nothing() -> None:
    with pytest.raises(BrokenExportError, match="both a chat and a date"):
        parts_of(direct([{"guid": "A", "text": "when?", "date": 0, "chats": (1,)}]).written())


def test_another_database_is_not_taken_for_one(tmp_path: Path) -> None:
    path = tmp_path / "notes.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE message (text TEXT)")
        connection.commit()
    with pytest.raises(UnknownExportError, match="database"):
        read([path], OPTIONS)


@dataclass(frozen=True)
class Sent:
    text: str
    pause: float
    is_mine: bool
    is_typed: bool
    service: int
    given: tuple[int, ...]


WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc"), exclude_characters="\ufffc\ufffd"))
SENT = st.builds(
    Sent,
    WORDS.filter(lambda text: bool(text.strip())) | st.integers(100, 70_000).map(lambda size: "é" * size),
    st.integers(0, 10**9).map(lambda milliseconds: milliseconds / 1000),
    st.booleans(),
    st.booleans(),
    st.integers(1, 3),
    st.lists(st.integers(0, 5), max_size=3).map(tuple),
)


@given(st.lists(SENT, min_size=1, max_size=25))
@examples(20)
def test_whatever_was_sent_is_read_back(sent: list[Sent]) -> None:
    """Nothing is lost or invented, over three services of one address, in either place of the words."""
    messages: list[dict[str, object]] = []
    at, expected = float(FIRST), []
    for number, one in enumerate(sent):
        at = round(at + one.pause, 3)
        place = {"text": one.text} if one.is_typed else {"attributedBody": streamtyped(one.text)}
        own = {"guid": f"G{number}", "date": apple_date(at), "is_from_me": int(one.is_mine), "handle_id": 1}
        messages.append({**own, **place, "chats": (one.service, one.service % 3 + 1)})
        for kind in one.given:
            target = {"associated_message_guid": f"p:0/G{number}", "associated_message_type": 2000 + kind}
            messages.append({"guid": f"T{number}-{kind}", "date": apple_date(at), "is_from_me": 1, **target})
        expected.append(("Me" if one.is_mine else ADA, one.text, datetime.fromtimestamp(at, UTC)))
    services = [(ADA, 45, None, f"{name};-;{ADA}") for name in ("iMessage", "SMS", "any")]
    database = replace(direct(messages), chats=services)
    (part,) = parts_of(database.written())
    assert rows(part, "sender", "text", "sent_at") == expected
    assert part.messages["reactions"].list.len().to_list() == [bool(one.given) for one in sent]
    assert part.conversation.coverage.total == len(sent)


def test_the_import_knows_the_owner(tmp_path: Path) -> None:
    (tmp_path / "chat.db").write_bytes(example_database().written())
    result: Import = read([tmp_path / "chat.db"], OPTIONS)
    assert result.owner == "Me"
