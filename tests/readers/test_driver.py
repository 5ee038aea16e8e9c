from __future__ import annotations

import json
import os
import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import polars as pl
import pytest

from unlike.errors import (
    AmbiguousExportError,
    BrokenExportError,
    ContainerError,
    EmptyExportError,
    InputError,
    MiscountError,
    NotFoundError,
    OptionError,
    UnknownExportError,
    UnreadableError,
)
from unlike.i18n import translate_lazy
from unlike.messages import SCHEMA, conform, join, schema_violations
from unlike.readers import (
    Conversation,
    Coverage,
    Export,
    ExportGuide,
    ParsedConversation,
    Reader,
    ReadOptions,
    read,
    readers,
)
from unlike.readers.apps.signal import SignalReader
from unlike.readers.apps.telegram import TelegramReader
from unlike.readers.apps.whatsapp import WhatsAppReader
from unlike.readers.file_names import FileNames
from unlike.readers.testkit import check_reader

OPTIONS = ReadOptions(ZoneInfo("UTC"))


class Lines(Reader):
    """A reader for tests: a file that begins with "LINES", then one message a line, all by Ada."""

    title = "Lines"
    export_description = "a .txt of lines"
    guides = (ExportGuide("Lines", "Write lines."),)

    def __init__(self, name: str = "lines", start: bytes = b"LINES") -> None:
        self.name, self.start = name, start

    def recognise(self, export: Export) -> bool:
        return export.only.head().startswith(self.start)

    def read(self, export: Export, options: ReadOptions) -> Iterator[ParsedConversation]:
        del options
        with export.only.open() as stream:
            lines = stream.read().decode().splitlines()[1:]
        yield self.part(export.title, lines)

    def part(self, title: str, lines: list[str]) -> ParsedConversation:
        times = [datetime(2024, 1, 1, tzinfo=UTC) - timedelta(minutes=number) for number in range(len(lines))]
        frame = pl.DataFrame(
            {"sent_at": times, "text": lines, "ref": [f"L{number}" for number in range(len(lines))]},
            schema_overrides={"sent_at": SCHEMA["sent_at"], "text": pl.String, "ref": pl.String},
        ).with_columns(sender=pl.lit("Ada"))
        about = Conversation(
            title, title, self.name, group=False, owner=None, clock=timedelta(seconds=1), coverage=self.count(lines)
        )
        return ParsedConversation(about, conform(frame, title, self.name))

    def count(self, lines: list[str]) -> Coverage:
        return Coverage(len(lines), 0, 0, len(lines))


class Crashing(Lines):
    """A foreign reader with a mistake in it."""

    def read(self, export: Export, options: ReadOptions) -> Iterator[ParsedConversation]:
        yield from super().read(export, options)
        raise ZeroDivisionError("division by zero")


class Stumbling(Lines):
    """A foreign reader that crashes on files it does not know."""

    def recognise(self, export: Export) -> bool:
        raise IndexError(export.title)


class Careless(Lines):
    """A foreign reader that returns a table of its own."""

    def part(self, title: str, lines: list[str]) -> ParsedConversation:
        part = super().part(title, lines)
        return ParsedConversation(part.conversation, part.messages.drop("ref"))


class Mislabelling(Lines):
    """A foreign reader whose rows are under another key than its conversation."""

    def part(self, title: str, lines: list[str]) -> ParsedConversation:
        part = super().part(title, lines)
        return replace(part, conversation=replace(part.conversation, key=f"{title} of another"))


@pytest.fixture
def lines(tmp_path: Path) -> Callable[..., Path]:
    def made(name: str = "a.txt", *texts: str) -> Path:
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True, parents=True)
        path.write_text("\n".join(["LINES", *(texts or ("one", "two"))]), encoding="utf-8")
        return path

    return made


def test_a_file_becomes_a_sorted_table(lines: Callable[..., Path]) -> None:
    found = check_reader(Lines(), lines(), OPTIONS)
    assert found.messages["text"].to_list() == ["two", "one"]
    assert [one.key for one in found.conversations] == ["a"]


def test_several_files_and_folders_are_joined(lines: Callable[..., Path], tmp_path: Path) -> None:
    lines("z/b.txt"), lines("z/c.txt", "three")
    found = read([tmp_path / "z", lines("a.txt", "four")], OPTIONS, [Lines()])
    assert [one.key for one in found.conversations] == ["b", "c", "a"]
    assert found.messages["conversation"].cast(pl.String).to_list() == ["a", "b", "b", "c"]
    assert schema_violations(found.messages) == []


