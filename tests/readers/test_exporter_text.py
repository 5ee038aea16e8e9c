"""Texts and pages of imessage-exporter: every message once, with its words and nothing beside them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from example_counts import examples
from unlike.errors import BrokenExportError
from unlike.readers import MediumLimitKind, ReadOptions, read
from unlike.readers.apps.imessage import IMessageReader
from unlike.readers.apps.imessage.exporter_message import clock_time, tapback
from unlike.readers.testkit import check_golden, check_reader, memory_export, parse

HERE = Path(__file__).with_name("imessage")
OPTIONS = ReadOptions(ZoneInfo("UTC"))


@pytest.mark.parametrize("name", ["Ada Ek.txt", "Rowers.html"])
def test_the_samples(name: str) -> None:
    result = check_reader(IMessageReader(), HERE / name, OPTIONS)
    check_golden(result, HERE / name)
    (conversation,) = result.conversations
    assert (conversation.title, conversation.owner) == (name.rpartition(".")[0], "Me")
    assert conversation.limit(MediumLimitKind.NO_ZONE)


def test_a_folder_of_exports_is_read_chat_by_chat(tmp_path: Path) -> None:
    for name in ("Ada Ek.txt", "Rowers.html"):
        (tmp_path / name).write_bytes((HERE / name).read_bytes())
    (tmp_path / "WhatsApp Chat with Bo.txt").write_text("13/11/2025, 08:06 - Bo: good morning\n", "utf-8")
    result = read([tmp_path], OPTIONS)
    assert [(one.app, one.title) for one in result.conversations] == [
        ("imessage", "Ada Ek"),
        ("imessage", "Rowers"),
        ("whatsapp", "Bo"),
    ]


def test_times_are_the_owners() -> None:
    content = (HERE / "Ada Ek.txt").read_bytes()
    firsts = [
        parse(IMessageReader(), content, "Ada Ek.txt", ReadOptions(ZoneInfo(zone)))[0].messages["sent_at"].min()
        for zone in ("UTC", "Asia/Kolkata")
    ]
    assert isinstance(firsts[0], datetime)
    assert isinstance(firsts[1], datetime)
    assert firsts[0] - firsts[1] == timedelta(hours=5, minutes=30)


def test_a_file_in_which_no_time_can_be_read_is_refused() -> None:
    with pytest.raises(BrokenExportError):
        parse(IMessageReader(), b"May 41, 2024 10:00:00 AM\nAda\nhello\n", "Ada.txt", OPTIONS)


@pytest.mark.parametrize("text", ["May 01, 2024 10:00 AM - Ada: hi", "hello\n", "May 01, 2024 10:00:00 AM\n", ""])
def test_what_only_looks_like_it_is_left_to_others(text: str) -> None:
    assert not IMessageReader().recognise(memory_export({"chat.txt": text.encode()}))


def test_clocks_and_tapbacks() -> None:
    assert clock_time("May 17, 2022  5:29:42 PM") == datetime(2022, 5, 17, 17, 29, 42)  # noqa: DTZ001
    assert clock_time("May 17, 2022 12:00:00 AM") == datetime(2022, 5, 17)  # noqa: DTZ001
    assert [clock_time(text) for text in ("", "May 17, 2022 15:29:42 PM", "Mai 17, 2022  5:29:42 PM")] == [None] * 3
    assert tapback("    Loved by Ada Ek") == ("❤️", "Ada Ek")
    assert tapback("🫂 by Bo") == ("🫂", "Bo")
    assert tapback("standing by") is None


@dataclass(frozen=True)
class Sent:
    sender: str
    lines: tuple[str, ...]
    pause: int
    given: tuple[str, ...]


LINE = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z"))).map(lambda text: f"· {text}")
SENT = st.builds(
    Sent,
    st.sampled_from(("Me", "Ada Ek", "+4915550100", "bo@example.org")),
    st.lists(LINE | st.just(""), max_size=4).map(lambda lines: ("· first", *lines, "· last")),
    st.integers(0, 10**6),
    st.lists(st.sampled_from(("Me", "Ada Ek")), max_size=2).map(tuple),
)


@given(st.lists(SENT, min_size=1, max_size=20))
@examples(20)
def test_whatever_was_written_is_read_back(sent: list[Sent]) -> None:
    at, pieces, expected = datetime(2022, 1, 1), [], []  # noqa: DTZ001 - the program writes no zone
    for one in sent:
        at += timedelta(seconds=one.pause)
        tapbacks = ["Tapbacks:", *(f"    Loved by {name}" for name in one.given), ""] if one.given else []
        answer = [f"    {at:%b %d, %Y %I:%M:%S %p}", f"    {one.sender}", "    · a copy", ""] if one.given else []
        pieces += [f"{at:%b %d, %Y} {at.hour % 12 or 12:>2}{at:%M:%S %p}".replace(f"{at:%M:%S %p}", f":{at:%M:%S %p}")]
        pieces += [one.sender, *one.lines, *tapbacks, *answer, ""]
        expected.append((one.sender, "\n".join(one.lines), at.replace(tzinfo=ZoneInfo("UTC")), len(one.given)))
    (part,) = parse(IMessageReader(), "\n".join(pieces).encode(), "Ada.txt", OPTIONS)
    rows = part.messages.select("sender", "text", "sent_at", "reactions").rows()
    assert [(sender, text, when, len(given)) for sender, text, when, given in rows] == expected
    assert part.conversation.coverage.total == len(sent)


BLOCK = "Jan 0{}, 2024  9:0{}:00 PM\nBen\nI said it\n"


@examples(20)
@given(st.integers(2, 7), st.integers(1, 4))
def test_messages_that_were_copied_into_one_are_words_of_it(place: int, number: int) -> None:
    days = range(1, 10)
    blocks = [f"May 0{day}, 2024 10:00:00 AM\n{('Me', 'Ada Ek')[day % 2]}\nmessage {day}\n" for day in days]
    copied = "\n".join(BLOCK.format(day, day) for day in range(1, number + 1))
    blocks[place] += f"\n{copied}"
    (part,) = parse(IMessageReader(), "\n".join(blocks).encode(), "Ada Ek.txt", OPTIONS)
    assert part.messages.height == len(days)
    assert set(part.messages["sender"]) == {"Me", "Ada Ek"}
    assert (part.messages["text"][place] or "").count("I said it") == number
