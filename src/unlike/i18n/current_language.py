"""Who speaks now: a language and its catalogue, held for the task at hand (a command, a request of the page)."""

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


@dataclass(frozen=True, slots=True)
class CurrentLanguage:
    """A language and its catalogue; numbers and dates follow the language (CLDR, by Babel)."""

    language: str
    catalogue: NullTranslations

    @property
    def locale(self) -> Locale:
        """What Babel knows of the language."""
        return _locale(self.language)

    @property
    def direction(self) -> str:
        """Of its letters: "ltr" or "rtl"."""
        return str(self.locale.text_direction)


@cache
def language_name(language: str) -> CurrentLanguage:
    """The speaker of a language; English, as the sentences are written, where there is no catalogue."""
    if language not in LANGUAGES[1:]:
        return CurrentLanguage(LANGUAGES[0], NullTranslations())
    # pkgutil, not importlib.resources: it reads from zips too, and loads in a tenth of the time
    content = get_data("unlike.i18n", f"{language}/LC_MESSAGES/{DOMAIN}.mo") or b""
    return CurrentLanguage(language, GNUTranslations(BytesIO(content)))


@cache
def _locale(language: str) -> Locale:
    from babel import Locale  # noqa: PLC0415 - only a number, a date or a list needs it

    return Locale(language)


_ENGLISH: Final = language_name(LANGUAGES[0])
_SPEAKER: Final[ContextVar[CurrentLanguage]] = ContextVar("speaker", default=_ENGLISH)


def current_language() -> CurrentLanguage:
    """Who speaks."""
    return _SPEAKER.get()


def use_language(who: str | CurrentLanguage) -> None:
    """From here on, within the task at hand, everything is said in this language."""
    _SPEAKER.set(language_name(who) if isinstance(who, str) else who)


@contextmanager
def language_context(who: str | CurrentLanguage) -> Iterator[CurrentLanguage]:
    """Everything within is said in this language."""
    token = _SPEAKER.set(language_name(who) if isinstance(who, str) else who)
    try:
        yield current_language()
    finally:
        _SPEAKER.reset(token)