def test_two_conversations_of_one_name_stay_two(lines: Callable[..., Path]) -> None:
    paths = [lines("x/a.txt", "one"), lines("y/a.txt", "six", "two"), lines("z/a.txt", "three", "four", "five")]
    found = read(paths, OPTIONS, [Lines()])
    assert [one.key for one in found.conversations] == ["a", "a (2)", "a (3)"]
    assert found.messages.height == 6
    assert found.messages["conversation"].n_unique() == 3
    assert [len(one.notes) for one in found.conversations] == [0, 1, 1]
    assert schema_violations(found.messages) == []


def test_a_key_that_is_taken_already_is_not_given_twice(lines: Callable[..., Path]) -> None:
    paths = [lines("x/a.txt", "1"), lines("x/a (2).txt", "22"), lines("y/a.txt", "333")]
    keys = [one.key for one in read(paths, OPTIONS, [Lines()]).conversations]
    assert keys == ["a", "a (2)", "a (3)"]


def test_the_same_bytes_are_read_once_and_it_says_so(lines: Callable[..., Path], tmp_path: Path) -> None:
    path, copy = lines("a.txt"), lines("elsewhere/copy.txt")
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as container:
        container.write(path, "a.txt")
    found = read([path, path, copy, tmp_path / "a.zip"], OPTIONS, [Lines()])
    assert found.messages.height == 2
    assert [one.notes for one in found.conversations] == [("The same file was given 4 times; it was read once.",)]


def test_the_same_length_is_not_the_same_file(lines: Callable[..., Path]) -> None:
    found = read([lines("a.txt", "one"), lines("b.txt", "two")], OPTIONS, [Lines()])
    assert found.messages["text"].to_list() == ["one", "two"]


def test_two_readers_that_claim_one_file_are_both_named(lines: Callable[..., Path]) -> None:
    with pytest.raises(AmbiguousExportError, match=r"several readers claim this file \(lines, rows\)"):
        read([lines()], OPTIONS, [Lines(), Lines("rows")])


def test_the_owner_can_name_the_reader(lines: Callable[..., Path]) -> None:
    found = read([lines()], ReadOptions(ZoneInfo("UTC"), app="rows"), [Lines(), Lines("rows")])
    assert found.conversations[0].app == "rows"
    with pytest.raises(OptionError, match=r"--app 'row' is not understood. Give one of: lines, rows"):
        read([lines()], ReadOptions(ZoneInfo("UTC"), app="row"), [Lines(), Lines("rows")])


def test_a_crash_names_reader_file_and_place_and_shows_no_traceback(lines: Callable[..., Path]) -> None:
    with pytest.raises(BrokenExportError) as caught:
        read([lines()], OPTIONS, [Crashing()])
    said = str(caught.value)
    assert "a.txt, conversation 2: the reader “lines” stopped (ZeroDivisionError: division by zero)" in said
    assert caught.value.__cause__ is None
    assert caught.value.__suppress_context__


def test_a_table_out_of_shape_is_the_readers_mistake(lines: Callable[..., Path]) -> None:
    with pytest.raises(BrokenExportError, match="the reader “lines” stopped"):
        read([lines()], OPTIONS, [Careless()])
    with pytest.raises(BrokenExportError, match="not under its key"):
        read([lines()], OPTIONS, [Mislabelling()])


def test_a_reader_that_stumbles_over_a_foreign_file_stops_nobody(lines: Callable[..., Path]) -> None:
    assert read([lines()], OPTIONS, [Stumbling("other"), Lines()]).messages.height == 2


def test_files_beside_an_export_that_nobody_knows_are_no_matter(lines: Callable[..., Path], tmp_path: Path) -> None:
    lines()
    (tmp_path / "shopping.txt").write_text("tea", encoding="utf-8")
    (tmp_path / "empty.txt").touch()
    assert read([tmp_path], OPTIONS, [Lines()]).messages.height == 2


