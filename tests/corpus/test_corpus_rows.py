"""Rows under pseudonyms: positions in place of refs, lengths in place of words."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from unlike.corpus.corpus_rows import ConversationNames, history_chance, message_table
from unlike.corpus.corpus_schema import empty_table
from unlike.corpus.pseudonyms import Pseudonyms
from unlike.messages import conform

NAMES = ConversationNames(Pseudonyms(b"k" * 32), "Chat with Rosa.txt", "rosa")


def rows() -> pl.DataFrame:
    begin = datetime(2025, 1, 1, tzinfo=UTC)
    frame = pl.DataFrame(
        {
            "sent_at": [begin + timedelta(minutes=at) for at in range(4)],
            "sender": ["Rosa", "Imke", None, "Rosa"],
            "text": ["quince jelly", None, "Rosa joined", "yes"],
            "kind": ["text", "image", "system", "text"],
            "reply_to": [None, None, None, "chats/rosa.json:1"],
            "reactions": [None, None, None, [{"emoji": "x", "sender": "Imke"}, {"emoji": "y", "sender": None}]],
            "ref": [f"chats/rosa.json:{at + 1}" for at in range(4)],
        }
    )
    return conform(frame, "rosa", "telegram")


def test_messages_without_a_word() -> None:
    table = message_table(rows(), NAMES, text=False)
    assert table.schema == empty_table("messages").schema
    assert table["message"].to_list() == [0, 1, 2, 3]
    assert table["reply_to"].to_list() == [None, None, None, 0]
    assert table["reactions"].to_list() == [None, None, None, 2]
    assert table["characters"].to_list() == [12, None, 11, 3]
    assert table["person"].to_list() == [NAMES.person(name) for name in ("Rosa", "Imke", None, "Rosa")]
    assert not any(word in table.write_csv().lower() for word in ("quince", "jelly", "rosa", "imke", "json"))


def test_messages_with_their_words() -> None:
    table = message_table(rows(), NAMES, text=True)
    assert table.schema == empty_table("messages", text=True).schema
    assert table["text"].to_list() == ["quince jelly", None, "Rosa joined", "yes"]


@given(st.floats(0, 1), st.floats(0, 30))
def test_a_longer_history_shows_more_by_chance(chance: float, years: float) -> None:
    value = history_chance(chance, years)
    assert 0 <= value <= 1
    assert value >= history_chance(chance, 1.0) - 1e-12
    assert history_chance(chance, 0.2) == pytest.approx(chance, abs=1e-12)
