"""Most important first: the one order in which every face tells, and in which `--show N` counts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from unlike.results.finding_types import Finding
from unlike.results.findings import ConversationFindings, PersonFindings

FALSE_OF_CALLED: Final = 0.1
"""Part of the people called unlike themselves now that may be so by chance, everybody looked at together."""
_ONE: Final = 0.01  # of one person looked at alone


def ordered_findings(person: PersonFindings) -> tuple[Finding, ...]:
    """What happens now (a spell that goes on, too), then what is open, then what was, the latest first.

    Where the conversation changed and not the person stands after it; last what was told before each of them.
    """
    now = (person.current_state,) if person.current_state is not None else ()
    waiting = (person.open_question,) if person.open_question is not None else ()
    spells = sorted(person.spells, key=lambda spell: spell.first, reverse=True)
    lasting = sorted(person.lasting_shifts, key=lambda shift: shift.day, reverse=True)
    ongoing = tuple(spell for spell in spells if spell.ongoing)
    passed = tuple(spell for spell in spells if not spell.ongoing)
    medium = sorted(person.channel_changes, key=lambda one: one.first, reverse=True)
    backs = reversed(person.explanations.look_backs) if person.explanations else ()
    told = tuple(back for back in backs if back.messages)
    return (*now, *ongoing, *waiting, *passed, *lasting, *medium, *told)


def control_false_discoveries(conversations: Sequence[ConversationFindings]) -> tuple[ConversationFindings, ...]:
    """Nobody is called unlike themselves now whom so many looks would show by chance (Benjamini & Hochberg 1995).

    A call stands where its chance is within the procedure's bound over everybody whose last messages were compared;
    up to ten people that is every call.
    """
    chances = sorted(
        person.current_state.chance
        for one in conversations
        for person in one.people
        if person.current_state is not None
    )
    bounds = (FALSE_OF_CALLED * place / len(chances) for place in range(1, len(chances) + 1))
    within = max((chance for chance, bound in zip(chances, bounds, strict=True) if chance <= bound), default=0.0)
    alone = len(chances) * _ONE <= FALSE_OF_CALLED
    return tuple(
        one if alone else replace(one, people=tuple(_called(person, within) for person in one.people))
        for one in conversations
    )


def _called(person: PersonFindings, within: float) -> PersonFindings:
    """The person, not called unlike themselves where the chance is above the bound."""
    if person.current_state is None or not person.current_state.unlike or person.current_state.chance <= within:
        return person
    return replace(person, current_state=replace(person.current_state, unlike=False, changed_signals=()))
