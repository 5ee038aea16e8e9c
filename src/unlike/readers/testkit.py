"""For writers of readers: every promise of a reader, checked, and golden files that show what it reads.

    from unlike.readers.testkit import check_golden, check_reader

    def test_reads_my_app():
        path = Path(__file__).with_name("sample.myapp")
        result = check_reader(MyAppReader(), path, ReadOptions(ZoneInfo("Europe/Berlin")))
        check_golden(result, path)

Golden files are written anew where the environment says `UNLIKE_GOLDEN=write`.
"""

from __future__ import annotations

import io
import json
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any, Final
from zoneinfo import ZoneInfo

import polars as pl

from unlike.messages import schema_violations
from unlike.readers.base import (
    DateOrderQuestion,
    Interpretation,
    ParsedConversation,
    Reader,
    ReadOptions,
)
from unlike.readers.driver import read
from unlike.readers.export import Export, ExportFile
from unlike.readers.import_result import Import

FOREIGN_STARTS: Final = (b"", b"\x00", b"{", b"[", b"PK\x03\x04", b"\xff\xfea\x00", b"\xf0\x9f", b"hello\n" * 50)
"""Beginnings of files that are no app's export."""

OTHER_ZONES: Final = (ZoneInfo("Asia/Kolkata"), ZoneInfo("America/New_York"))
"""Zones in which an export is read again; neither has the offset of the other at any time."""

_UNTYPED_KINDS: Final = ("deleted", "system", "call")
"""Kinds in which nobody typed anything."""


def memory_export(files: Mapping[str, bytes]) -> Export:
    """An export that exists only in memory; the first name is its path."""
    path = Path(next(iter(files)))
    contents = tuple(
        ExportFile(path, name, len(content), partial(io.BytesIO, content)) for name, content in files.items()
    )
    return Export(path, path.stem, contents)


def parse(reader: Reader, content: bytes, name: str, options: ReadOptions) -> list[ParsedConversation]:
    """The conversations that a reader finds in some bytes, as it returns them.

    Raises:
        AssertionError: it asks for the order of day and month.
        UnlikeError: it refuses the file.
    """
    results = list(reader.read(memory_export({name: content}), options))
    _demand([f"{result.example} is asked for" for result in results if isinstance(result, DateOrderQuestion)])
    return [result for result in results if isinstance(result, ParsedConversation)]


def check_reader(reader: Reader, path: Path, options: ReadOptions) -> Import:
    """Read an export with one reader and check all that holds of every reader.

    Args:
        reader: the reader under test.
        path: an export of its app.
        options: what the owner said; they must answer what the export leaves open.

    Returns:
        What was read, for checks of your own.

    Raises:
        AssertionError: with all that is wrong, one line each.
        UnlikeError: the reader refused the file, or miscounted.
    """
    result = read([path], options, readers=[reader]).require_answers()
    faults = [*_description_faults(reader), *_recognition_faults(reader), *schema_violations(result.messages)]
    for part in result.parts:
        faults += [f"{part.conversation.title}: {fault}" for fault in _conversation_faults(part, reader)]
    _demand(faults)
    _demand(list(_time_faults(reader, path, options, result)))
    return result


def check_golden(result: Import, path: Path) -> None:
    """Compare an import with the file beside its export, `NAME.messages.json`; or write that file.

    Raises:
        AssertionError: they differ.
    """
    golden = path.with_name(f"{path.name}.messages.json")
    document = golden_document(result)
    if os.environ.get("UNLIKE_GOLDEN") == "write":
        golden.write_text(document, encoding="utf-8")
    expected = golden.read_text(encoding="utf-8")
    # Compared as values, so that pytest shows the rows that differ.
    assert json.loads(document) == json.loads(expected), f"{golden} differs; UNLIKE_GOLDEN=write writes it anew"  # noqa: S101


_EMPTY_VALUES: Final = {
    "has_ids": False,
    "has_chat_id": False,
    "has_successor": False,
    "predecessor": None,
    "breaks_off": False,
    "medium_limits": (),
    "former_senders": (),
    "repeated": 0,
    "doubtful": 0,
    "ambiguous": 0,
    "size": 1,
}
"""Fields that golden files do not hold where they say nothing."""


