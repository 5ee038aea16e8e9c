"""Lines that the app seems to have written in words that are not known: collected in every block, settled at the end.

Where the words are not known, the shape speaks: what stands alone in angle brackets, or behind the mark by which an
iPhone tells the app's words from people's, and comes again and again verbatim, was not typed.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

import numpy as np
import polars as pl

from unlike.messages import KIND_NAMES
from unlike.readers.apps.whatsapp.app_phrases import is_edit_mark, phrases
from unlike.readers.apps.whatsapp.app_shapes import kind_of_file, note_beside_file
from unlike.readers.apps.whatsapp.block_rows import SYSTEM, TEXT, WhatsAppRows, sender_name, with_replaced
from unlike.readers.apps.whatsapp.invisible_characters import begins_with_mark, plain
from unlike.readers.apps.whatsapp.unknown_lines import (
    Places,
    UnknownLines,
    by_block,
    by_wording,
    count_of,
    senders_of,
)

_MIN_MARKED: Final = 2
"""Equal lines behind the app's mark from which on they are the app's."""

_MIN_BRACKETED: Final = 3
"""Equal lines in angle brackets from which on they come often."""

_MIN_ENDINGS: Final = 5
"""Equal endings in angle brackets from which on they are the app's mark of an edited message."""

_MAX_CLOSING_CHARS: Final = 3
"""Characters at a text's end among which a bracket closes, behind it a mark or a space."""

_MAX_WORDING_CHARS: Final = 120
"""Length up to which a line may be one of the app's placeholders."""

_MIN_OFTEN: Final = 10
_MIN_OFTEN_SHARE: Final = 0.03
"""Number and share of messages from which on one text comes very often."""

_MOST_FREQUENT_TEXTS: Final = 3

_NOTICE_ROWS: Final = 3
"""First messages of an export among which its notice on encryption stands."""

_MIN_NOTICE_CHARS: Final = 50
"""Length from which on a line that names the app is that notice."""

_APP_NAME: Final = re.compile("WhatsApp|واتساب|واٹس")

_MIN_NAME_CHARS: Final = 3
"""Length from which on a name is no syllable of another word."""

_PAIR_SENDERS: Final = 2
"""So many people write in a chat that is no group."""

_BRACKETED: Final = re.compile(r"<[^<>\n]{3,80}>")
_SEVERAL_WORDS: Final = re.compile(r"\S \S|[^\x00-\u024f]{4}")
"""Two words, or four letters of a script that may do without spaces."""

MEDIA: Final = KIND_NAMES.index("media")


def has_shape(text: str, *, bracket: bool) -> bool:
    """Whether a text may have a shape of the app's: at its beginning on an iPhone, else at its end."""
    return begins_with_mark(text) if bracket else ">" in text[-_MAX_CLOSING_CHARS:]


@dataclass(slots=True)
class UnknownWordings:
    """Texts by the shape they have in common, over all blocks of an export.

    Attributes:
        is_known: some of the app's words were known.
        marked: texts behind the app's mark.
        bracketed: texts that stand alone in angle brackets.
        endings: texts that end with words in angle brackets; the wording is that ending.
        file_notes: words in parentheses behind the name of a file.
        count: lines that were taken as the app's.
        placeholders: what stood in the place of files or behind edited messages, the most frequent first.
        typed: lines behind the app's mark that were read as typed, because they do not come again.
    """

    is_known: bool = False
    marked: list[UnknownLines] = field(default_factory=list)
    bracketed: list[UnknownLines] = field(default_factory=list)
    endings: list[UnknownLines] = field(default_factory=list)
    file_notes: set[str] = field(default_factory=set)
    count: int = 0
    placeholders: tuple[str, ...] = ()
    typed: int = 0

    def look_at(self, rows: WhatsAppRows, text: str, places: Places, *, bracket: bool) -> None:
        """Remember equal texts of a block that were read as typed although they have a shape of the app's.

        Args:
            rows: the block.
            text: as it stands in the export.
            places: where it stands.
            bracket: an iPhone wrote the export.
        """
        bare = plain(text)
        if bracket:
            self.marked.append(UnknownLines(rows, places, bare))
            return
        ending = bare[bare.rfind("<") :] if bare.endswith(">") else ""
        if _BRACKETED.fullmatch(ending) and _SEVERAL_WORDS.search(ending) and not is_edit_mark(ending):
            (self.bracketed if ending == bare else self.endings).append(UnknownLines(rows, places, ending))

    def look_at_file(self, text: str) -> None:
        """Learn from a body of the app whether its words are known, and what it writes behind a file's name."""
        line = plain(text.partition("\n")[0])
        known = phrases().bodies.find(line) is not None if line else False
        self.is_known |= known
        note = None if known else note_beside_file(line)
        if note:
            self.file_notes.add(note)

    def settle(self, parts: Sequence[WhatsAppRows], title: str, *, group: bool) -> None:
        """Put the kinds and texts right in place, now that it is known what comes again.

        Args:
            parts: all blocks.
            title: the conversation's name.
            group: it is known to be a group, so that its name is nobody's.
        """
        own_names = _own_names(parts, self.marked, title, group=group) if self.marked else set()
        own, people = _split(self.marked, own_names, parts[0])
        short = [lines for lines in people if len(lines.wording) <= _MAX_WORDING_CHARS and "\n" not in lines.wording]
        repeated = [lines for same in by_wording(short) if count_of(same) >= _MIN_MARKED for lines in same]
        self.typed = count_of(people) - count_of(repeated)
        for same in by_wording(self.bracketed):
            if self._is_placeholder(count_of(same), len(senders_of(same))):
                repeated += same
        edited = [lines for same in by_wording(self.endings) if count_of(same) >= _MIN_ENDINGS for lines in same]
        _take(own, SYSTEM)
        _take(repeated, MEDIA)
        _strip(edited)
        files = [lines for note in sorted(self.file_notes) for rows in parts for lines in _read_files(rows, note)]
        self.count = sum(map(count_of, (own, repeated, edited, files)))
        by_frequency = sorted(by_wording([*repeated, *edited, *files]), key=count_of, reverse=True)
        self.placeholders = tuple(same[0].wording for same in by_frequency)

    def _is_placeholder(self, count: int, senders: int) -> bool:
        """Whether equal lines in angle brackets are the app's; where its words are known, more has to speak for it."""
        often, shared = count >= _MIN_BRACKETED, senders > 1
        return (often and shared) if self.is_known else (often or shared)


