"""The JSON face: one document for other programs, versioned, described by `schema.json`; it only grows.

What is not built is absent. Words and names stand in it as they are: a reader escapes them for its own place.
"""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any

from unlike.i18n import current_language, translate_lazy
from unlike.presentation.json.conversation_change_json import conversation_changes_json
from unlike.presentation.json.explanation_json import (
    activity_before,
    balance_json,
    cross_chat_outcome,
    explanations_json,
    help_json,
    plans_json,
    relationship_json,
    return_patterns_json,
)
from unlike.presentation.json.json_values import json_dates, json_moment, json_number
from unlike.presentation.json.medium_limit_json import medium_limits_json
from unlike.presentation.json.owner_context_json import label_associations, owner_annotations
from unlike.presentation.json.signal_json import signal_names, signals_json
from unlike.presentation.json.usual_json import usual_json
from unlike.presentation.numbering import subjects
from unlike.presentation.sentences import Subject, finding_section
from unlike.presentation.sentences.findings.no_findings import missing_history_sentence
from unlike.presentation.sentences.findings.open_question import open_question_section
from unlike.presentation.sentences.findings.previous_spells import (
    latest_sentences,
    recurrence_certainty,
    recurrence_sentence,
)
from unlike.presentation.sentences.findings.spell_ending_text import spell_ending_sentence
from unlike.results import (
    ConversationFindings,
    CurrentState,
    DetectableDrop,
    Findings,
    LastingShift,
    MissingHistory,
    OpenQuestion,
    PersonFindings,
    Recurrence,
    RepeatVisits,
    Spell,
    SpellEnding,
    UnreadRecords,
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
        "false_spells_a_year": json_number(findings.false_spells_a_year),
        "conversations": [
            _conversation_json(conversation, people) for conversation, people in subjects(findings, None)
        ],
    }


def document_text(findings: Findings) -> str:
    """The document as text; ASCII alone, so that no name can move a terminal."""
    return json.dumps(document(findings), indent=2, allow_nan=False)


def schema() -> Json:
    """The JSON Schema (draft 2020-12) of the document."""
    loaded: Json = json.loads(files("unlike.presentation.json").joinpath("schema.json").read_text("utf-8"))
    return loaded


def _conversation_json(conversation: ConversationFindings, people: tuple[Subject, ...]) -> Json:
    return {
        "title": conversation.title,
        "app": conversation.app,
        "group": conversation.group,
        "first": conversation.first.isoformat() if conversation.first else None,
        "last": conversation.last.isoformat() if conversation.last else None,
        "messages": conversation.messages,
        "system": conversation.system,
        "calls": conversation.calls,
        "skipped": [{"ref": ref, "why": translate_lazy(why)} for ref, why in conversation.skipped],
        "notes": [translate_lazy(note) for note in conversation.notes],
        "people": [_person_json(subject) for subject in people],
        **_repeat_visits(conversation.repeat_visits),
        **_unread_json(conversation.unread),
        **medium_limits_json(conversation),
    }


def _unread_json(unread: UnreadRecords) -> Json:
    """Counts of what was not read of the export; absent where everything was."""
    if not unread.number and not unread.breaks_off:
        return {}
    counts = {name: getattr(unread, name) for name in ("skipped", "doubtful", "ambiguous", "total")}
    return {"unread": {**counts, "too_many": unread.withholds, "breaks_off": unread.breaks_off}}


def _repeat_visits(visits: RepeatVisits | None) -> Json:
    """Earlier visits to the same conversation; absent where there were hardly any."""
    if visits is None:
        return {}
    return {
        "repeat_visits": {
            "times": visits.times,
            "since": visits.since.isoformat(),
            "nothing_new": visits.nothing_new,
        }
    }


def _person_json(subject: Subject) -> Json:
    person = subject.person
    return {
        "name": person.name,
        **help_json(subject),
        "messages": person.messages,
        "active_days": person.active_days,
        "enough": person.enough,
        "needs": None if person.enough else missing_history_sentence(person),
        **_wanted_history(person),
        "now": _current_state_json(person.current_state, subject) if person.current_state else None,
        "spells": [_spell_json(spell, subject) for spell in person.spells],
        "lasting": [_lasting_shift_json(shift, subject) for shift in person.lasting_shifts],
        "recurrence": _recurrence_json(person.recurrence, subject) if person.recurrence else None,
        "open": [
            *([_open_question_json(person.open_question, subject)] if person.open_question else []),
            *plans_json(subject),
        ],
        **_limits_json(person),
        **explanations_json(subject),
        **activity_before(subject),
        **balance_json(subject),
        **return_patterns_json(subject),
        **relationship_json(subject),
        **usual_json(person.usual_habits),
        **label_associations(subject),
        **conversation_changes_json(subject),
    }