@pytest.mark.parametrize(
    ("name", "content", "refused"),
    [
        ("a.txt", b"", (EmptyExportError, "this export is empty")),
        ("a.txt", b"\xef\xbb\xbf \n\n", (EmptyExportError, "this export is empty")),
        ("a.txt", b"milk, bread, tea", (UnknownExportError, "Give an export of one of these: WhatsApp, ")),
        ("a.txt", '{"type": "personal_chat"}'.encode("utf-16"), (UnknownExportError, "UTF-16")),
        ("a.txt", '{"type": "personal_chat"}'.encode("utf-16-le"), (UnknownExportError, "UTF-16")),
        ("a.txt", b"abc\x00def ghi\x00\x01" * 9, (UnknownExportError, "NUL bytes")),
        (
            "messages.html",
            b"<!DOCTYPE html><html><div class='page_wrap'>",
            (UnknownExportError, "Machine-readable JSON"),
        ),
        ("a.html", b"<!DOCTYPE html><html>", (UnknownExportError, "a web page")),
    ],
)
@pytest.mark.parametrize("packed", [False, True])
def test_files_that_are_no_export_get_their_next_step(
    name: str, content: bytes, refused: tuple[type[InputError], str], packed: bool, tmp_path: Path
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    if packed:
        path = tmp_path / "a.zip"
        with zipfile.ZipFile(path, "w") as container:
            container.writestr(name, content)
    with pytest.raises(refused[0], match=refused[1]) as caught:
        read([path], OPTIONS)
    assert str(path) in str(caught.value)


def test_a_telegram_folder_of_pages_asks_for_json(tmp_path: Path) -> None:
    (tmp_path / "css").mkdir()
    for name in ("messages.html", "messages2.html"):
        (tmp_path / name).write_text('<html><div class="page_wrap">', encoding="utf-8")
    with pytest.raises(UnknownExportError, match="Machine-readable JSON"):
        read([tmp_path], OPTIONS)


def test_a_folder_without_exports(tmp_path: Path) -> None:
    (tmp_path / "photo.jpg").write_bytes(b"\xff\xd8")
    with pytest.raises(UnknownExportError, match=r"holds no \.txt, \.json"):
        read([tmp_path], OPTIONS)


def test_no_such_path(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError):
        read([tmp_path / "gone.txt"], OPTIONS)


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is forbidden to root")
def test_a_file_without_permission(lines: Callable[..., Path]) -> None:
    path = lines()
    path.chmod(0)
    with pytest.raises(UnreadableError):
        read([path], OPTIONS, [Lines()])


def test_a_disk_that_fails_while_reading(lines: Callable[..., Path]) -> None:
    class Failing(Lines):
        def part(self, title: str, lines: list[str]) -> ParsedConversation:
            raise OSError(5, f"Input/output error in {title} after {len(lines)}")

    with pytest.raises(UnreadableError, match="Input/output error"):
        read([lines()], OPTIONS, [Failing()])


def test_a_zip_that_is_damaged_inside(lines: Callable[..., Path], tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as container:
        container.write(lines("a.txt", *(f"words {number}" for number in range(20_000))), "a.txt")
    content = bytearray(path.read_bytes())
    content[150_000] ^= 1
    path.write_bytes(bytes(content))
    with pytest.raises(BrokenExportError, match=r"a\.txt, conversation 1: the zip is damaged"):
        read([path], OPTIONS, [Lines()])


def test_containers_are_refused_with_their_sentence(tmp_path: Path) -> None:
    path = tmp_path / "bomb.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as container:
        container.writestr("_chat.txt", b"0" * 3_000_000)
    with pytest.raises(ContainerError, match="Unpack it yourself"):
        read([path], OPTIONS)


def test_a_reader_without_conversations_means_an_empty_export(lines: Callable[..., Path]) -> None:
    class Silent(Lines):
        def read(self, export: Export, options: ReadOptions) -> Iterator[ParsedConversation]:
            del export, options
            yield from ()

    with pytest.raises(EmptyExportError):
        read([lines()], OPTIONS, [Silent()])


def test_one_conversation_is_sorted_once_and_not_copied() -> None:
    part = Lines().part("a", ["one"]).messages
    assert join([part]).equals(part)
    assert join([]).schema == SCHEMA


def test_telegram_in_a_zip_and_in_a_folder(tmp_path: Path) -> None:
    entry = {"id": 1, "type": "message", "date_unixtime": "1700000001", "from": "A", "from_id": "user1", "text": "hi"}
    content = json.dumps({"name": "A", "type": "personal_chat", "id": 1, "messages": [entry]}, indent=1)
    folder = tmp_path / "ChatExport_2024-01-01"
    (folder / "files").mkdir(parents=True)
    (folder / "result.json").write_text(content, encoding="utf-8")
    (folder / "files" / "result.json").write_text(content, encoding="utf-8")
    with zipfile.ZipFile(tmp_path / "b.zip", "w") as container:
        container.writestr("ChatExport/result.json", content)
    assert read([folder], OPTIONS, [TelegramReader()]).messages.height == 1
    assert read([tmp_path / "b.zip"], OPTIONS, [TelegramReader()]).messages.height == 1


@pytest.mark.parametrize(
    ("coverage", "why"),
    [
        (Coverage(999_999, 0, 0, 999_999), "messages: 999,999 counted, 2 returned"),
        (Coverage(2, 1, 0, 3), "lines of the app: 1 counted, 0 returned"),
        (Coverage(2, 0, 1, 3), "skipped records: 1 counted, 0 named"),
        (Coverage(2, 0, 0, 3), "records: 2 counted of 3"),
        (Coverage(), "messages: 0 counted, 2 returned"),
    ],
)
def test_a_reader_that_miscounts_is_refused_by_name(lines: Callable[..., Path], coverage: Coverage, why: str) -> None:
    class Lying(Lines):
        def count(self, lines: list[str]) -> Coverage:
            del lines
            return coverage

    with pytest.raises(MiscountError) as caught:
        read([lines()], OPTIONS, [Lying()])
    assert f"conversation 1: the reader “lines” cannot be trusted with it ({why})" in str(caught.value)


@pytest.mark.parametrize("ending", ["sqlite", "sqlite3", "db", "eml", "htm", "plist", "ndjson", "tsv"])
@pytest.mark.parametrize("packed", [False, True])
def test_files_of_every_ending_are_offered(
    lines: Callable[..., Path], tmp_path: Path, ending: str, packed: bool
) -> None:
    path = lines(f"x/a.{ending}")
    if packed:
        with zipfile.ZipFile(tmp_path / "a.zip", "w") as container:
            container.write(path, f"a.{ending}")
    found = read([tmp_path / "a.zip" if packed else path.parent], OPTIONS, [Lines()])
    assert found.messages.height == 2


def test_an_ending_of_its_own_is_offered(lines: Callable[..., Path]) -> None:
    class Odd(Lines):
        file_names = FileNames(endings=(".odd",))

    assert read([lines("x/a.odd").parent], OPTIONS, [Odd()]).messages.height == 2
    with pytest.raises(UnknownExportError, match=r"It holds no \.txt or \.zip"):
        read([lines("x/a.odd").parent], OPTIONS, [Lines()])


class Chapters(Lines):
    """A reader of folders: every .md is a chapter, beside an index."""

    takes_folders = True

    def recognise(self, export: Export) -> bool:
        return any(file.name == "index.md" for file in export.files) and export.head("index.md").startswith(b"LINES")

    def read(self, export: Export, options: ReadOptions) -> Iterator[ParsedConversation]:
        del options
        for file in export.files:
            with export.open(file.name) as stream:
                yield self.part(f"{export.title} {file.name}", stream.read().decode().splitlines()[1:])


def test_a_folder_is_one_export_for_readers_that_take_folders(lines: Callable[..., Path], tmp_path: Path) -> None:
    lines("z/book/index.md"), lines("z/book/part/one.md", "1"), lines("z/other.txt", "x")
    readers = [Chapters("chapters"), Lines()]
    found = read([tmp_path / "z"], OPTIONS, readers)
    assert [one.key for one in found.conversations] == ["book index.md", "book part/one.md", "other"]
    with zipfile.ZipFile(tmp_path / "book.zip", "w") as container:
        for name in ("index.md", "part/one.md"):
            container.write(tmp_path / "z" / "book" / name, name)
    packed = read([tmp_path / "book.zip"], OPTIONS, readers)
    assert [one.key for one in packed.conversations] == ["book index.md", "book part/one.md"]
    twice = read([tmp_path / "z" / "book", tmp_path / "book.zip"], OPTIONS, readers)
    assert ["given 2 times" in one.notes[0] for one in twice.conversations] == [True, True]


def test_every_sentence_names_what_the_readers_take(lines: Callable[..., Path], tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("milk", encoding="utf-8")
    with pytest.raises(UnknownExportError, match=r"Give a \.txt of lines, as the app exported it\."):
        read([path], OPTIONS, [Lines()])
    both = "Give a WhatsApp .txt or .zip, or a Telegram result.json, as the app exported it."
    two = [WhatsAppReader(), TelegramReader()]
    with pytest.raises(UnknownExportError, match=re.escape(both)):
        read([path], OPTIONS, two)
    three = "Give a WhatsApp .txt or .zip, a Telegram result.json, or a .txt of lines, as the app exported it."
    with pytest.raises(UnknownExportError, match=re.escape(three)):
        read([path], OPTIONS, [*two, Lines()])
    many = "one of these: WhatsApp, Telegram, Signal, Lines. The command"
    with pytest.raises(UnknownExportError, match=re.escape(many)):
        read([path], OPTIONS, [*two, SignalReader(), Lines()])
    del lines


def test_a_reader_may_know_better_what_to_do(tmp_path: Path) -> None:
    class Helpful(Lines):
        def hint(self, head: bytes) -> str:
            return "It is locked. Unlock it in the app." if head.startswith(b"LOCKED") else ""

    path = tmp_path / "a.txt"
    path.write_bytes(b"LOCKED\x00")
    with pytest.raises(UnknownExportError, match="Unlock it in the app"):
        read([path], OPTIONS, [*readers(), Helpful()])


def test_a_reader_may_know_a_file_by_more_than_its_first_bytes(tmp_path: Path) -> None:
    class Helpful(Lines):
        def export_hint(self, export: Export) -> str:
            return "It is locked. Unlock it in the app." if export.only.name.endswith(".locked.txt") else ""

    class Stumbling(Lines):
        def export_hint(self, export: Export) -> str:
            raise ValueError(export)

    path = tmp_path / "a.locked.txt"
    path.write_bytes(b"LOCKED\x00")
    with pytest.raises(UnknownExportError, match="Unlock it in the app"):
        read([path], OPTIONS, [Stumbling(), Helpful()])


def test_files_that_nobody_reads_are_named_once(lines: Callable[..., Path], tmp_path: Path) -> None:
    lines("chats/a.txt", "one")
    lines("chats/b.txt", "two")
    (tmp_path / "chats/diary.txt").write_text("no chat\n", encoding="utf-8")
    (tmp_path / "chats/empty.txt").write_text("", encoding="utf-8")
    (tmp_path / "chats/photo.jpg").write_text("no chat\n", encoding="utf-8")
    with zipfile.ZipFile(tmp_path / "chats/old.zip", "w") as container:
        container.writestr("old.txt", "no chat\n")
    found = read([tmp_path / "chats"], OPTIONS, [Lines()])
    notes = [[translate_lazy(note) for note in one.notes] for one in found.conversations]
    named = "2 files beside it were not read as exports: “diary.txt”, “old.zip”. If one is, give it by itself."
    assert notes == [[named], []]


def test_what_was_sent_in_a_chat_is_not_named(lines: Callable[..., Path], tmp_path: Path) -> None:
    path = lines("a.txt", "one")
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as container:
        container.write(path, "a.txt")
        container.writestr("recipe.txt", "flour")
    assert [one.notes for one in read([tmp_path / "a.zip"], OPTIONS, [Lines()]).conversations] == [()]


@pytest.mark.parametrize("ending", ["rtf", "docx", "pdf", "txt.gz", "7z", "rar"])
def test_a_document_or_packed_file_that_is_named_as_a_chat_is_named(tmp_path: Path, ending: str) -> None:
    lines = "01/02/2024, 10:00 - Bo: hi\n01/02/2024, 10:01 - Imke: ho\n"
    (tmp_path / "WhatsApp Chat with Bo.txt").write_text(lines, "utf-8")
    (tmp_path / f"WhatsApp Chat with Ada.{ending}").write_bytes(b"anything")
    (tmp_path / f"menu.{ending}").write_bytes(b"anything")
    (chat,) = read([tmp_path], ReadOptions(OPTIONS.zone, "dmy")).conversations
    (note,) = (note for note in chat.notes if "not read as an export" in note)
    assert f"“WhatsApp Chat with Ada.{ending}”" in note
    assert "menu" not in note


def test_a_chats_zip_in_another_chats_zip_is_named(tmp_path: Path) -> None:
    lines = "01/02/2024, 10:00 - Bo: hi\n01/02/2024, 10:01 - Imke: ho\n"
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as packed:
        packed.writestr("WhatsApp Chat with Bo.txt", lines)
        packed.writestr("WhatsApp Chat - Ada.zip", b"anything")
        packed.writestr("photos.zip", b"anything")
    (chat,) = read([tmp_path / "all.zip"], ReadOptions(OPTIONS.zone, "dmy")).conversations
    (note,) = (note for note in chat.notes if "not read as an export" in note)
    assert "“WhatsApp Chat - Ada.zip”" in note
    assert "photos" not in note


def test_what_stands_unread_beside_a_second_copy_is_named(lines: Callable[..., Path], tmp_path: Path) -> None:
    lines("x/a.txt", "one")
    lines("y/a.txt", "one")
    (tmp_path / "y/diary.txt").write_text("no chat\n", encoding="utf-8")
    (conversation,) = read([tmp_path / "x", tmp_path / "y"], OPTIONS, [Lines()]).conversations
    assert any("“diary.txt”" in translate_lazy(note) for note in conversation.notes)


def test_texts_of_a_zip_that_somebody_packed_are_read_or_named(lines: Callable[..., Path], tmp_path: Path) -> None:
    longer, shorter = lines("ada.txt", "one", "two", "three"), lines("bea.txt", "four")
    with zipfile.ZipFile(tmp_path / "mine.zip", "w") as container:
        container.write(longer, "ada.txt")
        container.write(shorter, "bea.txt")
    (conversation,) = read([tmp_path / "mine.zip"], OPTIONS, [Lines()]).conversations
    assert [translate_lazy(note) for note in conversation.notes] == [
        "1 file beside it was not read as an export: “bea.txt”. If it is one, give it by itself."
    ]


def test_a_reader_with_weak_marks_gives_way_to_one_with_stronger_ones(tmp_path: Path) -> None:
    path = tmp_path / "chat.txt"
    whatsapp = "12/11/2025, 08:06 - Ines: copied from there"
    path.write_text(
        f"[LINE] Chat history with Ines\nSaved on: 2025/11/13\n\n2025/11/12(Wed)\n10:00\tInes\tsee\n{whatsapp}\n"
    )
    result = read([path], ReadOptions(ZoneInfo("UTC")))
    assert [one.app for one in result.conversations] == ["line"]
    assert result.messages["text"].to_list() == [f"see\n{whatsapp}"]


PAGE_MESSAGE = b"""
<div class="message"><span class="timestamp">May 17, 2022  5:29:42 PM</span><span class="sender">Bo</span>
<div class="message_part"><span class="bubble">hi</span></div></div>
"""


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("chat.csv", b"timestamp,sender,text\n2024-01-01 10:00:00,Bo,hi\n2024-01-01 10:01:00,Ada"),
        ("chat.csv", b'timestamp,sender,text\n2024-01-01 10:00:00,Bo,hi\n2024-01-01 10:01:00,Ada,"still'),
        ("Bo.txt", b"May 17, 2022  5:29:42 PM\nMe\nhi\n\nMay 17, 2022  5:30:42 PM\nBo\nsch\xc3"),
        ("Bo.html", b"<html><body>" + PAGE_MESSAGE),
    ],
)
def test_a_file_that_breaks_off_is_told_whoever_reads_it(tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    (chat,) = read([tmp_path / name], OPTIONS).conversations
    assert chat.breaks_off
    assert any("breaks off" in note for note in chat.notes)


def test_what_could_not_be_decoded_is_told_whoever_reads_it(tmp_path: Path) -> None:
    rows = "timestamp,sender,text\n2024-01-01 10:00:00,Рай,нет\n2024-01-01 10:01:00,Ada,да\n"
    (tmp_path / "chat.csv").write_bytes(rows.encode("cp1251"))
    (chat,) = read([tmp_path / "chat.csv"], OPTIONS).conversations
    assert any("could not be read and were replaced" in note for note in chat.notes)
    assert not chat.breaks_off


def test_a_page_of_a_download_that_breaks_off_is_told_with_its_chat_alone(tmp_path: Path) -> None:
    page = (Path(__file__).parent / "meta" / "message_1.html").read_bytes()
    for folder, content in (("ada_1", page[: len(page) * 9 // 10]), ("bo_2", page.replace(b"Ada", b"Bo"))):
        (tmp_path / "messages" / "inbox" / folder).mkdir(parents=True)
        (tmp_path / "messages" / "inbox" / folder / "message_1.html").write_bytes(content)
    assert sorted(chat.breaks_off for chat in read([tmp_path], OPTIONS).conversations) == [False, True]
