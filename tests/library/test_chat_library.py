# ruff: noqa: S311 - seeds, not secrets
"""The library is what reading all exports at once would be, whatever they are split into and in whatever order."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from itertools import pairwise
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from zoneinfo import ZoneInfo

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from example_counts import examples
from library_exports import MINUTE, START, Message, as_group, library_in, new_export, parsed
from unlike.errors import ChatLibraryError
from unlike.library.chat_library import ChatLibrary
from unlike.readers import ReadOptions, read
from unlike.readers.base import ParsedConversation
from unlike.readers.coverage import Coverage
from unlike.readers.import_result import Import, import_of

BERLIN = ZoneInfo("Europe/Berlin")
WORDS = ("ok", "ok", "ha", "no", "on my way", "see you there", "what a day that was", "where are you now")


def history(random: Random, size: int) -> list[Message]:
    """Messages of two people, many a minute, so that equal ones are common."""
    at, messages = 0, []
    for _ in range(size):
        at += random.choice((0, 0, 0, 1, 1, 2, 30))
        messages.append((at, random.choice(("Rosa", "Imke")), random.choice(WORDS)))
    return messages


def split(random: Random, size: int) -> list[slice]:
    """Overlapping parts of a history in a random order; each overlap is long enough to be told from its contents."""
    parts, start = [], 0
    while True:
        end = min(size, start + random.randint(60, 160))
        if size - end < 60:
            end = size
        parts.append(slice(start, end))
        if end == size:
            break
        start = end - random.randint(25, 50)
    return random.sample(parts, len(parts))


def parts_of(random: Random, *wholes: ParsedConversation) -> list[ParsedConversation]:
    """Overlapping parts in a random order, each of another one of some exports of the whole history, turn by turn."""
    parts = []
    for number, rows in enumerate(split(random, wholes[0].messages.height)):
        whole = wholes[number % len(wholes)]
        messages = whole.messages[rows].with_columns(ref=pl.format("L{}", pl.int_range(1, pl.len() + 1)))
        coverage = Coverage(messages=messages.height, total=messages.height)
        conversation = replace(whole.conversation, coverage=coverage)
        parts.append(ParsedConversation(conversation, messages, origin=(f"{number}.txt", f"{number}.txt")))
    return parts


def shown(library: ChatLibrary) -> list[Message]:
    """The messages of a library's only conversation."""
    messages = library.read(BERLIN).messages
    minutes = (messages["sent_at"] - START).dt.total_minutes().to_list()
    return list(zip(minutes, messages["sender"].to_list(), messages["text"].to_list(), strict=True))


@examples(8)
@given(st.integers(0, 2**32), st.booleans())
def test_every_split_in_every_order_gives_the_same_library_as_the_whole(seed: int, at_once: bool) -> None:
    random = Random(seed)
    messages = history(random, random.randint(200, 500))
    parts = parts_of(random, parsed(messages))
    exports = [new_export(part.origin[0], part) for part in parts]
    with TemporaryDirectory() as folder, library_in(Path(folder)) as library:
        for given_together in [exports] if at_once else [[export] for export in exports]:
            library.add(given_together)
        assert shown(library) == messages
        (chat,) = library.chats()
        assert (chat.messages, chat.lacking, chat.exports) == (len(messages), 0, len(parts))
        assert all(library.add([export]) == [None] for export in exports)
        assert shown(library) == messages


@examples(6)
@given(st.integers(0, 2**32))
def test_parts_of_two_clocks_give_the_same_messages_as_the_whole(seed: int) -> None:
    random = Random(seed)
    messages = history(random, random.randint(200, 400))
    whole = parsed(messages)
    fine = finer(whole)
    parts = parts_of(random, *(random.choice((whole, fine)) for _ in range(20)))
    with TemporaryDirectory() as folder, library_in(Path(folder)) as library:
        for part in parts:
            library.add([new_export(part.origin[0], part)])
        assert sorted(shown(library)) == sorted(messages)


