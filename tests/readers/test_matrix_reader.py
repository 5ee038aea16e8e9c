from __future__ import annotations

import json
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from random_chats import RandomMessage, random_messages, rows_of
from unlike.core.medium_limits import MediumLimitKind
from unlike.errors import AmbiguousExportError, BrokenExportError, EmptyExportError
from unlike.messages import schema_violations
from unlike.readers import ParsedConversation, ReadOptions, read
from unlike.readers.apps.matrix import MatrixReader
from unlike.readers.formats.element_marks import ElementLikelihood, element_likelihood
from unlike.readers.registry import readers
from unlike.readers.testkit import check_golden, check_reader, memory_export, parse

HERE = Path(__file__).parent / "matrix"
SAMPLES = sorted(path for path in HERE.iterdir() if not path.name.endswith(".messages.json"))
OPTIONS = ReadOptions(ZoneInfo("UTC"))
PEOPLE = ("@imke:example.org", "@rosa:example.org", "@lou:example.org")
FILE = "matrix - The lake - Chat Export - 2025-03-02T10-15-20.123Z.txt"

HEADERS: dict[str, Callable[[datetime], str]] = {
    "24 h": lambda at: f"{at:%a, %b} {at.day}, {at:%Y, %H:%M:%S}",
    "12 h": lambda at: f"{at:%a, %b} {at.day}, {at.year}, {at.hour % 12 or 12}:{at:%M:%S} {at:%p}",
    "old, American": lambda at: f"{at.month}/{at.day}/{at.year}, {at.hour % 12 or 12}:{at:%M:%S}\u202f{at:%p}",
    "old, German": lambda at: f"{at.day}.{at.month}.{at.year}, {at:%H:%M:%S}",
    "old, Swedish": lambda at: f"{at:%Y-%m-%d %H:%M:%S}",
    "old, Korean": lambda at: (
        f"{at.year}. {at.month}. {at.day}. {'오후' if at.hour > 11 else '오전'} {at.hour % 12 or 12}:{at:%M:%S}"
    ),
}


def entry(message: RandomMessage, number: int, **more: object) -> dict[str, Any]:
    content = {"msgtype": "m.text", "body": message.text}
    start = {"type": "m.room.message", "sender": PEOPLE[message.sender], "content": content}
    return {**start, "origin_server_ts": message.milliseconds, "event_id": f"$e{number}", "room_id": "!a:b", **more}


def room(*events: object, exported_by: str = "imke") -> dict[str, Any]:
    head = {"room_name": "The lake", "room_creator": "rosa", "topic": "", "export_date": "2025/03/02"}
    return {**head, "exported_by": exported_by, "messages": list(events)}


def written(document: object, indent: int | None = 2) -> bytes:
    return json.dumps(document, ensure_ascii=False, indent=indent).encode()


def text_of(messages: list[RandomMessage], form: str = "24 h") -> str:
    lines = (f"{HEADERS[form](one.sent_at)} - {PEOPLE[one.sender]}: {one.text}\n" for one in messages)
    return "".join(lines)


def parsed(content: bytes, name: str = "chat.json") -> ParsedConversation:
    return parse(MatrixReader(), content, name, OPTIONS)[0]


def expected(messages: list[RandomMessage]) -> list[tuple[Any, ...]]:
    return [(message.sent_at, PEOPLE[message.sender], message.text) for message in messages]


def is_plain(text: str) -> bool:
    return text == text.rstrip("\n") and "(" not in text and "<" not in text


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name[:13] + path.suffix)
def test_reads_as_the_golden_file_shows(path: Path) -> None:
    check_golden(check_reader(MatrixReader(), path, OPTIONS), path)


