"""Which of the languages there are: as asked, as the machine has it, or as a browser prefers it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

LANGUAGES: Final = ("en", "de", "es", "fr", "pt")
"""Those there are sentences in; the first one where nothing else is known."""
_VARIABLES: Final = ("UNLIKE_LANGUAGE", "LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")


def known_language(tag: str) -> str | None:
    """The language of a tag such as "de_AT.UTF-8" or "pt-BR"; None where there are no sentences in it."""
    language = tag.strip().replace("_", "-").partition("-")[0].partition(".")[0].partition("@")[0].lower()
    return language if language in LANGUAGES else None


def environment_language(environment: Mapping[str, str]) -> str:
    """UNLIKE_LANGUAGE, else what the machine speaks (LANGUAGE, LC_ALL, LC_MESSAGES, LANG), else English.

    The first variable that is set decides, as everywhere; LANGUAGE is a list and has no say where the locale is C.
    """
    plain = _first(environment, "LC_ALL", "LC_MESSAGES", "LANG").partition(".")[0] in {"", "C", "POSIX"}
    for name in _VARIABLES:
        given = environment.get(name, "").strip()
        if given and not (name == "LANGUAGE" and plain):
            return next(filter(None, map(known_language, given.split(":"))), LANGUAGES[0])
    return LANGUAGES[0]


def header_language(accepted: str) -> str:
    """What a browser prefers of the languages there are (Accept-Language, RFC 9110 section 12.5.4), else English."""
    wanted = sorted(_weighted(accepted), key=lambda one: -one[0])
    return next((language for weight, language in wanted if weight > 0), LANGUAGES[0])


def _weighted(accepted: str) -> Iterator[tuple[float, str]]:
    """Weight and language of each part that is known; a weight that is no number counts for nothing."""
    for part in accepted[:1000].split(","):
        tag, _, weight = part.partition(";")
        language = known_language(tag)
        if language:
            yield _number(weight.replace(" ", "").removeprefix("q=") or "1"), language


def _number(text: str) -> float:
    try:
        return min(1.0, float(text))
    except ValueError:
        return 0.0


def _first(environment: Mapping[str, str], *names: str) -> str:
    """The first of some variables that is set."""
    return next((environment[name] for name in names if environment.get(name)), "")
