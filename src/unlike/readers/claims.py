"""Which reader reads which export."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path, PurePosixPath

from unlike.errors import AmbiguousExportError, EmptyExportError, OptionError, UnknownExportError, UnlikeError
from unlike.i18n import lazy, mark
from unlike.readers.archives import (
    PassedExport,
    PlacedExport,
    all_containers,
    chats_passed_over,
    file_exports,
    folder_exports,
    passed_exports,
    texts_passed_over,
)
from unlike.readers.base import Reader
from unlike.readers.containers import Container
from unlike.readers.export import Export, FileRemarks
from unlike.readers.file_names import COMMON_ENDINGS, KnownNames
from unlike.readers.formats.file_kinds import office_step
from unlike.readers.hints import export_step, is_empty, known_exports, nothing_in_folder
from unlike.readers.missing_files import lacks_part_of_file, lacks_part_of_folder, missing_name
from unlike.readers.shield import DAMAGE, shield
from unlike.readers.unread_beside import UnreadBeside


@dataclass(frozen=True, slots=True)
class Claim:
    """An export and the reader that claims it.

    Attributes:
        export: the export.
        reader: the one reader that recognises it.
        place: where it stands among all that was given.
        times: how often the same bytes were given.
        unclaimed: names of files and zips beside it that could be exports, and that nobody recognises.
        beside: sentences on what stands beside it, or in it, and is not read.
        is_partial: a part of it is not there as a whole.
        remarks: what was odd about the files that were read last.
    """

    export: Export
    reader: Reader
    place: tuple[str, ...] = ()
    times: int = 1
    unclaimed: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    is_partial: bool = False
    remarks: FileRemarks = field(default_factory=FileRemarks, compare=False)


def chosen_readers(readers: Sequence[Reader], app: str | None) -> Sequence[Reader]:
    """The readers to ask: all, or the one the owner named.

    Raises:
        OptionError: there is none of that name.
    """
    if app is None:
        return readers
    matching = [reader for reader in readers if reader.name == app]
    if not matching:
        raise OptionError("--app", app, lazy("one of: {names}", names=", ".join(reader.name for reader in readers)))
    return matching


def claims_at(path: Path, readers: Sequence[Reader]) -> list[Claim]:
    """The exports at a path; the first one names the files and zips beside them that nobody claims.

    Raises:
        InputError: there is no export.
    """
    names = KnownNames(reader.file_names for reader in readers)
    offered: list[Export] = []
    claims: list[Claim] = []
    unclaimed: list[str] = []
    beside = UnreadBeside(names.endings)
    places: set[str] = set()
    for container in all_containers(path, names):
        places |= {str(entry.place) for entry in container.entries}
        container, lacks = beside.add(container)  # noqa: PLW2901 - only what can be opened
        folders = {
            folder: replace(claim, is_partial=lacks_part_of_folder(folder, claim.export.files, lacks))
            for folder, claim in _folder_claims(container, names, readers)
        }
        own = list(folders.values())
        placed_exports = list(file_exports(container, names, tuple(folders)))
        exports = [placed.export for placed in placed_exports]
        own += [
            replace(claim, is_partial=lacks_part_of_file(claim.export.files[0].name, lacks))
            for placed in placed_exports
            for claim in _claims(placed, readers)
        ]
        own = _without_attachments(own, container)
        passed = list(passed_exports(container, names, tuple(folders))) if own else []
        others, doubtful = _passed_claims(passed, own, readers)
        own += others
        offered += exports
        unclaimed += _unread_names(container, exports, own, readers) + texts_passed_over(container, names) + doubtful
        unclaimed += chats_passed_over(container, names)
        claims += own
    if not claims:
        raise (
            _office_error(path, places)
            or beside.error(path, is_empty=all(is_empty(export) for export in offered))
            or _unclaimed(path, offered, readers)
        )
    first, *others = sorted(claims, key=lambda claim: claim.place)
    left = tuple(name for name in unclaimed if missing_name(name) is None)
    return [replace(first, unclaimed=left, beside=tuple(beside.notes())), *others]


def _without_attachments(claims: Sequence[Claim], container: Container) -> list[Claim]:
    """The claims without those of no app in a zip that an app wrote: what lies in it was sent in the chat."""
    of_apps = [claim for claim in claims if not _is_fallback(claim.reader)]
    is_zip = any(entry.is_packed for entry in container.entries)
    return of_apps if is_zip and of_apps else list(claims)


def _passed_claims(
    passed: Sequence[PassedExport], claims: Sequence[Claim], readers: Sequence[Reader]
) -> tuple[list[Claim], list[str]]:
    """Claims of files that lie where another app's export begins, and names of files of which that cannot be told.

    A chat's own app lays down what was sent in it, and what was sent in a chat may be a chat's text; so only a chat of
    another app, right beside the export, is there for certain because somebody put it there.
    """
    claimed_by = {claim.reader.name for claim in claims}
    of_apps = [reader for reader in readers if not _is_fallback(reader)]
    certain: list[Claim] = []
    doubtful: list[str] = []
    for part in passed:
        for claim in _claims_of_one(part.placed, of_apps):
            is_of_same_app = claim.reader.name in claimed_by
            if part.is_beside and not is_of_same_app:
                certain.append(claim)
            elif not (part.is_inside and is_of_same_app):  # else it is a part of that export
                doubtful.append(claim.export.files[0].name)
    return certain, doubtful


def _claims_of_one(placed: PlacedExport, readers: Sequence[Reader]) -> list[Claim]:
    """The claim of a reader; none where several claim it, as it is nobody's by more than its looks."""
    with suppress(AmbiguousExportError):
        return _claims(placed, readers)
    return []


