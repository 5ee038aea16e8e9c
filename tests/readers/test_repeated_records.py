"""Files that somebody put together from several exports of a chat, and records of one id."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unlike.i18n import translate_lazy
from unlike.readers import Import, ReadOptions, import_of, read
from unlike.readers.apps.table import TableReader
from unlike.readers.apps.telegram import TelegramReader
from unlike.readers.apps.whatsapp import WhatsAppReader
from unlike.readers.coverage import miscount
from unlike.readers.driver import read_results
from unlike.readers.repeated_records import without_repeats
from unlike.readers.testkit import parse

OPTIONS: Final = ReadOptions(ZoneInfo("UTC"), "dmy")
FIRST: Final = datetime(2025, 11, 13, 8, 6)  # noqa: DTZ001 - a wall clock
Spoken = tuple[datetime, str, str]


def said(number: int, minutes: int = 7) -> list[Spoken]:
    return [(FIRST + timedelta(minutes=minutes * at), ("Imke", "Rosa")[at % 2], f"word {at}") for at in range(number)]


def android(messages: Sequence[Spoken]) -> str:
    return "".join(f"{at:%d/%m/%Y, %H:%M} - {who}: {text}\n" for at, who, text in messages)


def table(messages: Sequence[Spoken]) -> str:
    return "".join(f'{at},{who},"{text}"\n' for at, who, text in messages)


def imported(content: str, tmp_path: Path, name: str = "WhatsApp Chat with Rosa.txt") -> Import:
    (tmp_path / name).write_text(content, "utf-8")
    return read([tmp_path / name], OPTIONS)


def spoken(result: Import) -> list[Spoken]:
    columns = result.messages.select("sent_at", "sender", "text").rows()
    return [(at.replace(tzinfo=None), who, text) for at, who, text in columns]


@pytest.mark.parametrize(("first", "second"), [(40, 0), (30, 10), (25, 22), (22, 20), (40, 39 - 2)])
def test_what_both_pieces_of_a_file_hold_counts_once(first: int, second: int, tmp_path: Path) -> None:
    whole = said(40)
    result = imported(android(whole[:first]) + android(whole[second:]), tmp_path)
    (chat,) = result.conversations
    assert spoken(result) == whole
    assert (chat.coverage.messages, chat.coverage.repeated) == (40, first - second)
    note = f"The file was put together from several exports of this chat: {first - second} messages stood in it again"
    assert any(translate_lazy(one).startswith(note) for one in chat.notes)


def test_an_older_piece_behind_a_newer_one_and_three_pieces(tmp_path: Path) -> None:
    whole = said(60)
    for pieces in ((whole[20:], whole[:30]), (whole[:30], whole[20:45], whole[40:])):
        assert spoken(imported("".join(map(android, pieces)), tmp_path)) == whole


def test_a_message_that_was_edited_between_two_exports_is_one_with_its_newer_words(tmp_path: Path) -> None:
    older = said(30)
    newer = [*said(45)]
    newer[12] = (*newer[12][:2], "better words")
    assert spoken(imported(android(older) + android(newer), tmp_path)) == newer


def test_a_table_that_stands_newest_first(tmp_path: Path) -> None:
    whole = said(40)
    content = "timestamp,sender,text\n" + table(whole[20:][::-1]) + table(whole[:25][::-1])
    assert spoken(imported(content, tmp_path, "chat.csv")) == whole


def test_the_order_of_day_and_month_may_be_answered_afterwards(tmp_path: Path) -> None:
    day = datetime(2025, 3, 4, 8)  # noqa: DTZ001 - a wall clock
    whole = [(day + timedelta(minutes=at), ("Imke", "Rosa")[at % 2], f"word {at}") for at in range(20)]
    (tmp_path / "WhatsApp Chat with Rosa.txt").write_text(android(whole) + android(whole[5:]), "utf-8")
    unanswered = import_of(read_results([tmp_path], ReadOptions(OPTIONS.zone)), OPTIONS.zone)
    assert unanswered.questions
    assert spoken(unanswered.interpreted(OPTIONS.interpretation)) == whole


@given(st.lists(st.tuples(st.integers(0, 3), st.sampled_from("ab"), st.sampled_from(["ok", "no", "?"])), max_size=40))
def test_nothing_is_taken_for_a_repetition_where_time_runs_forward(steps: list[tuple[int, str, str]]) -> None:
    at, messages = FIRST, [(FIRST, "a", "hello")]
    for minutes, who, text in steps:
        at += timedelta(minutes=minutes)
        messages.append((at, who, text))
    (part,) = parse(WhatsAppReader(), android(messages).encode(), "WhatsApp Chat with a.txt", OPTIONS)
    assert without_repeats(part) is part


@given(st.data(), st.integers(8, 60))
def test_any_two_overlapping_pieces_of_a_file_are_the_whole(data: st.DataObject, number: int) -> None:
    whole = [(at, who, data.draw(st.sampled_from(["ok", text]))) for at, who, text in said(number, minutes=2)]
    second = data.draw(st.integers(0, number - 4))
    first = data.draw(st.integers(second + 4, number))
    content = (android(whole[:first]) + android(whole[second:])).encode()
    (part,) = parse(WhatsAppReader(), content, "WhatsApp Chat with Rosa.txt", OPTIONS)
    once = without_repeats(part)
    assert once.messages["text"].to_list() == [text for *_, text in whole]
    assert once.messages["ref"].str.contains(r"^L\d+$").all()
    assert miscount(once.conversation.coverage, once.messages, len(once.conversation.skipped)) is None


def test_late_messages_and_few_that_were_copied_stay(tmp_path: Path) -> None:
    whole = said(20)
    late = [*whole[:10], (whole[5][0], "Rosa", "sent without a network"), *whole[10:]]
    assert len(spoken(imported(android(late), tmp_path))) == 21
    copied = [*whole[:10], whole[3], *whole[10:]]
    assert len(spoken(imported(android(copied), tmp_path))) == 21


def test_a_record_of_one_id_that_stands_there_twice_counts_once() -> None:
    rows = [{"id": "1", "timestamp": "2025-11-13 08:06", "sender": "Imke", "text": "hi"}] * 2
    rows += [{**rows[0], "text": "other words"}, {**rows[0], "id": "2"}]
    content = "".join(json.dumps(row) + "\n" for row in rows).encode()
    (part,) = parse(TableReader(), content, "chat.jsonl", OPTIONS)
    once = without_repeats(part)
    assert once.messages["text"].to_list() == ["hi", "other words", "hi"]
    assert once.conversation.coverage.repeated == 1


def test_an_entry_of_telegram_that_stands_there_twice_counts_once() -> None:
    entry = {
        "id": 1,
        "type": "message",
        "date": "2025-11-13T08:06:00",
        "from": "Imke",
        "from_id": "user1",
        "text": "hi",
    }
    chat = {"name": "Rosa", "type": "personal_chat", "id": 2, "messages": [entry, {**entry, "id": 2}, entry]}
    (part,) = parse(TelegramReader(), json.dumps(chat).encode(), "result.json", OPTIONS)
    assert without_repeats(part).messages["ref"].to_list() == ["m1", "m2"]
