"""The parts of a message's block on Meta's pages, by their classes, else by where they stand between the others."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from unlike.readers.formats.element import Element

SENDERS: Final = ("_a6-h", "_2lek")
BODIES: Final = ("_a6-p", "_2let")
DATES: Final = ("_a6-o", "_2lem")
PARTS: Final = (SENDERS, BODIES, DATES)
"""Classes of each part, in the order in which they stand in a block; newer pages first."""

_SHOWN: Final = frozenset({"img", "video", "audio"})
_DATE: Final = re.compile(r"(?=.*\d{4})(?=.*\d[:.]\d{2})[^\n]{8,60}", re.DOTALL)


class MessageParts(NamedTuple):
    """Sender, body and date of a message; None where there is none.

    Attributes:
        is_by_place: one of them, or the block, has no class that is known.
    """

    sender: Element | None
    body: Element | None
    date: Element | None
    is_by_place: bool = False


def part_rank(part: Element) -> int:
    """The place of a part in its block, by its class."""
    return next(place for place, names in enumerate(PARTS) if not part.classes.isdisjoint(names))


def message_parts(block: Element) -> MessageParts:
    """The parts of a block; one without a class that is known is told by its place among its neighbours."""
    sender, body, date = (_first(block, names) for names in PARTS)
    known = [part for part in (sender, body, date) if part is not None]
    others = _unknown_neighbours(block, known)
    if not others or len(known) == len(PARTS):
        return MessageParts(sender, body, date)
    if date is None and _DATE.fullmatch(others[-1].text.strip()):
        date = others.pop()
    if sender is None and others and (body is None or others[0].line <= body.line) and _is_first(block, others[0]):
        sender = others.pop(0)
    if body is None and date is not None and others:
        body = others[0] if len(others) == 1 else Element("div", {}, others[0].line, [*others])
    return MessageParts(sender, body, date, is_by_place=True)


def _first(element: Element, classes: tuple[str, ...]) -> Element | None:
    return next((found for name in classes if (found := element.first(name)) is not None), None)


def _unknown_neighbours(block: Element, known: Sequence[Element]) -> list[Element]:
    """Elements beside the parts that are known which hold words or something to see."""
    parents = (block, *block.elements())
    parent = next((parent for parent in parents if any(_is_among(part, known) for part in parent.children)), block)
    beside = (part for part in parent.children if isinstance(part, Element) and not _is_among(part, known))
    return [part for part in beside if part.text.strip() or any(one.name in _SHOWN for one in part.elements())]


def _is_among(part: Element | str, parts: Sequence[Element]) -> bool:
    return any(part is other for other in parts)


def _is_first(block: Element, part: Element) -> bool:
    """Whether nothing with words stands before a part in its block."""
    return block.text.strip().startswith(part.text.strip()) and bool(part.text.strip())
