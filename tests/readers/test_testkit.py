"""A reader that breaks a promise fails its own test, with a line that says which promise."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import polars as pl
import pytest

from unlike.messages import conform
from unlike.readers import Conversation, Coverage, Export, ExportGuide, ParsedConversation, Reader, ReadOptions, readers
from unlike.readers.testkit import check_golden, check_reader
from unlike.readers.times import moment

OPTIONS = ReadOptions(ZoneInfo("Europe/Berlin"))


class Diary(Reader):
    """A reader for tests: after "DIARY" a line is a wall-clock time, a tab, and a text by Ada."""

    name = "diary"
    title = "Diary"
    export_description = "a diary .txt"
    guides: Sequence[ExportGuide] = (ExportGuide("Diary", "Write it down."),)

    def recognise(self, export: Export) -> bool:
        return export.only.head().startswith(b"DIARY")

    def read(self, export: Export, options: ReadOptions) -> Iterator[ParsedConversation]:
        with export.only.open() as stream:
            lines = [line.split("\t") for line in stream.read().decode().splitlines()[1:]]
        wall = pl.Series("wall", [datetime.fromisoformat(time) for time, _ in lines], dtype=pl.Datetime("us"))
        rows = pl.DataFrame([wall]).with_columns(
            text=pl.Series([text for _, text in lines]),
            ref=pl.Series([f"L{number}" for number in range(2, len(lines) + 2)]),
            sender=pl.lit("Ada"),
        )
        count = len(lines)
        about = Conversation(
            key=export.title,
            title=export.title,
            app=self.name,
            group=False,
            owner="Ada",
            clock=timedelta(minutes=1),
            coverage=Coverage(messages=count, total=count),
        )

        def interpreted(zone: ZoneInfo) -> ParsedConversation:
            table = conform(rows.with_columns(sent_at=moment(pl.col("wall"), zone)).drop("wall"), about.key, self.name)
            return ParsedConversation(about, table, lambda answer: interpreted(answer.zone))

        yield interpreted(options.zone)


@pytest.fixture
def diary(tmp_path: Path) -> Path:
    path = tmp_path / "summer.txt"
    path.write_text("DIARY\n2024-07-01 10:00\thello\n2024-07-01 10:05\tsun\n", encoding="utf-8")
    return path


def test_a_reader_that_keeps_its_promises_passes(diary: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    result = check_reader(Diary(), diary, OPTIONS)
    assert result.messages.height == 2
    monkeypatch.setenv("UNLIKE_GOLDEN", "write")
    check_golden(result, diary)
    monkeypatch.delenv("UNLIKE_GOLDEN")
    check_golden(result, diary)
    diary.write_text(diary.read_text().replace("sun", "rain"), encoding="utf-8")
    with pytest.raises(AssertionError, match="differs"):
        check_golden(check_reader(Diary(), diary, OPTIONS), diary)


def test_built_in_readers_describe_themselves() -> None:
    for reader in readers():
        assert reader.title
        assert reader.export_description
        assert all(guide.device and guide.steps for guide in reader.guides)


class Moments(Diary):
    """Forgets that its times depend on the owner's zone."""

    def read(self, export: Export, options: ReadOptions) -> Iterator[ParsedConversation]:
        for part in super().read(export, options):
            yield replace(part, reinterpret=None)


class Talkative(Diary):
    """Gives the app's own words as somebody's text, and a note that is none."""

    def read(self, export: Export, options: ReadOptions) -> Iterator[ParsedConversation]:
        for part in super().read(export, options):
            kinds = pl.lit("deleted").cast(part.messages.schema["kind"])
            about = replace(part.conversation, notes=(" ",), owner="")
            yield ParsedConversation(about, part.messages.with_columns(kind=kinds))


class Greedy(Diary):
    """Claims everything, and stumbles over an empty file."""

    def recognise(self, export: Export) -> bool:
        return export.only.head()[0] >= 0


class Nameless(Diary):
    name = "My Diary"
    title = ""
    guides = ()


@pytest.mark.parametrize(
    ("reader", "fault"),
    [
        (Moments(), "interpreted in Asia/Kolkata it is not what reading it in Asia/Kolkata gives"),
        (Talkative(), "a message of a kind in which nobody types has a text"),
        (Talkative(), "a note is no sentence on one line"),
        (Talkative(), "its owner wrote nothing there"),
        (Greedy(), "it claims a file that begins with"),
        (Greedy(), "it raises IndexError for a file that begins with b''"),
        (Nameless(), "its name is no word in lower case"),
        (Nameless(), "it has no title"),
        (Nameless(), "it does not say how to get an export"),
    ],
)
def test_a_broken_promise_is_named(reader: Reader, fault: str, diary: Path) -> None:
    with pytest.raises(AssertionError, match=fault):
        check_reader(reader, diary, OPTIONS)
