"""Where nothing was found, and where too little is there to find anything."""

from __future__ import annotations

from unlike.findings import Needs, Now, PersonFindings, Reach
from unlike.reports.wording.now import calm_line
from unlike.reports.wording.numbers import count, grouped
from unlike.reports.wording.passage import Mark, Passage, Voice, capital, listed

NO_NOW = "Too few of their last messages can be compared to say anything about now."


def nothing(voice: Voice, now: Now | None) -> Passage:
    """A quiet history: what would have been noticed."""
    moved = any(one.ongoing for one in voice.person.medium)
    told = () if moved else (calm_line(now) if now else NO_NOW,)
    return Passage(
        mark=Mark.QUIET,
        headline=f"Nothing {'before that' if moved else 'here'} is unlike {voice.name}.",
        lines=(*told, *reach_lines(voice.person.reach)),
        hint=voice.hint(now) if now else "",
    )


def nothing_ongoing(voice: Voice) -> Passage:
    """Something was found, and nothing can be said about now."""
    return Passage(mark=Mark.QUIET, headline=f"No spell of {voice.name} goes on.", lines=(NO_NOW,))


def reach_lines(reach: Reach | None) -> tuple[str, ...]:
    """The limits of a quiet answer."""
    if reach is None:
        return ()
    spell = f"a spell of {count(reach.days, 'day')}"
    if reach.factor is None:
        return (f"This history cannot show everything: {spell} could pass unseen even at a quarter of their usual.",)
    shown = (
        f"It would have shown, four times in five: {spell} with their habits down to {reach.factor * 100:.0f}% "
        "of the usual. Anything smaller or shorter can pass unseen."
    )
    return (shown,)


def too_little(voice: Voice) -> Passage:
    """What is there and how much would do."""
    return Passage(
        mark=Mark.QUIET, headline=f"Too little to say about {voice.name} yet.", lines=(needs_line(voice.person),)
    )


def needs_line(person: PersonFindings) -> str:
    """E.g. "They wrote 31 messages on 12 days here; 60 days with messages would be enough."."""
    there = f"They wrote {count(person.messages, 'message')} on {count(person.active_days, 'day')} here"
    if person.needs is None:
        return f"{there}, which is not enough."
    return f"{there}; {grouped(person.needs.wanted)} days with messages would be enough."


def nothing_of_several(names: tuple[str, ...]) -> str:
    """Several quiet people in one sentence."""
    return f"Nothing here is unlike {listed(names, 'or')}."


def too_little_of_several(number: int, needs: Needs | None) -> str:
    """Several people who wrote too little, in one sentence."""
    would_do = f"; {grouped(needs.wanted)} days with messages each would be enough" if needs else ""
    return f"Too little to say about {count(number, 'person')} yet{would_do}."


def more_people(number: int) -> str:
    """People who are not shown."""
    return f"{capital(count(number, 'more person'))} wrote less: --with NAME shows one, --all everyone."


def nobody() -> Passage:
    """Nobody but the owner wrote."""
    return Passage(
        mark=Mark.QUIET,
        headline="Nobody but you wrote here.",
        lines=("There is nobody to compare with themselves; an export with their messages would do.",),
    )
