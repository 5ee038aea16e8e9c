"""Changes of the conversation, and not of a person, in the JSON document: of how much all write, and of the app."""

from __future__ import annotations

from typing import Any

from unlike.i18n import translate_lazy
from unlike.presentation.json.json_values import json_number
from unlike.presentation.json.signal_json import signal_names, signals_json
from unlike.presentation.sentences import Subject, finding_section
from unlike.presentation.sentences.findings.language_change_text import language_change_section
from unlike.results import AppChange, ChannelChange
from unlike.results.language_change import LanguageChange

Json = dict[str, Any]


def conversation_changes_json(subject: Subject) -> Json:
    """Both kinds of changes, and one of the person's language; each absent where there is none."""
    person = subject.person
    medium = [_channel_change_json(change, subject) for change in person.channel_changes]
    apps = [_app_change(change, subject) for change in person.app_changes]
    return {
        **({"medium": medium} if medium else {}),
        **({"app_changes": apps} if apps else {}),
        **({"language_change": _language_change(person.language_change, subject)} if person.language_change else {}),
    }


def _language_change(change: LanguageChange, subject: Subject) -> Json:
    return {
        "said": list(language_change_section(change, subject).sentences),
        "day": change.day.isoformat(),
        "before": change.before,
        "after": change.after,
        "recent": change.recent,
    }


def _channel_change_json(medium: ChannelChange, subject: Subject) -> Json:
    return {
        "said": list(finding_section(medium, subject).sentences),
        "first": medium.first.isoformat(),
        "last": medium.last.isoformat(),
        "ongoing": medium.ongoing,
        "gone": medium.missing_sender,
        "a_day": json_number(medium.messages_per_day),
        "usual": json_number(medium.baseline_per_day),
        "messages": list(medium.messages),
    }


def _app_change(change: AppChange, subject: Subject) -> Json:
    return {
        "said": list(finding_section(change, subject).sentences),
        "from": translate_lazy(change.before),
        "to": translate_lazy(change.after),
        "date": change.day.isoformat(),
        "last_before": change.last_before.isoformat(),
        "first_after": change.first_after.isoformat(),
        "compared": change.compared,
        "recent": change.recent,
        "signals": signals_json(change.changed_signals),
        "unchanged": signal_names(change.unchanged_signals),
        "messages": list(change.messages),
    }
