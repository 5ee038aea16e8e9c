"""People whose names show nothing, or only an emoji, are told apart by whatever else the export knows of them."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from xml.sax.saxutils import quoteattr
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from example_counts import examples
from unlike.readers import Import, ReadOptions, read
from unlike.readers.distinct_names import distinct_names, people_title
from unlike.readers.formats.value_names import bounded_name, is_visible, name_look

OPTIONS = ReadOptions(ZoneInfo("Europe/Berlin"), "dmy")
BLANKS = ("", " ", "\u00a0", "\u200b", "\u200d", "\u2800", "\u3164", "\u115f", "\ufe0f", "\u034f", "\u2060 \u200e")
NAMES = (*BLANKS, "🐟", "🐟", "👩\u200d🚀", "♀\ufe0f", "Rosa", ".", "_")
FIRST = 1_767_000_000


def telegram(names: Sequence[str]) -> tuple[str, str]:
    rows = [
        {"id": n, "type": "message", "date_unixtime": str(FIRST + n), "from": name, "from_id": f"user{n + 1000}"}
        | {"date": "2025-12-29T10:00:00", "text": f"words {n}"}
        for n, name in enumerate(names)
    ]
    return "result.json", json.dumps({"name": "Rowers", "type": "private_group", "id": 7, "messages": rows})


def discord(names: Sequence[str]) -> tuple[str, str]:
    rows = [
        {"id": str(n), "type": "Default", "timestamp": f"2025-12-29T10:00:{n:02}+00:00", "content": f"words {n}"}
        | {"author": {"id": str(n + 1000), "name": name, "nickname": name, "isBot": False}, "attachments": []}
        for n, name in enumerate(names)
    ]
    heads = {"guild": {"id": "1", "name": "G"}, "channel": {"id": "2", "type": "GuildTextChat", "name": "rowers"}}
    return "rowers.json", json.dumps({**heads, "messages": rows})


def signal(names: Sequence[str]) -> tuple[str, str]:
    group = {"masterKey": "AA==", "snapshot": {"title": {"title": "Rowers"}}}
    frames: list[object] = [{"recipient": {"id": "1", "self": {}}}, {"recipient": {"id": "2", "group": group}}]
    frames += [
        {"recipient": {"id": str(n + 10), "contact": {"profileGivenName": name}}} for n, name in enumerate(names)
    ]
    frames += [{"chat": {"id": "9", "recipientId": "2"}}]
    frames += [
        {"chatItem": {"chatId": "9", "authorId": str(n + 10), "dateSent": str((FIRST + n) * 1_000), "incoming": {}}
         | {"standardMessage": {"text": {"body": f"words {n}"}}}}
        for n, _ in enumerate(names)
    ]  # fmt: skip
    return "main.jsonl", "".join(json.dumps(frame) + "\n" for frame in frames)


def sms(names: Sequence[str]) -> tuple[str, str]:
    rows = [
        f'<sms address="+4915550{n:03}" date="{(FIRST + n) * 1000}" type="1" body="words {n}" '
        f"contact_name={quoteattr(name)}/>"
        for n, name in enumerate(names)
    ]
    return "sms.xml", f"<?xml version='1.0' encoding='UTF-8'?><smses count='{len(rows)}'>{''.join(rows)}</smses>"


def imported(form: tuple[str, str]) -> Import:
    with TemporaryDirectory() as folder:
        path = Path(folder, form[0])
        path.write_text(form[1], encoding="utf-8")
        return read([path], OPTIONS)


@pytest.mark.parametrize("write", [telegram, discord, signal, sms], ids=lambda write: write.__name__)
@given(names=st.lists(st.sampled_from(NAMES), min_size=2, max_size=6))
@examples(15)
def test_people_with_ids_stay_as_many_as_they_are(
    write: Callable[[Sequence[str]], tuple[str, str]], names: list[str]
) -> None:
    result = imported(write(names))
    senders = result.messages["sender"].to_list()
    assert None not in senders
    assert len(set(map(name_look, senders))) == len(senders) == len(names)
    assert all(map(is_visible, senders))
    assert all(is_visible(one.title) for one in result.conversations)


def test_without_ids_they_are_one_who_is_not_known_and_it_is_said() -> None:
    rows = [{"sender_name": name, "timestamp_ms": (FIRST + n) * 1_000, "content": f"words {n}"}
            for n, name in enumerate(("Imke", "\u200b", "\u3164", "Imke"))]  # fmt: skip
    people = [{"name": "Imke"}, {"name": "\u200b"}, {"name": "\u3164"}]
    thread = {"participants": people, "title": "\u2800", "thread_path": "inbox/x_1", "messages": rows}
    result = imported(("message_1.json", json.dumps(thread)))
    assert sorted(result.messages["sender"].to_list()) == ["Imke", "Imke", "Unknown", "Unknown"]
    (conversation,) = result.conversations
    assert is_visible(conversation.title)
    assert any("do not say who wrote them" in str(note) for note in conversation.notes)


@given(st.text())
def test_a_name_within_bounds_is_empty_or_can_be_seen(text: str) -> None:
    name = bounded_name(text)
    assert not name or is_visible(name)
    assert bool(name) is is_visible(text)


def test_only_namesakes_get_a_mark() -> None:
    people = {"1": ("Bo", "0100"), "2": ("Bo", "0200"), "3": ("Lou", "0300")}
    assert distinct_names(people) == {"1": "Bo (0100)", "2": "Bo (0200)", "3": "Lou"}


def test_namesakes_of_one_mark_are_told_by_their_ids() -> None:
    assert distinct_names({"a": ("Bo", "x"), "b": ("Bo", "x")}) == {"a": "Bo (a)", "b": "Bo (b)"}


def test_who_lacks_an_id_is_the_one_person_of_that_name() -> None:
    people = {"1": ("Bo", "0100"), "Bo": ("Bo", "Bo"), "Lou": ("Lou", "Lou"), "3": ("Kim", "0300")}
    assert distinct_names(people, may_lack_id=True) == {"1": "Bo", "Bo": "Bo", "Lou": "Lou", "3": "Kim"}
    assert len(set(distinct_names(people).values())) == 4
    namesakes = people | {"2": ("Bo", "0200")}
    assert len(set(distinct_names(namesakes, may_lack_id=True).values())) == 5


@given(st.dictionaries(st.text("ab", min_size=1, max_size=3), st.tuples(st.sampled_from(["Bo", "Lou"]), st.just("1"))))
def test_nobody_is_two_and_no_two_are_one(people: dict[str, tuple[str, str]]) -> None:
    names = distinct_names(people)
    assert names.keys() == people.keys()
    assert len(set(names.values())) == len(people)


def test_a_title_that_alone_tells_a_chat_names_everybody() -> None:
    people = [f"person {number}" for number in range(200)]
    assert people_title(people[:7], has_key=True) == ", ".join(people[:6]) + " …"
    assert people_title(people[:7], has_key=False) == ", ".join(people[:7])
    assert people_title(people, has_key=False) != people_title([*people[:-1], "somebody"], has_key=False)
    assert people_title([], has_key=True) == ""
