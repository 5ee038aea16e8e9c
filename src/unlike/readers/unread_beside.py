"""What stands beside exports and is not read: links, hidden files, and files that are not there as a whole."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath

from unlike.errors import ContainerError, InputError, UnknownExportError
from unlike.readers.archive_pieces import is_piece, missing_pieces
from unlike.readers.containers import ArchiveEntry, Container
from unlike.readers.export_sentences import (
    archive_pieces_note,
    closed_files_note,
    hidden_files,
    missing_files_note,
    unfollowed_links,
)
from unlike.readers.missing_files import missing_files
from unlike.readers.unreadable_characters import readable_name


@dataclass(slots=True)
class UnreadBeside:
    """Places of all containers so far that are not read.

    Attributes:
        endings: that an export can have.
        links: of links that are not followed.
        hidden: of hidden files and folders, but for those that are missing.
        missing: of placeholders and of downloads that were not finished.
        pieces: of archives that were packed in several.
        lost_pieces: names of pieces that are not there.
        closed: of files in archives that cannot be unpacked.
        refusals: why they cannot.
    """

    endings: Collection[str]
    links: list[PurePosixPath] = field(default_factory=list)
    hidden: list[PurePosixPath] = field(default_factory=list)
    missing: list[PurePosixPath] = field(default_factory=list)
    pieces: list[PurePosixPath] = field(default_factory=list)
    lost_pieces: list[str] = field(default_factory=list)
    closed: list[PurePosixPath] = field(default_factory=list)
    refusals: list[ContainerError] = field(default_factory=list)

    def add(self, container: Container) -> tuple[Container, Sequence[PurePosixPath]]:
        """Add what stands in a container.

        Returns:
            The container with what can be opened, and what is missing in it.
        """
        places = [*(entry.place for entry in container.entries), *container.hidden]
        lacks = missing_files(places, self.endings)
        self._add_pieces(container)
        self.links += container.links
        are_missing = set(lacks)
        self.hidden += [place for place in container.hidden if place not in are_missing]
        self.missing += lacks
        closed = {entry.place: None for entry in container.entries if self._is_closed(container, entry)}
        if not closed:
            return container, lacks
        self.closed += [container.outer / place for place in closed]
        entries = tuple(entry for entry in container.entries if entry.place not in closed)
        return replace(container, entries=entries), [*lacks, *closed]

    def _add_pieces(self, container: Container) -> None:
        """Add the pieces of archives in a container; on disk, what is missing beside them can be told."""
        hidden = [place for place in container.hidden if is_piece(place)]
        packed = [entry.place for entry in container.entries if entry.is_packed and is_piece(entry.place)]
        files = [entry.place for entry in container.entries if not entry.is_packed]
        on_disk = [place for place in files if is_piece(place, container.path)]
        self.pieces += [*on_disk, *packed, *hidden]
        self.lost_pieces += missing_pieces(on_disk, container.path)

    def _is_closed(self, container: Container, entry: ArchiveEntry) -> bool:
        """Whether what could be an export cannot be unpacked."""
        if entry.record is None or entry.place.suffix.lower() not in self.endings:
            return False
        try:
            container.check(entry)
        except ContainerError as refusal:
            self.refusals.append(refusal)
            return True
        return False

    def notes(self) -> Iterator[str]:
        """A sentence for each kind of what could be an export."""
        hidden = [place for place in self.hidden if place.suffix.lower() in self.endings]
        for places, sentence in (
            (self.links, unfollowed_links),
            (hidden, hidden_files),
            (self.missing, missing_files_note),
            (self.closed, closed_files_note),
        ):
            if places:
                yield sentence(_names(places))
        if self.pieces:
            yield archive_pieces_note(_names(self.pieces), self.lost_pieces)

    def error(self, path: Path, *, is_empty: bool) -> InputError | None:
        """Why there is nothing to read; None where it is not for what was not read.

        Args:
            path: that was given.
            is_empty: nothing else there has any bytes.
        """
        if self.refusals:
            return self.refusals[0]
        if self.pieces:
            return UnknownExportError(path, archive_pieces_note(_names(self.pieces), self.lost_pieces))
        if self.missing:
            return UnknownExportError(path, missing_files_note(_names(self.missing)))
        if not is_empty or not (self.links or self.hidden):
            return None
        return UnknownExportError(
            path, unfollowed_links(_names(self.links)) if self.links else hidden_files(_names(self.hidden))
        )


def _names(places: Iterable[PurePosixPath]) -> list[str]:
    return [readable_name(str(place)) for place in places]
