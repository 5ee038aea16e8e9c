"""Corrects senders once the whole file is read: names that hold ": ", and lines of the app that do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import Final

import numpy as np
import polars as pl
from numpy.typing import NDArray

from unlike.messages import KIND_NAMES
from unlike.readers.apps.whatsapp.app_phrases import phrases
from unlike.readers.apps.whatsapp.block_rows import SYSTEM, TEXT, WhatsAppRows, sender_name, with_replaced
from unlike.readers.apps.whatsapp.invisible_characters import plain
from unlike.readers.apps.whatsapp.message_body import message_body_of
from unlike.readers.apps.whatsapp.whatsapp_rows import BlockReader

_MIN_AGREEING_SHARE: Final = 0.8
"""Share of a sender's texts that begin alike from which on the beginning belongs to the name."""

_MIN_AGREEING_TEXTS: Final = 2
"""So many of them have to."""

_MAX_COLONS_IN_NAME: Final = 4
"""So many times ": " can stand in a name."""

_PAIR_SENDERS: Final = 2
"""So many people write in a chat that is no group."""

Places = NDArray[np.int64]


def correct_senders(parts: Sequence[WhatsAppRows], reader: BlockReader) -> None:
    """Put right, in place, what a ": " within a name or a line of the app split in the wrong place."""
    if reader.bracket:
        _restore_typed(parts, reader)
    else:
        _mark_system_lines(parts, reader)
    for _ in range(_MAX_COLONS_IN_NAME):
        longer = _longer_names(parts)
        if not longer:
            return
        for rows in parts:
            _lengthen_names(rows, reader, longer)


def _restore_typed(parts: Sequence[WhatsAppRows], reader: BlockReader) -> None:
    """Give doubtful lines back to the friend where only two write: "Rosa left" may then be Rosa's own words."""
    if len({sender_name(name) for rows in parts for name in rows.names}) > _PAIR_SENDERS:
        return
    for rows, where, texts in reader.doubtful:
        rows.kinds[where] = TEXT
        rows.texts = with_replaced(rows.texts, where, texts)
        reader.app_lines.difference_update(plain(text) for text in texts.to_list())


def _longer_names(parts: Sequence[WhatsAppRows]) -> dict[str, str]:
    """Senders whose texts nearly all begin with the same "Something: ", and that beginning."""
    first: dict[str, str] = {}
    for rows in parts:
        if not first.keys() >= set(rows.names) - {""}:
            for name, text in _first_texts(rows):
                first.setdefault(name, _beginning(text))
    beginnings = {name: beginning for name, beginning in first.items() if beginning}
    matching: Counter[str] = Counter()
    texts_of_sender: Counter[str] = Counter()
    for rows in parts if beginnings else ():
        where, starting = _starting(rows, beginnings)
        texts_of_sender.update(_counted(rows, where))
        matching.update(_counted(rows, where[starting]))
    return {
        name: beginnings[name]
        for name, number in matching.items()
        if number >= max(_MIN_AGREEING_TEXTS, _MIN_AGREEING_SHARE * texts_of_sender[name])
    }


def _first_texts(rows: WhatsAppRows) -> Iterator[tuple[str, str]]:
    """Every sender's first text in a block."""
    first = np.full(len(rows.names), -1, np.int64)
    backwards = np.flatnonzero(rows.kinds == TEXT)[::-1]
    first[rows.senders[backwards]] = backwards
    wrote = np.flatnonzero(first >= 0)
    texts = rows.texts.gather(pl.Series(first[wrote])).to_list()
    return zip((rows.names[name] for name in wrote), texts, strict=True)


def _beginning(text: str) -> str:
    line = text.partition("\n")[0]
    beginning, mark, _ = line.partition(": ")
    return beginning + mark if mark else ""


def _texts_of(rows: WhatsAppRows, names: Collection[str]) -> Places:
    """Where the texts of some senders stand."""
    chosen = np.array([name in names for name in rows.names], bool)
    return np.flatnonzero(chosen[rows.senders] & (rows.kinds == TEXT))


def _starting(rows: WhatsAppRows, beginnings: Mapping[str, str]) -> tuple[Places, NDArray[np.bool_]]:
    """Where the texts of some senders stand, and which of them begin as given for their sender."""
    where = _texts_of(rows, beginnings.keys())
    beginning = pl.Series([beginnings.get(name) for name in rows.names], dtype=pl.String)
    frame = pl.DataFrame(
        {"text": rows.texts.gather(pl.Series(where)), "wanted": beginning.gather(pl.Series(rows.senders[where]))}
    )
    return where, frame.select(pl.col("text").str.starts_with(pl.col("wanted"))).to_series().to_numpy()


def _counted(rows: WhatsAppRows, where: Places) -> dict[str, int]:
    numbers = np.bincount(rows.senders[where], minlength=len(rows.names))
    return {rows.names[name]: int(numbers[name]) for name in np.flatnonzero(numbers)}


def _lengthen_names(rows: WhatsAppRows, reader: BlockReader, longer: Mapping[str, str]) -> None:
    """Move beginnings from the texts to the names."""
    where, starting = _starting(rows, longer)
    where = where[starting]
    names = [rows.names[number] for number in rows.senders[where]]
    texts = rows.texts.gather(pl.Series(where)).to_list()
    bodies = [
        message_body_of(text.removeprefix(longer[name]), bracket=reader.bracket, marked=reader.marked)
        for name, text in zip(names, texts, strict=True)
    ]
    new_numbers = {name: len(rows.names) + place for place, name in enumerate(dict.fromkeys(names))}
    rows.names += [f"{name} {longer[name].rstrip()}" for name in new_numbers]
    rows.senders[where] = [new_numbers[name] for name in names]
    rows.kinds[where] = [KIND_NAMES.index(message.kind) for message in bodies]
    rows.texts = with_replaced(rows.texts, where, pl.Series([message.text for message in bodies], dtype=pl.String))


def _mark_system_lines(parts: Sequence[WhatsAppRows], reader: BlockReader) -> None:
    """Mark as the app's the lines in which a ": " made a sender of the words before it."""
    odd_names = _names_with_anchors({name for rows in parts for name in rows.names})
    for rows in parts if odd_names else ():
        where = _texts_of(rows, odd_names)
        written = zip(rows.senders[where].tolist(), rows.texts.gather(pl.Series(where)).to_list(), strict=True)
        lines = [plain(f"{rows.names[number]} {text}") for number, text in written]
        is_system = np.array([phrases().system.find(line) is not None for line in lines], bool)
        rows.kinds[where[is_system]] = SYSTEM
        rows.texts = with_replaced(rows.texts, where[is_system], [None] * int(is_system.sum()))
        reader.app_lines.update(line for line, is_own in zip(lines, is_system, strict=True) if is_own)


def _names_with_anchors(names: AbstractSet[str]) -> set[str]:
    """The names that hold a piece of a line of the app."""
    joined = "".join(f"{name} \n" for name in names)
    anchors = [anchor for anchor in phrases().anchors if anchor in joined]  # mostly none: each name alone takes longer
    return {name for name in names if any(anchor in f"{name} " for anchor in anchors)}
