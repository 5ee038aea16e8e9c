"""Turns the records of a block into columns: senders, texts, kinds and refs."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import polars as pl
from numpy.typing import NDArray

from unlike.messages import KIND_NAMES
from unlike.readers.apps.whatsapp.app_phrases import phrases
from unlike.readers.apps.whatsapp.header_patterns import Ints
from unlike.readers.apps.whatsapp.invisible_characters import plain
from unlike.readers.apps.whatsapp.message_body import is_rare, is_system_text, message_body_of
from unlike.readers.apps.whatsapp.record_splitter import RecordTable

TEXT, SYSTEM = KIND_NAMES.index("text"), KIND_NAMES.index("system")
REPLACEMENT = "\ufffd"


@dataclass(slots=True)
class WhatsAppRows:
    """The messages of one block; one entry each.

    Attributes:
        names: the distinct senders as written, with the final ":"; "" is the app itself.
        senders: index into `names`.
        texts: what was typed.
        kinds: index into the table's kinds.
        refs: where they stand.
        seconds: since midnight.
        dates: packed date of each run of messages of one day.
        lengths: messages in each run.
    """

    names: list[str]
    senders: NDArray[np.uint32]
    texts: pl.Series
    kinds: NDArray[np.uint8]
    refs: pl.Series
    seconds: Ints
    dates: Ints
    lengths: NDArray[np.int64]


@dataclass(slots=True)
class BlockReader:
    """Turns the records of blocks into rows.

    Attributes:
        title: the conversation's name.
        bracket: an iPhone wrote the export.
        marked: the app marks its own words in it.
        app_lines: what the app itself says in it, each wording once.
        owners: senders that can only be the phone's owner, and how often.
        damaged: refs of messages that held bytes that are no UTF-8.
        doubtful: lines of the app in a group that a friend may have typed in a pair: rows, places and texts.
    """

    title: str
    bracket: bool
    marked: bool
    app_lines: set[str] = field(default_factory=set)
    owners: list[str] = field(default_factory=list)
    damaged: list[str] = field(default_factory=list)
    doubtful: list[tuple[WhatsAppRows, NDArray[np.int64], pl.Series]] = field(default_factory=list)

    def rows(self, records: RecordTable) -> WhatsAppRows:
        """The messages of a block."""
        lines, torn = _lines(records.data)
        names, senders = _numbered(_every_third(lines, 1))
        texts = _every_third(lines, 2)
        refs = ("L" + pl.Series(records.line).cast(pl.String)).alias("ref")
        kinds = np.full(len(records.line), TEXT, np.uint8)
        block_rows = WhatsAppRows(
            names,
            senders,
            texts,
            kinds,
            refs,
            records.seconds,
            records.dates,
            records.lengths,
        )
        self._mark_app_lines(block_rows, records)
        self._read_phrases(block_rows, records)
        if torn:
            hurt = block_rows.texts.str.contains(REPLACEMENT, literal=True).fill_null(value=False)
            self.damaged += refs.filter(hurt).to_list()
        return block_rows

    def _mark_app_lines(self, rows: WhatsAppRows, records: RecordTable) -> None:
        """Mark the app's own lines, on Android."""
        if "" not in rows.names:
            return
        places = np.flatnonzero(rows.senders == rows.names.index(""))
        rows.kinds[places] = SYSTEM
        self.app_lines.update(plain(text.replace(records.glue, "\n")) for text in rows.texts[places].unique())
        rows.texts = with_replaced(rows.texts, places, [None] * len(places))

    def _read_phrases(self, rows: WhatsAppRows, records: RecordTable) -> None:
        """Give texts of several lines their newlines back, and compare those that may be phrases one by one."""
        maybe_phrase = records.own | self._under_title(rows)
        several = np.flatnonzero(records.several & ~maybe_phrase & (rows.kinds == TEXT))
        where = np.flatnonzero(maybe_phrase)
        whole = _unglued(rows.texts[several], records)
        distinct, place = _numbered(_unglued(rows.texts[where], records))
        bodies = [message_body_of(text, bracket=self.bracket, marked=self.marked) for text in distinct]
        rows.kinds[where] = np.array([KIND_NAMES.index(message.kind) for message in bodies], np.uint8)[place]
        new_texts = pl.Series([message.text for message in bodies], dtype=pl.String).gather(pl.Series(place))
        rows.texts = with_replaced(rows.texts, np.concatenate([several, where]), pl.concat([whole, new_texts]))
        self._note_owners(rows, where[np.array([message.owner for message in bodies], bool)[place]])
        if self.bracket:
            is_system = [
                message.kind == "text" and is_system_text(text, marked=self.marked)
                for text, message in zip(distinct, bodies, strict=True)
            ]
            self._mark_system(rows, where[np.array(is_system, bool)[place]])

    def _under_title(self, rows: WhatsAppRows) -> NDArray[np.bool_]:
        """Which texts stand under the conversation's name, as the app's own do where an iPhone does not mark them."""
        if self.marked or not self.bracket:
            return np.zeros(1, bool)
        mine = self._is_title(rows)
        if not mine.any():
            return mine
        known = rows.texts.str.contains_any(phrases().system_anchors)
        return mine & known.fill_null(value=False).to_numpy()  # null: a line without a sender in the same block

    def _is_title(self, rows: WhatsAppRows) -> NDArray[np.bool_]:
        return np.array([sender_name(name) == self.title for name in rows.names], bool)[rows.senders]

    def _mark_system(self, rows: WhatsAppRows, where: NDArray[np.int64]) -> None:
        """Mark lines as the app's own; without its mark, some may be a friend's, see `doubtful`."""
        chosen = where if self.marked else where[self._is_title(rows)[where]]
        texts = rows.texts.gather(pl.Series(chosen))
        lines = [plain(text) for text in texts.to_list()]
        self.app_lines.update(lines)
        rows.kinds[chosen] = SYSTEM
        rows.texts = with_replaced(rows.texts, chosen, [None] * len(chosen))
        short = np.array([not (self.marked or is_rare(line)) for line in lines], bool)
        if short.any():
            self.doubtful.append((rows, chosen[short], texts.filter(pl.Series(short))))

    def _note_owners(self, rows: WhatsAppRows, where: NDArray[np.int64]) -> None:
        self.owners += [sender_name(rows.names[number]) for number in rows.senders[where].tolist()]


