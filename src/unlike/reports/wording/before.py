"""Earlier spells and how they passed: counted, all of them."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

from unlike.findings import Ended, Habit, Recurrence, Spell
from unlike.reports.wording.dates import age, days, length
from unlike.reports.wording.habits import turns
from unlike.reports.wording.numbers import between, brief, count, in_words, odds
from unlike.reports.wording.passage import Mark, Passage, Voice, capital


def alike(spell: Spell, present: Sequence[Habit]) -> bool:
    """Whether a spell shares with the present a habit that went the same way."""
    return bool(turns(spell.changed) & turns(present))


def so_before(earlier: Sequence[Spell], others: int, voice: Voice) -> Passage:
    """Earlier spells of the same kind as now, and how many of another kind."""
    passed = _endings(earlier)
    if len(passed) == len(earlier):
        headline = "It has been so before, and it passed."
    else:
        headline = f"It has been so before; {len(passed)} of {count(len(earlier), 'spell')} passed."
    rest = (f"{capital(count(others, 'other spell'))} changed in other ways.",) if others else ()
    lines = (_how_many(earlier, " with some of the same changes"), *_after(passed, len(earlier), voice), *rest)
    return Passage(mark=Mark.BEFORE, headline=headline, lines=lines, hint="--all")


def never_so(others: int, voice: Voice) -> Passage:
    """Something is unlike now, and nothing of its kind was found before: said plainly."""
    whole = f" in {age(voice.first, voice.last)}" if voice.first and voice.last else ""
    rest = (f"{capital(count(others, 'spell'))} of another kind can be seen with --all.",) if others else ()
    return Passage(
        mark=Mark.BEFORE,
        headline=f"No earlier spell with these changes was found{whole}.",
        lines=("That says little about what comes next: short ones can pass unseen.", *rest),
    )


def were_before(earlier: Sequence[Spell], voice: Voice) -> Passage:
    """All earlier spells, where nothing is unlike now."""
    passed = _endings(earlier)
    one = len(earlier) == 1
    start = f"{capital(in_words(len(earlier)))} {'spell was' if one else 'spells were'} unlike {voice.name}"
    if len(passed) == len(earlier):
        headline = f"{start}, and {'it' if one else 'each'} passed."
    else:
        headline = f"{start}, and {in_words(len(passed)) if passed else 'none'} of them passed."
    return Passage(
        mark=Mark.BEFORE,
        headline=headline,
        lines=(_how_many(earlier, ""), *_after(passed, len(earlier), voice)),
        hint="--all",
    )


def recurrence_lines(recurrence: Recurrence, voice: Voice) -> tuple[str, ...]:
    """How regularly they come back, and when the next one may."""
    first, last = recurrence.upcoming
    past = voice.last is not None and first <= voice.last
    regular = (
        f"They came about {brief(recurrence.period_days)} days apart ({between(*recurrence.between)}, nine times in "
        f"ten, over {count(recurrence.spells, 'spell')}; as regular by chance: {odds(recurrence.chance)})."
    )
    return (regular, f"The next {'was' if past else 'is'} to be expected on {days(first, last)}.")


def _endings(spells: Sequence[Spell]) -> tuple[Ended, ...]:
    return tuple(spell.ended for spell in spells if spell.ended)


def _how_many(earlier: Sequence[Spell], kind: str) -> str:
    """How many, since when, how long, and the latest."""
    latest = max(earlier, key=lambda spell: spell.first)
    lengths = sorted(length(spell.first, spell.last) for spell in earlier)
    possible = sum(spell.possible for spell in earlier)
    only = "" if not possible else " It is only possible." if len(earlier) == 1 else f" {possible} are only possible."
    if len(earlier) == 1:
        return f"Once{kind}: {days(latest.first, latest.last)}, {count(lengths[0], 'day')}.{only}"
    since = min(spell.first for spell in earlier).year
    typical = brief(median(lengths))
    around = f" ({lengths[0]}–{lengths[-1]})" if lengths[0] != lengths[-1] else ""
    return (
        f"{capital(count(len(earlier), 'time'))} since {since}{kind}, {typical} {'day' if typical == '1' else 'days'} "
        f"each{around}, the latest {days(latest.first, latest.last)}.{only}"
    )


def _after(endings: Sequence[Ended], of: int, voice: Voice) -> tuple[str, ...]:
    """What came after them."""
    if not endings:
        return ()
    waits = [max(1, ended.days) for ended in endings]
    typical = round(median(waits))
    soon = "the next day" if typical == 1 else f"{in_words(typical)} days later"
    around = f" (at most {count(max(waits), 'day')} later)" if max(waits) != typical else ""
    each = "it" if of == 1 else "each" if len(endings) == of else f"{len(endings)} of {of}"
    return (f"After {each}, {voice.name} wrote as usual again, {soon}{around}.",)
