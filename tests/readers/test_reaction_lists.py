"""Reactions are listed by their messages; one without any has an empty list."""

from __future__ import annotations

from unlike.readers.formats.reaction_lists import ReactionLists


def test_reactions_stand_at_their_messages_in_order() -> None:
    given = ReactionLists()
    assert given.column(2).to_list() == [[], []]
    for row, emoji, sender in ((1, "❤", "Ada"), (3, "😂", None), (3, "👍", "Bo")):
        given.add(row, emoji, sender)
    assert given.column(4).to_list() == [
        [],
        [{"emoji": "❤", "sender": "Ada"}],
        [],
        [{"emoji": "😂", "sender": None}, {"emoji": "👍", "sender": "Bo"}],
    ]
