from __future__ import annotations

import pytest

from unlike.readers.apps.table.column_roles import column_roles


@pytest.mark.parametrize(
    "names",
    [
        ("timestamp", "sender", "text"),
        ("Date", "User", "Message"),
        ("sent_at", "From", "Body"),
        ("Created-At", "display name", "msg", "anything"),
        ("date", "time", "author", "content"),
    ],
)
def test_what_a_chat_needs_is_found_by_its_names(names: tuple[str, ...]) -> None:
    assert column_roles(names).is_chat


@pytest.mark.parametrize(
    "names", [(), ("a", "b"), ("date", "label"), ("sender", "text"), ("timestamp", "from", "to", "text")]
)
def test_other_tables_are_no_chats(names: tuple[str, ...]) -> None:
    assert not column_roles(names).is_chat


def test_plain_names_settle_what_several_could_be() -> None:
    roles = column_roles(("created", "timestamp", "sender", "user", "text", "body"))
    assert roles.columns == {"timestamp": "timestamp", "sender": "sender", "text": "text"}
    assert column_roles(("created", "date", "sender", "text")).ambiguous == {"timestamp": ("created", "date")}


def test_a_chat_column_is_none_of_the_needed_ones() -> None:
    assert column_roles(("timestamp", "sender", "text", "Conversation ID")).columns["chat"] == "Conversation ID"
