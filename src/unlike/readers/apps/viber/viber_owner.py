"""Whose phone a Viber export is from: more than the word for "me" must say so, for contacts can be called like it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

_ENGLISH: Final = frozenset({"me"})
_CYRILLIC: Final = frozenset({"я", "аз"})
OWN_WORDS: Final = _ENGLISH | _CYRILLIC | {"ich", "moi", "yo", "eu", "io", "ik", "ja", "já", "εγώ", "ben", "én", "أنا"}
"""What Viber calls the owner of the phone, in lower case."""

_FEWEST_CHATS: Final = 2


@dataclass(frozen=True, slots=True)
class ViberWriters:
    """Who writes in a chat.

    Attributes:
        title: of the chat: in one of two, the other's name.
        names: by number, or by themselves where there is none.
        app_words: what the app put in place of pictures and the like, in its language and in lower case.
    """

    title: str
    names: Mapping[str, str]
    app_words: frozenset[str]


def owners(chats: Sequence[ViberWriters]) -> list[str | None]:
    """Numbers of the owner in each chat of an export; None where it cannot be told.

    In a chat it is told by the word for "me" in the language of the app's other words, or where the chat of two has the
    other's name; among several chats by the number that bears such a word in most of them.
    """
    owner_of_chats = [_owner(chat) for chat in chats]
    anywhere = {owner for owner in owner_of_chats if owner} or _in_most(chats)
    if len(anywhere) != 1:
        return owner_of_chats
    (number,) = anywhere
    return [
        owner or (number if number in chat.names else None) for owner, chat in zip(owner_of_chats, chats, strict=True)
    ]


def _owner(chat: ViberWriters) -> str | None:
    candidates = _candidates(chat)
    if len(candidates) != 1:
        return None
    (number,) = candidates
    word = chat.names[number].casefold()
    others = [other for other in chat.names if other != number]
    is_told = word in _language(chat) or (len(others) == 1 and _is_titled(chat, others[0]))
    return number if is_told else None


def _candidates(chat: ViberWriters) -> list[str]:
    """Who is called like the owner, and is neither whom the chat is with nor called so in another language."""
    fitting = _language(chat) or OWN_WORDS
    title = chat.title.strip().casefold()
    return [who for who, name in chat.names.items() if name.casefold() in fitting and name.casefold() != title]


def _language(chat: ViberWriters) -> frozenset[str]:
    """Words for the owner in the language of the app's other words; none where these do not tell."""
    latin = sum(word.isascii() for word in chat.app_words)
    return frozenset() if not chat.app_words else _ENGLISH if 2 * latin > len(chat.app_words) else _CYRILLIC


def _is_titled(chat: ViberWriters, who: str) -> bool:
    """Whether a chat is named after somebody: by a word of their name, or the end of their number."""
    title, name = (set(re.findall(r"\w+", text.casefold())) for text in (chat.title, chat.names[who]))
    digits = re.sub(r"\D", "", chat.title)
    return bool(title & name) or (len(digits) > 5 and re.sub(r"\D", "", who).endswith(digits[-6:]))


def _in_most(chats: Sequence[ViberWriters]) -> set[str]:
    """The number that bears a word for the owner in more chats than any other, and in two at least."""
    counted = Counter(number for chat in chats for number in _candidates(chat)).most_common(2)
    is_clear = bool(counted) and counted[0][1] >= _FEWEST_CHATS and (len(counted) == 1 or counted[0][1] > counted[1][1])
    return {counted[0][0]} if is_clear else set()
