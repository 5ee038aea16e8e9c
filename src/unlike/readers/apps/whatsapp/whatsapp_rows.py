"""Turns the records of a block into columns: senders, texts, kinds and refs."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from typing import Final

import numpy as np
import polars as pl
from numpy.typing import NDArray

from unlike.messages import KIND_NAMES
from unlike.readers.apps.whatsapp.app_lines import is_rare, is_report, is_system_text
from unlike.readers.apps.whatsapp.app_phrases import phrases
from unlike.readers.apps.whatsapp.block_rows import SYSTEM, TEXT, WhatsAppRows, sender_name, with_replaced
from unlike.readers.apps.whatsapp.invisible_characters import plain
from unlike.readers.apps.whatsapp.message_body import message_body_of
from unlike.readers.apps.whatsapp.record_splitter import RecordTable
from unlike.readers.apps.whatsapp.unknown_wordings import UnknownWordings, has_shape
from unlike.readers.apps.whatsapp.unspaced_senders import assign_senders

REPLACEMENT = "\ufffd"
_MAP_PAGES: Final = ("foursquare.com/v/", "maps.google.com/?q=")
"""Parts of the addresses that the app writes for places."""

_BLANK_LINES_BELOW: Final = r"\n\s*\z"

_NOTICE_ROWS: Final = 3
"""First messages of an export among which its notice on encryption stands."""


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
        titles: names under which the app itself speaks where an iPhone does not mark its words.
        unknown: lines that have the shape of the app's words, in no wording that is known.
        senders: names of all who wrote so far.
    """

    title: str
    bracket: bool
    marked: bool
    app_lines: set[str] = field(default_factory=set)
    owners: list[str] = field(default_factory=list)
    damaged: list[str] = field(default_factory=list)
    doubtful: list[tuple[WhatsAppRows, NDArray[np.int64], pl.Series]] = field(default_factory=list)
    titles: set[str] = field(default_factory=set)
    unknown: UnknownWordings = field(default_factory=UnknownWordings)
    senders: set[str] = field(default_factory=set)

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
        records.own[assign_senders(block_rows, self.senders)] = True
        self.senders.update(sender_name(name) for name in block_rows.names if name)
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
        may_be_line = self._unmarked_app_lines(rows)
        maybe_phrase = records.own | may_be_line | _with_map(rows, records) | _only_blank(rows, records)
        several = np.flatnonzero(records.several & ~maybe_phrase & (rows.kinds == TEXT))
        where = np.flatnonzero(maybe_phrase & (rows.kinds == TEXT))
        whole = _unglued(rows.texts[several], records)
        distinct, place = _numbered(_unglued(rows.texts[where], records))
        bodies = [message_body_of(text, bracket=self.bracket, marked=self.marked) for text in distinct]
        rows.kinds[where] = np.array([KIND_NAMES.index(message.kind) for message in bodies], np.uint8)[place]
        new_texts = pl.Series([message.text for message in bodies], dtype=pl.String)[place]
        rows.texts = with_replaced(rows.texts, np.concatenate([several, where]), pl.concat([whole, new_texts]))
        self._note_owners(rows, where[np.array([message.owner for message in bodies], bool)[place]])
        if self.marked:
            is_system = [
                message.kind == "text" and is_system_text(text, marked=True)
                for text, message in zip(distinct, bodies, strict=True)
            ]
            self._mark_system(rows, where[np.array(is_system, bool)[place]])
        elif self.bracket:
            self._mark_system(rows, self._unmarked_lines(rows, np.flatnonzero(may_be_line & (rows.kinds == TEXT))))
        self._look_for_unknown(rows, distinct, where, place)

    def _look_for_unknown(
        self, rows: WhatsAppRows, distinct: list[str], where: NDArray[np.int64], place: NDArray[np.uint32]
    ) -> None:
        """Remember what was read as typed although it has a shape of the app's."""
        order = np.argsort(place, kind="stable")
        edges = np.searchsorted(place[order], np.arange(len(distinct) + 1))
        is_typed = rows.kinds[where[order[edges[:-1]]]] == TEXT
        for number in np.flatnonzero(is_typed).tolist():
            if has_shape(distinct[number], bracket=self.bracket):
                places = where[order[edges[number] : edges[number + 1]]]
                self.unknown.look_at(rows, distinct[number], places, bracket=self.bracket)
        for number in np.flatnonzero(~is_typed).tolist():
            self.unknown.look_at_file(distinct[number])

    def _unmarked_app_lines(self, rows: WhatsAppRows) -> NDArray[np.bool_]:
        """Which texts may be the app's own lines where an iPhone does not mark them, by whose name they stand under."""
        if self.marked or not self.bracket:
            return np.zeros(1, bool)
        self._learn_title(rows)
        mine = self._is_title(rows) | _in_third_person(rows)
        if not mine.any():
            return mine
        known = rows.texts.str.contains_any(list(phrases().anchors))
        may_be_line: NDArray[np.bool_] = mine & known.fill_null(value=False).to_numpy()  # null: a line without a sender
        return may_be_line

    def _learn_title(self, rows: WhatsAppRows) -> None:
        """Learn under which name the app speaks, from the notice at the beginning: the file's name may not say it."""
        if not self.titles:
            self.titles.add(_composed(self.title))
            for number, text in zip(rows.senders[:_NOTICE_ROWS], rows.texts[:_NOTICE_ROWS].to_list(), strict=True):
                if text and is_rare(plain(text)):
                    self.titles.add(_composed(sender_name(rows.names[number])))

    def _is_title(self, rows: WhatsAppRows) -> NDArray[np.bool_]:
        return np.array([_composed(sender_name(name)) in self.titles for name in rows.names], bool)[rows.senders]

    def _unmarked_lines(self, rows: WhatsAppRows, where: NDArray[np.int64]) -> NDArray[np.int64]:
        """Places of the app's own lines among some that may be one."""
        texts = [plain(text) for text in rows.texts[where].to_list()]
        is_line = [
            is_report(text) or (own and is_system_text(text, marked=False))
            for text, own in zip(texts, self._is_title(rows)[where].tolist(), strict=True)
        ]
        places: NDArray[np.int64] = where[np.array(is_line, bool)]
        return places

    def _mark_system(self, rows: WhatsAppRows, where: NDArray[np.int64]) -> None:
        """Mark lines as the app's own; without its mark, some may be a friend's, see `doubtful`."""
        if not len(where):
            return
        texts = rows.texts[where]
        lines = [plain(text) for text in texts.to_list()]
        self.app_lines.update(lines)
        rows.kinds[where] = SYSTEM
        rows.texts = with_replaced(rows.texts, where, [None] * len(where))
        short = np.array([not (self.marked or is_rare(line)) for line in lines], bool)
        if short.any():
            self.doubtful.append((rows, where[short], texts.filter(pl.Series(short))))

    def _note_owners(self, rows: WhatsAppRows, where: NDArray[np.int64]) -> None:
        self.owners += [sender_name(rows.names[number]) for number in rows.senders[where].tolist()]


