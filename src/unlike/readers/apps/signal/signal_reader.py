"""The reader of Signal's own export, of Signal Desktop's folder, and of what signal-export makes of that."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from unlike.errors import BrokenExportError, EmptyExportError, InputError, UnknownExportError
from unlike.i18n import lazy_plural, mark
from unlike.readers.apps.signal.desktop_folder import config_hint, database_name
from unlike.readers.apps.signal.desktop_lines import KEYS, desktop_chat
from unlike.readers.apps.signal.frame_lines import FRAMES, SignalFrames, read_frames
from unlike.readers.base import ExportGuide, ParsedConversation, Reader, ReadOptions
from unlike.readers.export import Export, ExportFile
from unlike.readers.export_sentences import left_out_chat
from unlike.readers.file_names import FileNames
from unlike.readers.formats.json_lines import json_object
from unlike.readers.formats.json_stream import BYTE_ORDER_MARK
from unlike.readers.readable_conversations import with_notes

_MOST_LINES: Final = 50
"""Lines of the file's beginning that are looked at."""

_ENOUGH: Final = 2

_FOLDERS: Final = {
    "main.jsonl": re.compile(r"metadata\.json|files/.+"),
    "data.json": re.compile(r"chat\.md|[^/]+\.html|meta\.json|members\.csv|media/.+"),
}
"""The file with the messages in a folder of either export, and what lies beside it."""


class SignalReader(Reader):
    """The reader for Signal's own export as plain text, Signal Desktop's folder, and a `data.json` of signal-export."""

    name = "signal"
    title = "Signal"
    export_description = mark("a Signal main.jsonl, the folder of Signal Desktop, or a data.json of signal-export")
    guides = (
        ExportGuide(
            mark("Signal, phone"),
            mark("In Signal: Settings, Chats, export the chats as plain text. Give the folder, or a zip of it."),
        ),
        ExportGuide(
            mark("Signal Desktop"),
            mark(
                "Close it and give its own folder, called Signal, with config.json and sql in it. Where the keyring of "
                "the system keeps its key: let the free program signal-export write the chats into a folder, and give "
                "that."
            ),
        ),
    )
    file_names = FileNames(endings=(".jsonl", ".json", ".sqlite"))
    takes_folders = True

    def recognise(self, export: Export) -> bool:
        """Say whether it is Signal's records, messages as signal-export writes them, or Signal Desktop's database."""
        if database_name(export) is not None:
            return True
        file = _own_file(export)
        values = [] if file is None else _first_values(file.head())
        return _has_frames(values) or _has_desktop_lines(values)

    def hint(self, head: bytes) -> str:
        """What to give in place of Signal Desktop's configuration alone."""
        return config_hint(head)

    def read(self, export: Export, options: ReadOptions) -> Iterator[ParsedConversation]:
        """Every chat with another person in it.

        Raises:
            BrokenExportError: no message can be read.
            EmptyExportError: there is no message.
            UnknownExportError: it holds nothing but notes to oneself.
            InputError: the database of Signal Desktop cannot be opened.
        """
        from unlike.readers.apps.signal.desktop_frames import desktop_frames

        database = database_name(export)
        if database is not None:
            frames = desktop_frames(export, database)
            options.progress(export.size, export.size)
            yield from _conversations(export.file(database), frames, options)
            return
        file = _own_file(export) or export.only
        if _has_desktop_lines(_first_values(file.head())):
            yield desktop_chat(file, export.title, options.progress).interpreted(options.interpretation)
            return
        yield from _conversations(file, read_frames(file, options.progress), options)


def _conversations(file: ExportFile, frames: SignalFrames, options: ReadOptions) -> Iterator[ParsedConversation]:
    """The conversations of an export; the first one bears what is said of the whole."""
    from unlike.readers.apps.signal.frame_chats import export_notes, frame_chats

    chats, notes = frame_chats(frames)
    parts = [chat.interpreted(options.interpretation) for chat in chats]
    whole = [part for part in parts if not part.messages.is_empty()]
    if not whole:
        raise _nothing(file, frames)
    notes = [
        *export_notes(frames),
        *notes,
        *(
            left_out_chat(part.conversation.title, part.conversation.coverage.total)
            for part in parts
            if part.messages.is_empty()
        ),
    ]
    yield with_notes(whole[0], tuple(notes))
    yield from whole[1:]


def _own_file(export: Export) -> ExportFile | None:
    """The file with the messages: the only one, or that of a folder in which all others belong to it."""
    if len(export.files) == 1:
        return export.files[0]
    for name, beside in _FOLDERS.items():
        others = [file.name for file in export.files if file.name != name]
        if len(others) < len(export.files) and all(beside.fullmatch(other) for other in others):
            return export.file(name)
    return None


def _first_values(head: bytes) -> list[dict[str, Any]]:
    """The objects in the first lines, as far as they can be read; the last line may be cut."""
    lines = head.removeprefix(BYTE_ORDER_MARK).split(b"\n")[:_MOST_LINES]
    values = (json_object(line)[0] for line in lines if line.lstrip().startswith(b"{"))
    return [value for value in values if value is not None]


def _has_frames(values: list[dict[str, Any]]) -> bool:
    """Whether there are records of Signal's kinds, one or two keys each, and hardly any other."""
    frames = [value for value in values if FRAMES & value.keys()]
    others = [value for value in values if not FRAMES & value.keys() and "backupTimeMs" not in value]
    whole = [name for value in frames for name in FRAMES & value.keys() if isinstance(value[name], dict)]
    return len(whole) >= _ENOUGH and len(frames) > len(others)


def _has_desktop_lines(values: list[dict[str, Any]]) -> bool:
    lines = [value for value in values if value.keys() >= KEYS]
    return bool(lines) and len(lines) * 2 > len(values)


def _nothing(file: ExportFile, frames: SignalFrames) -> InputError:
    """Why there is no conversation in a file."""
    recipients = frames.recipients
    others = [
        items
        for number, items in frames.chats.items()
        if not {"self", "releaseNotes"} & recipients.recipients.get(recipients.recipient_of(number) or "", {}).keys()
    ]
    unread = sum(items.records.total for items in others)
    if unread:
        why = lazy_plural("the {number} entry in it cannot be read", "none of its {number} entries can be read", unread)
        return BrokenExportError(file.path, file.name, why)
    if frames.chats:
        return UnknownExportError(
            file.path, mark("It holds only notes to yourself or chats with Signal. Export a chat with somebody.")
        )
    return EmptyExportError(file.path)
