"""What an app calls the files of its exports: how a chat's own file is told from what was sent in the chat."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import Final

COMMON_ENDINGS: Final = frozenset(
    {".txt", ".json", ".jsonl", ".ndjson", ".csv", ".tsv", ".xml", ".html", ".htm", ".md", ".mbox", ".eml", ".plist"}
    | {".db", ".sqlite", ".sqlite3", ".zip"}
)
"""Endings that an export can have; photos and voice messages are not even opened."""

_COPY_NUMBER: Final = re.compile(r"\s?(?:\(\d{1,3}\)|(?<=\s)\d{1,2}|(?<=\s)-?\s?(?:copy|Copy)(?:\s\d+|\s\(\d+\))?)$")
"""What browsers, file managers and phones put behind the name of a file that is there already."""


def without_copy_number(title: str) -> str:
    """A title or a file's name without its ending, without the number that tells copies apart: "Bo" for "Bo (1)"."""
    return _COPY_NUMBER.sub("", title) or title


def _original(name: str) -> str:
    """A file's name as if it were no copy: "_chat.txt" for "_chat 2.txt"."""
    file = PurePath(name)
    return without_copy_number(file.stem) + file.suffix


@dataclass(frozen=True, slots=True)
class FileNames:
    """Names by which an app's files are known inside folders and zips.

    Attributes:
        endings: of the files a person gives, e.g. ".txt"; those beyond the common ones are offered to readers, too.
        untitled: names alike for every chat, e.g. "_chat.txt": the folder or zip around bears the chat's name.
        main: further names of a main file. What lies beside or below a main or untitled file was sent in the chat.
        file_words: words, in lower case, in the name of the chat's own .txt among several in one zip.
        folder_words: words, in lower case, in the name of a folder that the app named after the chat.
    """

    endings: tuple[str, ...] = ()
    untitled: frozenset[str] = frozenset()
    main: frozenset[str] = frozenset()
    file_words: tuple[str, ...] = ()
    folder_words: tuple[str, ...] = ()

    def is_main(self, name: str) -> bool:
        """Whether a file, or a numbered copy of one, stands for the whole folder around it."""
        return self.is_untitled(name) or _original(name) in self.main

    def is_untitled(self, name: str) -> bool:
        """Whether a file, or a numbered copy of one, has a name alike for every chat."""
        return _original(name) in self.untitled


class KnownNames:
    """The file names of all readers."""

    def __init__(self, names: Iterable[FileNames]) -> None:
        self._names = tuple(names)
        self.endings = COMMON_ENDINGS.union(*(app.endings for app in self._names))

    def is_main(self, name: str) -> bool:
        """Whether a file stands for the whole folder around it."""
        return any(app.is_main(name) for app in self._names)

    def is_untitled(self, name: str) -> bool:
        """Whether the folder or zip around a file bears the chat's name."""
        return any(app.is_untitled(name) for app in self._names)

    def names_chat(self, name: str) -> bool:
        """Whether a .txt says by its name that it is the chat's own."""
        low = name.lower()
        return any(word in low for app in self._names for word in app.file_words)

    def title_on_disk(self, path: Path) -> str:
        """The folder's name where the app gave it the chat's, else the file's without its ending."""
        folder = path.absolute().parent.name
        is_titled = any(
            names.is_untitled(path.name) and any(word in folder.lower() for word in names.folder_words)
            for names in self._names
        )
        return folder if is_titled else path.stem