def _wanted_history(person: PersonFindings) -> Json:
    """History that would be enough; absent where there is enough of it, or where it was not read."""
    missing = person.missing_history
    if not isinstance(missing, MissingHistory):
        return {}
    return {"wanted": {"messages": missing.wanted_messages, "active_days": missing.wanted_days}}


def _limits_json(person: PersonFindings) -> Json:
    """Drops that the history could have shown, and what followed late answers; absent where not counted."""
    reach, late = person.detectable_drop, person.late_replies
    return {
        **({"reach": _detectable_drop_json(reach)} if reach else {}),
        **({"late": {"answers": late.answers, "warm": late.warm_after}} if late else {}),
    }


def _detectable_drop_json(reach: DetectableDrop) -> Json:
    months = [{"first": month.first.isoformat(), "factor": json_number(month.factor)} for month in reach.by_month]
    return {"days": reach.days, "factor": json_number(reach.factor), "months": months}


def _current_state_json(now: CurrentState, subject: Subject) -> Json:
    return {
        "said": list(finding_section(now, subject).sentences),
        "grade": now.grade.value,
        "unlike": now.unlike,
        "direction": now.direction.value,
        "chance": json_number(now.chance),
        "windows": now.windows,
        "as_far": now.as_far,
        "bare_chance": json_number(now.bare_chance),
        "looks_a_month": json_number(now.looks_a_month),
        "daily_evidence": json_number(now.daily_evidence),
        "since": json_moment(now.since, subject.zone),
        "until": json_moment(now.until, subject.zone),
        "day": now.day,
        "messages": list(now.messages),
        "signals": signals_json(now.changed_signals),
        "unchanged": signal_names(now.unchanged_signals),
        "undecided": signal_names(now.undecided_signals),
        **owner_annotations(now, subject),
    }


def _spell_json(spell: Spell, subject: Subject) -> Json:
    return {
        "said": list(finding_section(spell, subject).sentences),
        "first": spell.first.isoformat(),
        "last": spell.last.isoformat(),
        "ongoing": spell.ongoing,
        "possible": spell.possible,
        "direction": spell.direction.value,
        "chance": json_number(spell.chance),
        "messages": list(spell.messages),
        "signals": signals_json(spell.changed_signals),
        "unchanged": signal_names(spell.unchanged_signals),
        "ended": _ending_json(spell.ending, subject) if spell.ending else None,
        **cross_chat_outcome(subject, spell.first),
        **owner_annotations(spell, subject),
    }


def _ending_json(ended: SpellEnding, subject: Subject) -> Json:
    return {
        "how": spell_ending_sentence(ended, subject),
        "who": ended.first_sender,
        "days": ended.days,
        **({"kind": ended.act.value} if ended.act else {}),
        "messages": list(ended.messages),
    }


def _lasting_shift_json(shift: LastingShift, subject: Subject) -> Json:
    return {
        "said": list(finding_section(shift, subject).sentences),
        "date": shift.day.isoformat(),
        "between": json_dates(shift.between),
        "direction": shift.direction.value,
        "chance": json_number(shift.chance),
        "messages": list(shift.messages),
        "signals": signals_json(shift.changed_signals),
        "unchanged": signal_names(shift.unchanged_signals),
    }


def _recurrence_json(recurrence: Recurrence, subject: Subject) -> Json:
    return {
        "said": [
            recurrence_sentence(recurrence),
            *latest_sentences(recurrence.latest, subject),
            *recurrence_certainty(recurrence),
        ],
        "period_days": json_number(recurrence.period_days),
        "between": [json_number(end) for end in recurrence.between],
        "typical_days": recurrence.typical_days,
        "spells": recurrence.spells,
        "next": json_dates(recurrence.upcoming),
        "chance": json_number(recurrence.chance),
    }


def _open_question_json(question: OpenQuestion, subject: Subject) -> Json:
    """An open question without its words: a reader looks them up at the ref."""
    section = open_question_section(question, subject, words=False)
    return {
        "said": list(section.sentences),
        "kind": "invitation" if question.is_invitation else "question",
        "since": json_moment(question.since, subject.zone),
        "waited_seconds": json_number(question.waited.total_seconds()),
        "similar": question.similar_waits,
        "warm": question.warm_after,
        "chance": json_number(question.chance),
        "messages": list(question.messages),
    }
