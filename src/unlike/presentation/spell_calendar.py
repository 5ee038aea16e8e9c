"""Spells as entries of a calendar (iCalendar, RFC 5545), for whoever keeps a diary."""

from __future__ import annotations

import hashlib
from datetime import UTC, date, datetime, timedelta
from typing import Any

from unlike.errors import UsageError
from unlike.i18n import mark
from unlike.presentation.numbering import numbered_findings
from unlike.presentation.redaction import Redaction, redactor
from unlike.presentation.sentences import concern, finding_section
from unlike.results import Findings, Spell


def spell_calendar(findings: Findings, redaction: Redaction, moment: datetime) -> bytes:
    """A calendar with one entry of whole days a spell; nothing of people whose messages speak of harm.

    Args:
        findings: the answer with all its names and words; the redaction is applied here.
        redaction: what is kept of them.
        moment: when it is written, aware.

    Raises:
        UsageError: the package icalendar is not installed.
    """
    icalendar = _calendar_library()
    calendar = icalendar.Calendar()
    calendar.add("prodid", "-//unlike//EN")
    calendar.add("version", "2.0")
    redacted = redactor(redaction, findings).findings(findings)
    for entry in numbered_findings(redacted, None):
        if isinstance(entry.finding, Spell) and not concern(entry.subject):
            section = finding_section(entry.finding, entry.subject)
            event = icalendar.Event()
            event.add("summary", section.headline)
            event.add("description", " ".join((*section.detail, *section.body)))
            event.add("dtstart", entry.finding.first)
            event.add("dtend", entry.finding.last + timedelta(days=1))  # the day after, as the standard has it
            event.add("dtstamp", moment.astimezone(UTC))
            event.add("uid", _event_uid(entry.conversation.key, entry.subject.person.name, entry.finding.first))
            event.add("transp", "TRANSPARENT")
            calendar.add_component(event)
    return bytes(calendar.to_ical())


def _event_uid(conversation: str, person: str, first: date) -> str:
    """The same for the same spell in every file, so that a calendar replaces the entry; no name can be read from it."""
    digest = hashlib.sha256(f"{conversation}\0{person}\0{first.isoformat()}".encode()).hexdigest()
    return f"{digest[:32]}@unlike"


def _calendar_library() -> Any:  # noqa: ANN401 - an extra, which need not be there
    try:
        import icalendar  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise UsageError(
            mark("A calendar is written with the package icalendar, which unlike[calendar] brings: install that.")
        ) from error
    return icalendar
