"""Who is behind a nick: somebody who changes it stays the same person."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import Final

_TAIL: Final = re.compile(r"(?:[_`^\-|\[\]{}\\]|away|afk|work|home|mobile|\d)+\Z", re.IGNORECASE)
_SHORTEST_STEM: Final = 3


class NickPeople:
    """Nicks, and which of them are one person's."""

    def __init__(self) -> None:
        self._root: dict[str, str] = {}
        self._lines: Counter[str] = Counter()
        self._spans: dict[str, tuple[int, int]] = {}

    def speak(self, nick: str, number: int) -> None:
        """Note that somebody wrote the line of a number."""
        self._lines[nick] += 1
        first, _ = self._spans.get(nick, (number, number))
        self._spans[nick] = (first, number)

    def rename(self, old: str, new: str) -> None:
        """Note that somebody changed their nick; two who wrote in turns are two people, unless the nicks agree."""
        if old == new or (self._wrote_in_turns(old, new) and _stem(old) != _stem(new)):
            return
        self._root[self._find(old)] = self._find(new)

    def names(self) -> dict[str, str]:
        """The name of every nick that wrote: of a person's nicks the one they wrote most under."""
        groups: dict[str, list[str]] = defaultdict(list)
        for nick in self._lines:
            groups[self._find(nick)].append(nick)
        most = {root: max(nicks, key=lambda nick: self._lines[nick]) for root, nicks in groups.items()}
        return {nick: most[root] for root, nicks in groups.items() for nick in nicks}

    def merged(self) -> Iterable[tuple[str, list[str]]]:
        """People who wrote under several nicks: their name, and the others."""
        others: dict[str, list[str]] = defaultdict(list)
        for nick, name in self.names().items():
            if nick != name:
                others[name].append(nick)
        return sorted(others.items())

    def _wrote_in_turns(self, old: str, new: str) -> bool:
        """Whether each of two nicks wrote before the other was done, and no change ties them so far."""
        if self._find(old) == self._find(new) or old not in self._spans or new not in self._spans:
            return False
        (first, last), (other_first, other_last) = self._spans[old], self._spans[new]
        return first < other_last and other_first < last

    def _find(self, nick: str) -> str:
        while self._root.get(nick, nick) != nick:
            nick = self._root[nick]
        return nick


def _stem(nick: str) -> str:
    """A nick without what people put behind it."""
    stem = _TAIL.sub("", nick).casefold()
    return stem if len(stem) >= _SHORTEST_STEM else nick.casefold()
