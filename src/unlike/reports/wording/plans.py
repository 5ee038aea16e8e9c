"""Plans and promises of the two, and what came of them as far as the chat tells."""

from __future__ import annotations

from unlike.reasons.base import Plan, Plans
from unlike.reports.plain import quoted
from unlike.reports.wording.dates import brief_day, days
from unlike.reports.wording.numbers import count, grouped
from unlike.reports.wording.passage import Mark, Passage, Voice

_LONGEST = 60


def plans_passage(voice: Voice) -> Passage | None:
    """The open ones, with how often the chat tells how a plan went; None where none is open."""
    kept = voice.person.keepsakes
    if kept is None or kept.plans is None or not kept.plans.open:
        return None
    lines = tuple(plan_line(one, voice) for one in kept.plans.open)
    return Passage(Mark.OPEN, "Said for a day that has not passed yet, or passed without a word of it.",
                   (*lines, outcome_line(kept.plans)))  # fmt: skip


def plan_line(plan: Plan, voice: Voice, *, words: bool = True) -> str:
    """Who said what, when, and for which days."""
    said = quoted(plan.text, _LONGEST) if words else "a plan"
    when, due = brief_day(plan.said, voice.last), days(plan.first, plan.last)
    if plan.sender == voice.owner:
        return f"You on {when}, for {due}: {said}."
    return f"{voice.who(plan.sender)} on {when}, for {due}: {said}."


def outcome_line(plans: Plans) -> str:
    """How many earlier plans left a word of how they went."""
    if not plans.earlier:
        return "There are no earlier plans to hold it against."
    of, seen = count(plans.earlier, "earlier plan"), grouped(plans.seen)
    if not plans.off:
        return f"Of {of} {seen} left a word of how they went; the others may have come about without one here."
    return (
        f"Of {of} {seen} left a word of how they went and {grouped(plans.off)} were called off; "
        "the others may have come about without a word here."
    )
