"""The JSON face: one document for other programs, versioned, described by `schema.json`; it only grows.

What is not built is absent. Words and names stand in it as they are: a reader escapes them for its own place.
"""

from __future__ import annotations

import json
import math
from datetime import date
from importlib.resources import files
from typing import Any

from unlike.findings import (
    ConversationFindings,
    Ended,
    Findings,
    Habit,
    Lasting,
    LookBack,
    Medium,
    Now,
    Open,
    PersonFindings,
    Recurrence,
    Spell,
)
from unlike.locales import current, spoken
from unlike.reports.numbering import voices
from unlike.reports.recalled import context, noted
from unlike.reports.wording import Voice, passage
from unlike.reports.wording.before import recurrence_lines
from unlike.reports.wording.elsewhere import beside_passage, shifts_beside
from unlike.reports.wording.keepsakes import routine_name, routine_usual
from unlike.reports.wording.quiet import needs_line
from unlike.reports.wording.reasons import help_passage
from unlike.reports.wording.spells import ended_line
from unlike.reports.wording.waiting import open_passage

VERSION = 1
Json = dict[str, Any]


def document(findings: Findings) -> Json:
    """The whole answer, as plain values."""
    return {
        "version": VERSION,
        "language": current().language,
        "owner": findings.owner,
        "zone": findings.zone,
        "false_spells_a_year": _number(findings.false_spells_a_year),
        "conversations": [_conversation(which, people) for which, people in voices(findings, None)],
    }


def dumped(findings: Findings) -> str:
    """The document as text; ASCII alone, so that no name can move a terminal."""
    return json.dumps(document(findings), indent=2, allow_nan=False)


def schema() -> Json:
    """The JSON Schema (draft 2020-12) of the document."""
    loaded: Json = json.loads(files("unlike.reports").joinpath("schema.json").read_text("utf-8"))
    return loaded


def _conversation(conversation: ConversationFindings, people: tuple[Voice, ...]) -> Json:
    return {
        "title": conversation.title,
        "app": conversation.app,
        "group": conversation.group,
        "first": conversation.first.isoformat() if conversation.first else None,
        "last": conversation.last.isoformat() if conversation.last else None,
        "messages": conversation.messages,
        "system": conversation.system,
        "skipped": [{"ref": ref, "why": spoken(why)} for ref, why in conversation.skipped],
        "notes": [spoken(note) for note in conversation.notes],
        "people": [_person(voice) for voice in people],
    }


def _person(voice: Voice) -> Json:
    person = voice.person
    return {
        "name": person.name,
        "messages": person.messages,
        "active_days": person.active_days,
        "enough": person.enough,
        "needs": None if person.enough else needs_line(person),
        "now": _now(person.now, voice) if person.now else None,
        "spells": [_spell(spell, voice) for spell in person.spells],
        "lasting": [_lasting(shift, voice) for shift in person.lasting],
        "recurrence": _recurrence(person.recurrence, voice) if person.recurrence else None,
        "open": [_open(person.open, voice)] if person.open else [],
        **_limits(person),
        **_reasons(voice),
        **_keepsakes(voice),
        **context(voice),
        **({"medium": [_medium(one, voice) for one in person.medium]} if person.medium else {}),
    }


def _limits(person: PersonFindings) -> Json:
    """What the history could have shown, and what followed late answers; absent where it was not counted."""
    reach, late = person.reach, person.late
    return {
        **({"reach": {"days": reach.days, "factor": _number(reach.factor)}} if reach else {}),
        **({"late": {"answers": late.answers, "warm": late.warm}} if late else {}),
    }


def _reasons(voice: Voice) -> Json:
    """What was told before each shift, and words that come before everything; absent where there is none."""
    reasons = voice.person.reasons
    if reasons is None:
        return {}
    worry = reasons.concern
    told = {"said": list(help_passage(worry, voice).sentences), "messages": list(worry.messages)} if worry else None
    return {
        **({"help": told} if told else {}),
        **({"reasons": [_look_back(back, voice) for back in reasons.look_backs]} if reasons.look_backs else {}),
        **_beside(voice),
    }


def _beside(voice: Voice) -> Json:
    """The same days elsewhere and of the owner, told and as values; absent where there is none."""
    told = [(shift, beside_passage(shift, voice)) for shift in shifts_beside(voice)]
    found = [{"shift": shift.isoformat(), "said": list(one.sentences)} for shift, one in told if one]
    return {"beside": found} if found else {}


