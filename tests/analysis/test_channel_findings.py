"""From planted worlds to what is claimed: nothing about a person where the conversation itself changed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest

from unlike.analysis.channel_findings import channel_changes
from unlike.analysis.parts import PersonDetection, ReturnExchange, SpellPart
from unlike.analysis.person import PersonRequest, _cut_off, detect_person
from unlike.core.types import Direction
from unlike.results import ChannelChange
from unlike.signals import SIGNALS, MeasuredConversation, measure, series
from unlike.synthetic import STRONG, PlantedChange, SyntheticChat, World, confounder_world, generate, random_world

BERLIN = ZoneInfo("Europe/Berlin")
DAY = 280
PAIR = replace(random_world(3000, STRONG, years=1.1, quiet=True), messages_per_day=30.0)


def measured(chat: SyntheticChat) -> MeasuredConversation:
    return measure(chat.table(BERLIN.key), SIGNALS, BERLIN, timedelta(minutes=1))


def found(chat: SyntheticChat, who: str | None = None) -> PersonDetection:
    request = PersonRequest(chat.owner, who or chat.other, possible=False)
    return detect_person(measured(chat), chat.table(BERLIN.key), request)


def with_change(world: World, *changes: PlantedChange) -> SyntheticChat:
    return generate(replace(world, changes=changes))


def first_day() -> date:
    return PAIR.start + timedelta(days=DAY)


@pytest.mark.parametrize("name", ["another app", "partly another app", "disappearing messages"])
def test_a_move_is_told_of_the_conversation_and_not_of_the_person(name: str) -> None:
    made = confounder_world(name, 3001)
    person = found(made.chat())
    (moved,) = person.channel_changes
    assert made.first
    assert abs((moved.first - made.first).days) <= 2
    assert (moved.ongoing, moved.begins, moved.missing_sender, moved.is_group) == (True, False, None, False)
    assert moved.messages_per_day < 0.5 * moved.baseline_per_day
    assert len(moved.messages) == 6
    assert person.current_state is None
    assert person.open_question is None
    assert [spell for spell in person.spells if spell.last >= made.first] == []
    assert [shift for shift in person.lasting_shifts if abs((shift.day - made.first).days) < 45] == []


def test_of_missing_messages_nothing_is_made() -> None:
    chat = with_change(PAIR, PlantedChange("channel", first_day(), first_day() + timedelta(days=13), PAIR.other.name,
                                    replace(STRONG, volume=0.0)))  # fmt: skip
    person = found(chat)
    (gone,) = person.channel_changes
    assert (gone.first, gone.last) == (first_day(), first_day() + timedelta(days=13))
    assert gone.missing_sender == PAIR.other.name
    assert gone.messages_per_day > 5
    assert person.current_state is not None
    assert [spell for spell in person.spells if spell.first <= gone.last and spell.last >= gone.first] == []


def test_one_person_alone_who_goes_quiet_is_found_as_before() -> None:
    last = first_day() + timedelta(days=9)
    person = found(with_change(PAIR, PlantedChange("spell", first_day(), last, PAIR.other.name, STRONG)))
    assert person.channel_changes == ()
    assert [spell for spell in person.spells if spell.first <= last and spell.last >= first_day()]


def test_a_pair_of_which_one_cools_in_words_too_is_no_change_of_the_medium() -> None:
    made = confounder_world("a spell answered in kind", 3001)
    person = found(made.chat())
    assert person.channel_changes == ()
    assert made.first
    assert made.last
    assert [spell for spell in person.spells if spell.first <= made.last and spell.last >= made.first]


def test_a_pair_that_cools_for_good_in_words_too_is_no_change_of_the_medium() -> None:
    cooler = replace(STRONG, volume=0.35, words=0.5, markers=0.5, reply_time=1.0)
    chat = with_change(PAIR, PlantedChange("lasting", first_day() - timedelta(days=80), None, "", cooler))
    assert found(chat).channel_changes == ()


def test_in_a_group_all_are_counted() -> None:
    made = confounder_world("sleepy group", 3002)
    day = made.worlds[0].start + timedelta(days=DAY)
    stop = PlantedChange("channel", day, None, "", replace(STRONG, volume=0.03))
    chat = replace(made, worlds=tuple(replace(world, changes=(stop,)) for world in made.worlds)).chat()
    whole = measured(chat)
    for who in made.people:
        (moved,) = channel_changes(whole, who, series(whole, who))
        assert abs((moved.first - day).days) <= 3
        assert (moved.is_group, moved.ongoing) == (True, True)


SPELL = SpellPart(
    date(2025, 4, 20), date(2025, 5, 2), ongoing=False, direction=Direction.COOLER, chance=0.01, possible=False,
    changed_signals=(), unchanged_signals=(), messages=("a",), exchange=ReturnExchange("Rosa", 1, ("b",)),
)  # fmt: skip


@pytest.mark.parametrize(
    ("first", "last", "cut"),
    [
        (date(2025, 5, 3), date(2025, 8, 1), True),
        (date(2025, 5, 1), date(2025, 8, 1), True),
        (date(2025, 5, 9), date(2025, 8, 1), False),
        (date(2025, 2, 1), date(2025, 4, 1), False),
    ],
)
def test_how_a_spell_ended_is_not_known_where_the_conversation_changed(first: date, last: date, *, cut: bool) -> None:
    one = ChannelChange(
        first,
        last,
        begins=False,
        ongoing=False,
        is_group=False,
        missing_sender=None,
        messages_per_day=1,
        baseline_per_day=30,
        messages=(),
    )
    told = _cut_off(SPELL, (one,))
    assert (told.exchange is None) == cut
    assert not told.ongoing
