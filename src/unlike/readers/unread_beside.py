"""What stands beside exports and is not read: links, hidden files, and files that are not there as a whole."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from unlike.errors import UnknownExportError
from unlike.readers.containers import Container
from unlike.readers.export_sentences import hidden_files, missing_files_note, unfollowed_links
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
    """

    endings: Collection[str]
    links: list[PurePosixPath] = field(default_factory=list)
    hidden: list[PurePosixPath] = field(default_factory=list)
    missing: list[PurePosixPath] = field(default_factory=list)

    def add(self, container: Container) -> Sequence[PurePosixPath]:
        """Add what stands in a container.

        Returns:
            What is missing in it.
        """
        places = [*(entry.place for entry in container.entries), *container.hidden]
        lacks = missing_files(places, self.endings)
        self.links += container.links
        self.hidden += [place for place in container.hidden if place not in lacks]
        self.missing += lacks
        return lacks

    def notes(self) -> Iterator[str]:
        """A sentence for each kind of what could be an export."""
        hidden = [place for place in self.hidden if place.suffix.lower() in self.endings]
        for places, sentence in (
            (self.links, unfollowed_links),
            (hidden, hidden_files),
            (self.missing, missing_files_note),
        ):
            if places:
                yield sentence(_names(places))

    def error(self, path: Path, *, is_empty: bool) -> UnknownExportError | None:
        """Why there is nothing to read; None where it is not for what was not read.

        Args:
            path: that was given.
            is_empty: nothing else there has any bytes.
        """
        if self.missing:
            return UnknownExportError(path, missing_files_note(_names(self.missing)))
        if not is_empty or not (self.links or self.hidden):
            return None
        return UnknownExportError(
            path, unfollowed_links(_names(self.links)) if self.links else hidden_files(_names(self.hidden))
        )


def _names(places: Iterable[PurePosixPath]) -> list[str]:
    return [readable_name(str(place)) for place in places]
