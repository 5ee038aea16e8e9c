"""Files as they come: cut short, damaged, in other encodings, tiny, huge, out of order."""

from __future__ import annotations

import re
import zipfile
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from example_counts import examples
from unlike.errors import EmptyExportError, UnknownExportError
from unlike.readers import Import, ParsedConversation, ReadOptions
from unlike.readers import read as read_paths
from unlike.readers.apps.whatsapp import WhatsAppReader
from unlike.readers.apps.whatsapp.reading_pass import ReadingPass
from unlike.readers.coverage import miscount
from unlike.readers.formats import text_lines
from unlike.readers.testkit import check_golden, check_reader, memory_export, parse

HERE = Path(__file__).parent / "whatsapp"
OPTIONS = ReadOptions(ZoneInfo("Europe/Berlin"))
HI = b"12/11/2025, 08:06 - Imke: hi\n13/11/2025, 08:07 - Bo: yes\n"


def read(content: bytes) -> ParsedConversation:
    (part,) = parse(WhatsAppReader(), content, "chat.txt", OPTIONS)
    return part


def coverage(part: ParsedConversation) -> tuple[int, int, int]:
    """Messages, lines of the app and skipped records; that they add up is checked here."""
    found = part.conversation.coverage
    assert miscount(found, part.messages, len(part.conversation.skipped)) is None
    return found.messages, found.system, found.skipped


def lines_read(content: bytes, options: ReadOptions) -> int:
    """How many lines of a file were told to be part of a message or skipped."""
    document = memory_export({"chat.txt": content}).only
    return ReadingPass(document, options.progress, "chat").splitter.lines


def many(paths: list[Path]) -> Import:
    return read_paths(paths, OPTIONS, [WhatsAppReader()])


@pytest.mark.parametrize("path", sorted(HERE.glob("*.txt")), ids=lambda path: path.stem)
def test_golden(path: Path) -> None:
    check_golden(check_reader(WhatsAppReader(), path, OPTIONS), path)


@pytest.mark.parametrize("content", [b"", b"\xef\xbb\xbf", b"\n\n"])
def test_an_empty_file(content: bytes) -> None:
    with pytest.raises((EmptyExportError, UnknownExportError)):
        read(content)


@pytest.mark.parametrize("content", [b"hello\nthere\n", b"\x00" * 999, b"2025-01-01\n", b"{}", b"12:00 - a: b\n"])
def test_no_known_export(content: bytes) -> None:
    assert not WhatsAppReader().recognise(memory_export({"chat.txt": content}))
    with pytest.raises((EmptyExportError, UnknownExportError)):
        read(content)


def test_lines_before_the_first_message_are_reported() -> None:
    part = read(b"forwarded\n\nby me\n" + HI)
    assert coverage(part) == (2, 0, 1)
    assert [(one.ref, one.why) for one in part.conversation.skipped] == [
        ("L1-L3", "it stands before the first message")
    ]
    assert part.messages["ref"].to_list() == ["L4", "L5"]


@pytest.mark.parametrize("tail", [b"13/11/2", b"13/11/2025, 08:", b"13/11/2025, 08:08 -"])
def test_a_file_that_breaks_off_in_a_header(tail: bytes) -> None:
    part = read(HI + tail)
    assert part.messages["text"].to_list() == ["hi", "yes"]
    assert coverage(part)[2] == 1
    assert part.conversation.skipped[0].ref == "L3"


def test_a_file_that_breaks_off_in_a_name_or_a_text() -> None:
    part = read(HI + b"13/11/2025, 08:08 - Im")
    assert part.messages["text"].to_list() == ["hi", "yes"]
    assert [one.ref for one in part.conversation.skipped] == ["L3"]
    assert read(HI + b"13/11/2025, 08:08 - Imke: we").messages["text"].to_list() == ["hi", "yes", "we"]
    assert coverage(read(HI + b"13/11/2025, 08:08 - Imke left")) == (2, 1, 0)
    assert coverage(read(HI + b"12/11")) == (2, 0, 0)
    assert lines_read(HI + b"12/11", OPTIONS) == 3


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-8-sig"])
def test_other_encodings(encoding: str) -> None:
    part = read(HI.decode().replace("yes", "ja 🙂").encode(encoding))
    assert part.messages["text"].to_list() == ["hi", "ja 🙂"]
    assert any("UTF-" in note for note in part.conversation.notes) == (encoding != "utf-8-sig")
    assert WhatsAppReader().recognise(memory_export({"chat.txt": HI.decode().encode(encoding)}))


