"""Which sources there are: the built-in ones, then those of installed packages."""

from __future__ import annotations

from importlib.metadata import EntryPoint, entry_points
from typing import Final, cast

from unlike.errors import UnlikeError
from unlike.i18n import lazy
from unlike.readers.apps.telegram import TelegramReader
from unlike.readers.apps.whatsapp import WhatsAppReader
from unlike.readers.base import Reader

GROUP: Final = "unlike.sources"
"""A package adds a source with an entry point of this group that names a class without arguments."""

BUILT_IN: Final[tuple[type[Reader], ...]] = (WhatsAppReader, TelegramReader)


def readers() -> tuple[Reader, ...]:
    """One of every source; which ones depends on what is installed, never on what was imported.

    Raises:
        UnlikeError: a package's source cannot be loaded.
    """
    added = sorted(entry_points(group=GROUP), key=lambda point: point.name)
    return (*(source() for source in BUILT_IN), *(_loaded(point) for point in added))


def _loaded(point: EntryPoint) -> Reader:
    """A source of another package, whatever that package does while it loads."""
    try:
        return cast("Reader", point.load()())
    except Exception as error:
        package = point.dist.name if point.dist else point.value
        raise UnlikeError(
            lazy(
                "The reader “{name}” of the package {package} cannot be loaded ({why}). Update that package, or "
                "uninstall it.",
                name=point.name,
                package=package,
                why=str(error),
            )
        ) from error
