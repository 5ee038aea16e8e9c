"""Who wrote what, once the whole file is known: names that hold ": ", and lines of the app that do."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import polars as pl

from unlike.messages import KIND_NAMES
from unlike.sources.apps.whatsapp.bodies import body
from unlike.sources.apps.whatsapp.characters import plain
from unlike.sources.apps.whatsapp.phrases import phrases
from unlike.sources.apps.whatsapp.rows import SYSTEM, TEXT, Reader, Rows, replaced

AGREE = 0.8
"""Share of a sender's texts that begin alike from which on the beginning belongs to the name."""

DEEPEST = 4
"""So many times ": " can stand in a name."""


def mend(parts: Sequence[Rows], reader: Reader) -> None:
    """Put right, in place, what a ": " within a name or a line of the app split in the wrong place."""
    if not reader.bracket:
        _mend_system(parts, reader)
    for _ in range(DEEPEST):
        longer = {name: new for name, new in _longer(parts).items() if new}
        if not longer:
            return
        for rows in parts:
            for name, beginning in longer.items():
                _mend_name(rows, reader, name, beginning)


def _longer(parts: Sequence[Rows]) -> dict[str, str]:
    """Senders whose texts nearly all begin with the same "Something: ", and that beginning."""
    asked: dict[str, str] = {}
    for rows in parts:
        if not asked.keys() >= set(rows.names) - {""}:
            for name, text in _first_texts(rows):
                asked.setdefault(name, _beginning(text))
    counted = {name: [0, 0] for name, beginning in asked.items() if beginning}
    for rows in parts:
        for name in counted.keys() & set(rows.names):
            texts = rows.texts.gather(_places(rows, name))
            counted[name][0] += int(texts.str.starts_with(asked[name]).sum())
            counted[name][1] += len(texts)
    return {name: asked[name] for name, (like, of) in counted.items() if like >= 2 and like >= AGREE * of}


def _first_texts(rows: Rows) -> Iterator[tuple[str, str]]:
    """Every sender's first text in a block."""
    first = np.full(len(rows.names), -1, np.int64)
    backwards = np.flatnonzero(rows.kinds == TEXT)[::-1]
    first[rows.senders[backwards]] = backwards
    wrote = np.flatnonzero(first >= 0)
    texts = rows.texts.gather(pl.Series(first[wrote].astype(np.uint32))).to_list()
    return zip((rows.names[name] for name in wrote), texts, strict=True)


def _beginning(text: str) -> str:
    line = text.partition("\n")[0]
    beginning, mark, _ = line.partition(": ")
    return beginning + mark if mark else ""


def _places(rows: Rows, name: str) -> pl.Series:
    """Where a sender's texts stand."""
    mine = (rows.senders == rows.names.index(name)) & (rows.kinds == TEXT)
    return pl.Series(np.flatnonzero(mine).astype(np.uint32))


def _mend_name(rows: Rows, reader: Reader, name: str, beginning: str) -> None:
    """Move a beginning from the texts to the name."""
    if name not in rows.names:
        return
    places = _places(rows, name)
    places = places.filter(rows.texts.gather(places).str.starts_with(beginning))
    where = places.to_numpy().astype(np.int64)
    rows.names.append(f"{name} {beginning.rstrip()}")
    rows.senders[where] = len(rows.names) - 1
    texts = rows.texts.gather(places).to_list()
    found = [body(text.removeprefix(beginning), bracket=reader.bracket, marked=reader.marked) for text in texts]
    rows.kinds[where] = [KIND_NAMES.index(one.kind) for one in found]
    rows.texts = replaced(rows.texts, where, pl.Series([one.text for one in found], dtype=pl.String))


def _mend_system(parts: Sequence[Rows], reader: Reader) -> None:
    """Lines of the app in which a ": " made a sender of the words before it."""
    names = pl.Series(sorted({name for rows in parts for name in rows.names}), dtype=pl.String)
    odd = names.filter((names + " ").str.contains_any(phrases().system_anchors)).to_list()
    for rows in parts:
        for name in odd:
            if name in rows.names:
                _drop_sender(rows, reader, name)


def _drop_sender(rows: Rows, reader: Reader, name: str) -> None:
    places = _places(rows, name)
    texts = [plain(f"{name} {text}") for text in rows.texts.gather(places).to_list()]
    own = np.array([phrases().system.find(text) is not None for text in texts], bool)
    where = places.to_numpy().astype(np.int64)[own]
    rows.kinds[where] = SYSTEM
    rows.texts = replaced(rows.texts, where, [None] * len(where))
    reader.said.update(text for text, mine in zip(texts, own, strict=True) if mine)