@given(random_messages(people=3), st.sampled_from([None, 2]), st.data())
def test_random_rooms_are_read_back_with_nothing_lost_or_invented(
    messages: list[RandomMessage], indent: int | None, data: st.DataObject
) -> None:
    entries: list[object] = [entry(message, number) for number, message in enumerate(messages)]
    odd: list[object] = data.draw(st.lists(st.sampled_from([None, 5, "}, {", []]), max_size=3), label="no event")
    for value in odd:
        entries.insert(data.draw(st.integers(0, len(entries))), value)
    again = data.draw(st.sampled_from(entries), label="stands twice")
    repeated = isinstance(again, dict)
    part = parsed(written(room(*entries, *([again] if repeated else [])), indent))
    assert rows_of(part.messages) == expected(messages)
    assert part.conversation.coverage.total == len(entries) + repeated
    assert part.conversation.coverage.skipped == len(odd)
    assert part.conversation.coverage.repeated == repeated
    assert part.conversation.owner == (PEOPLE[0] if any(one.sender == 0 for one in messages) else None)


@given(random_messages(people=3, step=1_000), st.sampled_from(sorted(HEADERS)))
def test_random_texts_are_read_back(messages: list[RandomMessage], form: str) -> None:
    messages = [one for one in messages if is_plain(one.text)] or [RandomMessage(0, 0, "hi")]
    part = parsed(text_of(messages, form).encode(), FILE)
    assert rows_of(part.messages) == expected(messages)
    assert part.conversation.title == "The lake"
    assert part.conversation.limit(MediumLimitKind.NO_ZONE)


@given(random_messages(), st.integers(1, 2_000))
def test_a_file_that_breaks_off_gives_a_part_or_a_sentence(messages: list[RandomMessage], lost: int) -> None:
    content = written(room(*(entry(message, number) for number, message in enumerate(messages))))[:-lost]
    try:
        part = parsed(content)
    except (BrokenExportError, EmptyExportError):
        return
    assert schema_violations(part.messages) == []
    assert rows_of(part.messages) == expected(messages)[: part.messages.height]
    assert part.conversation.breaks_off


def test_edits_and_reactions_belong_to_their_messages() -> None:
    first = entry(RandomMessage(0, 0, "one"), 0)
    words = {"msgtype": "m.text", "body": "two"}
    edit = {"rel_type": "m.replace", "event_id": "$e0"}
    changed = entry(RandomMessage(1_000, 0, "* two"), 1, content={"m.new_content": words, "m.relates_to": edit})
    heart = {"rel_type": "m.annotation", "event_id": "$e0", "key": "❤"}
    given_heart = entry(RandomMessage(2_000, 1, ""), 2, type="m.reaction", content={"m.relates_to": heart})
    part = parsed(written(room(first, changed, given_heart)))
    assert part.messages["text"].to_list() == ["two"]
    assert part.messages["edited_at"].to_list() == [RandomMessage(1_000, 0, "").sent_at]
    assert part.messages["reactions"].to_list() == [[{"emoji": "❤", "sender": PEOPLE[1]}]]
    assert part.conversation.coverage.total == 2


@pytest.mark.parametrize("exported_by", ["Imke", "@imke:example.org", "imke", "IMKE"])
def test_the_owner_is_who_exported_it(exported_by: str) -> None:
    pair = (entry(RandomMessage(0, 0, "a"), 1), entry(RandomMessage(1, 1, "b"), 2))
    assert parsed(written(room(*pair, exported_by=exported_by))).conversation.owner == PEOPLE[0]
    assert parsed(written(room(*pair, exported_by="somebody"))).conversation.owner is None


def test_two_exports_that_overlap_are_one_history(tmp_path: Path) -> None:
    entries = [entry(RandomMessage(number * 1_000, number % 2, "the same"), number) for number in range(9)]
    (tmp_path / "a.json").write_bytes(written(room(*entries[:6])))
    (tmp_path / "b.json").write_bytes(written(room(*entries[3:])))
    result = read([tmp_path], OPTIONS)
    assert len(result.conversations) == 1
    assert result.messages.height == 9


def test_a_zip_is_named_after_the_room_and_what_was_sent_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / f"{FILE.removesuffix('.txt')}.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("export.txt", text_of([RandomMessage(0, 0, "hi"), RandomMessage(1_000, 1, "ho")]))
        archive.writestr("files/other-2025.txt", "12/11/2025, 08:06 - Ines: sent in the room\n")
    result = read([path], OPTIONS)
    assert [(one.app, one.title) for one in result.conversations] == [("matrix", "The lake")]
    assert result.messages.height == 2


