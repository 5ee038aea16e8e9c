"""Who sent what in a text that Element exported, where "name: words" and lines of the app stand alike."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from unlike.readers.formats.colon_names import colon_names
from unlike.readers.formats.dated_chats import DatedRecord, one_line

EMOTE: Final = "* "
_COLON: Final = ": "
_SENT: Final = r"sent an? (?:image|sticker|video|file|voice message)"
_VERB: Final = re.compile(
    r"(?P<name>[^\n]{1,80}?) (?:changed (?:the|their)|set (?:the|their)|removed|made (?:the|future)|upgraded this|"
    r"joined the|left the|invited|accepted (?:the|an) invit|rejected the|withdrew|banned|unbanned|kicked|placed a|"
    rf"pinned|unpinned|turned on|enabled|created this|started a|{_SENT}|has (?:started|ended)|ended the|revoked the)\b"
)
_WHOLE: Final = re.compile(
    rf"[^\n]{{1,80}} (?:joined the room|left the room|created this room|{_SENT}|placed a (?:voice|video) call|"
    r"started a (?:voice |video )?call|changed their (?:display name|profile picture)[^\n]*)\.?(?: \([^()]*\))?"
)
"""What may be a line of the app whose name has a colon in it, or words about somebody."""

_TWICE: Final = 2


@dataclass(frozen=True, slots=True)
class RoomSenders:
    """Who wrote in a room.

    Attributes:
        names: of all who wrote or did something.
        ambiguous: lines that may be of a person or of the app.
    """

    names: frozenset[str]
    ambiguous: int


@dataclass(slots=True)
class _Room:
    """The first lines of records.

    Attributes:
        clear: records that begin with a name and a colon, no verb of the app before it.
        whole: such ones whose words read like a whole line of the app.
        others: records with a verb before the first colon.
        subjects: names before the verb in lines without any colon.
    """

    clear: list[DatedRecord] = field(default_factory=list)
    whole: list[DatedRecord] = field(default_factory=list)
    others: list[DatedRecord] = field(default_factory=list)
    subjects: set[str] = field(default_factory=set)

    def add(self, record: DatedRecord) -> None:
        """Put a record where it belongs by its first line."""
        line = record.body[0]
        name, colon, words = line.partition(_COLON)
        verb = _VERB.match(name)
        if not colon:
            self.subjects |= {one_line(verb["name"])} if verb else set()
        elif verb:
            self.others.append(record)
        elif not line.startswith(EMOTE):
            (self.whole if _WHOLE.fullmatch(words) else self.clear).append(record)


def name_senders(records: Sequence[DatedRecord]) -> RoomSenders:
    """Part names from words.

    A line with a colon is of a person unless the app's verb stands before that colon, behind a name of the room; then
    it is the app's where a quotation is open at the colon, such as that of a topic, and else counts as ambiguous.
    """
    room = _Room()
    for record in records:
        room.add(record)
    names = _named(room.clear)
    for record in room.whole:
        first = record.body[0].partition(_COLON)[0]
        # "A: B left the room" is of the app where "A: B" has written, and else words of A.
        if not any(record.body[0].startswith(f"{name} ") for name in names if name.startswith(first + _COLON)):
            names.add(_part(record, first))
    people = {name for name in names | room.subjects if name}
    begun = Counter(record.body[0].partition(_COLON)[0] for record in {_key(one): one for one in room.others}.values())
    ambiguous = 0
    for record in room.others:
        first = record.body[0].partition(_COLON)[0]
        verb = _VERB.match(first)
        is_open = verb is not None and first[verb.end() :].count('"') % 2 == 1
        is_of_app = is_open or (begun[first] < _TWICE and verb is not None and one_line(verb["name"]) in people)
        ambiguous += not is_open and begun[first] < _TWICE
        if not is_of_app:
            names.add(_part(record, first))
    return RoomSenders(frozenset(name for name in names | room.subjects if name), ambiguous)


def _named(records: Sequence[DatedRecord]) -> set[str]:
    names = colon_names([record.body[0] for record in records], _COLON)
    return {_part(record, name) for record, name in zip(records, names, strict=True)}


def _part(record: DatedRecord, name: str) -> str:
    """Part a name from the words of a record, and return it."""
    record.sender = one_line(name) or None
    record.body[0] = record.body[0][len(name) + len(_COLON) :]
    return record.sender or ""


def _key(record: DatedRecord) -> str:
    return "\n".join(record.body)
