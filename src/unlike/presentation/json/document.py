"""The JSON face: one document for other programs, versioned, described by `schema.json`; it only grows.

What is not built is absent. Words and names stand in it as they are: a reader escapes them for its own place.
"""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any

from unlike.i18n import current_language, translate_lazy
from unlike.presentation.json.explanation_json import (
    elsewhere,
    help_first,
    keepsakes,
    plans,
    reasons,
    returned,
    weighed,
)
from unlike.presentation.json.json_values import dates, number
from unlike.presentation.json.owner_context_json import context, noted
from unlike.presentation.numbering import subjects
from unlike.presentation.sentences import Subject, finding_section
from unlike.presentation.sentences.findings.no_findings import needs_line
from unlike.presentation.sentences.findings.open_question import open_passage
from unlike.presentation.sentences.findings.previous_spells import recurrence_lines
from unlike.presentation.sentences.findings.spell_ending_text import ended_line
from unlike.results import (
    ChannelChange,
    ConversationFindings,
    CurrentState,
    Findings,
    LastingShift,
    OpenQuestion,
    PersonFindings,
    Recurrence,
    SignalChange,
    Spell,
    SpellEnding,
)

VERSION = 1
Json = dict[str, Any]


def document(findings: Findings) -> Json:
    """The whole answer, as plain values."""
    return {
        "version": VERSION,
        "language": current_language().language,
        "owner": findings.owner,
        "zone": findings.zone,
        "false_spells_a_year": number(findings.false_spells_a_year),
        "conversations": [_conversation(which, people) for which, people in subjects(findings, None)],
    }


def dumped(findings: Findings) -> str:
    """The document as text; ASCII alone, so that no name can move a terminal."""
    return json.dumps(document(findings), indent=2, allow_nan=False)


def schema() -> Json:
    """The JSON Schema (draft 2020-12) of the document."""
    loaded: Json = json.loads(files("unlike.presentation.json").joinpath("schema.json").read_text("utf-8"))
    return loaded


def _conversation(conversation: ConversationFindings, people: tuple[Subject, ...]) -> Json:
    return {
        "title": conversation.title,
        "app": conversation.app,
        "group": conversation.group,
        "first": conversation.first.isoformat() if conversation.first else None,
        "last": conversation.last.isoformat() if conversation.last else None,
        "messages": conversation.messages,
        "system": conversation.system,
        "skipped": [{"ref": ref, "why": translate_lazy(why)} for ref, why in conversation.skipped],
        "notes": [translate_lazy(note) for note in conversation.notes],
        "people": [_person(voice) for voice in people],
    }


def _person(voice: Subject) -> Json:
    person = voice.person
    return {
        "name": person.name,
        **help_first(voice),
        "messages": person.messages,
        "active_days": person.active_days,
        "enough": person.enough,
        "needs": None if person.enough else needs_line(person),
        "now": _now(person.now, voice) if person.now else None,
        "spells": [_spell(spell, voice) for spell in person.spells],
        "lasting": [_lasting(shift, voice) for shift in person.lasting],
        "recurrence": _recurrence(person.recurrence, voice) if person.recurrence else None,
        "open": [*([_open(person.open, voice)] if person.open else []), *plans(voice)],
        **_limits(person),
        **reasons(voice),
        **weighed(voice),
        **returned(voice),
        **keepsakes(voice),
        **context(voice),
        **({"medium": [_medium(one, voice) for one in person.medium]} if person.medium else {}),
    }


def _limits(person: PersonFindings) -> Json:
    """What the history could have shown, and what followed late answers; absent where it was not counted."""
    reach, late = person.reach, person.late
    return {
        **({"reach": {"days": reach.days, "factor": number(reach.factor)}} if reach else {}),
        **({"late": {"answers": late.answers, "warm": late.warm}} if late else {}),
    }


def _now(now: CurrentState, voice: Subject) -> Json:
    return {
        "said": list(finding_section(now, voice).sentences),
        "unlike": now.unlike,
        "chance": number(now.chance),
        "windows": now.windows,
        "since": now.since.isoformat(),
        "day": now.day,
        "messages": list(now.messages),
        "signals": _signals(now.changed),
        "unchanged": _names(now.unchanged),
        **noted(now, voice),
    }


def _spell(spell: Spell, voice: Subject) -> Json:
    return {
        "said": list(finding_section(spell, voice).sentences),
        "first": spell.first.isoformat(),
        "last": spell.last.isoformat(),
        "ongoing": spell.ongoing,
        "possible": spell.possible,
        "direction": spell.direction.value,
        "chance": number(spell.chance),
        "messages": list(spell.messages),
        "signals": _signals(spell.changed),
        "unchanged": _names(spell.unchanged),
        "ended": _ended(spell.ended, voice) if spell.ended else None,
        **elsewhere(voice, spell.first),
        **noted(spell, voice),
    }


def _ended(ended: SpellEnding, voice: Subject) -> Json:
    return {
        "how": ended_line(ended, voice),
        "who": ended.who,
        "days": ended.days,
        **({"kind": ended.kind.value} if ended.kind else {}),
        "messages": list(ended.messages),
    }


def _lasting(shift: LastingShift, voice: Subject) -> Json:
    return {
        "said": list(finding_section(shift, voice).sentences),
        "date": shift.day.isoformat(),
        "between": dates(shift.between),
        "direction": shift.direction.value,
        "chance": number(shift.chance),
        "messages": list(shift.messages),
        "signals": _signals(shift.changed),
        "unchanged": _names(shift.unchanged),
    }


def _medium(medium: ChannelChange, voice: Subject) -> Json:
    return {
        "said": list(finding_section(medium, voice).sentences),
        "first": medium.first.isoformat(),
        "last": medium.last.isoformat(),
        "ongoing": medium.ongoing,
        "gone": medium.gone,
        "a_day": number(medium.a_day),
        "usual": number(medium.usual),
        "messages": list(medium.messages),
    }


def _recurrence(recurrence: Recurrence, voice: Subject) -> Json:
    return {
        "said": list(recurrence_lines(recurrence, voice)),
        "period_days": number(recurrence.period_days),
        "between": [number(end) for end in recurrence.between],
        "typical_days": recurrence.typical_days,
        "spells": recurrence.spells,
        "next": dates(recurrence.upcoming),
        "chance": number(recurrence.chance),
    }


def _open(question: OpenQuestion, voice: Subject) -> Json:
    """Without its words: whoever wants them looks them up at the ref."""
    told = open_passage(question, voice, words=False)
    return {
        "said": list(told.sentences),
        "kind": "question",
        "since": question.since.isoformat(),
        "waited_seconds": number(question.waited.total_seconds()),
        "similar": question.similar,
        "warm": question.warm,
        "chance": number(question.chance),
        "messages": list(question.messages),
    }


def _signals(habits: tuple[SignalChange, ...]) -> list[Json]:
    return [
        {
            "name": habit.name,
            "said": translate_lazy(habit.said),
            "usual": number(habit.usual),
            "then": number(habit.then),
            "unit": habit.unit,
            "direction": habit.direction,
            "chance": number(habit.chance),
        }
        for habit in habits
    ]


def _names(habits: tuple[SignalChange, ...]) -> list[str]:
    return [habit.name for habit in habits]
