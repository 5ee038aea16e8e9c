"""Marks in a name by which a person can be matched: a number, an e-mail address, a handle, the words of a name."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from unlike.core.phone_spellings import PhoneNumber, phone_number

_EMAIL: Final = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_BRACKETS: Final = re.compile(r"[(\[]([^()\[\]]*)[)\]]")
_HANDLE: Final = re.compile(r"@?[A-Za-z0-9_.]+(?:#\d{4})?")
_MIN_HANDLE_CHARS: Final = 5
_WORD: Final = re.compile(r"[^\W\d_]+")
_MIN_SURNAME_CHARS: Final = 2
_TITLES: Final = frozenset({"dr", "prof", "mr", "mrs", "ms", "herr", "frau", "mme", "sr", "sra", "dra", "the"})
_NOBODY: Final = frozenset(
    {"", "me", "you", "unknown", "unknown user", "deleted account", "deleted user", "facebook user", "instagram user"}
)
"""Placeholders that an app shows instead of a name, folded."""


@dataclass(frozen=True, slots=True)
class NameMarks:
    """Marks in some names of one person.

    Attributes:
        numbers, emails, handles: that stand in them; addresses and handles are folded.
        full_names: sets of at least two words, folded, without accents.
        short_names: a single word, or a word and an initial.
    """

    numbers: tuple[PhoneNumber, ...]
    emails: frozenset[str]
    handles: frozenset[str]
    full_names: frozenset[frozenset[str]]
    short_names: frozenset[tuple[str, str]]

    @property
    def first_names(self) -> frozenset[str]:
        """Words that can be somebody's first name: those of full names, too."""
        return frozenset({word for name in self.full_names for word in name} | {word for word, _ in self.short_names})


def name_marks(names: Iterable[str]) -> NameMarks:
    """Marks of somebody who bears some names in chats.

    Args:
        names: as the exports have them.
    """
    pieces = [piece for name in names for piece in _name_pieces(name)]
    numbers = tuple(dict.fromkeys(number for piece in pieces if (number := phone_number(piece))))
    emails = frozenset(_fold(address) for piece in pieces for address in _EMAIL.findall(piece))
    name_pieces = [piece for piece in pieces if not phone_number(piece) and not _EMAIL.search(piece)]
    handles = frozenset(handle for piece in name_pieces if (handle := _handle_in(piece)))
    words = [name_words for piece in name_pieces if not _handle_in(piece) and (name_words := _name_words(piece))]
    return NameMarks(
        numbers,
        emails,
        handles,
        frozenset(frozenset(name_words) for name_words in words if _is_full(name_words)),
        frozenset(
            (name_words[0], name_words[1] if len(name_words) == 2 else "")
            for name_words in words
            if _is_short(name_words)
        ),
    )


def joined_spellings(name: Iterable[str]) -> frozenset[str]:
    """Spellings of a full name of two words as one word, as in handles; empty for other names."""
    words = sorted(name)
    return frozenset({"".join(words), "".join(reversed(words))}) if len(words) == 2 else frozenset()


def letters_of(handle: str) -> str:
    """Letters of a handle: neither digits nor signs."""
    return "".join(filter(str.isalpha, handle))


def _name_pieces(name: str) -> Iterable[str]:
    """Yield a name without its bracketed parts, then each bracketed part."""
    yield _BRACKETS.sub(" ", name) if not phone_number(name) else name
    if not phone_number(name):
        yield from _BRACKETS.findall(name)


def _handle_in(piece: str) -> str:
    """Handle in a piece of a name, folded; empty where it is none."""
    piece = piece.strip()
    if not _HANDLE.fullmatch(piece) or len(piece.lstrip("@")) < _MIN_HANDLE_CHARS:
        return ""
    is_sure = piece.startswith("@") or bool(re.search(r"[\d_#]|\w\.\w", piece))
    return _fold(piece.lstrip("@")).rstrip(".") if is_sure else ""


def _name_words(piece: str) -> list[str]:
    """Words of a name, folded, without titles; none for a placeholder."""
    folded = _fold(piece.strip(" ~"))
    if folded in _NOBODY:
        return []
    return [word for word in _WORD.findall(folded) if word not in _TITLES]


def _is_full(words: list[str]) -> bool:
    return len(set(words)) > 1 and all(len(word) >= _MIN_SURNAME_CHARS for word in words)


def _is_short(words: list[str]) -> bool:
    """Whether words are a single name, or one with an initial."""
    return (len(words) == 1 and len(words[0]) > 1) or (len(words) == 2 and len(words[0]) > 1 and len(words[1]) == 1)


def _fold(text: str) -> str:
    """Fold a text: lower case, without accents."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in decomposed if not unicodedata.combining(sign)).strip()
