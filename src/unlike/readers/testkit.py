"""For writers of sources: what every reader owes, checked, and golden files that show what it reads.

    from unlike.readers.testkit import check_golden, check_source

    def test_reads_my_app():
        reading = check_source(MyApp(), Path("chat.myapp"), Options(zone=ZoneInfo("Europe/Berlin")))
        check_golden(reading, Path("chat.myapp"))

Golden files are written anew with `UNLIKE_GOLDEN=write pytest tests/sources`.
"""

from __future__ import annotations

import io
import json
import os
from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final

import polars as pl

from unlike.messages import schema_violations
from unlike.messages.queries import one_conversation
from unlike.readers import (
    Conversation,
    DateOrderQuestion,
    ExportFile,
    Import,
    ParsedConversation,
    Reader,
    ReadOptions,
    read,
)

STRANGE: Final = (b"", b"\x00", b"{", b"[", b"PK\x03\x04", b"\xff\xfea\x00", b"\xf0\x9f", b"hello\n" * 50)
"""Beginnings of files that are no app's export."""


def memory_file(content: bytes, name: str = "export.txt") -> ExportFile:
    """A file that exists only in memory."""
    path = Path(name)
    return ExportFile(path, path.name, path.stem, len(content), lambda: io.BytesIO(content))


def parse(reader: Reader, content: bytes, name: str, options: ReadOptions) -> list[ParsedConversation]:
    """The conversations that a reader finds in some bytes, as it returns them.

    Raises:
        AssertionError: it asks for the order of day and month.
        UnlikeError: it refuses the file.
    """
    results = list(reader.read(memory_file(content, name), options))
    _demand([f"{question.example} is asked for" for question in results if isinstance(question, DateOrderQuestion)])
    return [result for result in results if isinstance(result, ParsedConversation)]


def check_reader(source: Reader, path: Path, options: ReadOptions) -> Import:
    """Read an export with one source and check all that holds of every reader.

    Args:
        source: the reader under test.
        path: an export of its app.
        options: what the owner said.

    Returns:
        What was read, for checks of your own.

    Raises:
        AssertionError: with all that is wrong, one line each.
        UnlikeError: the reader refused the file.
    """
    claimed = [content for content in STRANGE if source.recognise(memory_file(content))]
    reading = read([path], options, known=[source])
    wrong = [f"it claims a file that begins with {content[:8]!r}" for content in claimed]
    wrong += schema_violations(reading.messages)
    wrong += [f"{one.title}: {what}" for one in reading.conversations for what in _faults(one, reading, source)]
    _demand(wrong)
    return reading


def check_golden(reading: Import, path: Path) -> None:
    """Compare a reading with the file beside its export, `NAME.messages.json`; or write that file.

    Raises:
        AssertionError: they differ.
    """
    golden = path.with_name(f"{path.name}.messages.json")
    made = shown(reading)
    if os.environ.get("UNLIKE_GOLDEN") == "write":
        golden.write_text(made, encoding="utf-8")
    wanted = golden.read_text(encoding="utf-8")
    # Compared as values, so that pytest shows the rows that differ.
    assert json.loads(made) == json.loads(wanted), f"{golden} differs; UNLIKE_GOLDEN=write writes it anew"  # noqa: S101


def shown(reading: Import) -> str:
    """A reading as JSON: conversations, then one line a message, without the columns that are null."""
    conversations = [json.dumps(asdict(one), ensure_ascii=False, default=_plain) for one in reading.conversations]
    rows = [
        json.dumps({name: _plain(value) for name, value in row.items() if value is not None}, ensure_ascii=False)
        for row in reading.messages.iter_rows(named=True)
    ]
    return f'{{"conversations": [\n{_lines(conversations)}\n], "messages": [\n{_lines(rows)}\n]}}\n'


def _lines(values: Sequence[str]) -> str:
    return ",\n".join(values)


def _plain(value: Any) -> Any:  # noqa: ANN401 - a cell of any column
    """What JSON has no words for."""
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, timedelta):
        return value.total_seconds()
    return value


def _faults(conversation: Conversation, reading: Import, source: Reader) -> list[str]:
    """What is wrong with one conversation."""
    rows = one_conversation(reading.messages, conversation.key)
    account = dict(conversation.account)
    rules = {
        "its app is not the source's name": conversation.app != source.name,
        "its rows are of another app": set(rows["source"].cast(pl.String)) - {source.name} != set(),
        "it has no title": not conversation.title,
        "its clock does not tick": conversation.clock <= timedelta(),
        "it gives no account of the file": not account,
        "its account has a negative part": any(number < 0 for number in account.values()),
        "its account does not count the rows": not rows.is_empty() and sum(account.values()) < rows.height,
        "something was skipped without a reason": any(not (one.ref and one.why) for one in conversation.skipped),
        "its owner wrote nothing there and is no name": conversation.owner == "",
    }
    return [what for what, broken in rules.items() if broken]


def _demand(wrong: Sequence[str]) -> None:
    if wrong:
        raise AssertionError("\n".join(wrong))
