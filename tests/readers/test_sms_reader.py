from __future__ import annotations

from pathlib import Path
from typing import Any
from xml.sax.saxutils import quoteattr
from zoneinfo import ZoneInfo

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from random_chats import RandomMessage, random_messages, rows_of
from unlike.errors import BrokenExportError, EmptyExportError, UnknownExportError
from unlike.messages import schema_violations
from unlike.readers import ParsedConversation, ReadOptions, read
from unlike.readers.apps.sms import SmsReader
from unlike.readers.testkit import check_golden, check_reader, memory_export, parse

SAMPLE = Path(__file__).parent / "sms" / "sms-20260101.xml"
OPTIONS = ReadOptions(ZoneInfo("Europe/Berlin"))
PEOPLE = ("Me", "Rosa", "Lou")
NUMBERS = ("+4915550100009", "+4915550100001", "+4915550100002")
FORMS = (NUMBERS[1], "015550100001", "0049 1555 0100001", "(01555) 010-0001")


def sms_chats(people: int = 2) -> st.SearchStrategy[list[RandomMessage]]:
    """Messages of which none says "null", which is how the app writes a text that is not there."""
    return random_messages(people=people).filter(lambda chat: all(message.text != "null" for message in chat))


def parsed(content: str) -> list[ParsedConversation]:
    return parse(SmsReader(), content.encode(), "sms-1.xml", OPTIONS)


def backup(*elements: str, count: int | None = None) -> str:
    number = len(elements) if count is None else count
    return f"<?xml version='1.0' encoding='UTF-8'?>\n<smses count=\"{number}\">\n" + "\n".join(elements) + "\n</smses>"


def attribute(text: str) -> str:
    return quoteattr(text, {"\n": "&#10;"})


def sms(message: RandomMessage, address: str = NUMBERS[1], **more: str) -> str:
    values = {"address": address, "date": str(message.milliseconds), "type": "2" if message.sender == 0 else "1"}
    values |= {"body": message.text, "contact_name": "Rosa"} | more
    return "<sms " + " ".join(f"{name}={attribute(value)}" for name, value in values.items()) + " />"


def group_mms(message: RandomMessage) -> str:
    box = "2" if message.sender == 0 else "1"
    thread = f'{NUMBERS[1]}~{NUMBERS[2]}"'
    start = f'<mms date="{message.milliseconds}" msg_box="{box}" address="{thread} contact_name="Rosa, Lou">'
    part = f"<parts><part ct='text/plain' text={attribute(message.text)}/></parts>"
    return f'{start}{part}<addrs><addr type="137" address="{NUMBERS[message.sender]}"/></addrs></mms>'


def expected(messages: list[RandomMessage]) -> list[tuple[Any, ...]]:
    return [(message.sent_at, PEOPLE[message.sender], message.text) for message in messages]


def test_reads_as_the_golden_file_shows() -> None:
    check_golden(check_reader(SmsReader(), SAMPLE, OPTIONS), SAMPLE)


def test_every_element_is_accounted_for() -> None:
    result = read([SAMPLE], OPTIONS)
    content = SAMPLE.read_text(encoding="utf-8")
    unsent = 2
    assert sum(one.coverage.total for one in result.conversations) + unsent == content.count("<sms ") + content.count(
        "<mms "
    ) + content.count("<sms/>")
    assert any("says that it holds 20 messages; 16 were read" in str(note) for note in result.conversations[0].notes)


@given(sms_chats(), sms_chats(people=3), st.data())
def test_random_chats_are_read_back_with_nothing_lost_or_invented(
    direct: list[RandomMessage], group: list[RandomMessage], data: st.DataObject
) -> None:
    elements = [sms(message, data.draw(st.sampled_from(FORMS))) for message in direct]
    elements = data.draw(st.permutations(elements + [group_mms(message) for message in group]))
    if data.draw(st.booleans(), label="halves of pairs"):
        elements = [halved(element) for element in elements]
    by_title = {part.conversation.title: part for part in parsed(backup(*elements))}
    for title, messages in (("Rosa", direct), ("Lou, Rosa", group)):
        rows = rows_of(by_title[title].messages)
        assert sorted(rows) == sorted(set(expected(messages)))
        assert by_title[title].conversation.group == (title != "Rosa")


def halved(element: str) -> str:
    """The element with characters beyond the basic plane as halves of pairs, as the app has written them."""
    return "".join(
        letter if ord(letter) < 0x10000 else "".join(f"&#{unit};" for unit in units(letter)) for letter in element
    )


def units(letter: str) -> tuple[int, int]:
    above = ord(letter) - 0x10000
    return 0xD800 + (above >> 10), 0xDC00 + (above & 0x3FF)


@given(sms_chats())
def test_newest_first_reads_like_oldest_first(messages: list[RandomMessage]) -> None:
    elements = [sms(message) for message in messages]
    forward, back = parsed(backup(*elements))[0], parsed(backup(*reversed(elements)))[0]
    assert rows_of(forward.messages) == list(dict.fromkeys(expected(messages)))
    assert sorted(rows_of(back.messages)) == sorted(rows_of(forward.messages))


