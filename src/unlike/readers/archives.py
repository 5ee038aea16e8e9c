"""Which files at a path are exports: one file each, or whole folders for readers that take them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Final

from unlike.errors import ContainerError
from unlike.i18n import lazy
from unlike.readers.containers import ArchiveEntry, Container, containers, zips_in
from unlike.readers.export import Export
from unlike.readers.file_names import KnownNames, has_name_of
from unlike.readers.limits import LIMITS, ArchiveLimits
from unlike.readers.unreadable_characters import readable_name

_SENT_ENDINGS: Final = frozenset({".txt", ".csv", ".tsv", ".jsonl", ".ndjson", ".parquet"})
"""Files that could be any chat, and in a chat's own folder are none."""

_MAX_BESIDE: Final = 100
"""Files right in an export's folder that are asked whether they are one by themselves."""

_ARCHIVE_ENDINGS: Final = (".zip", ".tar")
_UNREAD_ENDINGS: Final = frozenset(
    {".rtf", ".rtfd", ".doc", ".docx", ".odt", ".pages", ".pdf", ".gz", ".tgz", ".bz2", ".xz", ".7z", ".rar", ".zst"}
)
"""Of documents and packed files, which no reader takes."""


@dataclass(frozen=True, slots=True)
class PlacedExport:
    """An export and its place among all that was given."""

    place: tuple[str, ...]
    export: Export


@dataclass(frozen=True, slots=True)
class PassedExport:
    """A file that could be a chat by itself and is taken for a part of another export.

    Attributes:
        placed: the file as an export.
        is_beside: it lies right where that export begins, and not somewhere below.
        is_inside: that export is the whole folder.
    """

    placed: PlacedExport
    is_beside: bool
    is_inside: bool


def exports_at(path: Path, names: KnownNames, limits: ArchiveLimits = LIMITS) -> tuple[Export, ...]:
    """The exports of one file each at a path, in order of their names.

    Args:
        path: a file, a zip, or a folder of either.
        names: what the apps call their files.
        limits: beyond them a container is refused.

    Raises:
        NotFoundError: there is nothing at `path`.
        UnreadableError: the system does not let us read it.
        BrokenExportError: a zip that is damaged.
        EmptyExportError: a zip or folder without any file.
        ContainerError: beyond the limits, paths that lead outside, locked with a password, or zip in zip.
    """
    exports = [placed for container in all_containers(path, names, limits) for placed in file_exports(container, names)]
    return tuple(placed.export for placed in sorted(exports, key=lambda placed: placed.place))


def all_containers(path: Path, names: KnownNames, limits: ArchiveLimits = LIMITS) -> Iterator[Container]:
    """The containers at a path, and those zips in a folder that are exports and were not sent in a chat."""
    for container in containers(path, limits):
        yield container
        chosen = [entry for entry in _candidates(container, names) if _is_zip(entry) and not container.single]
        yield from zips_in(container, [entry for entry in chosen if not entry.is_packed])


def file_exports(
    container: Container, names: KnownNames, claimed: Collection[PurePosixPath] = ()
) -> Iterator[PlacedExport]:
    """The files of a container that could be an export by themselves.

    Args:
        container: a folder, zip or single file.
        names: what the apps call their files.
        claimed: folders in it that are exports as a whole.

    Raises:
        ContainerError: a file beyond the limits, or nothing but a zip in a zip.
    """
    # A single file that is no archive by its content may be called one all the same.
    chosen = [entry for entry in _candidates(container, names) if container.single or not _is_zip(entry)]
    if any(entry.is_packed for entry in container.entries):
        chosen = _of_one_chat(container, chosen, names)
        if not chosen:
            _refuse_nested(container)
    for entry in chosen:
        if not any(folder in entry.place.parents for folder in claimed):
            yield _placed_export(container, entry, names)


def passed_exports(
    container: Container, names: KnownNames, claimed: Collection[PurePosixPath] = ()
) -> Iterator[PassedExport]:
    """The files of a folder that could be a chat by themselves and that `file_exports` takes for a part of another.

    Those are files that are named as a chat's own, and the first of those that lie right beside a main file.

    Args:
        container: a folder or zip; of a zip in which no folder is an export, the other texts were sent in its chat.
        names: what the apps call their files.
        claimed: folders in it that are exports as a whole.

    Raises:
        ContainerError: a file beyond the limits.
    """
    if container.single or (not claimed and any(entry.is_packed for entry in container.entries)):
        return
    offered = {entry.place for entry in _candidates(container, names)}
    mains = {entry.place.parent for entry in container.entries if names.is_main(entry.place.name)}
    unnamed = 0
    for entry in container.entries:
        is_inside = any(folder in entry.place.parents for folder in claimed)
        if _is_zip(entry) or not _has_ending(entry, names) or not (is_inside or entry.place not in offered):
            continue
        is_beside = entry.place.parent in (claimed if is_inside else mains)
        is_named = entry.place.suffix.lower() == ".txt" and names.names_chat(entry.place.name)
        unnamed += not is_named
        if is_named or (is_beside and not is_inside and unnamed <= _MAX_BESIDE):
            yield PassedExport(_placed_export(container, entry, names), is_beside, is_inside)


def _placed_export(container: Container, entry: ArchiveEntry, names: KnownNames) -> PlacedExport:
    container.check(entry)
    path = container.path if entry.is_packed else container.path / entry.place
    file = container.file(entry, entry.place.name)
    title = readable_name(_title(container, entry, names))
    return PlacedExport(container.place_of(entry), Export(path, title, (file,)))


