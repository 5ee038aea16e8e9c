"""Sentences about plans and promises, and what came of them as far as the chat shows."""

from __future__ import annotations

from unlike.i18n import translate, translate_plural
from unlike.presentation.model import Section, SectionKind, Subject
from unlike.presentation.sanitise import quoted_text
from unlike.presentation.sentences.formatting.date_format import brief_day, format_days
from unlike.results.interaction import Plan, Plans

_MAX_PLAN_CHARS = 60


def plans_section(subject: Subject) -> Section | None:
    """Section about open plans, with how often the chat shows how a plan went; None where none is open."""
    relationship = subject.person.relationship
    if relationship is None or relationship.plans is None or not relationship.plans.open:
        return None
    return Section(
        kind=SectionKind.OPEN,
        headline=translate("Plans without a follow-up in the chat"),
        items=tuple(plan_sentence(plan, subject) for plan in relationship.plans.open),
        body=(plan_outcomes_sentence(relationship.plans),),
    )


def plan_sentence(plan: Plan, subject: Subject, *, words: bool = True) -> str:
    """Sentence about one plan: who said what, when, and for which days."""
    values = {
        "said": quoted_text(plan.text, _MAX_PLAN_CHARS) if words else translate("a plan"),
        "when": brief_day(plan.made_on, subject.last),
        "due": format_days(plan.first, plan.last),
    }
    if plan.sender == subject.owner:
        return translate("You on {when}, for {due}: {said}.", **values)
    return translate("{who} on {when}, for {due}: {said}.", who=subject.nominative(plan.sender), **values)


def plan_outcomes_sentence(plans: Plans) -> str:
    """Sentence about how many earlier plans left a word of how they went."""
    if not plans.earlier:
        return translate("There are no earlier plans to compare it with.")
    if not plans.off:
        return translate_plural(
            "The chat tells later how it went for {seen} of {number} earlier plan.",
            "The chat tells later how it went for {seen} of {number} earlier plans.",
            plans.earlier,
            seen=plans.reported,
        )
    return translate_plural(
        "The chat tells later how it went for {seen} of {number} earlier plan; {off} was called off.",
        "The chat tells later how it went for {seen} of {number} earlier plans; {off} were called off.",
        plans.earlier,
        seen=plans.reported,
        off=plans.off,
    )
