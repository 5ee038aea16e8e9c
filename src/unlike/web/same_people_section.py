"""Section of who is one person in the open exports."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import blake2b

import msgspec

from unlike.presentation.sanitise import isolated, sanitise
from unlike.web.session_state import Session


@dataclass(frozen=True, slots=True)
class SamePairItem:
    """Two names that were joined.

    Attributes:
        digest: names them in forms.
        first, second: as they are shown.
    """

    digest: str
    first: str
    second: str


@dataclass(frozen=True, slots=True)
class SamePeopleSection:
    """Names of the open exports, and the pairs of them that are one person's.

    Attributes:
        names: to choose from: what names each in forms, and how it is shown.
        pairs: that were joined.
        can_undo: whether the last joining or taking apart can be taken back.
    """

    names: tuple[tuple[str, str], ...]
    pairs: tuple[SamePairItem, ...]
    can_undo: bool


def names_digest(*names: str) -> str:
    """Name of a name, or of a pair of them, in a form."""
    return blake2b(msgspec.json.encode(names), digest_size=12).hexdigest()


def same_people_section(session: Session) -> SamePeopleSection:
    """Return the section of who is one person in the open exports."""
    names = tuple((names_digest(name), isolated(sanitise(name))) for name in session.choosable_names)
    pairs = tuple(
        SamePairItem(names_digest(*pair), *(isolated(sanitise(name)) for name in pair)) for pair in session.same_pairs
    )
    return SamePeopleSection(names, pairs, session.previous_same_pairs not in (None, session.same_pairs))
