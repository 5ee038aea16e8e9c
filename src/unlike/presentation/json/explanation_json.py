"""Explanations of shifts, and what two people have between them, as plain values of the document."""

from __future__ import annotations

from datetime import date
from typing import Any

from unlike.presentation.helplines import HelpKind, Helpline
from unlike.presentation.json.json_values import json_dates, json_moment, json_number
from unlike.presentation.sentences import Subject, concern
from unlike.presentation.sentences.findings.balance_text import balance_sentence
from unlike.presentation.sentences.findings.cross_chat_text import compared_shifts, cross_chat_section
from unlike.presentation.sentences.findings.explanation_text import look_back_section
from unlike.presentation.sentences.findings.help_text import help_section, helpline_entries
from unlike.presentation.sentences.findings.plan_text import plan_outcomes_sentence, plan_sentence
from unlike.presentation.sentences.findings.relationship_text import routine_base, routine_name
from unlike.presentation.sentences.findings.spell_ending_text import return_pattern_sentence
from unlike.results import CrossChatOutcome, Explanations, LookBack, WritingVolume
from unlike.results.explanations import UnansweredQuestion
from unlike.results.interaction import Plan

Json = dict[str, Any]


def help_json(subject: Subject) -> Json:
    """The first part of a person whose messages have words of harm or fear: that there is help."""
    worry = concern(subject)
    if worry is None:
        return {}
    section = help_section(worry, subject)
    return {
        "help": {
            "said": list(section.sentences),
            "messages": list(worry.messages),
            **({"fear_of_owner": list(worry.fear_of_owner)} if worry.fear_of_owner else {}),
            "lines": [_helpline_json(*entry) for entry in helpline_entries(subject.zone)],
        }
    }


def _helpline_json(country: str, kind: HelpKind, line: Helpline) -> Json:
    """One line that can be called or looked up."""
    return {
        "country": country,
        "kind": kind.value,
        "name": line.name,
        "contact": line.contact,
        "hours": line.hours,
        "source": line.source,
    }


def explanations_json(subject: Subject) -> Json:
    """Topics before each shift, and the same days elsewhere; absent where nothing was looked for."""
    explanations = subject.person.explanations
    if explanations is None:
        return {}
    return {
        **(
            {"reasons": [_look_back(back, subject) for back in explanations.look_backs]}
            if explanations.look_backs
            else {}
        ),
        **({"last_days": _last_days(explanations.last_days, subject)} if explanations.last_days else {}),
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
                "days": json_dates((activity.first, activity.last)),
                "compared": activity.baseline_spans,
                "people": [_volume_json(volume) for volume in activity.people],
            }
            for activity in explanations.activity_before
        ]
    }


def _volume_json(volume: WritingVolume) -> Json:
    """One person's messages and their length, each with where nine in ten of the compared days lie."""
    return {
        "name": volume.sender,
        "messages": volume.messages,
        "usual_messages": [json_number(end) for end in volume.usual_messages],
        "words": json_number(volume.words),
        "usual_words": [json_number(end) for end in volume.usual_words],
    }


def cross_chat_outcome(subject: Subject, shift: date) -> Json:
    """Whether the person changed on the same days in other conversations; absent where there are none."""
    outcomes = (
        [comparison.outcome for comparison in subject.person.explanations.cross_chat if comparison.shift == shift]
        if subject.person.explanations
        else []
    )
    if not outcomes:
        return {}
    too_count, usual_count = outcomes.count(CrossChatOutcome.TOO), outcomes.count(CrossChatOutcome.USUAL)
    return {"elsewhere": "same" if too_count > usual_count else "different" if usual_count > too_count else "unknown"}


def _cross_chat(subject: Subject) -> Json:
    """The same days elsewhere and of the owner, as sentences and as values; absent where there are none."""
    sections = [(shift, cross_chat_section(shift, subject)) for shift in compared_shifts(subject)]
    documents = [
        {
            "shift": shift.isoformat(),
            "said": list(section.sentences),
            **_outcome_counts(shift, subject.person.explanations),
        }
        for shift, section in sections
        if section and subject.person.explanations
    ]
    return {"beside": documents} if documents else {}