def test_nul_bytes_are_left_out_and_said() -> None:
    part = read(HI.replace(b"hi", b"h\x00i") + b"\x00" * 40)
    assert part.messages["text"].to_list() == ["hi", "yes"]
    assert any("41 NUL" in note for note in part.conversation.notes)


def test_damaged_characters_are_replaced_and_said() -> None:
    part = read(HI.replace(b"yes", b"y\xffs"))
    assert part.messages["text"].to_list() == ["hi", "y\ufffds"]
    assert any("L2" in note for note in part.conversation.notes)


def test_no_messages_but_the_app_s_own() -> None:
    part = read(b"12/13/25, 08:06 - Messages and calls are end-to-end encrypted. Only people can read.\n")
    assert part.messages["kind"].to_list() == ["system"]
    assert part.messages["sender"].null_count() == 1


def test_one_person_and_duplicates() -> None:
    part = read(b"13/11/2025, 08:06 - Imke: hi\n" * 5)
    assert part.messages["text"].to_list() == ["hi"] * 5
    assert part.messages["ref"].to_list() == ["L1", "L2", "L3", "L4", "L5"]


def test_ten_years_of_nothing_then_a_day() -> None:
    part = read(b"13/11/2011, 08:06 - Imke: hi\n14/11/2021, 08:06 - Bo: oh\n")
    assert part.messages["sent_at"].dt.year().to_list() == [2011, 2021]


def test_out_of_order_is_counted_and_the_file_s_order_kept(tmp_path: Path) -> None:
    content = b"".join(b"13/11/2025, 08:0%d - Imke: %d\n" % (minute, minute) for minute in (5, 3, 4, 3, 7))
    part = read(content)
    assert part.messages["text"].to_list() == ["5", "3", "4", "3", "7"]
    assert any(note.startswith("3 messages stand after one with a later time") for note in part.conversation.notes)
    path = tmp_path / "chat.txt"
    path.write_bytes(content)
    assert many([path]).messages["ref"].to_list() == ["L2", "L4", "L3", "L1", "L5"]


def test_a_clock_change() -> None:
    lines = [
        "30/03/2025, 01:59 - a: 1",
        "30/03/2025, 02:30 - a: 2",
        "30/03/2025, 03:30 - a: 3",
        "26/10/2025, 02:30 - a: 4",
    ]
    sent = read("\n".join(lines).encode()).messages["sent_at"].to_list()
    assert [moment.strftime("%d %H:%M") for moment in sent] == ["30 00:59", "30 01:30", "30 01:30", "26 00:30"]


def test_the_hour_that_a_clock_change_repeats_follows_the_file_s_order() -> None:
    times = ["02:10", "02:09", "02:50", "02:05", "02:20", "02:19", "02:55", "03:01"]
    part = read("".join(f"26/10/2025, {time} - a: {time}\n" for time in times).encode())
    sent = [f"{moment:%H:%M}" for moment in part.messages["sent_at"].to_list()]
    assert sent == ["00:10", "00:09", "00:50", "01:05", "01:20", "01:19", "01:55", "02:01"]
    alone = read(b"26/10/2025, 02:10 - a: 1\n26/10/2025, 02:20 - a: 2\n")
    assert [f"{moment:%H:%M}" for moment in alone.messages["sent_at"].to_list()] == ["00:10", "00:20"]


LONG_YEARS = [f"{date}, 00:00 - " for date in ("01/01/1811", "01/01/1904", "31/12/2008", "19/01/2038", "31/12/9999")]
SHORT_YEARS = [f"[{date}, 0:00:00 AM] " for date in ("01/01/04", "31/12/08", "19/01/38", "31/12/69", "01/01/70")]


