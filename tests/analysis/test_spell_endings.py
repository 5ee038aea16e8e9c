"""How spells ended: with which sort of message, and what was done around several returns; on small invented chats."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import polars as pl
import pytest

from unlike.analysis.parts import ConversationPart, PersonDetection, PersonExplanation, ReturnExchange, SpellPart
from unlike.analysis.spell_endings import conversation_acts, ending_acts, return_patterns
from unlike.core.types import Direction
from unlike.messages import KIND
from unlike.presentation.sentences import Subject
from unlike.presentation.sentences.findings.spell_ending_text import (
    return_pattern_sentence,
    return_patterns_section,
    spell_ending_sentence,
)
from unlike.readers import Conversation
from unlike.results import (
    MessageAct,
    PersonFindings,
    ReturnPattern,
    SignalChange,
    SpellEnding,
)

ZONE = ZoneInfo("Europe/Berlin")
START = date(2024, 1, 1)
Line = tuple[int, str, str | None, str]
"""Day, who, text, and kind."""

_HABIT = SignalChange("length", "length of messages", "shorter messages", "words", 8.0, 2.0, 0.001)
_ENDS = (20, 50, 80, 110)
"""Last days of the spells; each is over the next day."""


def table(*lines: Line) -> pl.DataFrame:
    daily: list[Line] = [(day, who, "the bus was late and then we ate soup", "text")
                         for day in range(140) for who in ("Imke", "Rosa")]  # fmt: skip
    rows = []
    for at, (day, who, text, kind) in enumerate([*lines, *daily]):
        sent = datetime.combine(START + timedelta(days=day), time(9 if at < len(lines) else 12), ZONE)
        rows.append({"conversation": "c", "sender": who, "sent_at": sent, "text": text, "kind": kind, "ref": f"L{at}"})
    schema = {"sent_at": pl.Datetime("us", "UTC"), "kind": KIND}
    return pl.DataFrame(rows, schema_overrides=schema).sort("sent_at", maintain_order=True)


def spell(end: int, first_ref: str | None) -> SpellPart:
    last = START + timedelta(days=end)
    exchange = ReturnExchange("Imke", 1, (first_ref,)) if first_ref else None
    return SpellPart(last - timedelta(days=2), last, exchange is None, Direction.COOLER, 0.01, False,  # noqa: FBT003 - possible
                     (_HABIT,), (), ("L0",), exchange)  # fmt: skip


def person() -> PersonFindings:
    return PersonFindings("Rosa", 100, 90, True, None, None, (), (), None, None, (), None)  # noqa: FBT003 - enough


def endings(
    spells: Sequence[SpellPart], *lines: Line, sorry: tuple[str, ...] = (), unread: tuple[str, ...] = ()
) -> PersonExplanation:
    detected = PersonDetection("Rosa", 100, 90, spells=tuple(spells))
    described = Conversation("c", "Rosa", "whatsapp", group=False, owner=None, clock=timedelta(minutes=1))
    part = ConversationPart(described, None, 1, 0, 1, table(*lines), (detected,))
    apologies, others = (pl.Series(list(refs), dtype=pl.String) for refs in (sorry, unread))
    acts = conversation_acts(part, apologies, ZONE, others)
    if acts is None:
        return PersonExplanation()
    return PersonExplanation(None, ending_acts(detected, acts), return_patterns(detected, acts, "Imke"))


def first_act(*lines: Line, sorry: tuple[str, ...] = ()) -> MessageAct | None:
    one = spell(20, "L0")
    ending = one.spell(endings([one], *lines, sorry=sorry).ending_acts[one.first]).ending
    assert ending is not None
    return ending.act


@pytest.mark.parametrize(
    ("text", "kind", "act"),
    [
        ("are you okay?", "text", MessageAct.CHECK_IN),
        ("good morning love", "text", MessageAct.GREETING),
        ("see you tonight?", "text", MessageAct.PLAN),
        ("did you find the keys?", "text", MessageAct.QUESTION),
        ("the bus was late", "text", MessageAct.TALK),
        (None, "image", MessageAct.PICTURE),
        (None, "audio", MessageAct.VOICE),
        (None, "call", MessageAct.CALL),
    ],
)
def test_the_first_message_of_the_first_usual_day_has_its_sort(text: str | None, kind: str, act: MessageAct) -> None:
    assert first_act((21, "Imke", text, kind)) is act


def test_an_apology_comes_first() -> None:
    assert first_act((21, "Imke", "I'm sorry, are you okay?", "text"), sorry=("L0",)) is MessageAct.APOLOGY


def test_what_was_done_before_several_returns_is_counted_with_how_often_it_is_done_anyway() -> None:
    spells = [spell(end, "L0") for end in _ENDS]
    asked: list[Line] = [(end, "Imke", "are you okay?", "text") for end in _ENDS[:3]]
    found = endings(spells, *asked)
    (one,) = found.return_patterns
    assert (one.sender, one.act, one.spells, one.of) == ("Imke", MessageAct.CHECK_IN, 3, 4)
    assert one.base_rate == pytest.approx(6 / 139)  # each is in two of 139 runs of two days


def test_apologies_are_compared_with_the_days_that_were_read_and_everything_else_with_all() -> None:
    spells = [spell(end, "L0") for end in _ENDS]
    begged: list[Line] = [(end, "Imke", "i am so sorry", "text") for end in _ENDS[:3]]
    asked: list[Line] = [(end, "Imke", "are you okay?", "text") for end in _ENDS[:3]]
    unread = tuple(f"L{6 + 2 * day}" for day in range(140) if day % 10 in {3, 4})  # what the owner wrote on those days
    sorry = ("L0", "L1", "L2")
    of_all, of_read = (endings(spells, *begged, *asked, sorry=sorry, unread=refs) for refs in ((), unread))
    rates = [{one.act: one.base_rate for one in each.return_patterns} for each in (of_all, of_read)]
    assert rates[0] == pytest.approx({MessageAct.APOLOGY: 6 / 139, MessageAct.CHECK_IN: 6 / 139})
    assert rates[1] == pytest.approx({MessageAct.APOLOGY: 6 / (139 - 3 * 14), MessageAct.CHECK_IN: 6 / 139})


def test_what_they_did_on_the_first_usual_day_is_counted_too() -> None:
    spells = [spell(end, "L0") for end in _ENDS]
    found = endings(spells, *((end + 1, "Rosa", None, "audio") for end in _ENDS))
    assert [(one.sender, one.act, one.spells) for one in found.return_patterns] == [("Rosa", MessageAct.VOICE, 4)]


def test_what_is_done_every_day_says_nothing() -> None:
    spells = [spell(end, "L0") for end in _ENDS]
    found = endings(spells, *((day, "Imke", "are you okay?", "text") for day in range(140)))
    assert found.return_patterns == ()


def test_two_spells_are_too_few_and_one_that_goes_on_has_no_end() -> None:
    asked: list[Line] = [(end, "Imke", "are you okay?", "text") for end in _ENDS]
    assert endings([spell(end, "L0") for end in _ENDS[:2]], *asked).return_patterns == ()
    going_on = spell(20, None)
    assert endings([going_on], *asked) == PersonExplanation()
    assert going_on.spell(None).ending is None


@pytest.mark.parametrize("act", [None, *MessageAct])
def test_every_sort_has_its_sentence(act: MessageAct | None) -> None:
    subject = Subject(person(), "Imke", None, None)
    line = spell_ending_sentence(SpellEnding("Imke", 3, ("L0",), act), subject)
    assert line.startswith("After 3 days Rosa wrote as usual again. You ")
    assert line.endswith(".")
    assert "because" not in line


def test_what_was_done_is_told_with_its_base_and_never_as_a_cause() -> None:
    found = ReturnPattern("Imke", MessageAct.CHECK_IN, 5, 8, 0.05)
    subject = Subject(replace(person(), return_patterns=(found,)), "Imke", None, None)
    assert return_pattern_sentence(found, subject) == (
        "In the two days before, you had asked how they were: 5 of 8 times (1 in 20 on other days)."
    )
    told = return_patterns_section(subject)
    assert told is not None
    assert told.body[-1] == "It happened then; it need not be the reason."
    assert return_patterns_section(Subject(person(), "Imke", None, None)) is None
