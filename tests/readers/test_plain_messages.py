from __future__ import annotations

import json
from typing import Any

from hypothesis import example, given, settings
from hypothesis import strategies as st

from unlike.readers.apps.signal.desktop_messages import (
    MESSAGE_COLUMNS,
    AttachmentEntry,
    DesktopTables,
    desktop_message,
    is_cut,
    is_story,
    is_timed,
    is_unknown,
    is_unreadable,
)
from unlike.readers.apps.signal.desktop_people import DesktopPeople, json_fields
from unlike.readers.apps.signal.desktop_rows import row_of_message
from unlike.readers.apps.signal.plain_messages import plain_rows

ORDINARY: dict[str, Any] = {
    "id": "m1",
    "conversationId": "c2",
    "type": "incoming",
    "body": "hi",
    "sent_at": 1_714_550_400_000,
    "sourceServiceId": "A1",
    "isErased": 0,
}
ODD = st.sampled_from((None, 0, 1, -1, 2, 1.5, "", "c2", "c3", "x", "1714550400001", "incoming", "story", 2**62))
NESTED = st.sampled_from(
    (
        [],
        {},
        [{}],
        [{"emoji": "❤", "fromId": "c2"}],
        {"id": 5, "authorAci": "A1"},
        {"kind": 2},
        {"expireTimer": 9},
        True,
    )
)
MORE = st.sampled_from(
    (
        *("attachments", "bodyAttachment", "contact", "deletedForEveryone", "editHistory", "errors", "flags", "quote"),
        *("expirationTimerUpdate", "giftBadge", "groupMigration", "groupV2Change", "group_update", "messageTimer"),
        *("payment", "poll", "reactions", "sticker", "storyReaction", "storyReplyContext", "schemaVersion"),
        *("requiredProtocolVersion", "supportedVersionAtReceive", "callId", "callHistoryDetails"),
        *MESSAGE_COLUMNS,
    )
)


def tables() -> DesktopTables:
    """Two people and a group, a message with a file, and one that was cut."""
    people = DesktopPeople(groups={"c3"}, owner={"c1"}, by_account={"a1": "c2", "a2": "c1"})
    return DesktopTables(people, {"m2": AttachmentEntry("image/png", None)}, {"m3"})


@settings(max_examples=400)
@given(
    st.dictionaries(st.sampled_from(MESSAGE_COLUMNS), ODD, max_size=2), st.dictionaries(MORE, ODD | NESTED, max_size=2)
)
@example({"type": "outgoing", "expireTimer": 60}, {})
@example({"id": "m2"}, {})
@example({"id": "m3"}, {})
@example({"sourceServiceId": "A2"}, {"requiredProtocolVersion": 0, "supportedVersionAtReceive": 7})
@example({"conversationId": "c3"}, {"reactions": [], "quote": None})
def test_a_plain_message_is_what_any_message_is(columns: dict[str, Any], fields: dict[str, Any]) -> None:
    beside, values = tables(), {**dict.fromkeys(MESSAGE_COLUMNS), **ORDINARY, **columns}
    (plain,) = plain_rows([[values[name]] for name in MESSAGE_COLUMNS], [fields], beside)
    if plain is None:
        assert columns or fields
        return
    message = desktop_message({name: value for name, value in values.items() if name != "json"}, fields)
    assert not is_story(message, beside.people)
    assert plain == (message.chat, row_of_message(message, beside), is_timed(message))
    assert not any((is_cut(message, beside), is_unknown(message), is_unreadable(message)))


def test_json_that_is_none_is_read_as_far_as_it_goes() -> None:
    assert json_fields(json.dumps({"body": "\ud800", "timer": float("nan")}))["body"] == "\ud800"  # type: ignore[index]
    assert [json_fields(value) for value in ("[]", "{", None, 5, "[" * 100_000)] == [None] * 5
