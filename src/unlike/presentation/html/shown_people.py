"""People of a conversation whose pictures and findings stand on a page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from unlike.presentation.sentences import Subject, concern
from unlike.presentation.sentences.findings.order import look_backs_now

MAX_PEOPLE: Final = 5
"""People of a group of whom more is shown, beside those who are unlike themselves now."""


def shown_people(people: Sequence[Subject]) -> Sequence[Subject]:
    """The only person, or in a group all who are unlike themselves now, then a few more of whom something is told."""
    candidates = [subject for subject in people if subject.person.enough or _is_told(subject)]
    if len(people) == 1:
        return candidates
    candidates = [subject for subject in candidates if _is_told(subject) or not subject.person.is_quiet]
    candidates.sort(key=lambda subject: not subject.person.is_unusual_now)
    return candidates[: max(MAX_PEOPLE, sum(subject.person.is_unusual_now for subject in candidates))]


def _is_told(subject: Subject) -> bool:
    """Whether messages of the last days, or of those before what is now, are there to be opened."""
    return any(back.messages for back in look_backs_now(subject)) and not concern(subject)
