"""Current language and its message catalogue, one for each context (a command, a request of the page)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pkgutil import get_data
from typing import TYPE_CHECKING, Final

from unlike.i18n.negotiate import LANGUAGES

if TYPE_CHECKING:
    from babel import Locale

DOMAIN: Final = "unlike"
"""gettext domain: the name of the catalogue files."""


@dataclass(frozen=True, slots=True)
class CurrentLanguage:
    """Language and message catalogue; numbers and dates follow the language (CLDR, by Babel).

    Attributes:
        language: one of `LANGUAGES`.
        catalogue: compiled catalogue; a `NullTranslations` for English, which returns messages as they are written.
    """

    language: str
    catalogue: NullTranslations

    @property
    def locale(self) -> Locale:
        """Babel's locale of the language."""
        return _locale(self.language)

    @property
    def direction(self) -> str:
        """Direction of the script: "ltr" or "rtl"."""
        return str(self.locale.text_direction)


@cache
def load_language(language: str) -> CurrentLanguage:
    """Load the catalogue of a language; English for a language without one."""
    if language not in LANGUAGES[1:]:
        return CurrentLanguage(LANGUAGES[0], NullTranslations())
    # pkgutil, not importlib.resources: it reads from zips too, and loads in a tenth of the time
    content = get_data("unlike.i18n", f"{language}/LC_MESSAGES/{DOMAIN}.mo") or b""
    return CurrentLanguage(language, GNUTranslations(BytesIO(content)))


@cache
def _locale(language: str) -> Locale:
    from babel import Locale  # noqa: PLC0415 - only a number, a date or a list needs it

    return Locale(language)


_ENGLISH: Final = load_language(LANGUAGES[0])
_CURRENT: Final[ContextVar[CurrentLanguage]] = ContextVar("current_language", default=_ENGLISH)


def current_language() -> CurrentLanguage:
    """Return the language of the current context; English where none was set."""
    return _CURRENT.get()


def use_language(language: str | CurrentLanguage) -> None:
    """Set the language of the current context, until it ends or another is set."""
    _CURRENT.set(load_language(language) if isinstance(language, str) else language)


@contextmanager
def language_context(language: str | CurrentLanguage) -> Iterator[CurrentLanguage]:
    """Set the language within a `with` block, and the earlier one again after it."""
    token = _CURRENT.set(load_language(language) if isinstance(language, str) else language)
    try:
        yield current_language()
    finally:
        _CURRENT.reset(token)