def _look_back(back: LookBack, voice: Voice) -> Json:
    return {
        "said": list(passage(back, voice).sentences),
        "shift": back.shift.isoformat(),
        "days": _days((back.first, back.last)),
        "read": back.read,
        "compared": back.compared,
        "told": [
            {
                "topic": one.topic,
                "by": list(one.by),
                "messages": list(one.messages),
                "elsewhere": one.elsewhere,
                "chance": _number(one.chance),
            }
            for one in back.told
        ],
    }


def _keepsakes(voice: Voice) -> Json:
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


def _now(now: Now, voice: Voice) -> Json:
    return {
        "said": list(passage(now, voice).sentences),
        "unlike": now.unlike,
        "chance": _number(now.chance),
        "windows": now.windows,
        "since": now.since.isoformat(),
        "day": now.day,
        "messages": list(now.messages),
        "signals": _signals(now.changed),
        "unchanged": _names(now.unchanged),
        **noted(now, voice),
    }


def _spell(spell: Spell, voice: Voice) -> Json:
    return {
        "said": list(passage(spell, voice).sentences),
        "first": spell.first.isoformat(),
        "last": spell.last.isoformat(),
        "ongoing": spell.ongoing,
        "possible": spell.possible,
        "direction": spell.direction.value,
        "chance": _number(spell.chance),
        "messages": list(spell.messages),
        "signals": _signals(spell.changed),
        "unchanged": _names(spell.unchanged),
        "ended": _ended(spell.ended, voice) if spell.ended else None,
        **noted(spell, voice),
    }


def _ended(ended: Ended, voice: Voice) -> Json:
    return {"how": ended_line(ended, voice), "who": ended.who, "days": ended.days, "messages": list(ended.messages)}


def _lasting(shift: Lasting, voice: Voice) -> Json:
    return {
        "said": list(passage(shift, voice).sentences),
        "date": shift.day.isoformat(),
        "between": _days(shift.between),
        "direction": shift.direction.value,
        "chance": _number(shift.chance),
        "messages": list(shift.messages),
        "signals": _signals(shift.changed),
        "unchanged": _names(shift.unchanged),
    }


def _medium(medium: Medium, voice: Voice) -> Json:
    return {
        "said": list(passage(medium, voice).sentences),
        "first": medium.first.isoformat(),
        "last": medium.last.isoformat(),
        "ongoing": medium.ongoing,
        "gone": medium.gone,
        "a_day": _number(medium.a_day),
        "usual": _number(medium.usual),
        "messages": list(medium.messages),
    }


def _recurrence(recurrence: Recurrence, voice: Voice) -> Json:
    return {
        "said": list(recurrence_lines(recurrence, voice)),
        "period_days": _number(recurrence.period_days),
        "between": [_number(end) for end in recurrence.between],
        "typical_days": recurrence.typical_days,
        "spells": recurrence.spells,
        "next": _days(recurrence.upcoming),
        "chance": _number(recurrence.chance),
    }


def _open(question: Open, voice: Voice) -> Json:
    """Without its words: whoever wants them looks them up at the ref."""
    told = open_passage(question, voice, words=False)
    return {
        "said": list(told.sentences),
        "kind": "question",
        "since": question.since.isoformat(),
        "waited_seconds": _number(question.waited.total_seconds()),
        "similar": question.similar,
        "warm": question.warm,
        "chance": _number(question.chance),
        "messages": list(question.messages),
    }


def _signals(habits: tuple[Habit, ...]) -> list[Json]:
    return [
        {
            "name": habit.name,
            "said": spoken(habit.said),
            "usual": _number(habit.usual),
            "then": _number(habit.then),
            "unit": habit.unit,
            "direction": habit.direction,
            "chance": _number(habit.chance),
        }
        for habit in habits
    ]


def _names(habits: tuple[Habit, ...]) -> list[str]:
    return [habit.name for habit in habits]


def _days(ends: tuple[date, date]) -> list[str]:
    return [end.isoformat() for end in ends]


def _number(number: float | None) -> float | None:
    """Six figures; null for what is no number."""
    return None if number is None or not math.isfinite(number) else float(f"{number:.6g}")