def _unread_names(
    container: Container, offered: Sequence[Export], claims: Sequence[Claim], readers: Sequence[Reader]
) -> list[str]:
    """Names of what could be an export and that nobody recognises; of a zip of such files alone, the zip's."""
    if not claims and any(entry.is_packed for entry in container.entries):
        return [container.path.name]
    endings = tuple(ending for reader in readers for ending in reader.file_names.endings or COMMON_ENDINGS)
    claimed = {id(claim.export) for claim in claims}
    left = [export for export in offered if id(export) not in claimed and not is_empty(export)]
    return [export.files[0].name for export in left if export.files[0].name.lower().endswith(endings)]


def claimed_once(claims: Sequence[Claim]) -> list[Claim]:
    """The claims without exports whose bytes were given before; only exports of one size are compared."""
    sizes = [claim.export.size for claim in claims]
    unique: dict[tuple[int, bytes], Claim] = {}
    for place, claim in enumerate(claims):
        size = claim.export.size
        key = (size, _digest(claim.export) if sizes.count(size) > 1 else b"%d" % place)
        unique[key] = _once_more(unique[key], claim) if key in unique else claim
    return list(unique.values())


def _once_more(first: Claim, again: Claim) -> Claim:
    """The first claim of bytes that were given again; what stood unread beside either is named."""
    return replace(
        first,
        times=first.times + 1,
        unclaimed=(*first.unclaimed, *again.unclaimed),
        beside=tuple(dict.fromkeys((*first.beside, *again.beside))),
    )


def _folder_claims(
    container: Container, names: KnownNames, readers: Sequence[Reader]
) -> Iterator[tuple[PurePosixPath, Claim]]:
    """Folders that a reader takes as a whole; what lies in one is not offered again."""
    takers = [reader for reader in readers if reader.takes_folders]
    claimed: list[PurePosixPath] = []
    for folder, placed in folder_exports(container, names) if takers else ():
        if not any(outer in (folder, *folder.parents) for outer in claimed):
            for claim in _claims(placed, takers):
                claimed.append(folder)
                yield folder, claim


def _claims(placed: PlacedExport, readers: Sequence[Reader]) -> list[Claim]:
    """The claim of the one reader that recognises an export, if any does."""
    export = placed.export
    with shield(export, mark("its first bytes"), mark("the file")):
        if is_empty(export):
            return []
        claiming = _recognising(export, readers)
    if len(claiming) > 1:
        raise AmbiguousExportError(export.path, [reader.name for reader in claiming])
    return [Claim(export, reader, placed.place) for reader in claiming]


def _recognising(export: Export, readers: Sequence[Reader]) -> list[Reader]:
    """The readers that claim an export; those of no app, or with weak marks, only where no other does."""
    own = [reader for reader in readers if not _is_fallback(reader) and _recognises(reader, export)]
    strong = [reader for reader in own if not getattr(reader, "has_weak_marks", False)]
    return strong or own or [reader for reader in readers if _is_fallback(reader) and _recognises(reader, export)]


def _is_fallback(reader: Reader) -> bool:
    """Whether a reader is asked last; a foreign one need not have the attribute."""
    return bool(getattr(reader, "is_fallback", False))


def _recognises(reader: Reader, export: Export) -> bool:
    """Whether a reader claims an export; one that stumbles over it does not, and stops nobody else."""
    try:
        return bool(reader.recognise(export))
    except (*DAMAGE, UnlikeError):
        raise
    except Exception:  # noqa: BLE001 - any mistake of a foreign reader means the same here
        return False


def _office_error(path: Path, places: Collection[str]) -> UnlikeError | None:
    """Why a zip that is a document cannot be read; None where it is no document."""
    step = office_step(places)
    return UnknownExportError(path, step) if step else None


def _unclaimed(path: Path, exports: Sequence[Export], readers: Sequence[Reader]) -> UnlikeError:
    """Why there is nothing to read at a path."""
    if not exports:
        return UnknownExportError(path, nothing_in_folder(readers))
    if all(is_empty(export) for export in exports):
        return EmptyExportError(path)
    default_step = known_exports(readers)
    steps = (export_step(export, readers) for export in exports)
    return UnknownExportError(path, next((step for step in steps if step != default_step), default_step))


def _digest(export: Export) -> bytes:
    """A hash of all bytes of an export and the names of its files."""
    digest = hashlib.sha256()
    with shield(export, mark("while comparing"), mark("the file")):
        for file in export.files:
            digest.update(file.name.encode() if len(export.files) > 1 else b"")
            with file.open() as stream:
                for piece in iter(partial(stream.read, 1 << 20), b""):
                    digest.update(piece)
    return digest.digest()
