"""Who is behind a nick, and when: somebody who changes it stays the same person, and who takes it later is another.

A session is somebody's presence: it lasts from a join, or the first words, to a quit, and goes on under another nick
where that is changed. Sessions of one nick are one person's, unless another session of the person went on meanwhile.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from unlike.readers.apps.irc.nick_changes import NickChange

_TAIL_WORDS: Final = ("away", "afk", "work", "home", "mobile")
_BACKWARD_TAIL: Final = re.compile(
    rf"(?:[_`^\-|\[\]{{}}\\]|{'|'.join(word[::-1] for word in _TAIL_WORDS)}|\d)*+", re.IGNORECASE
)
"""What people put behind a nick, from its last character on: searched forward it costs the square of its length."""

_SHORTEST_STEM: Final = 3


@dataclass(slots=True)
class NickSession:
    """Somebody while they were there.

    Attributes:
        spans: by nick in lower case, in order, numbers of the first and the last line that show somebody under it.
        lines: how many were written under each nick.
    """

    spans: dict[str, tuple[int, int]] = field(default_factory=dict)
    lines: Counter[str] = field(default_factory=Counter)

    def show(self, nick: str, number: int) -> None:
        """Note that a line shows somebody under a nick."""
        first, _ = self.spans.get(nick.casefold(), (number, number))
        self.spans[nick.casefold()] = (first, number)

    def add(self, other: NickSession) -> None:
        """Add another session of the same person."""
        self.lines.update(other.lines)
        for nick, (first, last) in other.spans.items():
            ours = self.spans.get(nick, (first, last))
            self.spans[nick] = (min(first, ours[0]), max(last, ours[1]))

    def lines_under(self, nick: str) -> int:
        """How many lines were written under a nick in lower case."""
        return sum(number for spelling, number in self.lines.items() if spelling.casefold() == nick)

    def may_be_of(self, other: NickSession) -> bool:
        """Whether two can be one person's: at no time were both there, but for nicks alike up to a tail."""
        return not any(
            ours[0] < theirs[1] and theirs[0] < ours[1] and _stem(nick) != _stem(another)
            for nick, ours in self.spans.items()
            for another, theirs in other.spans.items()
        )


class NickPeople:
    """The sessions so far, and which of them go on."""

    def __init__(self) -> None:
        self.sessions: list[NickSession] = []
        self._open: dict[str, int] = {}
        self._joined: dict[str, int] = {}
        self._former: dict[str, tuple[int, str]] = {}

    def speak(self, nick: str, number: int) -> int:
        """Note that somebody wrote the line of a number, and return the number of the session."""
        session = self._session(nick, number)
        self.sessions[session].lines[nick] += 1
        return session

    def change(self, change: NickChange, number: int) -> None:
        """Note what became of nicks in the line of a number."""
        if change.is_end:
            self.restart()
        for nick in change.left:
            self._leave(nick, number)
        if change.joined:
            self._open.pop(change.joined.casefold(), None)
            self._joined[change.joined.casefold()] = number
            self._show_former(change.joined, number)
        if change.renamed:
            self._rename(*change.renamed, number)

    def restart(self) -> None:
        """Note that nobody was watched for a time."""
        self._open.clear()
        self._joined.clear()
        self._former.clear()

    def _session(self, nick: str, number: int) -> int:
        """Number of the session that a line shows, which may be new."""
        key = nick.casefold()
        session = self._open.get(key)
        if session is None:
            session = self._open[key] = len(self.sessions)
            self.sessions.append(NickSession())
            self.sessions[session].show(nick, self._joined.pop(key, number))
        self.sessions[session].show(nick, number)
        return session

    def _leave(self, nick: str, number: int) -> None:
        session = self._open.pop(nick.casefold(), None)
        self._joined.pop(nick.casefold(), None)
        if session is not None:
            self.sessions[session].show(nick, number)

    def _rename(self, old: str, new: str, number: int) -> None:
        if old.casefold() == new.casefold():
            return
        session = self._session(old, number)
        del self._open[old.casefold()]
        self._show_former(new, number)
        self._open[new.casefold()] = session
        self._former[old.casefold()] = (session, new)
        self.sessions[session].show(new, number)

    def _show_former(self, nick: str, number: int) -> None:
        """Note that whoever gave a nick up is there under another while somebody takes it, and so is somebody else."""
        session, other = self._former.pop(nick.casefold(), (-1, ""))
        if self._open.get(other.casefold()) == session:
            self.sessions[session].show(other, number + 1)