def _in_third_person(rows: WhatsAppRows) -> NDArray[np.bool_]:
    """Which texts begin with their sender's own name."""
    names = pl.Series([sender_name(name) + " " for name in rows.names], dtype=pl.String)
    frame = pl.DataFrame({"text": rows.texts, "name": names[rows.senders]})
    begins = frame.select(pl.col("text").str.starts_with(pl.col("name")).fill_null(value=False))
    mask: NDArray[np.bool_] = begins.to_series().to_numpy()
    return mask


def _with_map(rows: WhatsAppRows, records: RecordTable) -> NDArray[np.bool_]:
    """Which texts hold the address of a place on a map."""
    if not any(page.encode() in records.data for page in _MAP_PAGES):
        return np.zeros(1, bool)
    mask: NDArray[np.bool_] = rows.texts.str.contains_any(list(_MAP_PAGES)).fill_null(value=False).to_numpy()
    return mask


def _composed(name: str) -> str:
    return unicodedata.normalize("NFC", name)


def _unglued(texts: pl.Series, records: RecordTable) -> pl.Series:
    """Texts with their newlines; blank lines below them are an editor's, for nobody can send them."""
    if not len(texts):
        return texts
    text = pl.col("text").str.replace_all(records.glue, "\n", literal=True).str.replace(_BLANK_LINES_BELOW, "")
    return texts.alias("text").to_frame().select(text).to_series()


def _only_blank(rows: WhatsAppRows, records: RecordTable) -> NDArray[np.bool_]:
    """Which texts of several lines hold nothing but blank ones."""
    mask = np.zeros(len(records.several), bool)
    several = np.flatnonzero(records.several)
    if len(several):
        words = pl.col("text").str.replace_all(records.glue, "", literal=True).str.strip_chars()
        is_blank = (words.str.len_bytes() == 0).fill_null(value=False)
        mask[several] = rows.texts[several].alias("text").to_frame().select(is_blank).to_series().to_numpy()
    return mask


def _every_third(lines: pl.Series, first: int) -> pl.Series:
    return lines[np.arange(first, len(lines), 3, dtype=np.uint32)]


def _numbered(names: pl.Series) -> tuple[list[str], NDArray[np.uint32]]:
    """The distinct strings, and for each entry the index of its own; the categories are dropped with the block."""
    if not len(names):
        return [], np.zeros(0, np.uint32)
    categories = names.cast(pl.Categorical(pl.Categories.random()))
    codes = categories.to_physical().to_numpy()
    first = np.full(int(codes.max()) + 1, -1, np.int64)
    first[codes[::-1]] = np.arange(len(codes) - 1, -1, -1)  # the last that is written is the first of its kind
    is_used = first >= 0
    place = (np.cumsum(is_used) - 1).astype(np.uint32)
    return names[first[is_used]].to_list(), place[codes]


def _lines(data: bytes) -> tuple[pl.Series, bool]:
    """Three lines a message, and whether bytes had to be replaced because they are no UTF-8."""
    try:
        return pl.read_lines(data).to_series().rechunk(), False
    except pl.exceptions.ComputeError:
        return pl.read_lines(data.decode(errors="replace").encode()).to_series().rechunk(), True
