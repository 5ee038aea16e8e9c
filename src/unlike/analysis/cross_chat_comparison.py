"""Each spell held against the same days elsewhere, and against the owner's own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

import polars as pl

from unlike.analysis.person import WANTED
from unlike.core.types import Direction
from unlike.detection import SignalPanel
from unlike.explain.cross_chat import baseline, days_before, same_days
from unlike.messages.queries import by_sender
from unlike.results.explanations import CrossChatComparison, CrossChatOutcome, Explanations
from unlike.results.findings import ConversationFindings, PersonFindings
from unlike.signals import MeasuredConversation, series, telling

_Stretch = tuple[date, date, Direction]


@dataclass(slots=True)
class _Baselines:
    """What is usual for whom and where, made once."""

    measured: Mapping[str, MeasuredConversation]
    known: dict[tuple[str, str], SignalPanel | None] = field(default_factory=dict)

    def of(self, key: str, who: str) -> SignalPanel | None:
        """None where they write too little, or not at all."""
        if (key, who) not in self.known:
            here = self.measured[key]
            theirs = by_sender(here.messages, who)
            enough = theirs["day"].n_unique() >= WANTED
            self.known[key, who] = baseline(telling(here, series(here, who))) if enough else None
        return self.known[key, who]

    def writes(self, key: str, who: str) -> bool:
        """Whether they write there at all."""
        return bool((self.measured[key].messages["sender"].cast(pl.String) == who).any())


def with_elsewhere(
    told: Sequence[ConversationFindings], measured: Mapping[str, MeasuredConversation], owner: str
) -> tuple[ConversationFindings, ...]:
    """The same findings with what the same days were like elsewhere.

    Args:
        told: what was found.
        measured: the conversations by key.
        owner: whose chats these are.
    """
    usual = _Baselines(measured)
    titles = {one.key: one.title for one in told if one.key in measured}
    return tuple(
        replace(one, people=tuple(_person(person, one.key, titles, usual, owner) for person in one.people))
        for one in told
    )


def _person(
    person: PersonFindings, key: str, titles: Mapping[str, str], usual: _Baselines, owner: str
) -> PersonFindings:
    """One person; as they are where nothing was found."""
    stretches = list(_stretches(person, usual.measured[key])) if key in titles else []
    if not stretches:
        return person
    others = [other for other in titles if other != key and usual.writes(other, person.name)]
    reasons = replace(
        person.explanations or Explanations(),
        cross_chat=tuple(
            _held(usual, (other, titles[other]), person.name, one) for one in stretches for other in others
        ),
        owner_same_days=tuple(_held(usual, (key, titles[key]), owner, one) for one in stretches),
        owner_before=tuple(
            replace(_held(usual, (key, titles[key]), owner, (*days_before(one[0]), one[2])), shift=one[0])
            for one in stretches
        ),
    )
    return replace(person, explanations=reasons)


def _stretches(person: PersonFindings, measured: MeasuredConversation) -> Iterator[_Stretch]:
    """The days of each spell, and the last day where it is unlike them."""
    for spell in person.spells:
        yield spell.first, spell.last, spell.direction
    end = measured.messages["day"].max()
    if (
        person.current_state
        and person.current_state.unlike
        and isinstance(end, date)
        and not any(one.ongoing for one in person.spells)
    ):
        yield end, end, Direction.COOLER


def _held(usual: _Baselines, where: tuple[str, str], who: str, stretch: _Stretch) -> CrossChatComparison:
    """One stretch held against one person's days in one conversation."""
    person = usual.of(where[0], who)
    verdict, chance = ("unclear", None) if person is None else same_days(person, stretch[:2], stretch[2])
    return CrossChatComparison(stretch[0], who, *where, CrossChatOutcome(verdict), chance)