def _without_defaults(fields: dict[str, Any]) -> dict[str, Any]:
    """A conversation's fields without those that say nothing, so that golden files outlive new ones."""
    return {
        name: _compact(value)
        for name, value in fields.items()
        if name not in _EMPTY_VALUES or value != _EMPTY_VALUES[name]
    }


def _compact(value: Any) -> Any:  # noqa: ANN401 - any value of JSON
    if isinstance(value, dict):
        return _without_defaults(value)
    return [_compact(entry) for entry in value] if isinstance(value, (list, tuple)) else value


def golden_document(result: Import) -> str:
    """An import as JSON: conversations, then one line a message, without the columns that are null."""
    conversations = [
        json.dumps(_without_defaults(asdict(conversation)), ensure_ascii=False, default=_json_value)
        for conversation in result.conversations
    ]
    rows = [
        json.dumps({name: _json_value(value) for name, value in row.items() if value is not None}, ensure_ascii=False)
        for row in result.messages.iter_rows(named=True)
    ]
    return f'{{"conversations": [\n{_lines(conversations)}\n], "messages": [\n{_lines(rows)}\n]}}\n'


def _lines(values: Sequence[str]) -> str:
    return ",\n".join(values)


def _json_value(value: Any) -> Any:  # noqa: ANN401 - a cell of any column
    """What JSON has no words for."""
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, timedelta):
        return value.total_seconds()
    return value


def _description_faults(reader: Reader) -> list[str]:
    """What is wrong with what a reader says about itself."""
    rules = {
        "its name is no word in lower case": not reader.name.isidentifier() or reader.name != reader.name.lower(),
        "it has no title": not reader.title,
        "it does not describe its exports": not reader.export_description,
        "it does not say how to get an export": not all(guide.device and guide.steps for guide in reader.guides)
        or not reader.guides,
        "its endings do not begin with a full stop": any(
            not ending.startswith(".") or ending != ending.lower() for ending in reader.file_names.endings
        ),
    }
    return [fault for fault, broken in rules.items() if broken]


def _recognition_faults(reader: Reader) -> Iterator[str]:
    """Foreign files that a reader claims or stumbles over."""
    for start in FOREIGN_STARTS:
        try:
            if reader.recognise(memory_export({"export.txt": start})):
                yield f"it claims a file that begins with {start[:8]!r}"
        except Exception as error:  # noqa: BLE001 - whatever it is, it must not be raised
            yield f"it raises {type(error).__name__} for a file that begins with {start[:8]!r}"


def _conversation_faults(part: ParsedConversation, reader: Reader) -> list[str]:
    """What is wrong with one conversation; its coverage was checked while it was read."""
    conversation, messages = part.conversation, part.messages
    typed = messages.filter(pl.col("kind").cast(pl.String).is_in(_UNTYPED_KINDS) & pl.col("text").is_not_null())
    rules = {
        "its app is not the reader's name": conversation.app != reader.name,
        "its rows are of another app": set(messages["source"].cast(pl.String)) - {reader.name} != set(),
        "its rows are of another conversation": set(messages["conversation"].cast(pl.String)) - {conversation.key}
        != set(),
        "it has no title": not conversation.title,
        "its clock does not tick": conversation.clock <= timedelta(),
        "a record was skipped without a place or a reason": any(
            not (record.ref and record.why) for record in conversation.skipped
        ),
        "a note is no sentence on one line": any(not note.strip() or "\n" in note for note in conversation.notes),
        "its owner wrote nothing there and is no name": conversation.owner == "",
        f"a message of a kind in which nobody types has a text ({typed.height}×)": not typed.is_empty(),
    }
    return [fault for fault, broken in rules.items() if broken]


def _time_faults(reader: Reader, path: Path, options: ReadOptions, result: Import) -> Iterator[str]:
    """Whether times follow the owner's zone where they have to, and an import can be interpreted otherwise."""
    for zone in OTHER_ZONES:
        anew = read([path], ReadOptions(zone, options.date_order), readers=[reader])
        again = result.interpreted(Interpretation(zone, options.date_order))
        if golden_document(anew) != golden_document(again):
            yield f"interpreted in {zone.key} it is not what reading it in {zone.key} gives; see `reinterpret`"


def _demand(faults: Sequence[str]) -> None:
    if faults:
        raise AssertionError("\n".join(faults))
