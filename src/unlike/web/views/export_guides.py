"""How to get an export out of each app whose exports can be read."""

from __future__ import annotations

from dataclasses import dataclass

from unlike.i18n import translate_lazy, verbatim
from unlike.readers import registered_readers


@dataclass(frozen=True, slots=True)
class AppGuides:
    """An app, and how to get its exports: a device or kind of download with its steps."""

    app: str
    guides: tuple[tuple[str, str], ...]


def app_guides() -> tuple[AppGuides, ...]:
    """The guides of every reader, in the reader's own order, in the current language."""
    return tuple(
        AppGuides(
            _translated(reader.title),
            tuple((_translated(guide.device), _translated(guide.steps)) for guide in reader.guides),
        )
        for reader in (registered.reader for registered in registered_readers())
    )


def _translated(marked: str) -> str:
    return translate_lazy(verbatim(marked))
