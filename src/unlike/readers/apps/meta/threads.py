"""The threads of a download: which files belong together, what each is called, and who is in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Final

from unlike.readers.apps.meta.download_layout import (
    MESSAGE_FILE,
    is_json,
    is_page,
    is_thread,
    thread_files,
    thread_place,
)
from unlike.readers.apps.meta.thread_json import ThreadFile, thread_file
from unlike.readers.base import Progress
from unlike.readers.export import Export, ExportFile
from unlike.readers.export_sentences import REPAIRED_FILE

CUTOVER: Final = "e2ee_cutover"
"""The section of threads that became end-to-end encrypted; what was written since is in the other download."""

_DELETED_TITLES: Final = frozenset({"facebook user", "instagram user", "facebook-nutzer", "instagram-nutzer"})
"""Titles that the app gives to threads with a deleted account, all alike."""


@dataclass(slots=True)
class Thread:
    """A thread of JSON files.

    Attributes:
        section: folder in which it lies, e.g. "inbox"; empty where it stands by itself.
        files: name and content of each.
    """

    section: str
    files: list[tuple[str, ThreadFile]] = field(default_factory=list)

    @property
    def encrypted(self) -> bool:
        """Whether it is of the end-to-end encrypted download."""
        return any(file.encrypted for _, file in self.files)

    @property
    def is_empty(self) -> bool:
        """Whether nothing was ever written in it."""
        return not any(file.entries for _, file in self.files)

    @property
    def title(self) -> str:
        """What the app calls it, without the number that the encrypted download puts behind; empty where nothing."""
        title = next((file.title for _, file in self.files if file.title), "")
        bare, _, number = title.rpartition("_")
        return bare if self.encrypted and bare and number.isdecimal() else title

    @property
    def number(self) -> str:
        """The app's own number of the thread; empty where there is none."""
        path = next((file.path for _, file in self.files if file.path), "")
        return PurePosixPath(path).name.rpartition("_")[2]

    @property
    def people(self) -> tuple[str, ...]:
        """Names of those in it."""
        return tuple(dict.fromkeys(name for _, file in self.files for name in file.people))


@dataclass(slots=True)
class Download:
    """What a download holds.

    Attributes:
        threads: of JSON, in the order of their files.
        pages: files of threads that stand there as pages alone, by folder.
        unread: names of files that could not be read.
        unknown_pages: names of pages of another layout than those that are known.
    """

    threads: list[Thread] = field(default_factory=list)
    pages: dict[str, list[ExportFile]] = field(default_factory=dict)
    unread: list[str] = field(default_factory=list)
    unknown_pages: list[str] = field(default_factory=list)


def download_of(export: Export, progress: Progress) -> Download:
    """Read the threads of a download.

    Args:
        export: a folder, or a file.
        progress: called with (bytes read so far, bytes in all).
    """
    download, threads = Download(), dict[tuple[str, ...], Thread]()
    files = thread_files(export)
    size, done = sum(file.size for file in files), 0
    for file in files:
        if is_page(file):
            download.pages.setdefault(str(PurePosixPath(file.name).parent), []).append(file)
        elif is_thread(file):
            _add_file(file, threads, download)
        elif MESSAGE_FILE.fullmatch(PurePosixPath(file.name).name) or not is_json(file):
            download.unread.append(file.name)
        done += file.size
        progress(done, size)
    download.threads = _with_strays(threads)
    for folder in {str(PurePosixPath(file.name).parent) for file in files if file.name.lower().endswith(".json")}:
        download.pages.pop(folder, None)  # the same thread in the other form
    return download


def _add_file(file: ExportFile, threads: dict[tuple[str, ...], Thread], download: Download) -> None:
    with file.open() as stream:
        content = thread_file(stream.read())
    if content is None:
        download.unread.append(file.name)
        return
    if content.repaired:
        file.remarks.notes[REPAIRED_FILE] = None
    section, folder = thread_place(file)
    own = (content.path,) if content.path else (content.title, *content.people)
    place = (file.name,) if content.encrypted else (section, folder, *own)
    threads.setdefault(place, Thread(section)).files.append((PurePosixPath(file.name).name, content))


def _with_strays(threads: dict[tuple[str, ...], Thread]) -> list[Thread]:
    """The threads, with damaged files that do not say whose they are added to the one thread of their folder."""
    for place in [place for place in threads if place[2:] == ("",)]:
        others = [other for other in threads if other[:2] == place[:2] and other != place and len(other) > 2]
        if len(others) == 1:
            threads[others[0]].files.extend(threads.pop(place).files)
    return list(threads.values())


def titles(threads: Sequence[Thread]) -> Iterator[str]:
    """What to call each thread: two of one name, and those with deleted accounts, get the app's numbers behind.

    A thread may stand twice under one name, before and after it became end-to-end encrypted.
    """
    called = Counter((thread.title, thread.encrypted or thread.section == CUTOVER) for thread in threads)
    for thread in threads:
        is_one = called[thread.title, thread.encrypted or thread.section == CUTOVER] == 1
        is_deleted = thread.title.lower() in _DELETED_TITLES
        has_number = bool(thread.number) and (is_deleted or not is_one)
        yield f"{thread.title} #{thread.number}" if has_number else thread.title