@pytest.mark.parametrize("odd", LONG_YEARS + SHORT_YEARS)
@pytest.mark.parametrize("place", [0, 3, 6])
def test_a_message_with_an_odd_date_is_left_over(odd: str, place: int) -> None:
    header = "{:02d}/09/2025, 08:06 - " if odd in LONG_YEARS else "[{:02d}/09/25, 8:06:00 AM] "
    lines = [f"{header.format(day)}Ines: {day}" for day in range(1, 7)]
    part = read("\n".join([*lines[:place], f"{odd}Tom: odd\nand more", *lines[place:]]).encode())
    assert part.messages["text"].to_list() == ["1", "2", "3", "4", "5", "6"]
    assert part.messages["sent_at"].dt.year().unique().to_list() == [2025]
    assert [record.ref for record in part.conversation.skipped] == [f"L{place + 1}"]
    assert "its date lies before WhatsApp" in part.conversation.skipped[0].why
    assert coverage(part) == (6, 0, 1)


def test_an_odd_date_does_not_decide_between_day_and_month() -> None:
    lines = ["31/12/1904, 00:00 - a: x", *(f"04/{day:02d}/2025, 10:00 - a: {day}" for day in range(2, 9))]
    part = read("\n".join(lines).encode())
    assert part.messages["sent_at"].dt.month().unique().to_list() == [4]


def test_a_file_of_nothing_but_odd_dates_is_refused() -> None:
    with pytest.raises(UnknownExportError, match="before WhatsApp"):
        read(b"1403/08/22, 10:00 - a: x\n1403/08/23, 10:00 - b: y\n")


def test_a_file_beyond_this_machine_s_clock_is_read() -> None:
    part = read(b"".join(b"13/%02d/2061, 10:00 - a: x\n" % month for month in range(1, 13)))
    assert part.messages.height == 12


def test_long_messages() -> None:
    long = "ä" * 60_000
    part = read(f"13/11/2025, 08:06 - Imke: {long}\n13/11/2025, 08:07 - Bo: {'x' * 60_000}\n{long}\n".encode())
    assert part.messages["text"].str.len_chars().to_list() == [60_000, 120_001]


def test_a_crowd() -> None:
    lines = [f"13/11/2025, 08:06 - Person {number}: hi" for number in range(10_000)]
    part = read("\n".join(lines).encode())
    assert part.messages["sender"].n_unique() == 10_000
    assert part.conversation.group


def test_every_control_character() -> None:
    text = "".join(map(chr, [*range(1, 10), *range(11, 13), *range(14, 30)]))
    assert read(f"13/11/2025, 08:06 - Imke: {text}\nb\n".encode()).messages["text"][0] == f"{text}\nb"


def test_a_zip(tmp_path: Path) -> None:
    path = tmp_path / "WhatsApp Chat - Imke.zip"
    with zipfile.ZipFile(path, "w") as container:
        container.writestr("_chat.txt", "[13.11.25, 08:06:31] Imke: hi\r\n[14.11.25, 08:06:31] Bo: ho\r\n")
        container.writestr("00000001-PHOTO.jpg", b"\xff\xd8")
    reading = many([path])
    assert reading.conversations[0].title == "Imke"
    assert reading.messages["text"].to_list() == ["hi", "ho"]


def test_progress_reaches_the_end() -> None:
    told: list[tuple[int, int]] = []
    one = memory_export({"chat.txt": HI})
    list(
        WhatsAppReader().read(
            one, ReadOptions(ZoneInfo("UTC"), progress=lambda done, whole: told.append((done, whole)))
        )
    )
    assert told[-1] == (len(HI), len(HI))


LINES = st.text(st.characters(codec="utf-8", exclude_characters="\r\n\x00", exclude_categories=["Cs"]), max_size=30)
TEXTS = st.lists(LINES, min_size=1, max_size=3).map("\n".join)
NAMES = st.sampled_from(["Imke", "Bo Ek", "Größe 🌊", "+49 171 12"])
STYLES = st.sampled_from(
    [
        "%d/%m/%Y, %H:%M - ",
        "[%d.%m.%y, %H:%M:%S] ",
        "%Y-%m-%d, %I:%M %p - ",
        "[%m/%d/%Y, %I:%M:%S\u202f%p] ",
        "\u200e[%Y/%m/%d %H:%M:%S] ",
        "%d-%m-%Y %H.%M: ",
    ]
)
MOMENTS = st.datetimes(datetime(2012, 1, 13), datetime(2025, 1, 1))  # noqa: DTZ001 - a wall clock
ROWS = st.lists(st.tuples(MOMENTS, NAMES, TEXTS), min_size=1, max_size=12)


