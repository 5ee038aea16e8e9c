"""The words WhatsApp itself writes, from the tables in `languages`."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any, Final

from unlike.core.content_caches import content_cache
from unlike.core.index_files import SUFFIX, IndexFile, read_index, source_key
from unlike.readers.apps.whatsapp.spellings import comparable, spellings, with_straight_apostrophes
from unlike.readers.apps.whatsapp.wording_index import AppPhrase, AppPhraseIndex, firm_part, pattern_of_wording

_ROOM: Final = files("unlike.readers.apps.whatsapp")
PHRASES_INDEX: Final = _ROOM.joinpath(f"app_phrases{SUFFIX}")
_VERSION: Final = 1
"""To be raised where the same tables become other phrases."""
KIND_BY_KEY: Final = {
    "media": "media",
    "image": "image",
    "video": "video",
    "audio": "audio",
    "sticker": "sticker",
    "gif": "gif",
    "document": "document",
    "contact": "contact",
    "attached": "document",
    "deleted_by_them": "deleted",
    "deleted_by_me": "deleted",
    "view_once": "media",
    "location": "location",
    "poll": "poll",
    "event": "poll",
    "call": "call",
    "waiting": "media",
}
"""Keys of the phrases that take the place of a body, and the kind of message they mean; an event asks who comes."""


class AppPhrases(IndexFile, frozen=True, kw_only=True):
    """The wordings of all languages, by what they stand for.

    Attributes:
        bodies: in place of what somebody wrote.
        system: lines of the app itself.
        edited: marks at the end of an edited message, comparable.
        meridiems: words beside the time, "am" or "pm".
        titles: names of exported files, the longest wording first.
        owners: wordings that only the owner of the phone gets to see beside the own name.
        anchors: pieces of text of which every line of the app holds at least one, in all their spellings.
    """

    bodies: AppPhraseIndex
    system: AppPhraseIndex
    edited: tuple[str, ...]
    meridiems: dict[str, str]
    titles: tuple[str, ...]
    owners: tuple[str, ...]
    anchors: tuple[str, ...]

    def title(self, name: str) -> str | None:
        """The conversation's name in an exported file's name, in whatever language."""
        composed = unicodedata.normalize("NFC", name)  # some systems store names of files decomposed
        forms = [(written, with_straight_apostrophes(written)) for written in (composed, composed.replace("_", " "))]
        for wording in self.titles:
            part = firm_part(wording)
            for written, straight in forms:
                match = _title_pattern(wording).fullmatch(straight) if part in straight else None
                if match:
                    return written[slice(*match.span("name"))].strip()
        return None


@cache
def phrases() -> AppPhrases:
    """The phrases of all languages; one chat may hold several. Read where there is an index of them, else made."""
    return read_index(PHRASES_INDEX, AppPhrases, language_key()) or new_phrases()


def new_phrases() -> AppPhrases:
    """Make the same from the tables of all languages."""
    wordings_by_key: dict[str, dict[str, None]] = defaultdict(dict)
    for table in language_tables().values():
        for key, wordings in table.items():
            if isinstance(wordings, list):
                wordings_by_key[key].update(dict.fromkeys(wordings))
    system = AppPhraseIndex.of(AppPhrase("system", wording) for wording in wordings_by_key["system"])
    return AppPhrases(
        key=language_key(),
        bodies=AppPhraseIndex.of(AppPhrase(key, wording) for key in KIND_BY_KEY for wording in wordings_by_key[key]),
        system=system,
        edited=tuple(sorted(set(map(comparable, wordings_by_key["edited"])))),
        meridiems=_meridiems(wordings_by_key),
        titles=tuple(sorted(wordings_by_key["file_names"], key=len, reverse=True)),
        owners=tuple(wording for wording in wordings_by_key["deleted_by_me"] if not _of_admins(wording)),
        anchors=_anchors(system),
    )


@content_cache(1024)
def is_edit_mark(ending: str) -> bool:
    """Whether words in angle brackets at the end of a text are the mark of an edited message."""
    return comparable(ending) in phrases().edited


def _anchors(system: AppPhraseIndex) -> tuple[str, ...]:
    """The longest literal of each wording in all its spellings."""
    longest = {max(phrase.literals, key=len) for phrase in system.all()}
    return tuple(sorted({spelling for literal in longest for spelling in spellings(literal)}))


@cache
def language_tables() -> Mapping[str, Mapping[str, Any]]:
    """The tables of all languages, by their codes."""
    return {name.removesuffix(".toml"): tomllib.loads(source.decode()) for name, source in _sources().items()}


@cache
def language_key() -> int:
    """Key of the tables of all languages."""
    return source_key(_VERSION, _sources())


def _sources() -> dict[str, bytes]:
    """The files of all languages by their names."""
    entries = sorted((entry.name, entry) for entry in _ROOM.joinpath("languages").iterdir())
    return {name: entry.read_bytes() for name, entry in entries if name.endswith(".toml")}


@cache
def _title_pattern(wording: str) -> re.Pattern[str]:
    return pattern_of_wording(wording)


def _meridiems(wordings_by_key: Mapping[str, Mapping[str, None]]) -> dict[str, str]:
    return {word.casefold(): half for half in ("pm", "am") for word in wordings_by_key[half]}


def _of_admins(wording: str) -> bool:
    """Whether a wording is one that admins see beside the name of whoever wrote the deleted message."""
    return "admin" in wording.casefold() or "админ" in wording.casefold()
