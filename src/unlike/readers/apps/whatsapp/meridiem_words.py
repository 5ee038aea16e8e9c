"""Words for the halves of a day, from `whatsapp.toml` and, for languages it lacks, from `day_periods.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Final

from unlike.readers.apps.whatsapp.app_phrases import phrases
from unlike.readers.apps.whatsapp.invisible_characters import plain

NOON: Final = frozenset({"中午", "mittags"})
"""Words for the middle of the day: 11 before, 12 and 1 after it."""


@cache
def meridiem_words() -> Mapping[str, str]:
    """Words in lower case with ordinary spaces, and "am" or "pm"."""
    text = files("unlike.readers.apps.whatsapp").joinpath("day_periods.toml").read_text(encoding="utf-8")
    words: dict[str, str] = {word: half for half, words in tomllib.loads(text).items() for word in words}
    return MappingProxyType(words | dict(phrases().meridiems))


def meridiem(word: str) -> str:
    """The half of the day that a word as written stands for: "", "am", "pm" or "noon".

    Args:
        word: one of `meridiem_words`, in any case and with any spaces or none.
    """
    bare = plain(word).casefold()
    if not bare:
        return ""
    return "noon" if bare in NOON else meridiem_words().get(bare) or _tight_words()[bare.replace(" ", "")]


@cache
def _tight_words() -> Mapping[str, str]:
    """The words without their spaces."""
    return MappingProxyType({word.replace(" ", ""): half for word, half in meridiem_words().items()})
