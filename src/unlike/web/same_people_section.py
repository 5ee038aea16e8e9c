"""Who is one person in the exports that are open, as a page lists it."""

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
    """Who is one person.

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
    """Who is one person in the exports that are open."""
    names = tuple((names_digest(name), isolated(sanitise(name))) for name in session.choosable_names)
    pairs = tuple(
        SamePairItem(names_digest(*pair), *(isolated(sanitise(name)) for name in pair)) for pair in session.same
    )
    return SamePeopleSection(names, pairs, session.same_before not in (None, session.same))
