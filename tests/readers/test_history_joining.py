"""Several exports of one conversation are one conversation; of two conversations, two."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from random import Random
from zipfile import ZipFile
from zoneinfo import ZoneInfo

import polars as pl
import pytest
from hypothesis import HealthCheck, given
from hypothesis import strategies as st

from example_counts import examples
from unlike.readers import Import, MediumLimit, MediumLimitKind, ParsedConversation, ReadOptions, read
from unlike.readers.history_grouping import may_be_same_chat
from unlike.readers.history_joining import joined_histories

ZONE = ZoneInfo("Europe/Berlin")
Line = tuple[int, str, str]
"""Hours after the start, sender, text."""

EVENING: list[Line] = [
    (0, "Maja", "the boiler is leaking again"),
    (3, "Toni", "I will call someone"),
    (9, "Maja", "thank you, you are a treasure"),
    (26, "Toni", "he comes on Thursday"),
    (28, "Maja", "what time?"),
    (51, "Toni", "between nine and noon"),
    (53, "Maja", "of course"),
]


def whatsapp(lines: Sequence[Line], *, iphone: bool = False) -> str:
    start = datetime(2025, 3, 14, 8, 5)  # noqa: DTZ001 - the app writes wall-clock times
    shown = "[{:%d.%m.%y, %H:%M:%S}] {}: {}" if iphone else "{:%d/%m/%Y, %H:%M} - {}: {}"
    return "\n".join(shown.format(start + timedelta(hours=hours), who, text) for hours, who, text in lines) + "\n"


def imported(folder: Path, files: dict[str, str]) -> Import:
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    return read([folder / name for name in files], ReadOptions(ZONE))


def texts(result: Import) -> list[str | None]:
    return result.messages["text"].to_list()


@pytest.mark.parametrize(
    "names",
    [
        ("WhatsApp Chat with Toni.txt", "WhatsApp Chat with Toni (1).txt"),
        ("WhatsApp Chat with Toni(2).txt", "WhatsApp Chat with Toni.txt"),
        ("WhatsApp Chat with Toni.txt", "WhatsApp Chat with Toni copy.txt"),
        ("WhatsApp Chat with Toni.txt", "WhatsApp Chat with Toni 2.txt"),
    ],
)
def test_parts_of_one_title_are_one_conversation(tmp_path: Path, names: tuple[str, str]) -> None:
    result = imported(tmp_path, {names[0]: whatsapp(EVENING[:5]), names[1]: whatsapp(EVENING[3:])})
    (conversation,) = result.conversations
    assert conversation.title == "Toni"
    assert texts(result) == [text for _, _, text in EVENING]
    assert conversation.coverage.repeated == 2
    assert conversation.coverage.total == 9
    assert any("joined" in note for note in conversation.notes)


def test_parts_that_follow_each_other_are_one_conversation(tmp_path: Path) -> None:
    files = {
        "WhatsApp Chat with Toni (1).txt": whatsapp(EVENING[4:]),
        "WhatsApp Chat with Toni.txt": whatsapp(EVENING[:4]),
    }
    assert texts(imported(tmp_path, files)) == [text for _, _, text in EVENING]


def test_the_same_chat_from_two_phones_is_one_conversation(tmp_path: Path) -> None:
    renamed = {"Maja": "Maja Lind", "Toni": "Toni ☀"}
    many = [*EVENING, *((60 + hour, "Maja" if hour % 2 else "Toni", f"note number {hour}") for hour in range(40))]
    others = [(hours, renamed[who], text) for hours, who, text in many]
    files = {
        "WhatsApp Chat with Toni.txt": whatsapp(many),
        "WhatsApp Chat - Maja Lind.txt": whatsapp(others[5:], iphone=True),
    }
    result = imported(tmp_path, files)
    (conversation,) = result.conversations
    assert len(result.messages) == len(many)
    assert result.messages["sender"].n_unique() == 2
    assert any("same person" in note for note in conversation.notes)


def test_only_what_every_part_lacks_is_missing_from_the_whole(tmp_path: Path) -> None:
    own, timers = MediumLimit(MediumLimitKind.OWN_MESSAGES), MediumLimit(MediumLimitKind.DISAPPEARING)
    files = {"WhatsApp Chat with Toni.txt": whatsapp(EVENING[:5]), "WhatsApp Chat with Toni (1).txt": whatsapp(EVENING)}
    parts = [result for result in imported(tmp_path, files).results if isinstance(result, ParsedConversation)]

    def limits(*of_parts: tuple[MediumLimit, ...]) -> tuple[MediumLimit, ...]:
        limited = [
            replace(part, conversation=replace(part.conversation, medium_limits=some))
            for part, some in zip(parts, of_parts, strict=True)
        ]
        return joined_histories(limited)[0].conversation.medium_limits

    assert limits((own, timers), ()) == (timers,)
    assert limits((own,), (own, timers)) == (own, timers)


def test_two_people_of_one_name_stay_two_conversations(tmp_path: Path) -> None:
    other = [(hours, who, f"{text} and more") for hours, who, text in EVENING]
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    paths = [tmp_path / folder / "WhatsApp Chat with Toni.txt" for folder in "ab"]
    for path, lines in zip(paths, (EVENING, other), strict=True):
        path.write_text(whatsapp(lines), encoding="utf-8")
    result = read(paths, ReadOptions(ZONE))
    first, second = result.conversations
    assert first.key != second.key
    assert any("kept apart" in note for note in second.notes)
    assert may_be_same_chat(first, second)


def test_a_message_sent_to_everybody_joins_nobody(tmp_path: Path) -> None:
    greeting: list[Line] = [(hour, "Maja", f"greetings number {hour} to you all") for hour in range(30)]
    answers = {name: [(hour, name, f"{name} says {hour}") for hour in range(1, 30)] for name in ("Toni", "Lea")}
    files = {f"WhatsApp Chat with {name}.txt": whatsapp(sorted([*greeting, *lines])) for name, lines in answers.items()}
    assert len(imported(tmp_path, files).conversations) == 2


def test_numbered_copies_in_one_zip_are_read_and_joined(tmp_path: Path) -> None:
    path = tmp_path / "WhatsApp Chat - Toni.zip"
    with ZipFile(path, "w") as archive:
        archive.writestr("_chat.txt", whatsapp(EVENING[:5], iphone=True))
        archive.writestr("_chat 2.txt", whatsapp(EVENING, iphone=True))
    result = read([path], ReadOptions(ZONE))
    assert texts(result) == [text for _, _, text in EVENING]
    assert result.conversations[0].title == "Toni"


def test_skipped_records_say_in_which_file_they_stand(tmp_path: Path) -> None:
    files = {
        "WhatsApp Chat with Toni.txt": "lost words\n" + whatsapp(EVENING[:5]),
        "WhatsApp Chat with Toni (1).txt": whatsapp(EVENING[2:]),
    }
    (conversation,) = imported(tmp_path, files).conversations
    assert [record.ref for record in conversation.skipped] == ["L1 (WhatsApp Chat with Toni.txt)"]


def telegram(chat_type: str, number: int, messages: list[dict[str, object]]) -> dict[str, object]:
    return {"name": "Rowing", "type": chat_type, "id": number, "messages": messages}


def entry(number: int, minutes: int, **fields: object) -> dict[str, object]:
    at = datetime(2025, 3, 14, 8, 5, tzinfo=UTC) + timedelta(minutes=minutes)
    times = {"date": f"{at:%Y-%m-%dT%H:%M:%S}", "date_unixtime": f"{at.timestamp():.0f}"}
    return {"id": number, "type": "message", **times, **fields}


def said(number: int, minutes: int, who: str, text: str) -> dict[str, object]:
    return entry(number, minutes, **{"from": who, "from_id": f"user{len(who)}", "text": text, "text_entities": []})


def moved(number: int, minutes: int, action: str) -> dict[str, object]:
    return entry(
        number, minutes, type="service", actor="Toni", actor_id="user4", action=action, text="", title="Rowing"
    )


def test_a_group_that_became_a_supergroup_is_one_conversation(tmp_path: Path) -> None:
    old = [said(1, 0, "Maja", "hi"), said(2, 5, "Toni", "yes"), moved(3, 9, "migrate_to_supergroup")]
    new = [moved(1, 9, "migrate_from_group"), said(2, 12, "Hanna", "better"), said(3, 15, "Maja", "so be it")]
    chats = [telegram("private_group", 5, old), telegram("private_supergroup", 6, new)]
    result = imported(tmp_path, {"result.json": json.dumps({"about": "x", "chats": {"about": "y", "list": chats}})})
    (conversation,) = result.conversations
    assert [text for text in texts(result) if text] == ["hi", "yes", "better", "so be it"]
    assert conversation.key == "telegram:private_supergroup:6"
    assert not result.messages["ref"].is_duplicated().any()


def test_telegram_chats_of_one_name_and_different_ids_are_two(tmp_path: Path) -> None:
    chats = [
        telegram("personal_chat", number, [said(1, 0, "Maja", "hi"), said(2, 3, "Toni", "yes")]) for number in (5, 6)
    ]
    result = imported(tmp_path, {"result.json": json.dumps({"about": "x", "chats": {"about": "y", "list": chats}})})
    assert len(result.conversations) == 2


def test_two_exports_of_one_telegram_chat_are_joined_by_their_ids(tmp_path: Path) -> None:
    older = telegram("personal_chat", 5, [said(1, 0, "Maja", "hi"), said(2, 3, "Toni", "yse")])
    newer = telegram("personal_chat", 5, [said(2, 3, "Toni", "yes"), said(3, 6, "Maja", "good")])
    result = imported(tmp_path, {"result.json": json.dumps(older), "result (1).json": json.dumps(newer)})
    assert texts(result) == ["hi", "yes", "good"]


@examples(15, [HealthCheck.function_scoped_fixture])
@given(st.lists(st.integers(0, 6), min_size=1, max_size=3).map(sorted), st.randoms())
def test_any_overlapping_cut_gives_the_whole(tmp_path: Path, cuts: list[int], random: Random) -> None:
    edges = [0, *cuts, len(EVENING)]
    parts = [EVENING[max(first - 1, 0) : last] for first, last in pairwise(edges)]
    parts = [part for part in parts if part]
    random.shuffle(parts)
    files = {f"WhatsApp Chat with Toni ({number}).txt": whatsapp(part) for number, part in enumerate(parts, 1)}
    result = imported(tmp_path, files)
    assert texts(result) == [text for _, _, text in EVENING]


def test_notes_of_before_a_newer_export_under_another_name_are_found(tmp_path: Path) -> None:
    lines: list[Line] = [(number, ("Maja", "Toni")[number % 2], f"a longer word {number}") for number in range(60)]
    renamed = [(hours, who.replace("Toni", "Antonia"), text) for hours, who, text in lines]
    older = imported(tmp_path, {"WhatsApp Chat with Toni.txt": whatsapp(lines[:50])}).conversations[0]
    files = {"WhatsApp Chat with Toni.txt": whatsapp(lines[:50]), "WhatsApp Chat with Antonia.txt": whatsapp(renamed)}
    both = imported(tmp_path, files)
    (conversation,) = both.conversations
    assert (conversation.key, older.key) == ("Antonia", "Toni")
    assert (older.key, "Toni") in conversation.addresses("Antonia")
    assert (older.key, "Toni") not in conversation.addresses("Maja")
    again = imported(
        tmp_path, {**files, "WhatsApp Chat with Toni (1).txt": whatsapp([(0, "Toni", "another"), *lines[:3]])}
    )
    others = [other for other in again.conversations if other.key == "Toni"]
    assert len(others) < 2
    for other in again.conversations:
        assert not others or other.key == "Toni" or (older.key, "Toni") not in other.addresses("Antonia")


def test_the_key_is_the_app_s_own_where_one_part_has_it(tmp_path: Path) -> None:
    lines: list[Line] = [(number, ("Maja", "Toni")[number % 2], f"a longer word {number}") for number in range(60)]
    (old,) = imported(tmp_path, {"WhatsApp Chat with Toni.txt": whatsapp(lines[:50])}).parts
    (new,) = imported(tmp_path, {"WhatsApp Chat with Toni.txt": whatsapp(lines)}).parts
    numbered = replace(old, conversation=replace(old.conversation, key="id:1", has_chat_id=True))
    (joined,) = joined_histories([numbered, new])
    assert joined.conversation.key == "id:1"
    assert set(joined.messages["conversation"].cast(pl.String)) == {"id:1"}
    assert ("Toni", "Toni") in joined.conversation.addresses("Toni")
