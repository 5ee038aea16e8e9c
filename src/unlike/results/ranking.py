"""Most important first: the one order in which every face tells, and in which `--show N` counts."""

from __future__ import annotations

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
    backs = reversed(person.explanations.look_backs) if person.explanations else ()
    told = tuple(back for back in backs if back.messages)
    return (*now, *ongoing, *waiting, *passed, *lasting, *medium, *apps, *told)
