"""Most important first: the one order in which every face tells, and in which `--show N` counts."""

from __future__ import annotations

from unlike.results.explanations import LookBack
from unlike.results.finding_types import Finding
from unlike.results.findings import PersonFindings


def ordered_findings(person: PersonFindings) -> tuple[Finding, ...]:
    """Order a person's findings: the present (ongoing spells too), open questions, then the past, the latest first.

    After them come changes of the channel and of the app, and last the look-backs.
    """
    current_states = (person.current_state,) if person.current_state is not None else ()
    open_questions = (person.open_question,) if person.open_question is not None else ()
    spells = sorted(person.spells, key=lambda spell: spell.first, reverse=True)
    lasting_shifts = sorted(person.lasting_shifts, key=lambda shift: shift.day, reverse=True)
    ongoing_spells = tuple(spell for spell in spells if spell.ongoing)
    past_spells = tuple(spell for spell in spells if not spell.ongoing)
    channel_changes = sorted(person.channel_changes, key=lambda change: change.first, reverse=True)
    app_changes = sorted(person.app_changes, key=lambda change: change.day, reverse=True)
    look_backs = tuple(look_back for look_back in reversed(_look_backs(person)) if look_back.messages)
    personal = (*current_states, *ongoing_spells, *open_questions, *past_spells, *lasting_shifts)
    return (*personal, *channel_changes, *app_changes, *look_backs)


def _look_backs(person: PersonFindings) -> tuple[LookBack, ...]:
    """All look-backs, the last days at the end."""
    explanations = person.explanations
    if explanations is None:
        return ()
    return (*explanations.look_backs, *((explanations.last_days,) if explanations.last_days else ()))
