"""One message decades from all others is no day of the chat, whatever the app, and is said to be left out."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bench.reading.apple_database import FIRST, AppleDatabase, apple_date
from unlike.i18n import translate_lazy
from unlike.readers import Import, Interpretation, ParsedConversation, ReadOptions, read
from unlike.readers.far_dates import without_far_dates

OPTIONS = ReadOptions(ZoneInfo("Europe/Berlin"), "dmy")
WHY = "its date is far from all others, as that of a clock that was wrong"
DAYS = (1, 2, 3, 4, 5, 6)


def whatsapp(year: int) -> bytes:
    lines = [f"0{day}/05/2026, 10:00 - Rosa: are you up? {day}" for day in DAYS]
    return "\n".join([*lines[:3], f"03/05/{year}, 10:00 - Rosa: the odd one", *lines[3:]]).encode()


def messenger(year: int) -> bytes:
    times = [datetime(2026, 5, day, 10, tzinfo=OPTIONS.interpretation.zone) for day in DAYS]
    times.insert(3, datetime(year, 5, 3, 10, tzinfo=OPTIONS.interpretation.zone))
    messages = [
        {"sender_name": "Rosa", "timestamp_ms": int(at.timestamp() * 1000), "content": f"word {number}"}
        for number, at in enumerate(reversed(times))
    ]
    people = [{"name": "Rosa"}, {"name": "Imke"}]
    thread = {"participants": people, "messages": messages, "title": "Rosa", "thread_path": "inbox/r"}
    return json.dumps(thread).encode()


def viber(year: int) -> bytes:
    lines = [f"0{day}/05/2026,10:00:00,Rosa,+4915550100,word {day}" for day in DAYS]
    return "\n".join([f"03/05/{year},10:00:00,Rosa,+4915550100,the odd one", *lines]).encode()


def apple(year: int) -> bytes:
    seconds: list[float] = [FIRST + day * 86_400 for day in DAYS]
    seconds.append(datetime(year, 5, 3, tzinfo=OPTIONS.interpretation.zone).timestamp())
    messages = [
        {"guid": f"A{number}", "text": f"word {number}", "date": apple_date(at), "chats": (1,), "handle_id": 1}
        for number, at in enumerate(seconds)
    ]
    return AppleDatabase([("+15550100", 45, None, "any;-;+15550100")], ["+15550100"], messages).written()


EXPORTS = {
    "WhatsApp Chat with Rosa.txt": whatsapp,
    "message_1.json": messenger,
    "Rosa.csv": viber,
    "chat.db": apple,
}


def imported(name: str, content: bytes, folder: Path) -> Import:
    path = folder / name
    path.write_bytes(content)
    return read([path], OPTIONS)


@pytest.mark.parametrize("name", EXPORTS)
def test_a_message_decades_from_all_others_is_left_out_and_said(name: str, tmp_path: Path) -> None:
    result = imported(name, EXPORTS[name](2009), tmp_path)
    (part,) = result.parts
    assert part.messages.height == len(DAYS)
    assert [record.why for record in part.conversation.skipped] == [WHY]
    assert part.conversation.coverage.skipped == 1
    assert part.conversation.coverage.messages == len(DAYS)


@pytest.mark.parametrize("name", EXPORTS)
def test_a_message_of_a_few_years_before_stays(name: str, tmp_path: Path) -> None:
    (part,) = imported(name, EXPORTS[name](2014), tmp_path).parts
    assert part.messages.height == len(DAYS) + 1
    assert without_far_dates(part) is part


def test_another_zone_leaves_the_same_message_out(tmp_path: Path) -> None:
    (part,) = imported("Rosa.csv", viber(2009), tmp_path).parts
    assert part.reinterpret is not None
    again = part.reinterpret(Interpretation(ZoneInfo("Asia/Tokyo"), "dmy"))
    assert isinstance(again, ParsedConversation)
    assert [record.why for record in again.conversation.skipped] == [WHY]


def test_messages_behind_one_that_is_left_out_for_its_date_are_not_late(tmp_path: Path) -> None:
    lines = [f"{day:02}/05/2024, 10:00 - Ines: word {day}\n" for day in range(1, 31)]
    lines.insert(15, "01/01/2060, 10:00 - Ines: from a wrong clock\n")
    path = tmp_path / "WhatsApp Chat with Tom.txt"
    path.write_text("".join(lines), "utf-8")
    (conversation,) = read([path], ReadOptions(ZoneInfo("UTC"), "dmy")).conversations
    assert (conversation.coverage.messages, conversation.coverage.skipped) == (30, 1)
    assert not any("later time" in translate_lazy(note) for note in conversation.notes)


DIGITS = {"ASCII": "0", "Arabic-Indic": "٠", "Persian": "۰", "Devanagari": "०", "Bengali": "০", "full width": "０"}


def in_digits(text: str, script: str) -> str:
    return "".join(chr(ord(DIGITS[script]) + int(char)) if char.isdecimal() else char for char in text)


def two_digit_whatsapp(year: int, script: str) -> tuple[str, str]:
    stamps = [in_digits(f"{day}/11/{year % 100:02}, 10:0{day % 10}", script) for day in range(21, 27)]
    return "WhatsApp Chat with Rosa.txt", "".join(f"{stamp} - Rosa: word {stamp[1]}\n" for stamp in stamps)


def two_digit_table(year: int, script: str) -> tuple[str, str]:
    stamps = [in_digits(f"{day}.11.{year % 100:02} 10:0{day % 10}", script) for day in range(21, 27)]
    return "chat.csv", "timestamp;sender;text\n" + "".join(f"{stamp};Rosa;word\n" for stamp in stamps)


@pytest.mark.parametrize("write", [two_digit_whatsapp, two_digit_table], ids=lambda write: write.__name__)
@pytest.mark.parametrize("script", DIGITS)
@pytest.mark.parametrize(("year", "calendar"), [(2025, "ours"), (1447, "Hijri"), (2568, "Buddhist")])
def test_years_of_another_calendar_are_turned_into_ours_or_said(
    write: Callable[[int, str], tuple[str, str]], script: str, year: int, calendar: str, tmp_path: Path
) -> None:
    name, text = write(year, script)
    (part,) = imported(name, text.encode(), tmp_path).parts
    is_said = any("another calendar" in translate_lazy(note) for note in part.conversation.notes)
    years = set(part.messages["sent_at"].dt.year())
    assert is_said is (years != {2025})
    assert calendar != "ours" or not is_said
    assert part.messages.height == 6