def _unglued(texts: pl.Series, records: RecordTable) -> pl.Series:
    return texts.str.replace_all(records.glue, "\n", literal=True)


def sender_name(name: str) -> str:
    """A sender's name as people know it: without the colon, marks, and the sign before those who are no contact."""
    return plain(plain(name.removesuffix(":")).removeprefix("~"))


def _every_third(lines: pl.Series, first: int) -> pl.Series:
    return lines.gather(pl.Series(np.arange(first, len(lines), 3, dtype=np.uint32)))


def _numbered(names: pl.Series) -> tuple[list[str], NDArray[np.uint32]]:
    """The distinct strings, and for each entry the index of its own; the categories are dropped with the block."""
    if not len(names):
        return [], np.zeros(0, np.uint32)
    categories = names.cast(pl.Categorical(pl.Categories.random()))
    distinct = categories.unique()
    codes = distinct.to_physical().to_numpy()
    place = np.zeros(int(codes.max()) + 1, np.uint32)
    place[codes] = np.arange(len(codes), dtype=np.uint32)
    return distinct.cast(pl.String).to_list(), place[categories.to_physical().to_numpy()]


def with_replaced(texts: pl.Series, places: NDArray[np.int64], by: pl.Series | list[None]) -> pl.Series:
    """The series with other values at some places."""
    if not len(places):
        return texts
    index = np.arange(len(texts), dtype=np.uint32)
    index[places] = np.arange(len(texts), len(texts) + len(places), dtype=np.uint32)
    new_texts = by if isinstance(by, pl.Series) else pl.Series(by, dtype=pl.String)
    return pl.concat([texts, new_texts.alias(texts.name)], rechunk=True).gather(pl.Series(index))


def _lines(data: bytes) -> tuple[pl.Series, bool]:
    """Three lines a message, and whether bytes had to be replaced because they are no UTF-8."""
    try:
        return pl.read_lines(data).to_series().rechunk(), False
    except pl.exceptions.ComputeError:
        return pl.read_lines(data.decode(errors="replace").encode()).to_series().rechunk(), True