def plain(text: str) -> bool:
    """Nothing that the app adds, and no line that reads like a header."""
    return not any(character.isdecimal() or character in "<>[:\u200e\ufeff" for character in text)


@examples(50)
@given(STYLES, ROWS, st.sampled_from([16, 200, 1 << 20]), st.booleans())
def test_what_is_written_is_read(style: str, rows: list[tuple[datetime, str, str]], block: int, crlf: bool) -> None:
    rows = [(datetime(2024, 12, 13, 10), "Imke", "first"), *rows]  # noqa: DTZ001 - decides day and month
    rows = [(moment, name, f"w {text} w" if plain(text) else "w") for moment, name, text in rows]
    written = "".join(f"{moment.strftime(style)}{name}: {text}\n" for moment, name, text in rows)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(text_lines, "BLOCK_BYTES", block)
        content = written.replace("\n", "\r\n" if crlf else "\n").encode()
        (part,) = parse(WhatsAppReader(), content, "chat.txt", ReadOptions(ZoneInfo("UTC")))
    step = timedelta(seconds=1) if "%S" in style else timedelta(minutes=1)
    assert part.conversation.clock == step
    wanted = pl.DataFrame({"text": [text for _, _, text in rows], "sender": [name for _, name, _ in rows]})
    assert part.messages["text"].to_list() == wanted["text"].to_list()
    assert part.messages["sender"].to_list() == wanted["sender"].to_list()
    moments = [
        moment.replace(microsecond=0, second=moment.second * ("%S" in style), tzinfo=UTC) for moment, _, _ in rows
    ]
    assert part.messages["sent_at"].to_list() == moments
    assert coverage(part) == (len(rows), 0, 0)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(text_lines, "BLOCK_BYTES", block)
        assert lines_read(content, ReadOptions(ZoneInfo("UTC"))) == written.count("\n")


@examples(80)
@given(
    st.lists(
        st.one_of(
            st.binary(max_size=40),
            st.sampled_from(
                [
                    b"12/11/2025, 08:06 - Imke: hi",
                    b"13/11/2025, 08:06 - Imke left",
                    b"12/31/2025, 08:06 - x",
                    b"[12.11.25, 08:06:31] Imke: \xe2\x80\x8eimage omitted",
                    b"12/11/2025, 08:06 - : ",
                    b"12/11/2025, 08:06 - Imke:",
                    b"12/11/2025, 08:06 - ",
                    b"12/11/2025, 08:06 -",
                    b"12/11/2025, 99:06 - Imke: <Media omitted>",
                    "\u200f١/٢/٢٠٢٥، ١:٠٥ - a: b".encode(),
                ]
            ),
        ),
        max_size=12,
    ),
    st.sampled_from([b"\n", b"\r\n"]),
    st.sampled_from([8, 64, 1 << 20]),
)
def test_no_file_crashes_and_no_line_is_lost(lines: list[bytes], ending: bytes, block: int) -> None:
    content = ending.join(lines)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(text_lines, "BLOCK_BYTES", block)
        try:
            (part,) = parse(WhatsAppReader(), content, "chat.txt", ReadOptions(ZoneInfo("UTC"), "dmy"))
            lines_of_file = lines_read(content, ReadOptions(ZoneInfo("UTC")))
        except (EmptyExportError, UnknownExportError):
            return
    coverage(part)
    cleaned = content.replace(b"\x00", b"") if not content.startswith((b"\xff\xfe", b"\xfe\xff")) else None
    if cleaned is not None and text_lines.encoding(content)[0] == "utf-8":
        cleaned = cleaned.removeprefix(b"\xef\xbb\xbf")
        cleaned = re.sub(rb"\r*\n|\r", b"\n", cleaned)
        assert lines_of_file == cleaned.count(b"\n") + (not cleaned.endswith(b"\n"))


def test_documents_on_disk_are_recognised(tmp_path: Path) -> None:
    path = tmp_path / "chat.txt"
    path.write_bytes(HI)
    assert many([path]).messages.height == 2
    assert not WhatsAppReader().recognise(memory_export({"chat.json": HI}))
