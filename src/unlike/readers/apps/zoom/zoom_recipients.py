"""Who could read a message of a Zoom meeting: all, or one person alone.

The program marks what is private in its own language, and always in brackets behind the name: "Ann(Direct Message)".
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from typing import Final

from unlike.readers.apps.zoom.zoom_blocks import ZoomBlock

_ALL: Final = frozenset(
    {"everyone", "everybody", "all", "everyone in meeting", "everyone in waiting room", "waiting room participants"}
    | {"hosts and panelists", "all panelists", "panelists", "all panelists and attendees", "all attendees"}
    | {"alle", "jeder", "todos", "todo el mundo", "todas", "tout le monde", "tous", "tutti", "iedereen", "wszyscy"}
    | {"все", "всем", "всі", "усі", "herkes", "semua orang", "tất cả mọi người", "alla", "全員", "所有人", "모두"}
)
"""Words for everybody, in lower case."""

_MARKED: Final = re.compile(r"(?P<name>.*\S)\s*[(（][^()（）]{2,60}[)）]", re.DOTALL)


class ZoomRecipients:
    """Who is meant by what stands behind "to" in a file."""

    def __init__(self, blocks: Iterable[ZoomBlock], owner: str) -> None:
        listed = list(blocks)
        self._people = {block.sender for block in listed if block.sender} | {owner}
        self._everybody = self._word_for_all(Counter(block.recipient for block in listed if block.recipient))

    def person(self, block: ZoomBlock) -> str | None:
        """The one person to whom a message is; None where it is to all."""
        to = block.recipient
        if not to or self._is_all(to):
            return None
        marked = _MARKED.fullmatch(to)
        return marked["name"] if marked and to not in self._people else to

    def _is_all(self, to: str) -> bool:
        marked = _MARKED.fullmatch(to)
        names = {to, marked["name"]} if marked else {to}
        return not names & self._people and any(name == self._everybody or name.casefold() in _ALL for name in names)

    def _word_for_all(self, counted: Counter[str]) -> str:
        """The word for everybody in a language that is not known: what most messages are to, if it is nobody's name."""
        if any(to.casefold() in _ALL for to in counted):
            return ""
        plain = [to for to, _ in counted.most_common() if not _MARKED.fullmatch(to) and to not in self._people]
        return plain[0] if plain else ""
