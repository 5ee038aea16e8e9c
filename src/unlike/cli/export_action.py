"""The answer to `unlike export`."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from unlike.cli.library_access import chats_with, users_library
from unlike.cli.output import write_output
from unlike.errors import OptionError
from unlike.i18n import mark
from unlike.library.history_files import write_histories
from unlike.presentation.sentences.interface.library_text import written_line

_ENDINGS: Final = {
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
    """Write conversations to a file.

    Raises:
        UnlikeError: the options, the file or the library cannot be used.
    """
    chosen = file_format or _ENDINGS.get(file.suffix.lower())
    if chosen is None:
        raise OptionError(
            "FILE", str(file), mark("a name that ends in .parquet, .arrow, .csv, .jsonl or .db, or say --format")
        )
    with users_library() as library:
        numbers = {chat.number for chat in chats_with(library, person, title)}
        rows = write_histories(library.histories(numbers), file, chosen)
    write_output(written_line(file, rows) + "\n")
