"""Exports in which headers of several styles stand: joined of two phones', or written after a setting was changed."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from example_counts import examples
from unlike.readers import ParsedConversation, ReadOptions
from unlike.readers.apps.whatsapp import WhatsAppReader
from unlike.readers.apps.whatsapp.header_look import ends_lines_otherwise
from unlike.readers.base import DateOrderQuestion
from unlike.readers.coverage import miscount
from unlike.readers.formats import text_lines
from unlike.readers.testkit import memory_export, parse

OPTIONS = ReadOptions(ZoneInfo("UTC"))
ANDROID, IPHONE, AMERICAN = "%d/%m/%Y, %H:%M - ", "[%d.%m.%y, %H:%M:%S] ", "%m/%d/%y, %I:%M\u202f%p - "
STYLES = (
    ANDROID,
    IPHONE,
    AMERICAN,
    "[%d.%m.%y, %I:%M:%S\u202f%p] ",
    "%Y-%m-%d %H:%M - ",
    "\u200e[%Y/%m/%d %H:%M:%S] ",
    "%d-%m-%y %H.%M - ",
    "[%m/%d/%Y, %I:%M:%S %p] ",
)
Row = tuple[datetime, str, str]


def read(content: str, options: ReadOptions = OPTIONS) -> ParsedConversation:
    (part,) = parse(WhatsAppReader(), content.encode(), "chat.txt", options)
    assert miscount(part.conversation.coverage, part.messages, len(part.conversation.skipped)) is None
    return part


def written(rows: Sequence[Row], styles: Sequence[str]) -> str:
    return "".join(
        f"{moment.strftime(style)}{name}: {text}\n" for (moment, name, text), style in zip(rows, styles, strict=True)
    )


def history(first: datetime, number: int, step: timedelta = timedelta(hours=5)) -> list[Row]:
    return [(first + place * step, ("Ines", "Tom")[place % 2], f"row {place}") for place in range(number)]


MOMENTS = st.lists(st.integers(0, 400_000), min_size=1, max_size=20).map(sorted)


@st.composite
def mixed(draw: st.DrawFn) -> tuple[list[Row], list[str]]:
    """A history in time order, each message in one of a few styles, whose order of day and month the calendar tells."""
    styles = draw(st.lists(st.sampled_from(STYLES), min_size=1, max_size=4, unique=True))
    start = datetime(2019, 3, 13, 9)  # noqa: DTZ001 - a wall clock
    sent = [start + timedelta(days=place) for place in range(len(styles))]
    sent += [sent[-1] + timedelta(minutes=minutes) for minutes in draw(MOMENTS)]
    rows = [(moment, ("Ines", "Tom")[place % 2], f"row {place}") for place, moment in enumerate(sent)]
    if draw(st.booleans()):  # parts behind each other
        edges = sorted(draw(st.lists(st.integers(0, len(rows)), max_size=len(styles) - 1)))
        chosen = [styles[sum(edge <= place for edge in edges)] for place in range(len(rows))]
        return rows, [*styles, *chosen[len(styles) :]]
    return rows, [*styles, *(draw(st.sampled_from(styles)) for _ in rows[len(styles) :])]


@examples(30)
@given(mixed(), st.sampled_from([64, 500, 1 << 20]), st.sampled_from(["\n", "\r\n", "\r", "\u2028", "\x0b"]))
def test_every_message_of_every_style_has_its_row(chat: tuple[list[Row], list[str]], block: int, ending: str) -> None:
    rows, styles = chat
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(text_lines, "BLOCK_BYTES", block)
        part = read(written(rows, styles).rstrip("\n").replace("\n", ending))
    assert part.messages["text"].to_list() == [text for _, _, text in rows]
    assert part.messages["sender"].to_list() == [name for _, name, _ in rows]
    assert part.messages["ref"].to_list() == [f"L{place}" for place in range(1, len(rows) + 1)]
    sent = [
        moment.replace(second=moment.second * ("%S" in style), tzinfo=UTC)
        for (moment, _, _), style in zip(rows, styles, strict=True)
    ]
    assert part.messages["sent_at"].to_list() == sent
    assert part.conversation.coverage.doubtful == 0
    step = timedelta(seconds=1) if all("%S" in style for style in styles) else timedelta(minutes=1)
    assert part.conversation.clock == step


@pytest.mark.parametrize("number", [3, 40, 2000])
def test_each_part_has_its_own_order_of_day_and_month(number: int) -> None:
    first, second = history(datetime(2023, 1, 20, 8), number), history(datetime(2025, 1, 20, 8), number)  # noqa: DTZ001
    part = read(written(first, [ANDROID] * number) + written(second, [AMERICAN] * number))
    assert part.messages["sent_at"].to_list() == [moment.replace(tzinfo=UTC) for moment, _, _ in first + second]
    assert any("Not so dates like" in note for note in part.conversation.notes)


def test_time_running_forward_across_the_parts_settles_an_order() -> None:
    first, second = history(datetime(2024, 5, 28, 8), 9), history(datetime(2024, 6, 3, 8), 8)  # noqa: DTZ001
    part = read(written(first, [IPHONE] * 9) + written(second, [AMERICAN] * 8))
    assert part.messages["sent_at"][-1].month == 6


@pytest.mark.parametrize("style", [AMERICAN, ANDROID, "[%m/%d/%Y, %I:%M:%S %p] "])
@pytest.mark.parametrize("is_swapped", [False, True])
def test_a_step_back_where_two_exports_were_joined_settles_no_order(style: str, is_swapped: bool) -> None:
    rows = history(datetime(2025, 3, 1, 9), 40)  # noqa: DTZ001 - a wall clock
    pieces = [(rows[:25], IPHONE), (rows[20:], style)]
    text = "".join(written(piece, [form] * len(piece)) for piece, form in (pieces[::-1] if is_swapped else pieces))
    moments = {(moment.replace(tzinfo=UTC), text) for moment, _, text in rows}
    assert set(read(text).messages.select("sent_at", "text").rows()) == moments


def test_an_open_order_of_a_large_part_is_asked_for() -> None:
    first, second = history(datetime(2024, 5, 28, 8), 9), history(datetime(2025, 4, 3, 8), 6)  # noqa: DTZ001
    content = (written(first, [IPHONE] * 9) + written(second, [AMERICAN] * 6)).encode()
    (question,) = WhatsAppReader().read(memory_export({"chat.txt": content}), OPTIONS)
    assert isinstance(question, DateOrderQuestion)
    assert question.example == "04/03/25"
    part = read(content.decode(), ReadOptions(ZoneInfo("UTC"), "mdy"))
    assert part.messages["sent_at"][-1].month == 4
    assert part.messages["sent_at"][0].month == 5


def test_parts_may_overlap_or_stand_the_other_way_round() -> None:
    first, second = history(datetime(2024, 5, 13, 8), 60), history(datetime(2024, 5, 20, 8), 60)  # noqa: DTZ001
    for rows, styles in (
        (first + second, [ANDROID] * 60 + [IPHONE] * 60),
        (second + first, [IPHONE] * 60 + [ANDROID] * 60),
    ):
        assert read(written(rows, styles)).messages["text"].to_list() == [text for _, _, text in rows]


@pytest.mark.parametrize("pasted_style", [style for style in STYLES if style != IPHONE])
def test_what_was_pasted_is_text_and_is_counted_first(pasted_style: str) -> None:
    rows = history(datetime(2024, 5, 13, 8), 30)  # noqa: DTZ001
    lines = written(rows, [IPHONE] * 30).splitlines(keepends=True)
    pasted = written(history(datetime(2024, 5, 11, 8), 3), [pasted_style] * 3)  # noqa: DTZ001
    part = read("".join([*lines[:20], pasted, *lines[20:]]))
    assert part.messages["text"][19] == f"row 19\n{pasted}".rstrip("\n")
    assert part.messages.height == 30
    assert part.conversation.coverage.doubtful == 3
    assert part.conversation.notes[0].startswith("3 lines look like the beginnings of messages")
    assert "L21, L22, L23" in part.conversation.notes[0]


@pytest.mark.parametrize(
    "line",
    [
        "13/5/2024, 25:10 - Tom: at no time",
        "31.6.2024 at 10:00 - Tom: on no day",
        "> 13/05/2024, 10:00 - Tom: quoted",
        "Monday 13. May 2024 10:00: Tom: by a word",
        "(13/05/2024 10:00) - Tom: in other brackets",
    ],
)
def test_a_header_that_cannot_be_read_is_counted(line: str) -> None:
    rows = history(datetime(2024, 5, 13, 8), 4)  # noqa: DTZ001
    part = read(written(rows[:2], [ANDROID] * 2) + line + "\n" + written(rows[2:], [ANDROID] * 2))
    assert part.messages.height + part.conversation.coverage.doubtful == 5


@pytest.mark.parametrize(
    "text", ["10:00 - dentist: no date", "12.5.2024 dentist: bring the card", "2 + 2: 4\n1/2/3: go", ""]
)
def test_what_people_type_is_no_header(text: str) -> None:
    rows = history(datetime(2024, 5, 13, 8), 2)  # noqa: DTZ001
    part = read(written(rows, [ANDROID] * 2) + text)
    assert part.conversation.coverage.doubtful == 0
    assert part.messages.height == 2


def test_two_phones_keep_their_own_rules_for_the_app_s_words() -> None:
    android = "13/05/2024, 10:00 - Ines: <Media omitted>\n13/05/2024, 10:01 - Tom: null\n14/05/2024, 10:00 - Tom left\n"
    iphone = "[15.05.24, 10:00:00] Ines: \u200eimage omitted\n[15.05.24, 10:01:00] Tom: image omitted\n"
    iphone += "[15.05.24, 10:02:00] Ines: \u200eimage omitted\n"
    for content in (android + iphone, iphone.replace("15.05", "12.05") + android):
        kinds = dict(zip(*(read(content).messages[name].to_list() for name in ("ref", "kind")), strict=True))
        assert sorted(kinds.values()) == ["image", "image", "media", "media", "system", "text"]


@pytest.mark.parametrize(
    ("lines", "days"),
    [
        (["13/11/2025, 23:50", "13/11/2025, 24:15", "14/11/2025, 07:30"], [13, 14, 14]),
        (["13/11/2025, 23:50", "14/11/2025, 24:15", "14/11/2025, 07:30"], [13, 14, 14]),
        (["13/11/2025, 24:10", "13/11/2025, 24:15"], [13, 13]),
    ],
)
def test_a_quarter_past_midnight_written_24_15(lines: list[str], days: list[int]) -> None:
    part = read("".join(f"{line} - Ines: hi\n" for line in lines))
    assert part.messages["sent_at"].dt.day().to_list() == days
    assert part.messages["sent_at"].dt.hour().to_list()[-1] in {0, 7}


def test_a_name_with_a_line_break() -> None:
    lines = ["13/05/2024, 10:00 - Ines", "Garden: hello: you", "13/05/2024, 10:01 - Tom: hi", "Garden: no name", ""]
    part = read("\n".join(lines) + "14/05/2024, 10:00 - Ines ", ReadOptions(ZoneInfo("UTC")))
    assert part.messages["sender"].to_list() == ["Ines Garden", "Tom"]
    assert part.messages["text"].to_list() == ["hello: you", "hi\nGarden: no name"]
    left = "13/05/2024, 10:00 - Tom left\nand said: bye\n13/05/2024, 10:01 - Ines\n: oh\n"
    assert read(left).messages["sender"].to_list() == [None, "Ines"]


def test_very_many_looks_are_read_or_counted() -> None:
    lines = [
        f"{day}{first}05{second}2024{gap}{hour}{colon}10{end}Ines: {day}"
        for day in (13, 14)
        for first in "./-"
        for second in "./-"
        for gap in (", ", " ", " um ", " klo ")
        for hour in (9, 10)
        for colon in ":."
        for end in (" - ", ": ")
    ]
    part = read("\n".join(sorted(lines)))
    found = part.conversation.coverage
    assert found.messages + found.doubtful == len(lines)
    assert 0 < found.doubtful < len(lines)


@pytest.mark.parametrize("end", ["\x0b", "\x0c", "\x85", "\u2028", "\u2029"])
def test_other_ends_of_lines_are_known(end: str) -> None:
    assert ends_lines_otherwise(f"a{end}".encode())
    assert ends_lines_otherwise(end.encode())
    assert not any(ends_lines_otherwise(part.encode()) for part in ("", "a", "è", "é", "Å", "“…”\n"))
    assert not any(ends_lines_otherwise(bytes([byte])) for byte in (0x85, 0xA8, 0xA9))


def test_other_ends_of_lines_are_text_where_no_header_follows() -> None:
    part = read("13/05/2024, 10:00 - Ines: a\u2028b\x0c2 of 3\u2029c\n14/05/2024, 10:00 - Tom: d\n")
    assert part.messages["text"].to_list() == ["a\u2028b\x0c2 of 3\u2029c", "d"]


OTHER_SIGNS: dict[str, Callable[[str], str]] = {
    "marks within numbers": lambda head: re.sub(r"(?<=\d)(?=\d)", "\u200e", head),
    "marks everywhere": lambda head: "\u200f".join(head).replace("M", "M\u200f").replace("\u200fM", "M"),
    "tabs": lambda head: head.replace(" ", "\t"),
    "wide spaces": lambda head: head.replace(" ", "\u3000"),
    "digits of full width": lambda head: head.translate({48 + digit: 0xFF10 + digit for digit in range(10)}),
    "signs of full width": lambda head: head.translate({code: 0xFEE0 + code for code in range(33, 65)}),
}


@pytest.mark.parametrize("other", OTHER_SIGNS)
@pytest.mark.parametrize("style", [ANDROID, IPHONE, AMERICAN])
@pytest.mark.parametrize("share", [1, 7])
def test_marks_and_signs_of_other_kinds_in_headers(other: str, style: str, share: int) -> None:
    rows = history(datetime(2024, 5, 13, 8), 30)  # noqa: DTZ001 - a wall clock
    heads = [moment.strftime(style) for moment, _, _ in rows]
    heads = [OTHER_SIGNS[other](head) if place % share == 0 else head for place, head in enumerate(heads)]
    part = read("".join(f"{head}{name}: {text}\n" for head, (_, name, text) in zip(heads, rows, strict=True)))
    assert part.messages["text"].to_list() == [text for _, _, text in rows]
    assert part.messages["sent_at"].dt.date().to_list() == [moment.date() for moment, _, _ in rows]
    assert part.conversation.coverage.doubtful == 0
