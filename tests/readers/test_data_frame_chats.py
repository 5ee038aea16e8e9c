from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pandas as pd
import polars as pl
import pytest

from unlike.api import read_frame
from unlike.errors import OptionError

ZONE = "Europe/Berlin"
ROWS: dict[str, list[Any]] = {
    "timestamp": [datetime(2025, 3, 1, 8, 12, tzinfo=UTC), datetime(2025, 3, 1, 8, 15, 30, tzinfo=UTC), None],
    "sender": ["Imke", "Rosa", "Rosa"],
    "text": ["Good morning!", None, "lost"],
}


class ArrowOnly:
    """A frame of a library of which nothing is known but the Arrow stream."""

    def __init__(self, frame: pl.DataFrame) -> None:
        self.frame = frame

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        return self.frame.__arrow_c_stream__(requested_schema)


def frames() -> dict[str, object]:
    table = pl.DataFrame(ROWS)
    numpy_backed = pd.DataFrame(ROWS)
    return {"polars": table, "arrow": ArrowOnly(table), "pandas": numpy_backed}


@pytest.mark.parametrize("library", ["polars", "arrow", "pandas"])
def test_frames_of_every_library_are_read_alike_and_nothing_is_lost(library: str) -> None:
    chats = read_frame(frames()[library], zone=ZONE, title="Rosa")
    (conversation,) = chats.conversations
    assert (conversation.title, conversation.coverage.total, len(conversation.skipped)) == ("Rosa", 3, 1)
    assert chats.messages.select("sent_at", "sender", "text", "kind").rows() == [
        (ROWS["timestamp"][0].astimezone(ZoneInfo("UTC")), "Imke", "Good morning!", "text"),
        (ROWS["timestamp"][1].astimezone(ZoneInfo("UTC")), "Rosa", None, "media"),
    ]


def test_wall_clocks_are_of_the_zone_and_can_be_read_in_another() -> None:
    frame = pl.DataFrame({"date": ["2025-03-01 09:12"], "from": ["Imke"], "message": ["hi"]})
    chats = read_frame(frame, zone="Asia/Tokyo")
    assert chats.messages["sent_at"][0] == datetime(2025, 3, 1, 0, 12, tzinfo=UTC)


def test_a_column_names_the_chats() -> None:
    frame = pl.DataFrame(
        {"timestamp": [1740816000, 1740816060], "sender": ["A", "B"], "text": ["x", "y"], "chat": ["p", "q"]}
    )
    assert [conversation.title for conversation in read_frame(frame, zone=ZONE).conversations] == ["p", "q"]


@pytest.mark.parametrize(
    "chats",
    [
        [1.0, 2.0, None],
        pd.array([1, 2, pd.NA], dtype="Int64"),
        ["a", 1, pd.NA],
        [b"a", "b", 3],
        [{"a": 1}, {"b": 1}, "1"],
        ["1", True, 1.5],
        pd.Categorical(["a", "b", None]),
        [pd.Timestamp("2024-01-01"), pd.Timestamp("2024-01-02"), pd.NaT],
    ],
)
def test_chats_of_every_type_stay_apart(chats: object) -> None:
    frame = pd.DataFrame({"timestamp": [1740816000] * 3, "sender": ["A"] * 3, "text": ["x"] * 3, "chat": chats})
    assert len(read_frame(frame, zone=ZONE).conversations) == 3


@pytest.mark.parametrize("frame", [None, 7, {"timestamp": [1]}, pl.DataFrame({"a": [1]}), pl.DataFrame(), [1, 2]])
def test_what_is_no_chat_is_one_sentence(frame: object) -> None:
    with pytest.raises(OptionError, match=r"is not understood\. Give (columns named|a table that)"):
        read_frame(frame, zone=ZONE)