def test_two_chats_of_one_title_are_two_where_the_app_numbers_them(tmp_path: Path) -> None:
    whole = parsed(history(Random(7), 240))
    first, second = whole.messages.head(120), whole.messages.tail(120)
    with library_in(tmp_path) as library:
        for number, (key, rows) in enumerate((("1", first), ("2", second), ("1", second))):
            conversation = replace(whole.conversation, key=key, has_chat_id=True, coverage=Coverage(120, total=120))
            messages = rows.with_columns(conversation=pl.lit(key).cast(pl.Categorical()))
            part = ParsedConversation(conversation, messages, origin=(f"{number}.txt",))
            library.add([new_export(f"{number}.txt", part)])
        assert sorted(chat.messages for chat in library.chats()) == [120, 240]


def finer(part: ParsedConversation) -> ParsedConversation:
    """The same on a clock of milliseconds, each message of a minute a little later than the one before."""
    in_minute = pl.int_range(pl.len()).over("sent_at")
    messages = part.messages.with_columns(pl.col("sent_at") + pl.duration(milliseconds=in_minute * 700 + 5))
    conversation = replace(part.conversation, clock=timedelta(milliseconds=1))
    return replace(part, conversation=conversation, messages=messages)


@examples(6)
@given(st.integers(0, 2**32))
def test_the_library_is_what_reading_all_exports_at_once_is(seed: int) -> None:
    random = Random(seed)
    messages = history(random, 300)
    parts = parts_of(random, parsed(messages))
    parts += [
        as_group(parsed(history(random, 80), "Choir", "choir.txt")),
        parsed(history(random, 90), "Ada", "ada.txt"),
    ]
    with TemporaryDirectory() as folder, library_in(Path(folder)) as library:
        for part in random.sample(parts, len(parts)):
            library.add([new_export(part.origin[0], part)])
        assert_alike(library.read(BERLIN), import_of(parts, BERLIN))


def assert_alike(first: Import, second: Import) -> None:
    assert first.messages.drop("ref").equals(second.messages.drop("ref"))
    for ours, theirs in zip(
        sorted(first.conversations, key=lambda one: one.key), sorted(second.conversations, key=lambda one: one.key),
        strict=True,
    ):  # fmt: skip
        assert replace(ours, notes=(), coverage=Coverage()) == replace(theirs, notes=(), coverage=Coverage())
        assert ours.coverage.messages == theirs.coverage.messages


def test_exports_of_both_apps_come_back_as_they_were_read(
    rosa_written: tuple[Path, object], jule_written: tuple[Path, object], tmp_path: Path
) -> None:
    results = []
    with library_in(tmp_path) as library:
        for path in (rosa_written[0], jule_written[0]):
            imported = read([path], ReadOptions(BERLIN))
            parts = [part for part in imported.results if isinstance(part, ParsedConversation)]
            results += parts
            library.add([new_export(path.name, *parts)])
        numbers = {chat.title: chat.number for chat in library.chats()}
        for part in results:
            stored = library.read(BERLIN, {numbers[part.conversation.title]})
            expected = import_of([part], BERLIN)
            assert stored.messages.equals(expected.messages)
            assert stored.conversations == expected.conversations


def test_a_whole_export_a_month_costs_only_what_is_new(tmp_path: Path) -> None:
    messages = history(Random(3), 2_000)
    with library_in(tmp_path) as library:
        for size in range(200, 2_001, 200):
            (added,) = library.add([new_export(str(size), parsed(messages[:size]))])
            assert added is not None
            assert (added[0].new, added[0].messages) == (200, size)
        rows = library.database.rows("SELECT count(*), sum(is_contained), sum(numbers IS NULL) FROM parts")
        assert rows == [(10, 9, 9)]
        assert shown(library) == messages
        assert library.chats()[0].exports == 10


def test_what_a_later_export_lacks_is_kept_and_marked(tmp_path: Path) -> None:
    messages = history(Random(4), 300)
    later = [message for place, message in enumerate(messages) if place not in {120, 121, 122}]
    with library_in(tmp_path) as library:
        library.add([new_export("older", parsed(messages[:250], file="older.txt"))])
        library.add([new_export("newer", parsed(later, file="newer.txt"))])
        assert shown(library) == messages
        (stored,) = library.histories()
        assert stored.chat.lacking == 3
        assert int(stored.lacking.sum()) == 3
        assert "3 messages are kept that a later export no longer has." in stored.history.conversation.notes