AMERICAN = "6/20/2025, 3:13:21 PM - ann: hi\n6/21/2025, 3:13:22 PM - bo: ho\n"


@pytest.mark.parametrize(
    ("text", "name", "likelihood"),
    [
        (AMERICAN, "chat.txt", ElementLikelihood.OPEN),
        (AMERICAN, FILE, ElementLikelihood.YES),
        (AMERICAN, "matrix-export-6-20-2025.txt", ElementLikelihood.YES),
        (AMERICAN, "WhatsApp Chat with Bo.txt", ElementLikelihood.NO),
        (AMERICAN.replace("ann:", "@ann:example.org:"), "chat.txt", ElementLikelihood.YES),
        (AMERICAN.replace("hi", "lake.jpg (Media omitted)"), "chat.txt", ElementLikelihood.YES),
        (AMERICAN.replace("hi", "<Media omitted>"), "chat.txt", ElementLikelihood.NO),
        (AMERICAN.replace("hi", '<bo "so"> yes'), "chat.txt", ElementLikelihood.YES),
        (AMERICAN.replace("hi", "<Media omitted>"), FILE, ElementLikelihood.OPEN),
        (AMERICAN.replace("ann: hi", "ann joined the room"), "chat.txt", ElementLikelihood.YES),
        ("Fri, Jun 20, 2025, 15:13:21 - ann: hi\n", "chat.txt", ElementLikelihood.YES),
        ("6/20/2025, 3:13 PM - ann: hi\n", FILE, ElementLikelihood.NO),
        ("[6/20/2025, 3:13:21 PM] ann: hi\n", FILE, ElementLikelihood.NO),
    ],
)
def test_a_text_is_told_from_whatsapp_s_by_more_than_one_mark(
    text: str, name: str, likelihood: ElementLikelihood
) -> None:
    assert element_likelihood(text.splitlines(), [name]) is likelihood
    claiming = {reader.name for reader in readers() if reader.recognise(memory_export({name: text.encode()}))}
    assert ("matrix" in claiming) == (likelihood is not ElementLikelihood.NO)
    assert ("whatsapp" in claiming) == (likelihood is not ElementLikelihood.YES)


@pytest.mark.parametrize("app", ["matrix", "whatsapp"])
def test_where_nothing_tells_the_owner_is_asked(tmp_path: Path, app: str) -> None:
    path = tmp_path / "chat.txt"
    path.write_text(AMERICAN, encoding="utf-8")
    with pytest.raises(AmbiguousExportError, match="whatsapp, matrix"):
        read([path], OPTIONS)
    result = read([path], ReadOptions(OPTIONS.zone, app=app))
    assert result.messages["text"].to_list() == ["hi", "ho"]
    assert result.messages["sent_at"][0] == datetime(2025, 6, 20, 15, 13, 21, tzinfo=UTC)


@pytest.mark.parametrize(
    "content",
    [
        b'{"room_name": "x", "messages": []}',
        b'{"name":"Bo","type":"personal_chat","messages":[]}',
        b'{"room_name": "x", "exported_by": "y", "topic": "z", "events": []}',
        b"12/11/2025, 08:06 - Ines: hi\n",
    ],
)
def test_look_alikes_are_not_claimed(content: bytes) -> None:
    assert not MatrixReader().recognise(memory_export({"x.json": content}))


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name[:13] + path.suffix)
def test_no_other_reader_claims_it(path: Path) -> None:
    export = memory_export({path.name: path.read_bytes()})
    assert [reader.name for reader in readers() if reader.recognise(export)] == ["matrix"]


def test_an_empty_room_is_a_sentence() -> None:
    with pytest.raises(EmptyExportError):
        parsed(written(room()))
    with pytest.raises(BrokenExportError, match="none of its 2 entries"):
        parsed(written(room({"type": "m.room.message"}, "x")))