def _outcome_counts(shift: date, explanations: Explanations) -> Json:
    """The outcomes on the same days: by conversation, of the owner, and of the owner in the days before."""
    elsewhere = [
        {"title": comparison.title, "verdict": comparison.outcome.value, "chance": json_number(comparison.chance)}
        for comparison in explanations.cross_chat
        if comparison.shift == shift
    ]
    own = next(
        (comparison.outcome.value for comparison in explanations.owner_same_days if comparison.shift == shift), None
    )
    before = next(
        (comparison.outcome.value for comparison in explanations.owner_before if comparison.shift == shift), None
    )
    return {"elsewhere": elsewhere, "owner": own, "owner_before": before}


def _look_back(back: LookBack, subject: Subject) -> Json:
    """One look-back, as sentences and as values."""
    question = {"unanswered": _unanswered(back.unanswered, subject)} if back.unanswered else {}
    return {"shift": back.shift.isoformat(), **_last_days_sentences(back, subject), **question}


def _unanswered(question: UnansweredQuestion, subject: Subject) -> Json:
    """A question that waited for the owner, as values."""
    return {
        "asked": json_moment(question.asked_at, subject.zone),
        "waited_seconds": question.waited.total_seconds(),
        "answered": question.is_answered,
        "chance": json_number(question.chance),
        "messages": [question.message],
    }


def _last_days(back: LookBack, subject: Subject) -> Json:
    """Topics of the last days where the current state is not known, as sentences and as values."""
    return {**_last_days_sentences(back, subject), "whole": back.is_whole}


def _last_days_sentences(back: LookBack, subject: Subject) -> Json:
    """Days and what was told in them, as sentences and as values."""
    return {
        "said": list(look_back_section(back, subject).sentences),
        "days": json_dates((back.first, back.last)),
        "read": back.messages_read,
        "compared": back.baseline_spans,
        "told": [
            {
                "topic": mention.topic,
                "by": list(mention.senders),
                "messages": list(mention.messages),
                "elsewhere": mention.messages_elsewhere,
                "chance": None if mention.chance is None else json_number(mention.chance),
            }
            for mention in back.topics
        ],
    }


def relationship_json(subject: Subject) -> Json:
    """Routines, refs of messages worth remembering, and earlier questions; without their words."""
    relationship = subject.person.relationship
    return (
        {}
        if relationship is None
        else {
            "routines": [
                {
                    "name": routine_name(routine, subject),
                    "usual": routine_base(routine),
                    "first": routine.first.isoformat(),
                    "last": routine.last.isoformat(),
                    "broken_on": [day.isoformat() for day in routine.broken_on],
                }
                for routine in relationship.routines
            ],
            "warm": [moment.ref for moment in relationship.warm],
            "asked": [[opener.ref, opener.answer, opener.warm] for opener in relationship.openers],
        }
    )


def balance_json(subject: Subject) -> Json:
    """Arguments for and against an ordinary spell; absent where nothing is unlike them now."""
    rows = [
        {"question": row.question, "side": row.supports.value, "said": balance_sentence(row, subject)}
        for row in subject.person.balance
    ]
    return {"weighing": rows} if rows else {}


def return_patterns_json(subject: Subject) -> Json:
    """Acts around the ends of several spells, oftener than on other days; absent where there are none."""
    patterns = [
        {
            "said": return_pattern_sentence(pattern, subject),
            "who": pattern.sender,
            "act": pattern.act.value,
            "spells": pattern.spells,
            "of": pattern.of,
            "usual": json_number(pattern.base_rate),
        }
        for pattern in subject.person.return_patterns
    ]
    return {"returned": patterns} if patterns else {}


def plans_json(subject: Subject) -> list[Json]:
    """The open plans, without their words."""
    relationship = subject.person.relationship
    if relationship is None or relationship.plans is None:
        return []
    return [_plan_json(plan, subject, plan_outcomes_sentence(relationship.plans)) for plan in relationship.plans.open]


def _plan_json(plan: Plan, subject: Subject, outcome: str) -> Json:
    """One open plan."""
    return {
        "said": [plan_sentence(plan, subject, words=False), outcome],
        "kind": "plan",
        "since": plan.made_on.isoformat(),
        "by": plan.sender,
        "for": json_dates((plan.first, plan.last)),
        "messages": [plan.ref],
    }
