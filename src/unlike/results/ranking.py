"""Most important first: the one order in which every face tells, and in which `--show N` counts."""

from __future__ import annotations

from unlike.results.explanations import LookBack
from unlike.results.finding_types import Finding
from unlike.results.findings import PersonFindings


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
    apps = sorted(person.app_changes, key=lambda one: one.day, reverse=True)
    told = tuple(back for back in reversed(_look_backs(person)) if back.messages)
    return (*now, *ongoing, *waiting, *passed, *lasting, *medium, *apps, *told)


def _look_backs(person: PersonFindings) -> tuple[LookBack, ...]:
    """All look-backs, the last days at the end."""
    explanations = person.explanations
    if explanations is None:
        return ()
    return (*explanations.look_backs, *((explanations.last_days,) if explanations.last_days else ()))
