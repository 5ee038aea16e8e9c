"""Lines in which no plain space stands behind the colon of their sender's name.

Another program has put a space that does not break or a mark of direction there, or a colon of full width, or has taken
the space away. Who is known as a sender, or begins several such lines, is one; any other line is the app's own.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator
from typing import Final, NamedTuple

import numpy as np
import polars as pl
from numpy.typing import NDArray

from unlike.readers.apps.whatsapp.app_phrases import phrases
from unlike.readers.apps.whatsapp.block_rows import WhatsAppRows, sender_name, with_replaced
from unlike.readers.apps.whatsapp.invisible_characters import MARKS, SPACES, plain

_LONGEST_NAME: Final = 60
_LEAST_LINES: Final = 3
"""So many lines of one block that begin with a name make it a sender's."""

_NAMED: Final = re.compile(
    rf"(?P<name>[^:：\x00-\x1f]{{1,{_LONGEST_NAME}}}?)[:：](?P<gap>[{MARKS}{SPACES}\u3000\t ]*+)(?P<rest>.*)", re.DOTALL
)
_SPACE: Final = re.compile(rf"[{SPACES}\u3000\t ]")
_NO_NAME: Final = re.compile(r"[\W\d_]*|(?:https?|ftp|mailto|tel)", re.IGNORECASE)
"""What stands before the colon of a time or an address."""


class _UnspacedLine(NamedTuple):
    """A line that may begin with a name: its row, the name as it stands there, and what follows."""

    row: int
    name: str
    text: str


def assign_senders(rows: WhatsAppRows, known: Collection[str]) -> NDArray[np.int64]:
    """Give such lines their senders, in place, and return their rows; the app's words may follow a name there, too.

    Args:
        rows: of a block, lines without a sender under "".
        known: senders of earlier blocks, as people know them.
    """
    nowhere = np.zeros(0, np.int64)
    if "" not in rows.names:
        return nowhere
    lines = list(_unspaced_lines(rows))
    counted = Counter(sender_name(line.name) for line in lines)
    senders = {sender_name(name) for name in rows.names if name} | set(known)
    named = [line for line in lines if _is_sender(sender_name(line.name), senders, counted)]
    if not named:
        return nowhere
    numbers = {name: len(rows.names) + place for place, name in enumerate(dict.fromkeys(line.name for line in named))}
    rows.names += [f"{name}:" for name in numbers]
    places = np.array([line.row for line in named], np.int64)
    rows.senders[places] = [numbers[line.name] for line in named]
    rows.texts = with_replaced(rows.texts, places, pl.Series([line.text for line in named], dtype=pl.String))
    return places


def _is_sender(name: str, senders: Collection[str], counted: Counter[str]) -> bool:
    return name in senders or counted[name] >= _LEAST_LINES


def _unspaced_lines(rows: WhatsAppRows) -> Iterator[_UnspacedLine]:
    """Lines without a sender that may begin with a name."""
    places = np.flatnonzero(rows.senders == rows.names.index(""))
    texts = rows.texts.gather(pl.Series(places)).to_list()
    for row, text in zip(places.tolist(), texts, strict=True):
        match = _NAMED.match(text or "")
        if match and not _NO_NAME.fullmatch(plain(match["name"])) and phrases().system.find(plain(text)) is None:
            yield _UnspacedLine(row, match["name"], _SPACE.sub("", match["gap"]) + match["rest"])
