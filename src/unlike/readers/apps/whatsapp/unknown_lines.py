"""Lines of an export that have the shape of the app's words, by wording and by block."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from unlike.readers.apps.whatsapp.block_rows import WhatsAppRows, sender_name

Places = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class UnknownLines:
    """Rows of one block whose text has the shape of the app's words."""

    rows: WhatsAppRows
    places: Places
    wording: str


def by_wording(lines: Collection[UnknownLines]) -> list[list[UnknownLines]]:
    """The lines in groups of equal wordings."""
    groups: dict[str, list[UnknownLines]] = defaultdict(list)
    for each in lines:
        groups[each.wording].append(each)
    return list(groups.values())


def by_block(lines: Collection[UnknownLines]) -> list[tuple[WhatsAppRows, Places]]:
    """All places of the lines, block by block, so that a block is written once."""
    blocks: dict[int, tuple[WhatsAppRows, list[Places]]] = {}
    for each in lines:
        blocks.setdefault(id(each.rows), (each.rows, []))[1].append(each.places)
    return [(rows, np.concatenate(places)) for rows, places in blocks.values()]


def count_of(group: Collection[UnknownLines]) -> int:
    """How many messages the lines are."""
    return sum(len(lines.places) for lines in group)


def senders_of(group: Collection[UnknownLines]) -> set[str]:
    """Everybody under whose name the lines stand."""
    return {
        sender_name(lines.rows.names[number])
        for lines in group
        for number in np.unique(lines.rows.senders[lines.places]).tolist()
    }