def test_two_chats_that_a_third_export_shows_to_be_one_become_one(tmp_path: Path) -> None:
    messages = history(Random(5), 400)
    renamed = [(at, "Rosa M" if sender == "Rosa" else sender, text) for at, sender, text in messages]
    with library_in(tmp_path) as library:
        library.add([new_export("a", parsed(messages[:150], "Rosa", "a.txt"))])
        library.add([new_export("b", parsed(messages[250:], "Rosa at work", "b.txt"))])
        assert [chat.title for chat in library.chats()] == ["Rosa at work", "Rosa"]
        library.add([new_export("c", parsed(renamed[80:330], "Rosa M", "c.txt"))])
        (chat,) = library.chats()
        assert shown(library) == messages
        assert (chat.number, chat.messages, chat.exports) == (1, 400, 3)
        assert chat.has_person("rosa m")
        assert chat.has_person("ROSA")


def test_a_person_is_read_without_the_others(tmp_path: Path) -> None:
    with library_in(tmp_path) as library:
        library.add([new_export(name, parsed(history(Random(name), 50), name)) for name in ("Ada", "Bo", "Cem")])
        number = next(chat.number for chat in library.chats() if chat.title == "Bo")
        library.database.change("UPDATE messages SET kind = 'broken' WHERE id >> 32 <> ?", (number,))
        assert library.read(BERLIN, {number}).messages.height == 50
        with pytest.raises(ChatLibraryError, match="damaged"):
            library.read(BERLIN)


def test_the_owner_bears_one_name_in_all_conversations(tmp_path: Path) -> None:
    chats = []
    for title, owner in (("Ada", "Imke"), ("Bo", "Imke"), ("Cem", "Imke S."), ("Choir", "Imke S.")):
        messages = [(minute, owner if minute % 2 else title, "well") for minute in range(20)]
        if title == "Choir":
            messages.append((30, "Imke", "another of that name"))
        part = parsed(messages, title)
        chats.append(replace(part, conversation=replace(part.conversation, owner=owner)))
    with library_in(tmp_path) as library:
        library.add([new_export("all", *chats)])
        imported = library.read(BERLIN)
    owners = {conversation.title: conversation.owner for conversation in imported.conversations}
    assert owners == {"Ada": "Imke", "Bo": "Imke", "Cem": "Imke", "Choir": "Imke S."}
    assert imported.messages.filter(pl.col("conversation") == "Cem")["sender"].unique().sort().to_list() == [
        "Cem",
        "Imke",
    ]


def test_all_exports_are_added_or_none(tmp_path: Path) -> None:
    good, bad = parsed(history(Random(1), 30)), parsed(history(Random(2), 30), "Bo")
    broken = replace(bad, messages=bad.messages.drop("kind"))
    with library_in(tmp_path) as library:
        with pytest.raises(pl.exceptions.ColumnNotFoundError):
            library.add([new_export("good", good), new_export("bad", broken)])
        assert library.chats() == ()
        assert library.database.rows("SELECT * FROM exports") == []


def test_the_zone_is_that_of_the_latest_export(tmp_path: Path) -> None:
    with library_in(tmp_path) as library:
        assert library.zone() == ""
        library.add([new_export("a", parsed(history(Random(1), 30)))])
        later = replace(new_export("b", parsed(history(Random(2), 30), "Bo")), added=START + MINUTE, zone="Asia/Tokyo")
        library.add([later])
        assert library.zone() == "Asia/Tokyo"
        library.check()


def test_messages_of_a_moment_keep_their_order(tmp_path: Path) -> None:
    messages = [(0, "Rosa", str(number)) for number in range(30)] + [(9, "Imke", "so")]
    with library_in(tmp_path) as library:
        library.add([new_export("a", parsed(messages))])
        stored = shown(library)
        assert stored == messages
        assert all(int(a[2]) < int(b[2]) for a, b in pairwise(stored[:-1]))


def test_a_chat_that_is_found_by_its_name_is_not_searched_by_its_messages(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with library_in(tmp_path) as library:
        library.add([new_export("one", parsed([(0, "Rosa", "good morning"), (1, "Imke", "until later")]))])
        monkeypatch.setattr("unlike.library.part_search.sketch_of", lambda _messages: pytest.fail("searched"))
        ((added,),) = filter(None, library.add([new_export("two", parsed([(1, "Imke", "until later")]))]))
    assert (added.number, added.new, added.messages) == (1, 0, 2)
