"""The answer to `unlike export`."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from unlike.cli.library_access import chats_with, users_library
from unlike.cli.output import write_output
from unlike.errors import OptionError, UsageError
from unlike.i18n import lazy, mark
from unlike.library.chat_library import ChatLibrary
from unlike.library.chatlab_files import CHATLAB_FORMATS, write_chatlab
from unlike.library.convokit_corpus import CONVOKIT, write_convokit
from unlike.library.history_files import write_histories
from unlike.presentation.sentences.interface.library_text import written_line

_ENDINGS: Final = {
    ".chatlab.jsonl": "chatlab-lines",
    ".json": "chatlab",
    ".parquet": "parquet",
    ".arrow": "arrow",
    ".feather": "arrow",
    ".csv": "csv",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".db": "sqlite",
    ".sqlite": "sqlite",
}


def run_export(file: Path, file_format: str | None, title: str | None, person: str | None) -> None:
    """Write conversations to a file, or to a folder as a corpus.

    Raises:
        UnlikeError: the options, the file or the library cannot be used.
    """
    lower_name = file.name.lower()
    chosen_format = file_format or next(
        (name for suffix, name in _ENDINGS.items() if lower_name.endswith(suffix)), None
    )
    if chosen_format is None:
        expected = mark("a name that ends in .parquet, .arrow, .csv, .jsonl, .db or .json, or say --format")
        raise OptionError("FILE", str(file), expected)
    with users_library() as library:
        numbers = {chat.number for chat in chats_with(library, person, title)}
        if chosen_format in CHATLAB_FORMATS:
            rows = _write_one(library, numbers, file, chosen_format)
        elif chosen_format == CONVOKIT:
            rows = write_convokit(library.histories(numbers), file)
        else:
            rows = write_histories(library.histories(numbers), file, chosen_format)
    write_output(written_line(file, rows) + "\n")


def _write_one(library: ChatLibrary, numbers: set[int], file: Path, file_format: str) -> int:
    """Write the one conversation that ChatLab's format can hold, and return the number of its messages."""
    if len(numbers) != 1:
        raise UsageError(
            lazy("ChatLab's format holds one chat, and these are {number}. Name one with --chat.", number=len(numbers))
        )
    return sum(write_chatlab(stored, file, file_format) for stored in library.histories(numbers))
