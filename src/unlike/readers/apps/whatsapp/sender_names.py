"""Who wrote what, once the whole file is known: names that hold ": ", and lines of the app that do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Final

import numpy as np
import polars as pl
from numpy.typing import NDArray

from unlike.messages import KIND_NAMES
from unlike.readers.apps.whatsapp.app_phrases import phrases
from unlike.readers.apps.whatsapp.invisible_characters import plain
from unlike.readers.apps.whatsapp.message_body import body
from unlike.readers.apps.whatsapp.whatsapp_rows import SYSTEM, TEXT, BlockReader, WhatsAppRows, replaced, sender

AGREE: Final = 0.8
"""Share of a sender's texts that begin alike from which on the beginning belongs to the name."""

LEAST: Final = 2
"""So many of them have to."""

DEEPEST: Final = 4
"""So many times ": " can stand in a name."""

PAIR: Final = 2
"""So many people write in a chat that is no group."""

Places = NDArray[np.int64]


def mend(parts: Sequence[WhatsAppRows], reader: BlockReader) -> None:
    """Put right, in place, what a ": " within a name or a line of the app split in the wrong place."""
    if reader.bracket:
        _mend_typed(parts, reader)
    else:
        _mend_system(parts, reader)
    for _ in range(DEEPEST):
        longer = _longer(parts)
        if not longer:
            return
        for rows in parts:
            _mend_names(rows, reader, longer)


def _mend_typed(parts: Sequence[WhatsAppRows], reader: BlockReader) -> None:
    """Without the app's mark "Rosa left" under the chat's name is the app's in a group, and Rosa's where two write."""
    if len({sender(name) for rows in parts for name in rows.names}) > PAIR:
        return
    for rows, where, texts in reader.doubtful:
        rows.kinds[where] = TEXT
        rows.texts = replaced(rows.texts, where, texts)
        reader.said.difference_update(plain(text) for text in texts.to_list())


def _longer(parts: Sequence[WhatsAppRows]) -> dict[str, str]:
    """Senders whose texts nearly all begin with the same "Something: ", and that beginning."""
    first: dict[str, str] = {}
    for rows in parts:
        if not first.keys() >= set(rows.names) - {""}:
            for name, text in _first_texts(rows):
                first.setdefault(name, _beginning(text))
    asked = {name: beginning for name, beginning in first.items() if beginning}
    like: Counter[str] = Counter()
    of: Counter[str] = Counter()
    for rows in parts if asked else ():
        where, starting = _starting(rows, asked)
        of.update(_counted(rows, where))
        like.update(_counted(rows, where[starting]))
    return {name: asked[name] for name, number in like.items() if number >= max(LEAST, AGREE * of[name])}


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
    wanted = pl.Series([beginnings.get(name) for name in rows.names], dtype=pl.String)
    frame = pl.DataFrame(
        {"text": rows.texts.gather(pl.Series(where)), "wanted": wanted.gather(pl.Series(rows.senders[where]))}
    )
    return where, frame.select(pl.col("text").str.starts_with(pl.col("wanted"))).to_series().to_numpy()


def _counted(rows: WhatsAppRows, where: Places) -> dict[str, int]:
    numbers = np.bincount(rows.senders[where], minlength=len(rows.names))
    return {rows.names[name]: int(numbers[name]) for name in np.flatnonzero(numbers)}


def _mend_names(rows: WhatsAppRows, reader: BlockReader, longer: Mapping[str, str]) -> None:
    """Move beginnings from the texts to the names."""
    where, starting = _starting(rows, longer)
    where = where[starting]
    names = [rows.names[number] for number in rows.senders[where]]
    texts = rows.texts.gather(pl.Series(where)).to_list()
    found = [
        body(text.removeprefix(longer[name]), bracket=reader.bracket, marked=reader.marked)
        for name, text in zip(names, texts, strict=True)
    ]
    new = {name: len(rows.names) + place for place, name in enumerate(dict.fromkeys(names))}
    rows.names += [f"{name} {longer[name].rstrip()}" for name in new]
    rows.senders[where] = [new[name] for name in names]
    rows.kinds[where] = [KIND_NAMES.index(one.kind) for one in found]
    rows.texts = replaced(rows.texts, where, pl.Series([one.text for one in found], dtype=pl.String))


def _mend_system(parts: Sequence[WhatsAppRows], reader: BlockReader) -> None:
    """Lines of the app in which a ": " made a sender of the words before it."""
    names = pl.Series(sorted({name for rows in parts for name in rows.names}), dtype=pl.String)
    odd = set(names.filter((names + " ").str.contains_any(phrases().system_anchors)).to_list())
    for rows in parts if odd else ():
        where = _texts_of(rows, odd)
        written = zip(rows.senders[where].tolist(), rows.texts.gather(pl.Series(where)).to_list(), strict=True)
        lines = [plain(f"{rows.names[number]} {text}") for number, text in written]
        own = np.array([phrases().system.find(line) is not None for line in lines], bool)
        rows.kinds[where[own]] = SYSTEM
        rows.texts = replaced(rows.texts, where[own], [None] * int(own.sum()))
        reader.said.update(line for line, mine in zip(lines, own, strict=True) if mine)
