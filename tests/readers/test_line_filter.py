"""The filter over bytes lets every spelling of every phrase pass, and few other messages."""

from __future__ import annotations

import numpy as np
import pytest

from unlike.core.index_files import read_index
from unlike.readers.apps.whatsapp import line_filter
from unlike.readers.apps.whatsapp.app_phrases import phrases
from unlike.readers.apps.whatsapp.line_filter import (
    FILTER_INDEX,
    FilterHashes,
    filter_key,
    new_hashes,
    phrase_filter,
)
from unlike.readers.apps.whatsapp.spellings import spellings

WORDS = [
    "the",
    "harbour",
    "was",
    "quiet",
    "and",
    "we",
    "sang",
    "until",
    "late",
    "because",
    "nobody",
    "wanted",
    "to",
    "go",
    "home",
    "before",
    "the",
    "last",
    "boat",
]


def passes(texts: list[str]) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Which texts the filter lets pass, each standing between others."""
    encoded = [text.encode() for text in texts]
    lengths = np.array([len(text) for text in encoded], np.int64)
    end = np.cumsum(lengths + 1) + 7
    start = end - lengths
    first_end = start + np.array([(text + b"\n").index(b"\n") for text in encoded], np.int64)
    data = np.frombuffer(b"xxxxxxx\n" + b"\n".join(encoded) + b"\n" + bytes(120), np.uint8)
    return phrase_filter().passes(data, start, first_end, end)


@pytest.mark.parametrize("hole", ["Edda", "x.pdf", "12", "x"])
def test_every_spelling_of_every_phrase_passes(hole: str) -> None:
    filled = {hole.join(phrase.literals) for phrase in phrases().bodies.all()}
    texts = sorted({spelling for text in filled for spelling in spellings(text)})
    stopped = [text for text, is_through in zip(texts, passes(texts), strict=True) if not is_through]
    assert stopped == []


def test_few_other_messages_pass() -> None:
    texts = [f"{a} {b} {c}" for a in WORDS for b in WORDS for c in WORDS]
    assert passes(texts).mean() < 0.02


def test_what_is_read_is_what_would_be_made() -> None:
    assert read_index(FILTER_INDEX, FilterHashes, filter_key()) == new_hashes(), "run: make indexes"
    tables = [np.flatnonzero(table).tolist() for table in (*phrase_filter().heads, *phrase_filter().tails)]
    assert tables == [*new_hashes().heads, *new_hashes().tails]


def test_the_filter_is_made_where_its_index_is_of_other_phrases(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(line_filter, "language_key", lambda: 1)
    assert read_index(FILTER_INDEX, FilterHashes, filter_key()) is None
    made = phrase_filter.__wrapped__()
    assert all((one == other).all() for one, other in zip(made.heads, phrase_filter().heads, strict=True))
