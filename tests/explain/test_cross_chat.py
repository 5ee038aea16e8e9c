"""Told apart: a person who changed with the owner alone, and one who changed with everybody."""

from __future__ import annotations

from dataclasses import replace

import pytest

from analyses import analysis_of
from conftest import Studied
from unlike.presentation.sentences import Subject
from unlike.presentation.sentences.findings.cross_chat_text import cross_chat_section
from unlike.results import CrossChatOutcome, PersonFindings
from unlike.synthetic import STRONG, SyntheticChat, generate, random_world, write_telegram, write_whatsapp

SEED = 41


def two_chats(seed: int, everywhere: bool) -> tuple[SyntheticChat, SyntheticChat]:
    """A pair's chat, and another of the same two on another app, in which the other changes too, or does not."""
    here = replace(random_world(seed, STRONG, years=1.5, spells=3), language="en")
    there = replace(here, seed=seed + 500, changes=here.changes if everywhere else ())
    return generate(here), generate(there)


@pytest.fixture(scope="module", params=[True, False], ids=["with everyone", "only here"])
def found(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[bool, PersonFindings]:
    folder = tmp_path_factory.mktemp("two")
    here, there = two_chats(SEED, request.param)
    write_whatsapp(here, folder / "WhatsApp Chat - here.zip", "ios")
    write_telegram(there, folder / "result.json")
    paths = [folder / "WhatsApp Chat - here.zip", folder / "result.json"]
    studied = analysis_of(paths, owner=here.owner)
    return request.param, studied.findings.conversations[0].people[0]


def test_the_two_are_told_apart(found: tuple[bool, PersonFindings]) -> None:
    everywhere, person = found
    assert person.explanations is not None
    verdicts = [one.outcome for one in person.explanations.cross_chat if one.chance is not None]
    assert len(verdicts) >= 2
    wanted = CrossChatOutcome.TOO if everywhere else CrossChatOutcome.USUAL
    assert verdicts.count(wanted) > len(verdicts) / 2
    assert everywhere or verdicts.count(CrossChatOutcome.TOO) <= 1


def test_the_owner_who_went_on_as_usual_is_told_so(found: tuple[bool, PersonFindings]) -> None:
    _, person = found
    assert person.explanations is not None
    told = [one for one in person.explanations.owner_same_days if one.outcome is not CrossChatOutcome.UNCLEAR]
    assert all(one.sender in {"Imke", "Malte"} for one in person.explanations.owner_same_days)
    assert sum(one.outcome is CrossChatOutcome.TOO for one in told) <= 1


def test_it_is_said_with_the_rate_by_chance(found: tuple[bool, PersonFindings]) -> None:
    everywhere, person = found
    subject = Subject(person, "Imke", None, None)
    wanted = CrossChatOutcome.TOO if everywhere else CrossChatOutcome.USUAL
    shift = next(one.shift for one in person.explanations.cross_chat if one.outcome is wanted)  # type: ignore[union-attr]
    told = cross_chat_section(shift, subject)
    assert told is not None
    assert told.headline.startswith("Not only here" if everywhere else "Only here, as far as these chats show")
    assert any("of such days there, these counted too" in line for line in told.sentences) == everywhere


def test_a_chat_alone_says_nothing_of_elsewhere(rosa: Studied) -> None:
    assert rosa.person.explanations is not None
    assert rosa.person.explanations.cross_chat == ()
    told = cross_chat_section(
        rosa.person.explanations.owner_same_days[-1].shift, Subject(rosa.person, "Imke", None, None)
    )
    assert told is not None
    assert told.headline == "You yourself wrote as usual on these days."