class NickNames:
    """Names in place of nicks.

    Attributes:
        by_session: the name of each session's person; empty where nobody wrote in it.
        merged: people who wrote under several nicks: their name, and the other nicks.
        shared: nicks under which several people wrote.
    """

    def __init__(self, sessions: Sequence[NickSession]) -> None:
        self._people = [NickSession(dict(session.spans), Counter(session.lines)) for session in sessions]
        self._root = list(range(len(sessions)))
        self._holders: dict[str, dict[int, None]] = {}
        speaking = [number for number, session in enumerate(sessions) if session.lines]
        for number in sorted(speaking, key=lambda number: min(first for first, _ in sessions[number].spans.values())):
            self._place(number, sessions[number])
        names = self._names(sorted({self._find(number) for number in speaking}))
        self.by_session = [names.get(self._find(number), "") for number in range(len(sessions))]
        self.merged = sorted(self._merged(names))
        self.shared = sorted(self._shared())

    def _place(self, number: int, session: NickSession) -> None:
        """Join a session with the people who had its nicks before, those who wrote most under them first."""
        for nick in session.spans:
            holders = {self._find(holder) for holder in self._holders.get(nick, ())} - {self._find(number)}
            for holder in sorted(holders, key=lambda holder: -self._people[holder].lines_under(nick)):
                if self._people[holder].may_be_of(self._people[self._find(number)]):
                    self._join(holder, self._find(number))
                    break
        for nick in session.spans:
            self._holders.setdefault(nick, {})[self._find(number)] = None

    def _join(self, root: int, other: int) -> None:
        self._root[other] = root
        self._people[root].add(self._people[other])

    def _find(self, number: int) -> int:
        while self._root[number] != number:
            self._root[number] = self._root[self._root[number]]
            number = self._root[number]
        return number

    def _names(self, roots: Sequence[int]) -> dict[int, str]:
        """The nick that each person wrote most under; one that is somebody's name already has a number behind it."""
        names: dict[str, int] = {}
        for root in sorted(roots, key=lambda root: -self._people[root].lines.total()):
            nicks = [nick for nick, _ in self._people[root].lines.most_common()]
            numbered = (f"{nicks[0]} ({number})" for number in range(2, len(names) + 3))
            names[next(name for name in (*nicks, *numbered) if name not in names)] = root
        return {root: name for name, root in names.items()}

    def _merged(self, names: dict[int, str]) -> Iterator[tuple[str, list[str]]]:
        for root, name in names.items():
            others = [nick for nick in self._people[root].lines if name != nick and not name.startswith(f"{nick} (")]
            if others:
                yield name, others

    def _shared(self) -> Iterator[str]:
        for nick, holders in self._holders.items():
            writers = [root for root in {self._find(holder) for holder in holders} if self._lines(root, nick)]
            if len(writers) > 1:
                spellings = Counter[str]()
                for root in writers:
                    spellings.update({one: n for one, n in self._people[root].lines.items() if one.casefold() == nick})
                yield spellings.most_common(1)[0][0]

    def _lines(self, root: int, nick: str) -> int:
        return self._people[root].lines_under(nick)


def _stem(nick: str) -> str:
    """A nick without what people put behind it."""
    tail = _BACKWARD_TAIL.match(nick[::-1])
    stem = nick[: len(nick) - (tail.end() if tail else 0)].casefold()
    return stem if len(stem) >= _SHORTEST_STEM else nick.casefold()
