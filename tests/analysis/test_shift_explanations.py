"""Whose words of fear are written to whom: only the person's own, to the owner alone, are fear of the owner."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import product
from pathlib import Path

import pytest

from analyses import analysis_of
from example_findings import LASTING_SHIFT, NOW
from unlike.analysis.parts import PersonDetection
from unlike.core.day_rule import day_of
from unlike.explain.look_back import MIN_SPANS
from unlike.explain.read_sample import SampleSize
from unlike.results import Concern, ConversationFindings, Grade, LookBack, PersonFindings
from unlike.synthetic import STRONG, generate, random_world, write_whatsapp

BEGIN = datetime(2025, 3, 3, 9, tzinfo=UTC)
SHORT_SHARE = 0.03
ASKED, SCARED = "please stop writing to me", "im afraid of you"


def concerns_of(folder: Path, *last: tuple[str, str], group: bool = False) -> dict[str, Concern | None]:
    """The concern of each person in a chat of forty days that ends with some messages."""
    names = ("Kim", "Lou", "Max") if group else ("Kim", "Lou")
    usual = [(name, f"soup {day} and bread") for day in range(40) for name in names]
    lines = [
        f"{BEGIN + timedelta(hours=7 * at):%d/%m/%Y, %H:%M} - {name}: {text}"
        for at, (name, text) in enumerate([*usual, *last])
    ]
    path = folder / ("WhatsApp Chat with Rowers.txt" if group else "WhatsApp Chat with Lou.txt")
    path.write_text("\n".join(lines) + "\n", "utf-8")
    (chat,) = analysis_of([path], owner="Kim").findings.conversations
    return {person.name: person.explanations.concern if person.explanations else None for person in chat.people}


@pytest.mark.parametrize("text", [ASKED, SCARED])
def test_the_persons_words_to_the_owner_are_fear_of_the_owner(tmp_path: Path, text: str) -> None:
    concern = concerns_of(tmp_path, ("Lou", text), ("Kim", "why?"))["Lou"]
    assert concern is not None
    assert len(concern.fear_of_owner) == 1
    assert concern.fear_of_owner == concern.messages


@pytest.mark.parametrize("text", [ASKED, SCARED])
def test_the_owners_own_words_are_none(tmp_path: Path, text: str) -> None:
    concern = concerns_of(tmp_path, ("Kim", text), ("Lou", "why?"))["Lou"]
    assert concern is not None
    assert len(concern.messages) == 1
    assert concern.fear_of_owner == ()


def test_fear_of_somebody_else_is_none(tmp_path: Path) -> None:
    concern = concerns_of(tmp_path, ("Lou", "im scared of him"))["Lou"]
    assert concern is not None
    assert concern.fear_of_owner == ()


def test_in_a_group_nobody_can_tell_whom_it_is_written_to(tmp_path: Path) -> None:
    concern = concerns_of(tmp_path, ("Lou", SCARED), group=True)["Lou"]
    assert concern is not None
    assert concern.messages
    assert concern.fear_of_owner == ()


def test_without_such_words_there_is_no_concern(tmp_path: Path) -> None:
    assert set(concerns_of(tmp_path, ("Lou", "please stop by the bakery")).values()) == {None}


@pytest.mark.parametrize("grade", Grade)
def test_the_days_before_are_searched_for_every_grade_that_is_noteworthy(grade: Grade) -> None:
    state = replace(NOW, grade=grade)
    person = PersonDetection("Rosa", 900, 200, current_state=state, lasting_shifts=(LASTING_SHIFT,))
    assert (day_of(state.since) in person.shift_days) == grade.is_noteworthy
    assert PersonDetection("Rosa", 900, 200, current_state=state).has_shifts == grade.is_noteworthy


@pytest.mark.parametrize("grade", Grade)
def test_the_last_days_are_told_where_now_is_not_known_alone(grade: Grade) -> None:
    person = PersonDetection("Rosa", 900, 200, current_state=replace(NOW, grade=grade))
    assert person.is_now_unknown == (grade is Grade.CANNOT_TELL)
    assert PersonDetection("Rosa", 900, 200).is_now_unknown


FEVER = "stayed in bed all day, still running a fever"
PARTS = ("the bakery was shut", "soup and bread", "on the train", "look at this dog", "talk at noon", "it rains here")


def person_after(folder: Path, dry: int) -> PersonFindings:
    """Lou, after two hundred days of ordinary words, a fever told in the evening, and dry replies the next morning."""
    dice = random.Random(7)  # noqa: S311 - an invented chat, no secret
    lines = [line for day in range(200) for line in usual_lines(BEGIN + timedelta(days=day), dice)]
    lines.append((BEGIN + timedelta(days=199, hours=12), "Lou", FEVER))
    for at in range(dry):
        reply = BEGIN + timedelta(days=200, minutes=10 * at)
        lines += [(reply, "Kim", "how are you today"), (reply + timedelta(minutes=4), "Lou", "ok")]
    path = folder / "WhatsApp Chat with Lou.txt"
    path.write_text("".join(f"{moment:%d/%m/%Y, %H:%M} - {name}: {text}\n" for moment, name, text in lines), "utf-8")
    (person,) = analysis_of([path], owner="Kim").findings.conversations[0].people
    return person


def usual_lines(day: datetime, dice: random.Random) -> Iterator[tuple[datetime, str, str]]:
    """Two sittings of a day; one reply in ten is short."""
    for hour, at in product((0, 9), range(4)):
        moment = day + timedelta(hours=hour, minutes=10 * at)
        yield moment, "Kim", dice.choice(PARTS)
        text = "yes" if dice.random() < SHORT_SHARE else " and ".join(dice.sample(PARTS, dice.choice((1, 2, 2, 3))))
        yield moment + timedelta(minutes=4), "Lou", text


@pytest.mark.parametrize(("dry", "grade"), [(1, Grade.A_LITTLE_UNLIKE), (3, Grade.UNLIKE)])
def test_an_illness_of_the_evening_is_told_whatever_the_grade(tmp_path: Path, dry: int, grade: Grade) -> None:
    person = person_after(tmp_path, dry)
    assert person.current_state is not None
    assert person.current_state.grade is grade
    assert person.explanations is not None
    assert [mention.topic for back in person.explanations.look_backs for mention in back.topics] == ["health"]


def look_backs_of(chat: ConversationFindings) -> list[LookBack]:
    """All look-backs of a conversation."""
    told = [person.explanations for person in chat.people if person.explanations]
    return [back for each in told for back in (*each.look_backs, *([each.last_days] if each.last_days else []))]


@pytest.mark.parametrize("seed", [5001, 5004])
def test_a_sample_changes_the_base_rate_alone(tmp_path: Path, seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    chat = generate(random_world(seed, STRONG, years=1.5, spells=3))
    path = tmp_path / "WhatsApp Chat with Lou.txt"
    write_whatsapp(chat, path)
    (whole,) = analysis_of([path], owner=chat.owner).findings.conversations
    monkeypatch.setattr("unlike.explain.read_sample.SAMPLE", SampleSize(messages=2000, days=120))
    (sampled,) = analysis_of([path], owner=chat.owner).findings.conversations
    backs, expected = look_backs_of(sampled), look_backs_of(whole)
    assert len(backs) == len(expected) > 0
    for back, of_whole in zip(backs, expected, strict=True):
        assert MIN_SPANS <= back.baseline_spans < of_whole.baseline_spans
        assert (back.shift, back.messages_read) == (of_whole.shift, of_whole.messages_read)
        assert (back.is_rated, back.messages_on_shift) == (of_whole.is_rated, of_whole.messages_on_shift)
    for person, usual in zip(sampled.people, whole.people, strict=True):
        assert [spell.ending for spell in person.spells] == [spell.ending for spell in usual.spells]
        assert person.explanations is not None
        assert usual.explanations is not None
        assert person.explanations.concern == usual.explanations.concern