APP_LINES = (
    "I left the keys",
    "Lou left the room",
    "Lou joined the room.",
    "we invited Lou",
    "Lou sent an image.",
    "she placed a voice call.",
    "who changed the topic: you?",
    "it has started a poll",
    "* Lou waves",
    "I said it.now (not yesterday)",
)
"""Words like those that the app writes of itself."""

NAMES = ("Rosa", "Lou", "A: B", "A: C", "Kim left the room", "Ann set the table: so", "* Eve")


def lines_of(rests: list[str]) -> bytes:
    """A text of the lines that stand behind headers, one a minute."""
    at = RandomMessage(0, 0, "").sent_at
    headers = (HEADERS["24 h"](at + timedelta(minutes=number)) for number in range(len(rests)))
    return "".join(f"{header} - {rest}\n" for header, rest in zip(headers, rests, strict=True)).encode()


@given(st.lists(st.tuples(st.sampled_from(PEOPLE[:2] + NAMES[:2]), st.sampled_from((*APP_LINES, "hi"))), min_size=1))
def test_words_of_somebody_that_read_like_the_app_s_are_theirs(said: list[tuple[str, str]]) -> None:
    part = parsed(lines_of([f"{name}: {words}" for name, words in said]), FILE)
    assert [row[1:] for row in rows_of(part.messages)] == said
    assert part.conversation.coverage.doubtful == 0


@given(st.lists(st.tuples(st.sampled_from(NAMES), st.sampled_from((*APP_LINES, "hi"))), min_size=1))
def test_no_name_lets_words_be_swallowed(said: list[tuple[str, str]]) -> None:
    part = parsed(lines_of([f"{name}: {words}" for name, words in said]), FILE)
    coverage = part.conversation.coverage
    kept = part.messages.filter(pl.col("kind") == "text")["text"].to_list()
    assert len(kept) >= len(said) - coverage.ambiguous
    assert all(any(words in text for text in kept) or coverage.ambiguous for _, words in said)


def test_people_whose_names_begin_alike_are_no_single_one() -> None:
    said = [(name, f"{number}") for number in range(3) for name in ("A: B", "A: C", "Kim left the room")]
    app = ["A: B left the room", "A: C sent an image.", "Rosa joined the room"]
    part = parsed(lines_of([*(f"{name}: {words}" for name, words in said), *app]), FILE)
    assert [row[1:] for row in rows_of(part.messages)][:-3] == said
    assert part.messages["kind"].to_list()[-3:] == ["system", "image", "system"]
    assert part.messages["sender"].to_list()[-2] == "A: C"


def test_lines_of_the_app_with_a_colon_are_its_own() -> None:
    rests = ["Rosa: hi", 'Rosa changed the topic to "a: b".', "Rosa removed Lou: spam", "Kim banned Lou: spam"]
    part = parsed(lines_of(rests), FILE)
    assert part.messages["kind"].to_list() == ["text", "system", "system", "text"]
    assert part.conversation.coverage.ambiguous == 2


def test_what_somebody_does_who_writes_nothing_else_is_kept_and_ambiguous() -> None:
    part = parsed(lines_of(["Rosa: hi", "* Rosa waves", "* Kim sings: la"]), FILE)
    assert [row[1:] for row in rows_of(part.messages)] == [("Rosa", "hi"), ("Rosa", "waves"), ("Kim", "sings: la")]
    assert part.conversation.coverage.ambiguous == 1


def member(number: int, who: str, name: str) -> dict[str, Any]:
    content = {"membership": "join", "displayname": name}
    start = {"type": "m.room.member", "sender": who, "state_key": who, "content": content}
    return {**start, "origin_server_ts": 0, "event_id": f"$m{number}", "room_id": "!a:b"}


def edited(message: RandomMessage, number: int, target: str) -> dict[str, Any]:
    relation = {"rel_type": "m.replace", "event_id": target}
    words = {"msgtype": "m.text", "body": message.text}
    return entry(message, number, content={"m.new_content": words, "m.relates_to": relation, "body": "* "})


