from __future__ import annotations

import json
import os
import zipfile
from collections.abc import Callable, Iterator
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
    NotFoundError,
    OptionError,
    UnknownExportError,
    UnreadableError,
)
from unlike.messages import SCHEMA, conform, join, schema_violations
from unlike.readers import Conversation, ExportFile, ParsedConversation, ReadOptions, read
from unlike.readers.apps.telegram import TelegramReader
from unlike.readers.testkit import check_reader

OPTIONS = ReadOptions(ZoneInfo("UTC"))


class Lines:
    """A source for tests: a file that begins with "LINES", then one message a line, all by Ada."""

    def __init__(self, name: str = "lines", start: bytes = b"LINES") -> None:
        self.name, self.start = name, start

    def recognise(self, document: ExportFile) -> bool:
        return document.head().startswith(self.start)

    def read(self, document: ExportFile, options: ReadOptions) -> Iterator[ParsedConversation]:
        assert options.zone.key == "UTC"
        with document.open() as stream:
            lines = stream.read().decode().splitlines()[1:]
        yield self.part(document.title, lines)

    def part(self, title: str, lines: list[str]) -> ParsedConversation:
        times = [datetime(2024, 1, 1, tzinfo=UTC) - timedelta(minutes=number) for number in range(len(lines))]
        frame = pl.DataFrame(
            {"sent_at": times, "text": lines, "ref": [f"L{number}" for number in range(len(lines))]},
            schema_overrides={"sent_at": SCHEMA["sent_at"], "text": pl.String, "ref": pl.String},
        ).with_columns(sender=pl.lit("Ada"))
        account = (("lines", len(lines)),)
        about = Conversation(title, title, self.name, False, None, timedelta(seconds=1), account=account)  # noqa: FBT003 - as it stands there
        return ParsedConversation(about, conform(frame, title, self.name))


class Crashing(Lines):
    """A foreign reader with a mistake in it."""

    def read(self, document: ExportFile, options: ReadOptions) -> Iterator[ParsedConversation]:
        yield from super().read(document, options)
        raise ZeroDivisionError("division by zero")


class Stumbling(Lines):
    """A foreign reader that crashes on files it does not know."""

    def recognise(self, document: ExportFile) -> bool:
        raise IndexError(document.name)


class Careless(Lines):
    """A foreign reader that returns a table of its own."""

    def part(self, title: str, lines: list[str]) -> ParsedConversation:
        part = super().part(title, lines)
        return ParsedConversation(part.conversation, part.messages.drop("ref"))


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
    paths = [lines("x/a.txt", "one"), lines("y/a.txt", "one", "two"), lines("z/a.txt", "three", "four", "five")]
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
        ("a.txt", b"milk, bread, tea", (UnknownExportError, "Give a WhatsApp .txt or .zip")),
        ("a.json", '{"type": "personal_chat"}'.encode("utf-16"), (UnknownExportError, "UTF-16")),
        ("a.json", '{"type": "personal_chat"}'.encode("utf-16-le"), (UnknownExportError, "UTF-16")),
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
    with pytest.raises(UnknownExportError, match=r"holds no .txt, .json or .zip"):
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
        def read(self, document: ExportFile, options: ReadOptions) -> Iterator[ParsedConversation]:
            del document, options
            yield from ()

    with pytest.raises(EmptyExportError):
        read([lines()], OPTIONS, [Silent()])


def test_one_conversation_is_sorted_once_and_not_copied() -> None:
    part = Lines().part("a", ["one"]).messages
    assert join([part]).equals(part)
    assert join([]).schema == SCHEMA


def test_telegram_in_a_zip_and_in_a_folder(tmp_path: Path) -> None:
    entry = {"id": 1, "type": "message", "date_unixtime": "1", "from": "A", "from_id": "user1", "text": "hi"}
    content = json.dumps({"name": "A", "type": "personal_chat", "id": 1, "messages": [entry]}, indent=1)
    folder = tmp_path / "ChatExport_2024-01-01"
    (folder / "files").mkdir(parents=True)
    (folder / "result.json").write_text(content, encoding="utf-8")
    (folder / "files" / "result.json").write_text(content, encoding="utf-8")
    with zipfile.ZipFile(tmp_path / "b.zip", "w") as container:
        container.writestr("ChatExport/result.json", content)
    assert read([folder], OPTIONS, [TelegramReader()]).messages.height == 1
    assert read([tmp_path / "b.zip"], OPTIONS, [TelegramReader()]).messages.height == 1
