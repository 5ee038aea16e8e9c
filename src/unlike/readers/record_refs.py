"""Refs of records that a moment names, which several records may share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from hashlib import blake2b
from typing import Final

from unlike.readers.conversation_rows import RecordRow

_DIGEST_BYTES: Final = 4


def refs_apart(rows: Sequence[RecordRow], mark: Callable[[RecordRow], str]) -> list[RecordRow]:
    """The rows, those of one ref and several marks with a short digest behind it, so that each keeps its own anywhere.

    A number by their order would give the ref of one to another where an export lacks some of them.

    Args:
        rows: of one conversation.
        mark: what tells rows of one ref apart, and is alike in every export.
    """
    times = Counter([row.ref for row in rows])
    shared = [(place, row, mark(row)) for place, row in enumerate(rows) if times[row.ref] > 1]
    different = Counter(ref for ref, _ in {(row.ref, own) for _, row, own in shared})
    apart = list(rows)
    for place, row, own in shared:
        if different[row.ref] > 1:
            apart[place] = row._replace(ref=f"{row.ref}-{_digest(own)}")
    return apart


def _digest(text: str) -> str:
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=_DIGEST_BYTES).hexdigest()
