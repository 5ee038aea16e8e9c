"""Words of formatted texts and rich messages are read, or their loss is counted, whatever shape a piece has."""

from __future__ import annotations

import json
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from example_counts import examples
from unlike.i18n import translate_lazy
from unlike.readers import ReadOptions
from unlike.readers.apps.telegram import TelegramReader
from unlike.readers.apps.telegram.rich_text import block_text, joined_text, lost_pieces, lost_words
from unlike.readers.testkit import parse

WORDS = "a word"
SHAPES = st.recursive(
    st.sampled_from([WORDS, {"type": "bold", "text": WORDS}]),
    lambda inner: (
        st.lists(inner, min_size=1, max_size=3)
        | st.fixed_dictionaries({"type": st.just("bold"), "text": st.lists(inner, min_size=1, max_size=3)})
    ),
    max_leaves=6,
)
ODD = st.sampled_from(
    [None, {}, {"type": "bold", "content": WORDS}, {"type": "bold", "text": None}, {"words": [WORDS]}]
)


def words_in(value: object) -> int:
    """How often the words stand in a value."""
    if isinstance(value, dict | list):
        return sum(map(words_in, value.values() if isinstance(value, dict) else value))
    return int(value == WORDS)


def with_piece(value: Any, piece: object) -> Any:  # noqa: ANN401 - any shape
    """The value with a piece in the innermost list that comes first."""
    if isinstance(value, list):
        inner = next((place for place, one in enumerate(value) if not isinstance(one, str)), None)
        if inner is None:
            return [*value, piece]
        return [*value[:inner], with_piece(value[inner], piece), *value[inner + 1 :]]
    text = value["text"]
    return value | {"text": with_piece([text] if isinstance(text, str) else text, piece)}


@examples(100)
@given(st.lists(SHAPES, min_size=1, max_size=3), ODD)
def test_a_piece_of_another_shape_is_counted_at_any_depth(pieces: list[Any], odd: object) -> None:
    assert joined_text(pieces) == WORDS * words_in(pieces)
    assert lost_pieces(pieces) == 0
    changed = with_piece(pieces, odd)
    assert joined_text(changed) == WORDS * words_in(pieces)
    assert lost_pieces(changed) == 1
    blocks = {"blocks": [{"type": "paragraph", "text": pieces}]}
    assert (block_text(blocks), lost_words(blocks)) == (WORDS * words_in(pieces), 0)
    odd_blocks = {"blocks": [{"type": "paragraph", "text": changed}]}
    assert (block_text(odd_blocks), lost_words(odd_blocks)) == (WORDS * words_in(pieces), 1)


@pytest.mark.parametrize(
    ("block", "number"),
    [
        ({"type": "quote", "words": "of another kind"}, 1),
        ({"type": "list", "items": ["bread and milk", {"text": "eggs"}]}, 1),
        ({"type": "photo", "photo": "(File not included. Change data exporting settings to download.)"}, 0),
        ({"type": "divider"}, 0),
        ({"type": "heading", "size": 2, "text": ["x", 5]}, 0),
    ],
)
def test_a_block_of_another_shape_is_counted(block: dict[str, Any], number: int) -> None:
    assert lost_words({"blocks": [{"type": "heading", "text": "x"}, block]}) == number


def test_what_is_lost_is_said() -> None:
    start = {"type": "message", "date_unixtime": "1700000000", "from": "Ada", "from_id": "user1", "text": ""}
    blocks = [{"type": "paragraph", "text": ["known ", {"content": "unknown"}]}]
    rich = {**start, "id": 1, "rich_message": {"blocks": blocks}}
    pieces = {**start, "id": 2, "text": [{"type": "bold", "text": ["known", {"content": "unknown"}]}]}
    chat = {"name": "Ada", "type": "personal_chat", "id": 1, "messages": [rich, pieces]}
    (part,) = parse(TelegramReader(), json.dumps(chat).encode(), "result.json", ReadOptions(ZoneInfo("UTC")))
    assert part.messages["text"].to_list() == ["known ", "known"]
    assert any("by field: rich_message (1), text (1)" in translate_lazy(note) for note in part.conversation.notes)