def folder_exports(container: Container, names: KnownNames) -> Iterator[tuple[PurePosixPath, PlacedExport]]:
    """Every folder of a container, as an export of all files in and below it; the outermost first.

    Yields:
        The folder's path below the container, and the export.
    """
    entries = [entry for entry in container.entries if _has_ending(entry, names) and not _is_zip(entry)]
    by_folder: dict[PurePosixPath, list[ArchiveEntry]] = {}
    for entry in [] if container.single else entries:
        for folder in entry.place.parents:
            by_folder.setdefault(folder, []).append(entry)
    for folder, inside in sorted(by_folder.items(), key=lambda item: (len(item[0].parts), item[0])):
        files = tuple(container.file(entry, str(entry.place.relative_to(folder))) for entry in inside)
        path = container.path if inside[0].is_packed else container.path / folder
        title = readable_name(folder.name or container.title)
        export = Export(path, title, tuple(sorted(files, key=lambda file: file.name)))
        yield folder, PlacedExport(container.outer.parts or folder.parts, export)


def _candidates(container: Container, names: KnownNames) -> list[ArchiveEntry]:
    """The main file of each folder that is one export; in other folders all that could be an export."""
    if container.single:
        return list(container.entries)
    mains = {entry.place.parent for entry in container.entries if names.is_main(entry.place.name)}
    chosen = [
        entry for entry in container.entries if _has_ending(entry, names) and _was_not_sent(entry.place, mains, names)
    ]
    own_words = _own_word_counts(chosen, container, names)
    return [entry for entry in chosen if not _stands_beside_chat(entry, own_words, names)]


def _own_word_counts(
    entries: Sequence[ArchiveEntry], container: Container, names: KnownNames
) -> Mapping[PurePosixPath, int]:
    """Most of an app's words in a name that is also its folder's, by folder; folders without such a name are none."""
    counts: dict[PurePosixPath, int] = {}
    for entry in entries:
        folder = entry.place.parent
        if names.is_named_after(entry.place.name, folder.name or container.title):
            counts[folder] = max(counts.get(folder, 0), names.word_count(entry.place.name))
    return counts


def _stands_beside_chat(entry: ArchiveEntry, own_words: Mapping[PurePosixPath, int], names: KnownNames) -> bool:
    """Whether a text or table was sent in the chat whose own file, beside it, bears the folder's name."""
    if entry.place.suffix.lower() not in _SENT_ENDINGS:
        return False
    return names.word_count(entry.place.name) < own_words.get(entry.place.parent, 0)


def _has_ending(entry: ArchiveEntry, names: KnownNames) -> bool:
    has_ending = entry.place.suffix.lower() in names.endings or names.lacks_ending(entry.place.name)
    return (has_ending or names.has_place(entry.place)) and "__MACOSX" not in entry.place.parts


def _is_zip(entry: ArchiveEntry) -> bool:
    return entry.place.suffix.lower() in _ARCHIVE_ENDINGS


def _was_not_sent(place: PurePosixPath, mains: Collection[PurePosixPath], names: KnownNames) -> bool:
    """Whether a file is more than an attachment of a chat."""
    if any(folder in mains for folder in place.parent.parents):
        return False
    return names.is_main(place.name) or place.parent not in mains


def _of_one_chat(container: Container, entries: Sequence[ArchiveEntry], names: KnownNames) -> list[ArchiveEntry]:
    """One chat's zip holds one text: the one that is named so, else the largest; the others were sent in it."""
    texts = [entry for entry in entries if entry.place.suffix.lower() == ".txt"]
    own = set(names.chat_names((entry.place.name for entry in texts), container.title))
    chat_texts = [entry for entry in texts if entry.place.name in own]
    largest = sorted(texts, key=lambda entry: entry.size)[-1:]
    chosen = {entry.place for entry in chat_texts or largest}
    return [entry for entry in entries if entry.place.suffix.lower() != ".txt" or entry.place in chosen]


def texts_passed_over(container: Container, names: KnownNames) -> list[str]:
    """Names of texts in a zip that are not read although no name says, nor that of the zip, which one is the chat."""
    entries = [
        entry for entry in _candidates(container, names) if entry.is_packed and entry.place.suffix.lower() == ".txt"
    ]
    texts = [entry.place.name for entry in entries]
    if names.chat_names(texts, container.title) or any(has_name_of(name, container.title) for name in texts):
        return []
    chosen = {entry.place for entry in _of_one_chat(container, entries, names)}
    return [entry.place.name for entry in entries if entry.place not in chosen]


def chats_passed_over(container: Container, names: KnownNames) -> list[str]:
    """Names of documents, packed files and zips in a zip that are named as an app names a chat and are not opened."""
    if container.single:
        return []
    mains = {entry.place.parent for entry in container.entries if names.is_main(entry.place.name)}
    return [
        entry.place.name
        for entry in container.entries
        if (entry.place.suffix.lower() in _UNREAD_ENDINGS or (entry.is_packed and _is_zip(entry)))
        and names.word_count(entry.place.name) > 1
        and _was_not_sent(entry.place, mains, names)
        and "__MACOSX" not in entry.place.parts
    ]


def _title(container: Container, entry: ArchiveEntry, names: KnownNames) -> str:
    if container.single:
        return names.title_on_disk(container.path / entry.place)
    if not names.is_untitled(entry.place.name):
        return entry.place.stem
    return entry.place.parent.name or container.title


def _refuse_nested(container: Container) -> None:
    for entry in container.entries:
        if _is_zip(entry):
            raise ContainerError(container.path, lazy("it holds another zip, “{place}”", place=entry.place))
