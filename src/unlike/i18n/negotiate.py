"""Choice among the supported languages: from a language tag, the environment, or the header of a browser."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

LANGUAGES: Final = ("en", "de", "es", "fr", "pt")
"""Supported languages (ISO 639-1); the first, in which messages are written, is the fallback."""
_VARIABLES: Final = ("UNLIKE_LANGUAGE", "LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")
_MAX_HEADER_CHARS: Final = 1000


def supported_language(tag: str) -> str | None:
    """Return the language of a tag such as "de_AT.UTF-8" or "pt-BR"; None where it is not supported."""
    language = tag.strip().replace("_", "-").partition("-")[0].partition(".")[0].partition("@")[0].lower()
    return language if language in LANGUAGES else None


def environment_language(environment: Mapping[str, str]) -> str:
    """Return the language of UNLIKE_LANGUAGE, else of the machine (LANGUAGE, LC_ALL, LC_MESSAGES, LANG), else English.

    The first variable that is set decides, as in gettext; LANGUAGE is a list, and is ignored where the locale is C.
    """
    c_locale = _first_set(environment, "LC_ALL", "LC_MESSAGES", "LANG").partition(".")[0] in {"", "C", "POSIX"}
    for name in _VARIABLES:
        tags = environment.get(name, "").strip()
        if tags and not (name == "LANGUAGE" and c_locale):
            return next(filter(None, map(supported_language, tags.split(":"))), LANGUAGES[0])
    return LANGUAGES[0]


def header_language(accepted: str) -> str:
    """Return the supported language that a browser prefers, else English.

    Args:
        accepted: value of the header Accept-Language (RFC 9110, section 12.5.4).
    """
    preferences = sorted(_weighted_languages(accepted), key=lambda preference: -preference[0])
    return next((language for weight, language in preferences if weight > 0), LANGUAGES[0])


def _weighted_languages(accepted: str) -> Iterator[tuple[float, str]]:
    """Yield weight and language of each supported language in the header."""
    for part in accepted[:_MAX_HEADER_CHARS].split(","):
        tag, _, weight = part.partition(";")
        language = supported_language(tag)
        if language:
            yield _parse_quality(weight.replace(" ", "").removeprefix("q=") or "1"), language


def _parse_quality(text: str) -> float:
    """Parse a weight, at most 1; 0 for text that is no number."""
    try:
        return min(1.0, float(text))
    except ValueError:
        return 0.0


def _first_set(environment: Mapping[str, str], *names: str) -> str:
    """Return the value of the first of some variables that is set; "" where none is."""
    return next((environment[name] for name in names if environment.get(name)), "")
