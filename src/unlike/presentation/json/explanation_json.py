"""What speaks to why, and what the two have between them, in the JSON face."""

from __future__ import annotations

from datetime import date
from typing import Any

from unlike.presentation.json.json_values import dates, number
from unlike.presentation.sentences import Subject, concern
from unlike.presentation.sentences.findings.balance_text import balance_sentence
from unlike.presentation.sentences.findings.cross_chat_text import compared_shifts, cross_chat_section
from unlike.presentation.sentences.findings.explanation_text import help_section, look_back_section
from unlike.presentation.sentences.findings.plan_text import plan_outcomes_sentence, plan_sentence
from unlike.presentation.sentences.findings.relationship_text import routine_base, routine_name
from unlike.presentation.sentences.findings.spell_ending_text import return_pattern_sentence
from unlike.results import CrossChatOutcome, Explanations, LookBack, WritingVolume
from unlike.results.interaction import Plan

Json = dict[str, Any]


def help_json(subject: Subject) -> Json:
    """That there is help, where messages have words that come before everything: the first part of a person."""
    worry = concern(subject)
    if worry is None:
        return {}
    return {"help": {"said": list(help_section(worry, subject).sentences), "messages": list(worry.messages)}}


def explanations_json(subject: Subject) -> Json:
    """What was told before each shift; absent where there is nothing."""
    found = subject.person.explanations
    if found is None:
        return {}
    return {
        **({"reasons": [_look_back(back, subject) for back in found.look_backs]} if found.look_backs else {}),
        **_cross_chat(subject),
    }


def activity_before(subject: Subject) -> Json:
    """How much both wrote in the days before each shift; absent where no shift has history enough before it."""
    explanations = subject.person.explanations
    if explanations is None or not explanations.activity_before:
        return {}
    return {
        "activity_before": [
            {
                "shift": activity.shift.isoformat(),
                "days": dates((activity.first, activity.last)),
                "compared": activity.baseline_spans,
                "people": [_volume(volume) for volume in activity.people],
            }
            for activity in explanations.activity_before
        ]
    }


def _volume(volume: WritingVolume) -> Json:
    """One person's messages and their length, each with where nine in ten of the compared days lie."""
    return {
        "name": volume.sender,
        "messages": volume.messages,
        "usual_messages": [number(end) for end in volume.usual_messages],
        "words": number(volume.words),
        "usual_words": [number(end) for end in volume.usual_words],
    }


def cross_chat_outcome(subject: Subject, shift: date) -> Json:
    """Whether the same person changed on the same days in other conversations; absent where none were given."""
    there = (
        [one.outcome for one in subject.person.explanations.cross_chat if one.shift == shift]
        if subject.person.explanations
        else []
    )
    if not there:
        return {}
    too, usual = there.count(CrossChatOutcome.TOO), there.count(CrossChatOutcome.USUAL)
    return {"elsewhere": "same" if too > usual else "different" if usual > too else "unknown"}


def _cross_chat(subject: Subject) -> Json:
    """The same days elsewhere and of the owner, told and as values; absent where there is none."""
    told = [(shift, cross_chat_section(shift, subject)) for shift in compared_shifts(subject)]
    found = [
        {"shift": shift.isoformat(), "said": list(one.sentences), **_outcomes(shift, subject.person.explanations)}
        for shift, one in told
        if one and subject.person.explanations
    ]
    return {"beside": found} if found else {}


def _outcomes(shift: date, found: Explanations) -> Json:
    """The verdicts on the same days: conversation by conversation, of the owner, and of the owner's days before."""
    there = [
        {"title": one.title, "verdict": one.outcome.value, "chance": number(one.chance)}
        for one in found.cross_chat
        if one.shift == shift
    ]
    own = next((one.outcome.value for one in found.owner_same_days if one.shift == shift), None)
    before = next((one.outcome.value for one in found.owner_before if one.shift == shift), None)
    return {"elsewhere": there, "owner": own, "owner_before": before}


def _look_back(back: LookBack, subject: Subject) -> Json:
    return {
        "said": list(look_back_section(back, subject).sentences),
        "shift": back.shift.isoformat(),
        "days": dates((back.first, back.last)),
        "read": back.messages_read,
        "compared": back.baseline_spans,
        "told": [
            {
                "topic": one.topic,
                "by": list(one.senders),
                "messages": list(one.messages),
                "elsewhere": one.messages_elsewhere,
                "chance": number(one.chance),
            }
            for one in back.topics
        ],
    }


def relationship_json(subject: Subject) -> Json:
    """Routines, refs of messages worth remembering, and earlier questions; without their words."""
    kept = subject.person.relationship
    return (
        {}
        if kept is None
        else {
            "routines": [
                {
                    "name": routine_name(one, subject),
                    "usual": routine_base(one),
                    "first": one.first.isoformat(),
                    "last": one.last.isoformat(),
                    "broken_on": [day.isoformat() for day in one.broken_on],
                }
                for one in kept.routines
            ],
            "warm": [one.ref for one in kept.warm],
            "asked": [[one.ref, one.answer, one.warm] for one in kept.openers],
        }
    )


def balance_json(subject: Subject) -> Json:
    """What speaks for an ordinary spell and what does not; absent where nothing is unlike them now."""
    rows = [
        {"question": one.question, "side": one.supports.value, "said": balance_sentence(one, subject)}
        for one in subject.person.balance
    ]
    return {"weighing": rows} if rows else {}


def return_patterns_json(subject: Subject) -> Json:
    """What was done around the ends of several spells; absent where nothing was, oftener than on other days."""
    found = [
        {
            "said": return_pattern_sentence(one, subject),
            "who": one.sender,
            "act": one.act.value,
            "spells": one.spells,
            "of": one.of,
            "usual": number(one.base_rate),
        }
        for one in subject.person.return_patterns
    ]
    return {"returned": found} if found else {}


def plans_json(subject: Subject) -> list[Json]:
    """The open plans, without their words."""
    kept = subject.person.relationship
    if kept is None or kept.plans is None:
        return []
    return [_plan(one, subject, plan_outcomes_sentence(kept.plans)) for one in kept.plans.open]


def _plan(one: Plan, subject: Subject, outcome: str) -> Json:
    return {
        "said": [plan_sentence(one, subject, words=False), outcome],
        "kind": "plan",
        "since": one.said.isoformat(),
        "by": one.sender,
        "for": dates((one.first, one.last)),
        "messages": [one.ref],
    }