def redaction(message: RandomMessage, number: int, target: str) -> dict[str, Any]:
    return entry(message, number, type="m.room.redaction", redacts=target, content={})


@pytest.mark.parametrize("exported_by", ["Imke", "imke"])
@pytest.mark.parametrize("writers", [(0, 1), (0,), (1,)])
def test_people_of_one_name_are_not_taken_for_each_other(exported_by: str, writers: tuple[int, ...]) -> None:
    members = [member(number, PEOPLE[number], "Imke") for number in (0, 1)]
    said = [entry(RandomMessage(number, number, "hi"), number) for number in writers]
    assert parsed(written(room(*members, *said, exported_by=exported_by))).conversation.owner is None
    by_address = parsed(written(room(*members, *said, exported_by=PEOPLE[writers[0]]))).conversation
    assert by_address.owner is not None
    assert PEOPLE[writers[0]] in by_address.owner or len(writers) == 1


def test_a_name_that_is_somebody_s_first_part_of_an_address_is_of_whom_it_names() -> None:
    members = [member(0, PEOPLE[0], "Ines"), member(1, PEOPLE[1], "imke")]
    said = [entry(RandomMessage(number, number, "hi"), number) for number in (0, 1)]
    assert parsed(written(room(*members, *said, exported_by="imke"))).conversation.owner == "imke"


def test_an_edit_of_what_is_not_there_is_a_message() -> None:
    edits = [edited(RandomMessage(number, 0, f"{number}"), number, "$lost") for number in (2, 1)]
    part = parsed(written(room(*edits, entry(RandomMessage(5, 1, "so"), 5))))
    assert part.messages["text"].to_list() == ["2", "so"]
    assert part.conversation.coverage.repeated == 1
    assert any("edited later" in str(note) for note in part.conversation.notes)


def test_an_edit_by_somebody_else_changes_nothing_and_is_kept() -> None:
    part = parsed(written(room(entry(RandomMessage(0, 0, "mine"), 0), edited(RandomMessage(1, 1, "yours"), 1, "$e0"))))
    assert rows_of(part.messages) == expected([RandomMessage(0, 0, "mine"), RandomMessage(1, 1, "yours")])


@given(random_messages(people=3), st.data())
def test_no_edit_or_redaction_is_lost(messages: list[RandomMessage], data: st.DataObject) -> None:
    events: list[object] = []
    texts: dict[str, str] = {}
    for number, message in enumerate(messages):
        target = data.draw(st.sampled_from(["", "$lost", *texts]), label="edits")
        event = edited(message, number, target) if target else entry(message, number)
        events.append(event)
        texts[event["event_id"]] = message.text
    part = parsed(written(room(*events)))
    coverage = part.conversation.coverage
    assert coverage.messages + coverage.repeated == coverage.total == len(messages)
    latest = max(messages, key=lambda message: message.after)
    assert latest.text in part.messages["text"].to_list() or coverage.repeated
    ident = data.draw(st.sampled_from([*texts, "$lost"]), label="taken back")
    again = parsed(written(room(*events, redaction(RandomMessage(latest.after + 1, 0, ""), 99, ident))))
    assert "deleted" in again.messages["kind"].to_list()


def test_what_was_taken_back_is_deleted_and_a_reaction_is_gone() -> None:
    heart = {"rel_type": "m.annotation", "event_id": "$e0", "key": "❤"}
    events = [
        *(entry(RandomMessage(number, 0, f"{number}"), number) for number in range(2)),
        entry(RandomMessage(2, 1, ""), 2, type="m.reaction", content={"m.relates_to": heart}),
        redaction(RandomMessage(3, 1, ""), 3, "$e2"),
        redaction(RandomMessage(4, 0, ""), 4, "$e1"),
        redaction(RandomMessage(5, 1, ""), 5, "$lost"),
    ]
    part = parsed(written(room(*events)))
    assert part.messages["kind"].to_list() == ["text", "deleted", "system", "system", "deleted"]
    assert part.messages["text"].to_list() == ["0", None, None, None, None]
    assert part.messages["reactions"].to_list()[0] == []
