"""One history of one person's chats in several apps: every message once, in order, and nobody taken for another."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from zoneinfo import ZoneInfo

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from example_counts import examples
from library_exports import Message, as_group, parsed
from unlike.core.medium_limits import MediumLimit, MediumLimitKind
from unlike.readers.base import ParsedConversation
from unlike.readers.coverage import miscount
from unlike.readers.import_result import import_of
from unlike.readers.person_histories import with_people
from unlike.readers.same_people import same_people

BERLIN = ZoneInfo("Europe/Berlin")
DAY = 1440


def chat(title: str, app: str, messages: list[Message], owner: str | None = "Imke") -> ParsedConversation:
    part = parsed(messages, title)
    table = part.messages.with_columns(pl.lit(app).cast(pl.Categorical()).alias("source"))
    return replace(part, conversation=replace(part.conversation, app=app, owner=owner), messages=table)


def talk(names: tuple[str, str], first: int, days: int) -> list[Message]:
    """A message of each a day."""
    return [
        ((first + day) * DAY + minute, name, f"day {day}") for day in range(days) for minute, name in enumerate(names)
    ]


WHATSAPP = chat("Rosa", "whatsapp", talk(("Rosa", "Imke"), 0, 90))
SIGNAL = chat("Rosi", "signal", talk(("Rosi", "Me"), 88, 80), "Me")


def joined(*parts: ParsedConversation) -> list[ParsedConversation]:
    return with_people(parts, same_people(parts, [("Rosa", "Rosi")]), BERLIN)


def test_two_chats_become_one_history_with_both_under_one_name() -> None:
    (history,) = joined(WHATSAPP, SIGNAL)
    assert history.messages.height == 340
    assert history.messages["sent_at"].is_sorted()
    assert set(history.messages["sender"]) == {"Rosa", "Imke"}
    assert history.conversation.title == "Rosa"
    assert history.conversation.owner == "Imke"
    assert history.messages["ref"].n_unique() == 340
    assert set(history.messages["source"]) == {"whatsapp", "signal"}
    assert miscount(history.conversation.coverage, history.messages, 0) is None


def test_what_was_joined_and_the_handover_are_named() -> None:
    joining, handover = joined(WHATSAPP, SIGNAL)[0].conversation.notes
    assert joining == "One history of chats with one person, as you said: “Rosa” (WhatsApp), “Rosi” (Signal)."
    assert handover == "Written in WhatsApp until 2024-05-29, in Signal from 2024-05-28 on, on 2 days in both."
    later = chat("Rosi", "signal", talk(("Rosi", "Me"), 95, 80), "Me")
    assert joined(WHATSAPP, later)[0].conversation.notes[1].endswith("in Signal from 2024-06-04 on.")


def test_equal_messages_of_one_minute_in_two_apps_stay_two() -> None:
    twin = chat(
        "Rosi",
        "signal",
        [(minute, "Rosi" if who == "Rosa" else who, text) for minute, who, text in talk(("Rosa", "Imke"), 0, 90)],
    )
    (history,) = joined(WHATSAPP, twin)
    assert history.messages.height == 360


def test_replies_go_on_naming_their_message() -> None:
    answers = SIGNAL.messages.with_columns(reply_to=pl.lit("L1"))
    (history,) = joined(WHATSAPP, replace(SIGNAL, messages=answers))
    assert set(history.messages["reply_to"].drop_nulls()) == {"L1 (Signal)"}
    assert history.messages.filter(pl.col("ref") == "L1 (Signal)").height == 1


def test_groups_and_selections_are_not_joined_but_bear_the_name() -> None:
    group = as_group(chat("Choir", "signal", [(5, "Rosi", "hm"), (6, "Ada", "ha"), (7, "Me", "so")], "Me"))
    saved = replace(SIGNAL.conversation, medium_limits=(MediumLimit(MediumLimitKind.SAVED_MESSAGES),), key="saved")
    parts = joined(WHATSAPP, group, replace(SIGNAL, conversation=saved))
    assert [part.messages.height for part in parts] == [180, 3, 160]
    assert all("Rosa" in set(part.messages["sender"]) for part in parts)


def test_somebody_else_of_that_name_bears_the_app_behind_it() -> None:
    other = chat("Rosa T", "telegram", talk(("Rosa", "Imke"), 0, 3))
    people = same_people([WHATSAPP, SIGNAL], [("Rosa", "Rosi")])
    parts = with_people(
        [WHATSAPP, SIGNAL, replace(other, conversation=replace(other.conversation, key="T"))], people, BERLIN
    )
    assert set(parts[1].messages["sender"]) == {"Rosa (Telegram)", "Imke"}


def test_where_nobody_says_who_the_owner_is_chats_of_different_people_stay_apart() -> None:
    with_jule = chat("Jule", "signal", talk(("Jule", "Imke"), 0, 5), None)
    with_rosa = chat("Rosa", "whatsapp", talk(("Rosa", "I. S."), 0, 5), None)
    people = same_people([with_jule, with_rosa], [("Imke", "I. S.")])
    assert len(with_people([with_jule, with_rosa], people, BERLIN)) == 2


def test_the_owner_is_taken_as_given_where_no_export_tells() -> None:
    parts = [chat("Rosa", "whatsapp", talk(("Rosa", "Imke"), 0, 5), None), SIGNAL]
    (history,) = with_people(parts, same_people(parts, [("Rosa", "Rosi")]), BERLIN, "Imke")
    assert set(history.messages["sender"]) == {"Rosa", "Imke"}


def test_an_import_is_joined_and_stays_itself_without_people() -> None:
    imported = import_of([WHATSAPP, SIGNAL], BERLIN)
    assert imported.with_people([]) is imported
    joined_import = imported.with_people(same_people(imported.parts, [("Rosa", "Rosi")]))
    assert len(joined_import.conversations) == 1
    assert joined_import.messages.height == 340


@examples(15)
@given(st.lists(st.lists(st.integers(0, 400), min_size=1, max_size=30), min_size=2, max_size=4))
def test_no_message_is_lost_or_invented(apps: list[list[int]]) -> None:
    parts = [
        chat(f"Rosa{n}", f"app{n}", sorted((minute, f"Rosa{n}" if minute % 2 else "Imke", "x") for minute in minutes))
        for n, minutes in enumerate([[1, *each] for each in apps])
    ]
    people = same_people(parts, [("Rosa0", f"Rosa{number}") for number in range(1, len(parts))])
    (history,) = with_people(parts, people, BERLIN)
    assert sorted(history.messages["sent_at"]) == sorted(
        moment for part in parts for moment in part.messages["sent_at"]
    )
    assert history.messages["ref"].n_unique() == history.messages.height
    assert history.conversation.clock == timedelta(minutes=1)


NOTED = (("Rosa", "Rosa", "before, in the first chat"), ("Rosi", "Rosi", "before, in the second"))


def notes_beside(*parts: ParsedConversation, notes: list[tuple[str, str, str]]) -> set[str]:
    """Words of the notes that stand beside the only person of a joined history."""
    (history,) = joined(*parts)
    addresses = history.conversation.addresses(history.conversation.title)
    return {words for key, name, words in notes if (key, name) in addresses}


@given(st.permutations([WHATSAPP, SIGNAL]), st.integers(-30, 200), st.booleans())
@examples(12)
def test_notes_of_before_and_after_a_join_stay_beside_the_person(
    parts: list[ParsedConversation], third: int, named_alike: bool
) -> None:
    """Also when a third chat is joined later, wherever in time it stands."""
    (history,) = joined(*parts)
    notes = [*NOTED, (history.conversation.key, "Rosa", "after")]
    assert notes_beside(*parts, notes=notes) == {words for _, _, words in notes}
    other = "Rosa" if named_alike else "Rosi"
    more = chat("Third", "telegram", talk((other, "Imke"), third, 30))
    assert notes_beside(*parts, more, notes=notes) == {words for _, _, words in notes}


def test_the_key_is_that_of_the_chat_that_begins_first() -> None:
    assert {joined(*parts)[0].conversation.key for parts in ((WHATSAPP, SIGNAL), (SIGNAL, WHATSAPP))} == {"Rosa"}
    (history,) = joined(WHATSAPP, SIGNAL)
    assert history.messages["conversation"].unique().to_list() == ["Rosa"]


def test_notes_about_somebody_in_a_group_follow_their_name() -> None:
    _, group = joined(WHATSAPP, as_group(SIGNAL))
    assert ("Rosi", "Rosi") in group.conversation.addresses("Rosa")


def test_notes_about_a_namesake_stay_theirs() -> None:
    namesake = chat("Rosa Gym", "telegram", talk(("Rosa", "Imke"), 0, 9))
    people = same_people([WHATSAPP, SIGNAL], [("Rosa", "Rosi")])
    history, other = with_people([WHATSAPP, SIGNAL, namesake], people, BERLIN)
    assert ("Rosa Gym", "Rosa") not in history.conversation.addresses("Rosa")
    assert ("Rosa Gym", "Rosa") in other.conversation.addresses("Rosa (Telegram)")
