"""The chats in a table, and in which order of day and month its dates are written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any, Final, NamedTuple

from unlike.messages import KIND_NAMES
from unlike.readers.apps.table.cell_times import cell_microseconds, date_orders
from unlike.readers.apps.table.column_roles import ColumnRoles
from unlike.readers.apps.table.table_cells import CellRow
from unlike.readers.base import Conversation, DateOrderQuestion, Interpretation, ReadResult, SkippedRecord
from unlike.readers.conversation_rows import ConversationRows, RecordRow, gathered_conversation
from unlike.readers.export_sentences import BREAKS_OFF, DAMAGED, ENDS_INSIDE, unnamed_chat, unsigned_rows
from unlike.readers.formats.file_pieces import repeated_places
from unlike.readers.formats.value_names import value_name, value_words

_KINDS: Final = {name: name for name in KIND_NAMES} | {
    "photo": "image",
    "picture": "image",
    "voice": "audio",
    "ptt": "audio",
    "file": "document",
    "chat": "text",
    "message": "text",
    "revoked": "deleted",
    "notification": "system",
    "service": "system",
}
"""Words for kinds; any other is taken for text where there are words, else for media."""

_MINUTE: Final = 60_000_000


class _Cells(NamedTuple):
    """What a row says, before it is known how its times are written."""

    ref: str
    time: object
    sender: str
    kind: str
    text: str | None
    reply_to: str | None
    edited: object


@dataclass(slots=True, eq=False)
class TableChat:
    """One chat of a table.

    Attributes:
        path: the file; stands in the question about dates.
        title: what it is called.
        key: of the conversation; empty where the title makes it.
        cells: its rows.
        skipped: rows that are damaged.
        breaks_off: the file ends in the middle of a row.
        total: all rows.
        repeated: rows that stood in the file before.
        unnamed: rows whose cell for the chat is empty; they are together in one chat, apart from those of every name.
        remarks: what else should be known.
    """

    path: Path
    title: str
    key: str = ""
    cells: list[_Cells] = field(default_factory=list)
    skipped: list[SkippedRecord] = field(default_factory=list)
    breaks_off: bool = False
    total: int = 0
    repeated: int = 0
    unnamed: int = 0
    remarks: tuple[str, ...] = ()

    def interpreted(self, interpretation: Interpretation) -> ReadResult:
        """The conversation, or the question how its dates are to be read."""
        order = self._order(interpretation)
        if order is None:
            return DateOrderQuestion(self.path, self._example(), self.interpreted)
        records = self._records(order)
        named = {row.sender for row in records.rows if row.sender}
        conversation = Conversation(
            key=self.key or f"table:{self.title}",
            title=self.title,
            app="table",
            group=len(named) > 2,
            owner=None,
            clock=_clock(records.rows),
            notes=tuple(self._notes()),
            breaks_off=self.breaks_off,
        )
        gathered = gathered_conversation(conversation, records, has_reactions=False)
        part = gathered.interpreted(interpretation)
        return replace(part, reinterpret=part.reinterpret and self.interpreted)

    def _order(self, interpretation: Interpretation) -> str | None:
        """How dates are written: as the file settles it, as the owner says, or as time runs forward."""
        orders = date_orders(cells.time for cells in self.cells)
        if len(orders) != 2 or set(orders) != {"dmy", "mdy"}:
            return orders[0] if orders else interpretation.date_order or "dmy"
        if interpretation.date_order in orders:
            return interpretation.date_order
        forward = [order for order in orders if self._runs_forward(order)]
        return forward[0] if len(forward) == 1 else None

    def _runs_forward(self, order: str) -> bool:
        times = [at for at, _ in (cell_microseconds(cells.time, order) for cells in self.cells) if at is not None]
        return all(earlier <= later for earlier, later in pairwise(times))

    def _example(self) -> str:
        """A date that can be read both ways."""
        return next((str(cells.time) for cells in self.cells if len(date_orders([cells.time])) == 2), "")

    def _records(self, order: str) -> ConversationRows:
        """The rows with their times, each by its own clock."""
        records = ConversationRows()
        records.skipped, records.total, records.repeated = list(self.skipped), self.total, self.repeated
        for cells in self.cells:
            at, is_moment = cell_microseconds(cells.time, order)
            edited, is_edit_moment = cell_microseconds(cells.edited, order) if cells.edited else (None, False)
            row = RecordRow(
                ref=cells.ref,
                sent_at=at,
                sender=cells.sender or None,
                kind=cells.kind if cells.sender else "system",
                text=cells.text,
                reply_to=cells.reply_to,
                edited_at=edited,
                sent_by_wall_clock=not is_moment,
                edited_by_wall_clock=not is_edit_moment,
            )
            records.rows.append(row)
        return records

    def _notes(self) -> Iterator[str]:
        if self.unnamed:
            yield unnamed_chat(self.unnamed)
        unsigned = sum(not cells.sender for cells in self.cells)
        if unsigned:
            yield unsigned_rows(unsigned)
        if self.breaks_off:
            yield BREAKS_OFF
        yield from self.remarks


def table_chats(rows: Iterable[CellRow], roles: ColumnRoles, path: Path, title: str) -> list[TableChat]:
    """The chats of a table, in the order in which they first have a row.

    Args:
        rows: of the table.
        roles: which column holds what.
        path: the file.
        title: of the chat, where no column names it.
    """
    column = roles.columns.get("chat")
    chats: dict[str, TableChat] = {}
    last = ""
    places: list[tuple[TableChat, int]] = []
    records: list[int] = []
    pieces: list[int] = []
    for row in rows:
        name = last if row.cells is None or column is None else value_name(row.cells.get(column))
        last = name
        chat = chats.setdefault(name, TableChat(path, name or title))
        chat.total += 1
        if row.cells is None:
            chat.skipped.append(SkippedRecord(row.place, ENDS_INSIDE if row.is_last else DAMAGED, row.size))
            chat.breaks_off = chat.breaks_off or row.is_last
        else:
            places.append((chat, len(chat.cells)))
            records.append(hash(repr(row.cells)))
            pieces.append(row.piece)
            chat.unnamed += column is not None and not name
            chat.cells.append(_cells(row, row.cells, roles))
    _leave_out([places[place] for place in repeated_places(records, pieces)])
    if column is not None and "" in chats:
        chats[""].key = f"table: {title}"  # no name begins with a space, so that it is no chat's that bears the title
    return list(chats.values())


def _leave_out(repeated: Iterable[tuple[TableChat, int]]) -> None:
    """Count rows that stood in the file before, given by their places in their chats, and take them away."""
    by_chat: dict[TableChat, set[int]] = {}
    for chat, place in repeated:
        by_chat.setdefault(chat, set()).add(place)
    for chat, places in by_chat.items():
        chat.repeated = len(places)
        chat.unnamed -= len(places) if chat.unnamed else 0
        chat.cells = [cells for place, cells in enumerate(chat.cells) if place not in places]


def _cells(row: CellRow, values: dict[str, Any], roles: ColumnRoles) -> _Cells:
    def cell(role: str) -> Any:  # noqa: ANN401 - a cell of any column
        return values.get(roles.columns[role]) if role in roles.columns else None

    ident, answered, text = value_name(cell("id")), value_name(cell("reply_to")), value_words(cell("text"))
    time = cell("timestamp")
    if roles.time is not None:
        time = f"{time} {values.get(roles.time)}"
    return _Cells(
        ref=f"m{ident}" if ident else row.place,
        time=time,
        sender=value_name(cell("sender")),
        kind=_kind(cell("kind"), text),
        text=text,
        reply_to=f"m{answered}" if answered else None,
        edited=cell("edited"),
    )


def _kind(value: object, text: str | None) -> str:
    kind = _KINDS.get(value.strip().lower()) if isinstance(value, str) else None
    return kind or ("text" if text is not None and text.strip() else "media")


def _clock(rows: list[RecordRow]) -> timedelta:
    """Minutes where every time is a whole one, else seconds."""
    times = [row.sent_at for row in rows if row.sent_at is not None]
    whole = all(at % _MINUTE == 0 for at in times)
    return timedelta(minutes=1) if whole and times else timedelta(seconds=1)