def repeats_itself(parts: Sequence[WhatsAppRows]) -> bool:
    """Whether one text of several words comes so often, and from several people, that it may be the app's."""
    texts = pl.concat([rows.texts.filter(pl.Series(rows.kinds == TEXT)) for rows in parts])
    counts = texts.alias("text").value_counts(sort=True).head(_MOST_FREQUENT_TEXTS)
    often = [
        text
        for text, count in counts.iter_rows()
        if text and count >= max(_MIN_OFTEN, _MIN_OFTEN_SHARE * len(texts)) and _SEVERAL_WORDS.search(text)
    ]
    return any(len(_writers(parts, text)) > 1 for text in often)


def _writers(parts: Sequence[WhatsAppRows], text: str) -> set[str]:
    """Everybody who wrote a text."""
    lines = [UnknownLines(rows, np.flatnonzero((rows.texts == text).fill_null(value=False)), text) for rows in parts]
    return senders_of(lines)


def _take(chosen: Collection[UnknownLines], kind: int) -> None:
    """Make lines the app's."""
    for rows, places in by_block(chosen):
        rows.kinds[places] = kind
        rows.texts = with_replaced(rows.texts, places, [None] * len(places))


def _strip(chosen: Collection[UnknownLines]) -> None:
    """Take a mark of edited messages off their texts."""
    for rows, places in by_block(chosen):
        texts = rows.texts.gather(pl.Series(places)).to_list()
        stripped = pl.Series([text and text[: text.rfind("<")].rstrip() for text in texts], dtype=pl.String)
        rows.texts = with_replaced(rows.texts, places, stripped)


def _read_files(rows: WhatsAppRows, note: str) -> Iterator[UnknownLines]:
    """Make files of the texts that are a file's name with a note behind it, and perhaps a caption below."""
    line = re.compile(rf"(?P<file>[^\n]*\.\w{{1,12}}) {re.escape(note)}(?:\n(?P<caption>[\s\S]*))?")
    may_be_file = rows.texts.str.contains(note, literal=True).fill_null(value=False).to_numpy()
    where = np.flatnonzero(may_be_file & (rows.kinds == TEXT))
    matches = [line.fullmatch(text) for text in rows.texts.gather(pl.Series(where)).to_list()]
    places = where[np.array([match is not None for match in matches], bool)]
    files = [match for match in matches if match]
    rows.kinds[places] = [KIND_NAMES.index(kind_of_file(match["file"])) for match in files]
    captions = pl.Series([match["caption"] or None for match in files], dtype=pl.String)
    rows.texts = with_replaced(rows.texts, places, captions)
    if len(places):
        yield UnknownLines(rows, places, note)


def _own_names(parts: Sequence[WhatsAppRows], marked: Collection[UnknownLines], title: str, *, group: bool) -> set[str]:
    """Names under which the app alone speaks in a group: the group's, and any other with no word of a person's."""
    rows_of: Counter[str] = Counter()
    app_rows_of: Counter[str] = Counter()
    known: set[str] = set()
    for rows in parts:
        names = [sender_name(name) for name in rows.names]
        system = np.bincount(rows.senders[rows.kinds == SYSTEM], minlength=len(names)).tolist()
        known.update(name for name, count in zip(names, system, strict=True) if count)
        for name, count, of_app in zip(
            names, np.bincount(rows.senders, minlength=len(names)).tolist(), system, strict=True
        ):
            rows_of[name] += count
            app_rows_of[name] += of_app
    for lines in marked:
        app_rows_of.update(sender_name(lines.rows.names[number]) for number in lines.rows.senders[lines.places])
    if not group and len(rows_of.keys() - {""}) <= _PAIR_SENDERS:
        return set()
    return {title} | {name for name in known if rows_of[name] == app_rows_of[name]}


def _split(
    marked: Collection[UnknownLines], names: set[str], first: WhatsAppRows
) -> tuple[list[UnknownLines], list[UnknownLines]]:
    """The lines that are the app's by whose name they bear and what they say, and all others."""
    own: list[UnknownLines] = []
    others: list[UnknownLines] = []
    for lines in marked:
        senders = [sender_name(lines.rows.names[number]) for number in lines.rows.senders[lines.places].tolist()]
        chosen = np.array([name in names or _speaks_of(lines.wording, name) for name in senders], bool)
        if lines.rows is first and len(lines.wording) >= _MIN_NOTICE_CHARS and _APP_NAME.search(lines.wording):
            chosen |= lines.places < _NOTICE_ROWS
        for part, where in ((own, chosen), (others, ~chosen)):
            if where.any():
                part.append(UnknownLines(lines.rows, lines.places[where], lines.wording))
    return own, others


def _speaks_of(wording: str, name: str) -> bool:
    """Whether a line behind the mark names its own sender, as reports on what somebody did do."""
    if len(name) < _MIN_NAME_CHARS or name not in wording:
        return False
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w{{3}})", wording) is not None
