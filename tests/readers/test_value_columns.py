"""Any value of any type at any place of an export: it costs itself or its entry, and that is said."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given
from hypothesis import strategies as st

from example_counts import examples
from unlike.errors import InputError
from unlike.messages import schema_violations
from unlike.readers import ParsedConversation, ReadOptions
from unlike.readers.apps.telegram import TelegramReader
from unlike.readers.coverage import miscount
from unlike.readers.testkit import parse

OPTIONS = ReadOptions(ZoneInfo("Europe/Berlin"))
PEOPLE = (("Ines", "user7"), ("Tom", "user8"))

Path = tuple[str | int, ...]


def message(number: int, **more: object) -> dict[str, Any]:
    name, account = PEOPLE[number % 2]
    times = {"date": f"2024-05-01T10:00:{number:02}", "date_unixtime": str(1_714_550_400 + number)}
    return {"id": number, "type": "message", **times, "from": name, "from_id": account, "text": f"word{number}"} | more


def chat(first: int, kind: str = "personal_chat") -> dict[str, Any]:
    liked = [{"type": "emoji", "count": 2, "emoji": "❤", "recent": [{"from": "Tom", "from_id": "user8", "date": "x"}]}]
    pieces = [f"word{first + 2} ", {"type": "bold", "text": "loud"}, {"type": "custom_emoji", "document_id": "x"}]
    call = {"type": "service", "action": "phone_call", "actor": "Ines", "actor_id": "user7", "duration_seconds": 5}
    messages = [
        message(first, edited="2024-05-01T11:00:00", edited_unixtime="1714554000"),
        message(first + 1, reactions=liked, reply_to_message_id=first),
        message(first + 2, text=pieces, text_entities=pieces, forwarded_from="Tom", via_bot=""),
        message(first + 3, text="", media_type="sticker", file="x", sticker_emoji="x"),
        message(first + 4, text="", poll={"question": "x", "answers": [{"text": "x", "voters": 1}]}),
        message(first + 5, text="", rich_message={"blocks": [{"type": "paragraph", "text": ["x", {"text": "y"}]}]}),
        message(first + 6, photo="x", location_information={"latitude": 1.0}),
        {"id": first + 7, "date_unixtime": str(1_714_550_407), **call, "text": ""},
        message(first + 8),
    ]
    return {"name": "Ines", "type": kind, "id": 7, "messages": messages}


ONE_CHAT: dict[str, Any] = chat(1)
ACCOUNT: dict[str, Any] = {
    "about": "x",
    "personal_information": {"user_id": 8, "first_name": "Tom", "last_name": ""},
    "contacts": {"about": "x", "list": [{"first_name": "Ines", "date": "x"}]},
    "chats": {"about": "x", "list": [chat(1), chat(31, "private_group")]},
    "left_chats": {"about": "x", "list": [chat(61, "public_supergroup")]},
}


def paths(value: object, path: Path = ()) -> Iterator[Path]:
    """Every place in a value but the value itself."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, item in inner:
        yield (*path, key)
        yield from paths(item, (*path, key))


def replaced(value: dict[str, Any], path: Path, other: object) -> dict[str, Any]:
    """The value with another at one place."""
    copied: Any = copy.deepcopy(value)
    place = copied
    for key in path[:-1]:
        place = place[key]
    place[path[-1]] = other
    return copied  # type: ignore[no-any-return]


def entries_apart(value: dict[str, Any], path: Path) -> int:
    """How many entries there are that do not contain the place and are not in it."""
    places = [place for place in paths(value) if place[-2:-1] == ("messages",)]
    return sum(place != path[: len(place)] and path != place[: len(path)] for place in places)


def read(content: dict[str, Any], indent: int | None) -> list[ParsedConversation]:
    text = json.dumps(content, indent=indent, ensure_ascii=False).encode("utf-8", "surrogatepass")
    return parse(TelegramReader(), text, "result.json", OPTIONS)


def entries_read(parts: list[ParsedConversation]) -> int:
    """The rows and skipped entries of all chats, each chat as it should be."""
    for part in parts:
        assert schema_violations(part.messages.sort("sent_at", maintain_order=True)) == []
        assert miscount(part.conversation.coverage, part.messages, len(part.conversation.skipped)) is None
        assert all(record.ref and record.why for record in part.conversation.skipped)
        assert all(note.strip() and "\n" not in note for note in part.conversation.notes)
    return sum(part.conversation.coverage.total for part in parts)


ODD: list[object] = [
    *(None, True, False, 0, -1, 5, 10**30, -(10**30), 1.5, 1e300, "", "x", "\n", "\0", "1", "-5", "x" * 10_000),
    *([], {}, [[]], [None], [5], ["x"], {"x": 1}, {"text": 5}, [{"text": ["x"]}], [[["x"]]], {"a": {"b": {"c": []}}}),
    *(253402300800, "253402300800", "-99999999999999", "9" * 40, "0001-01-01T00:00:00", "9999-12-31T23:59:59"),
    json.loads("[" * 400 + "]" * 400),
]

JSON: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text() | st.sampled_from(ODD),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=6), inner, max_size=4),
    max_leaves=10,
)


@pytest.mark.parametrize("whole", [ONE_CHAT, ACCOUNT], ids=["one chat", "account"])
@examples(25, [HealthCheck.too_slow])
@given(data=st.data())
def test_a_value_replaced_costs_itself_or_its_entry(whole: dict[str, Any], data: st.DataObject) -> None:
    path = data.draw(st.sampled_from([*paths(whole)]))
    content = replaced(whole, path, data.draw(JSON))
    try:
        parts = read(content, data.draw(st.sampled_from([None, 1])))
    except InputError:
        assert whole is ONE_CHAT  # only where the list of messages itself is gone
        assert path == ("messages",)
        return
    assert entries_read(parts) >= entries_apart(whole, path)


FEW_ODD: list[object] = [None, -1, 1.5, "\n", {}, [5], "9" * 40, ODD[-1]]


@pytest.mark.parametrize("path", [path for path in paths(ONE_CHAT) if path != ("messages",)], ids=str)
def test_each_value_replaced_by_each_odd_one(path: Path) -> None:
    entry = path[1] if len(path) > 1 else None
    expected = {f"word{number}" for number in (1, 2, 9) if entry != number - 1}
    for odd in FEW_ODD:
        parts = read(replaced(ONE_CHAT, path, odd), 1)
        assert entries_read(parts) == 9
        assert set(parts[0].messages["text"].drop_nulls()) >= expected
        if len(path) == 2:
            assert len(parts[0].conversation.skipped) == 1


@pytest.mark.parametrize("key", ["text", "from", "date_unixtime", "reactions", "action", "width"])
def test_deep_nesting_costs_one_entry_and_no_time(key: str) -> None:
    deep = b'{"id": 3, "type": "message", "%s": %s}' % (key.encode(), b"[" * 100_000 + b"]" * 100_000)
    content = json.dumps(chat(1)).encode().replace(b'"messages": [', b'"messages": [' + deep + b", ")
    (part,) = parse(TelegramReader(), content, "result.json", OPTIONS)
    assert part.messages.height == 9
    assert [record.ref for record in part.conversation.skipped] == ["entry 1"]
