"""The words WhatsApp itself writes, from `whatsapp.toml`."""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Final

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
    "call": "call",
    "waiting": "media",
}
"""Keys of the phrases that take the place of a body, and the kind of message they mean."""

_HOLES: Final = {
    "name": r"[^\n]+?",
    "number": r"\+?[\d\s().\-\u2010\u2011]+?",
    "file": r"[^\n]*?\.[^\n]*?",
    "url": r"\S+",
    "any": r"[\s\S]*?",
}
_HOLE: Final = re.compile(r"\{(name|number|file|url|any)\}")
_EDGE_CHARS: Final = 3
"""Characters by which a phrase is found before it is compared as a whole."""


@dataclass(frozen=True, slots=True)
class AppPhrase:
    """One wording: its key, and its text with placeholders."""

    key: str
    text: str

    @property
    def literals(self) -> list[str]:
        """The text between the placeholders; the first and last are empty where it begins or ends with one."""
        return _HOLE.split(self.text)[::2]


@dataclass(frozen=True, slots=True)
class AppPhraseIndex:
    """Wordings by how they begin or end."""

    whole: Mapping[str, AppPhrase]
    starts: Mapping[str, tuple[AppPhrase, ...]]
    ends: Mapping[str, tuple[AppPhrase, ...]]
    inside: tuple[tuple[str, AppPhrase], ...]

    def find(self, text: str) -> tuple[AppPhrase, dict[str, str]] | None:
        """The wording a text is, and what stands at its placeholders `file` and `any`."""
        if text in self.whole:
            return self.whole[text], {}
        for phrase in self._candidates(text):
            match = _compiled(phrase.text).fullmatch(text)
            if match:
                return phrase, match.groupdict()
        return None

    def all(self) -> Iterator[AppPhrase]:
        """All wordings of the index."""
        yield from self.whole.values()
        for group in (*self.starts.values(), *self.ends.values()):
            yield from group
        yield from (phrase for _, phrase in self.inside)

    def _candidates(self, text: str) -> Iterator[AppPhrase]:
        yield from self.starts.get(text[:_EDGE_CHARS], ())
        yield from self.ends.get(text[-_EDGE_CHARS:], ())
        yield from (phrase for anchor, phrase in self.inside if anchor in text)


@dataclass(frozen=True, slots=True)
class AppPhrases:
    """The wordings of all languages, by what they stand for.

    Attributes:
        bodies: in place of what somebody wrote.
        system: lines of the app itself.
        edited: marks at the end of an edited message.
        meridiems: words beside the time, "am" or "pm".
        titles: names of exported files.
        owners: wordings that only the owner of the phone gets to see beside the own name.
    """

    bodies: AppPhraseIndex
    system: AppPhraseIndex
    edited: frozenset[str]
    meridiems: Mapping[str, str]
    titles: tuple[str, ...]
    owners: frozenset[str]

    @property
    def system_anchors(self) -> list[str]:
        """Pieces of text of which every line of the app holds at least one."""
        return sorted({max(phrase.literals, key=len) for phrase in self.system.all()})

    def title(self, name: str) -> str | None:
        """The conversation's name in an exported file's name, in whatever language."""
        for pattern in self.titles:
            match = _compiled(pattern).fullmatch(name) or _compiled(pattern).fullmatch(name.replace("_", " "))
            if match:
                return match["name"].strip()
        return None


@cache
def phrases() -> AppPhrases:
    """The phrases of all languages; one chat may hold several."""
    text = files("unlike.readers.apps.whatsapp").joinpath("whatsapp.toml").read_text(encoding="utf-8")
    tables = tomllib.loads(text).values()
    wordings_by_key: dict[str, dict[str, None]] = defaultdict(dict)
    for table in tables:
        for key, wordings in table.items():
            if isinstance(wordings, list):
                wordings_by_key[key].update(dict.fromkeys(wordings))
    return AppPhrases(
        bodies=_index(AppPhrase(key, wording) for key in KIND_BY_KEY for wording in wordings_by_key[key]),
        system=_index(AppPhrase("system", wording) for wording in wordings_by_key["system"]),
        edited=frozenset(wordings_by_key["edited"]),
        meridiems=MappingProxyType(_meridiems(wordings_by_key)),
        titles=tuple(wordings_by_key["file_names"]),
        owners=frozenset(wording for wording in wordings_by_key["deleted_by_me"] if not _of_admins(wording)),
    )


def _meridiems(wordings_by_key: Mapping[str, Mapping[str, None]]) -> dict[str, str]:
    return {word.casefold(): half for half in ("pm", "am") for word in wordings_by_key[half]}


def _of_admins(wording: str) -> bool:
    """Whether a wording is one that admins see beside the name of whoever wrote the deleted message."""
    return "admin" in wording.casefold() or "админ" in wording.casefold()


def _index(wordings: Iterator[AppPhrase]) -> AppPhraseIndex:
    whole: dict[str, AppPhrase] = {}
    starts: dict[str, list[AppPhrase]] = defaultdict(list)
    ends: dict[str, list[AppPhrase]] = defaultdict(list)
    inside = []
    for phrase in wordings:
        literals = phrase.literals
        first, last = literals[0], literals[-1]
        if len(literals) == 1:
            whole.setdefault(phrase.text, phrase)
        elif len(first) >= _EDGE_CHARS:
            starts[first[:_EDGE_CHARS]].append(phrase)
        elif len(last) >= _EDGE_CHARS:
            ends[last[-_EDGE_CHARS:]].append(phrase)
        else:
            inside.append((max(literals, key=len), phrase))
    return AppPhraseIndex(
        whole,
        {edge: tuple(group) for edge, group in starts.items()},
        {edge: tuple(group) for edge, group in ends.items()},
        tuple(inside),
    )


@cache
def _compiled(wording: str) -> re.Pattern[str]:
    """A wording as a pattern for the whole text; a placeholder that stands twice is caught the last time."""
    pieces = _HOLE.split(wording)
    last_place = {name: place for place, name in enumerate(pieces) if place % 2}
    patterns = [
        (f"(?P<{piece}>{_HOLES[piece]})" if last_place[piece] == place else f"(?:{_HOLES[piece]})")
        if place % 2
        else re.escape(piece)
        for place, piece in enumerate(pieces)
    ]
    return re.compile("".join(patterns))
