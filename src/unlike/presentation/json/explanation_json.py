"""What speaks to why, and what the two have between them, in the JSON face."""

from __future__ import annotations

from datetime import date
from typing import Any

from unlike.analysis.balance import balance_rows
from unlike.presentation.json.json_values import dates, number
from unlike.presentation.sentences import Subject, concern
from unlike.presentation.sentences.findings.balance_text import weighed_line
from unlike.presentation.sentences.findings.cross_chat_text import beside_passage, shifts_beside
from unlike.presentation.sentences.findings.explanation_text import help_passage, look_back_passage
from unlike.presentation.sentences.findings.plan_text import outcome_line, plan_line
from unlike.presentation.sentences.findings.relationship_text import routine_name, routine_usual
from unlike.presentation.sentences.findings.spell_ending_text import returned_line
from unlike.results import CrossChatOutcome, Explanations, LookBack
from unlike.results.interaction import Plan

Json = dict[str, Any]


def help_first(voice: Subject) -> Json:
    """That there is help, where messages have words that come before everything: the first part of a person."""
    worry = concern(voice)
    if worry is None:
        return {}
    return {"help": {"said": list(help_passage(worry, voice).sentences), "messages": list(worry.messages)}}


def reasons(voice: Subject) -> Json:
    """What was told before each shift; absent where there is nothing."""
    found = voice.person.reasons
    if found is None:
        return {}
    return {
        **({"reasons": [_look_back(back, voice) for back in found.look_backs]} if found.look_backs else {}),
        **_beside(voice),
    }


def elsewhere(voice: Subject, shift: date) -> Json:
    """Whether the same person changed on the same days in other conversations; absent where none were given."""
    there = [one.verdict for one in voice.person.reasons.beside if one.shift == shift] if voice.person.reasons else []
    if not there:
        return {}
    too, usual = there.count(CrossChatOutcome.TOO), there.count(CrossChatOutcome.USUAL)
    return {"elsewhere": "same" if too > usual else "different" if usual > too else "unknown"}


def _beside(voice: Subject) -> Json:
    """The same days elsewhere and of the owner, told and as values; absent where there is none."""
    told = [(shift, beside_passage(shift, voice)) for shift in shifts_beside(voice)]
    found = [
        {"shift": shift.isoformat(), "said": list(one.sentences), **_held(shift, voice.person.reasons)}
        for shift, one in told
        if one and voice.person.reasons
    ]
    return {"beside": found} if found else {}


def _held(shift: date, found: Explanations) -> Json:
    """The verdicts on the same days: conversation by conversation, of the owner, and of the owner's days before."""
    there = [
        {"title": one.title, "verdict": one.verdict.value, "chance": number(one.chance)}
        for one in found.beside
        if one.shift == shift
    ]
    own = next((one.verdict.value for one in found.own if one.shift == shift), None)
    before = next((one.verdict.value for one in found.before if one.shift == shift), None)
    return {"elsewhere": there, "owner": own, "owner_before": before}


def _look_back(back: LookBack, voice: Subject) -> Json:
    return {
        "said": list(look_back_passage(back, voice).sentences),
        "shift": back.shift.isoformat(),
        "days": dates((back.first, back.last)),
        "read": back.read,
        "compared": back.compared,
        "told": [
            {
                "topic": one.topic,
                "by": list(one.by),
                "messages": list(one.messages),
                "elsewhere": one.elsewhere,
                "chance": number(one.chance),
            }
            for one in back.told
        ],
    }


def keepsakes(voice: Subject) -> Json:
    """Routines, refs of messages worth remembering, and earlier questions; without their words."""
    kept = voice.person.keepsakes
    return (
        {}
        if kept is None
        else {
            "routines": [
                {
                    "name": routine_name(one, voice),
                    "usual": routine_usual(one),
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


def weighed(voice: Subject) -> Json:
    """What speaks for an ordinary spell and what does not; absent where nothing is unlike them now."""
    rows = [
        {"question": one.question, "side": one.side.value, "said": weighed_line(one, voice)}
        for one in balance_rows(voice.person, voice.last)
    ]
    return {"weighing": rows} if rows else {}


def returned(voice: Subject) -> Json:
    """What was done around the ends of several spells; absent where nothing was, oftener than on other days."""
    found = [
        {
            "said": returned_line(one, voice),
            "who": one.who,
            "act": one.act.value,
            "spells": one.spells,
            "of": one.of,
            "usual": number(one.usual),
        }
        for one in voice.person.returned
    ]
    return {"returned": found} if found else {}


def plans(voice: Subject) -> list[Json]:
    """The open plans, without their words."""
    kept = voice.person.keepsakes
    if kept is None or kept.plans is None:
        return []
    return [_plan(one, voice, outcome_line(kept.plans)) for one in kept.plans.open]


def _plan(one: Plan, voice: Subject, outcome: str) -> Json:
    return {
        "said": [plan_line(one, voice, words=False), outcome],
        "kind": "plan",
        "since": one.said.isoformat(),
        "by": one.sender,
        "for": dates((one.first, one.last)),
        "messages": [one.ref],
    }
