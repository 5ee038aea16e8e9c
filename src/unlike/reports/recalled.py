"""What the owner knows themselves, in the JSON face."""

from __future__ import annotations

from typing import Any

from unlike.findings import Now, Spell
from unlike.reports.wording import Voice
from unlike.reports.wording.notes import notes_of


def noted(found: Spell | Now, voice: Voice) -> dict[str, Any]:
    """The owner's notes about a finding's days, in their words; absent where there are none."""
    notes = [
        {
            "text": note.text,
            "first": note.first.isoformat(),
            "last": note.last.isoformat(),
            "written": note.written.isoformat(),
        }
        for note in notes_of(voice, found)
    ]
    return {"notes": notes} if notes else {}
