"""Names that stand before the words of a message with nothing but a space between them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Final

_MIN_LINES: Final = 3
"""Lines that begin alike before a second word is taken for a part of the name."""

_MAX_WORDS: Final = 6


def spaced_names(texts: Sequence[str], known: Sequence[str] = ()) -> list[str]:
    """The name that each text begins with: a known one, else as many words as all texts with that first word share.

    Args:
        texts: name, a space, and what was written.
        known: names that are known from elsewhere.
    """
    longest_first = sorted((name for name in known if name), key=len, reverse=True)
    names = [
        next((name for name in longest_first if text == name or text.startswith(f"{name} ")), "") for text in texts
    ]
    groups: dict[str, list[int]] = defaultdict(list)
    for number, text in enumerate(texts):
        if not names[number]:
            groups[text.split(" ", 1)[0]].append(number)
    for first, numbers in groups.items():
        shared = _shared(first, [texts[number] for number in numbers])
        for number in numbers:
            names[number] = shared
    return names


def _shared(first: str, texts: Sequence[str]) -> str:
    """The words that all texts begin with, where they are enough; else the first one."""
    if len(texts) < _MIN_LINES:
        return first
    split = [text.split(" ")[:_MAX_WORDS] for text in texts]
    shared: list[str] = []
    for words in zip(*split, strict=False):
        if len(set(words)) > 1:
            break
        shared.append(words[0])
    return " ".join(shared[: max(1, min(map(len, split)) - 1)])