@given(sms_chats(), st.integers(1, 300))
def test_a_file_that_breaks_off_gives_a_part_or_a_sentence(messages: list[RandomMessage], lost: int) -> None:
    content = backup(*(sms(message) for message in messages)).encode()[:-lost]
    try:
        part = parse(SmsReader(), content, "sms-1.xml", OPTIONS)[0]
    except (BrokenExportError, EmptyExportError):
        return
    assert schema_violations(part.messages.sort("sent_at", maintain_order=True)) == []
    assert rows_of(part.messages) == list(dict.fromkeys(expected(messages)))[: part.messages.height]
    assert part.conversation.breaks_off


def test_one_damaged_message_costs_itself() -> None:
    good = [sms(RandomMessage(after, 1, "yes")) for after in range(3)]
    part = parsed(backup(good[0], good[1].replace("body=", "body"), good[2]))[0]
    assert part.messages.height == 2
    assert [(record.ref, record.why) for record in part.conversation.skipped] == [("sms 2", "this entry is damaged")]


def test_backups_of_two_weeks_are_one_history(tmp_path: Path) -> None:
    messages = [RandomMessage(after * 1_000, after % 2, "same words") for after in range(9)]
    for name, some in (("sms-1.xml", messages[:6]), ("sms-2.xml", messages[3:])):
        (tmp_path / name).write_text(backup(*map(sms, some)), encoding="utf-8")
    result = read([tmp_path], OPTIONS)
    assert result.messages.height == 9
    assert [one.coverage.repeated for one in result.conversations] == [3]


def test_two_contacts_whose_names_end_in_numbers_stay_two() -> None:
    elements = [sms(RandomMessage(0, 0, "hi"), NUMBERS[1], contact_name="Bo 1")]
    elements += [sms(RandomMessage(10**9, 0, "hi"), NUMBERS[2], contact_name="Bo 2")]
    assert [part.conversation.title for part in parsed(backup(*elements))] == ["Bo 1", "Bo 2"]


def test_a_contact_who_is_called_like_the_owner_is_another_person() -> None:
    part = parsed(backup(sms(RandomMessage(0, 0, "a")), sms(RandomMessage(1, 1, "b"), contact_name="Me")))[0]
    assert part.messages["sender"].n_unique() == 2


@pytest.mark.parametrize("declaration", ['<!DOCTYPE smses [<!ENTITY a "b">]>', '<!DOCTYPE smses SYSTEM "file:///etc">'])
def test_a_declaration_is_refused(declaration: str) -> None:
    content = backup(sms(RandomMessage(0, 0, "hi"))).replace("<smses", f"{declaration}<smses")
    with pytest.raises(BrokenExportError, match="declares entities"):
        parsed(content)


def test_an_entity_inside_is_a_damaged_message() -> None:
    good, bad = sms(RandomMessage(0, 0, "hi")), sms(RandomMessage(1, 0, "x")).replace('"x"', '"&lol9;"')
    part = parsed(backup(good, f'<!DOCTYPE a [<!ENTITY lol9 "ha">]>{bad}'))[0]
    assert part.messages["text"].to_list() == ["hi"]


def test_nothing_to_read_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(EmptyExportError):
        parsed(backup(count=2444))
    with pytest.raises(BrokenExportError, match="cannot be read"):
        parsed(backup("<sms/>"))
    calls = tmp_path / "calls-1.xml"
    calls.write_text('<?xml version="1.0"?><calls count="1"><call number="1" date="1"/></calls>', encoding="utf-8")
    with pytest.raises(UnknownExportError, match="list of calls"):
        read([calls], OPTIONS)


@pytest.mark.parametrize("content", [b"<smsesx>", b"<html><sms hello></html>", b'<calls count="1"><call date="1"/>'])
def test_look_alikes_are_not_claimed(content: bytes) -> None:
    assert not SmsReader().recognise(memory_export({"x.xml": content}))


def test_it_is_read_in_utf_16_too() -> None:
    content = backup(sms(RandomMessage(0, 1, "grüße 😊"))).replace("UTF-8", "UTF-16").encode("utf-16")
    part = parse(SmsReader(), content, "x.xml", OPTIONS)[0]
    assert part.messages["text"].to_list() == ["grüße 😊"]


def test_pictures_cost_no_memory_of_the_table() -> None:
    picture = "A" * (3 << 20)
    parts = f'<parts><part ct="image/png" data="{picture}"/><part ct="text/plain" text="look"/></parts>'
    mms = f'<mms date="1700000000000" msg_box="1" address="+4915550100001">{parts}</mms>'
    table = parsed(backup(mms, mms.replace("00000000", "00000001"), count=1))[0].messages
    assert table.select(pl.col("kind").cast(pl.String), "text").rows() == [("image", "look")] * 2


def test_messages_of_one_moment_are_each_the_same_one_in_every_backup() -> None:
    rows = [sms(RandomMessage(7, 1, text)) for text in ("yes", "no", "maybe")]

    def refs(*elements: str) -> dict[str, str]:
        return dict(parsed(backup(*elements))[0].messages.select("text", "ref").iter_rows())

    assert refs(*reversed(rows)) == refs(*rows)
    assert refs(*rows[1:]).items() <= refs(*rows).items()


def test_two_numbers_that_end_alike_are_two_chats() -> None:
    numbers = ("+49955550100001", "+1955550100001")
    parts = parsed(backup(*(sms(RandomMessage(1_000, 1, "yes"), number, contact_name="") for number in numbers)))
    assert len({part.conversation.key for part in parts}) == 2
    assert sum(part.messages.height for part in parts) == 2
