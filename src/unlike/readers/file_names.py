"""What an app calls the files of its exports: how a chat's own file is told from what was sent in the chat."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import Final

from unlike.core.content_caches import content_cache

COMMON_ENDINGS: Final = frozenset(
    {".txt", ".json", ".jsonl", ".ndjson", ".csv", ".tsv", ".xml", ".html", ".htm", ".md", ".mbox", ".eml", ".plist"}
    | {".db", ".sqlite", ".sqlite3", ".zip", ".tar"}
)
"""Endings that an export can have; photos and voice messages are not even opened."""

_ENDING: Final = re.compile(r"\.\w{1,5}$")
_COPY_NUMBER: Final = re.compile(
    r"\s?(?:\(\d{1,3}\)|(?<=\s)\d{1,2}|(?<=\s)[-–—]?\s?\(?(?:cop(?:y|ia|ie)|cópia|kopi(?:e|a)?)\)?(?:\s\d+|\s\(\d+\))?)$",
    re.IGNORECASE,
)
"""What browsers, file managers and phones put behind the name of a file that is there already."""

_COPY_OF: Final = re.compile(r"(?:copy of|kopie v(?:on|an)|copia d[ei]|cópia de|copie de) (?=.)", re.IGNORECASE)
"""What file managers put before it."""


SQLITE_COMPANIONS: Final = ("-wal", "-shm", "-journal")
"""Endings of SQLite's own files beside a database; the first and last can hold what the database lacks."""


def database_of(name: str) -> str | None:
    """The database that one of SQLite's own files belongs to: "chat.db" for "chat.db-wal"; None for any other file."""
    return next((name.removesuffix(ending) for ending in SQLITE_COMPANIONS if name.endswith(ending)), None)


def without_copy_number(title: str) -> str:
    """A title or a file's name without its ending, without what tells copies apart: "Bo" for "Bo (1)"."""
    return _COPY_NUMBER.sub("", without_copy_words(title)) or title


def without_copy_words(name: str) -> str:
    """A name without words before it that say that it is a copy: "Bo" for "Copy of Bo"."""
    match = _COPY_OF.match(name)
    return name[match.end() :] if match else name


@content_cache(1 << 14)
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
        exact: whole names of files without an ending.
        patterns: of whole names of files without an ending.
        path_pattern: of whole paths, with slashes, of files that are told by none of these; None for no such file.
    """

    endings: tuple[str, ...] = ()
    untitled: frozenset[str] = frozenset()
    main: frozenset[str] = frozenset()
    file_words: tuple[str, ...] = ()
    folder_words: tuple[str, ...] = ()
    exact: frozenset[str] = frozenset()
    patterns: tuple[re.Pattern[str], ...] = ()
    path_pattern: re.Pattern[str] | None = None

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
        self._path_patterns = tuple(app.path_pattern for app in self._names if app.path_pattern)

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

    def chat_names(self, names: Iterable[str], around: str) -> list[str]:
        """Of the names of several .txt of one chat's zip, those of the chat's own.

        The one that is named as the zip is; else those that say most plainly that they are a chat; else none.

        Args:
            names: of the files, with their endings.
            around: name of the zip, without its ending.
        """
        all_names = list(names)
        same = [name for name in all_names if self.is_named_after(name, around)]
        if same:
            return same
        words = {name: self.word_count(name) for name in all_names}
        most = max(words.values(), default=0)
        return [name for name, number in words.items() if number and number == most]

    def is_named_after(self, name: str, around: str) -> bool:
        """Whether a chat's own file has the name of the folder or zip around it."""
        return self.names_chat(name) and has_name_of(name, around)

    def lacks_ending(self, name: str) -> bool:
        """Whether a file is a chat's own by its name, and has no ending, or lost it."""
        if any(name in app.exact for app in self._names):
            return True
        is_known = any(pattern.fullmatch(name) for app in self._names for pattern in app.patterns)
        return not _ENDING.search(name) and (is_known or self.names_chat(name))

    def has_place(self, place: PurePath) -> bool:
        """Whether a file is known by its whole path, as those of a mail folder are."""
        return any(pattern.fullmatch(place.as_posix()) for pattern in self._path_patterns)

    def word_count(self, name: str) -> int:
        """How many of an app's words for a chat stand in a name, of the app that has most of them there."""
        low = name.lower()
        return max((sum(word in low for word in app.file_words) for app in self._names), default=0)

    def title_on_disk(self, path: Path) -> str:
        """The folder's name where the app gave it the chat's, else the file's without its ending."""
        folder = path.absolute().parent.name
        is_titled = any(
            names.is_untitled(path.name) and any(word in folder.lower() for word in names.folder_words)
            for names in self._names
        )
        return folder if is_titled else path.stem


def has_name_of(name: str, around: str) -> bool:
    """Whether a file has the name of the folder or zip around it, but for its ending and what copying changes."""
    return _bare(Path(name).stem) == _bare(around)


def _bare(name: str) -> str:
    """A name without what copying and packing change in it."""
    return without_copy_number(unicodedata.normalize("NFC", name).replace("_", " ").strip()).casefold()
