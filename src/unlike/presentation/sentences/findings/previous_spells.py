"""Earlier spells and how they passed: counted, all of them."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

from unlike.i18n import phrase, say, say_many
from unlike.presentation.model import Mark, Passage, Voice, capital, with_option
from unlike.presentation.sentences.findings.signal_change_text import turns
from unlike.presentation.sentences.formatting.date_format import age, days, length
from unlike.presentation.sentences.formatting.number_format import amount, between, brief, in_words, odds
from unlike.results import Ended, Habit, Recurrence, Spell


def alike(spell: Spell, present: Sequence[Habit]) -> bool:
    """Whether a spell shares with the present a habit that went the same way."""
    return bool(turns(spell.changed) & turns(present))


def so_before(earlier: Sequence[Spell], others: int, voice: Voice) -> Passage:
    """Earlier spells of the same kind as now, and how many of another kind."""
    passed = _endings(earlier)
    headline = say("It has been so before, and it passed.")
    if len(passed) != len(earlier):
        headline = say_many(
            "It has been so before; {passed} of {number} spell passed.",
            "It has been so before; {passed} of {number} spells passed.",
            len(earlier),
            passed=len(passed),
        )
    rest = say_many(
        "{number} other spell changed in other ways.", "{number} other spells changed in other ways.", others
    )
    lines = (_how_many(earlier, alike=True), *_after(passed, len(earlier), voice), *((rest,) if others else ()))
    return Passage(mark=Mark.BEFORE, headline=headline, lines=lines, hint="--all")


def never_so(others: int, voice: Voice) -> Passage:
    """Something is unlike now, and nothing of its kind was found before: said plainly."""
    headline = say("No earlier spell with these changes was found.")
    if voice.first and voice.last:
        headline = say(
            "No earlier spell with these changes was found in {months}.", months=age(voice.first, voice.last)
        )
    seen = with_option(
        say_many(
            "{number} spell of another kind can be seen with --all.",
            "{number} spells of another kind can be seen with --all.",
            others,
        ),
        here=say_many(
            "{number} spell of another kind can be seen below.",
            "{number} spells of another kind can be seen below.",
            others,
        ),
    )
    little = say("That says little about what comes next: short ones can pass unseen.")
    return Passage(Mark.BEFORE, headline, (little, *((seen,) if others else ())))


def were_before(earlier: Sequence[Spell], voice: Voice) -> Passage:
    """All earlier spells, where nothing is unlike now."""
    passed = _endings(earlier)
    lines = (_how_many(earlier, alike=False), *_after(passed, len(earlier), voice))
    return Passage(Mark.BEFORE, _were(len(earlier), len(passed), voice.name), lines, hint="--all")


def _were(number: int, passed: int, name: str) -> str:
    """E.g. "Eight spells were unlike Rosa, and each passed."."""
    told = {"name": name, "spells": capital(in_words(number)), "passed": in_words(passed)}
    if passed == number:
        return say_many(
            "One spell was unlike {name}, and it passed.",
            "{spells} spells were unlike {name}, and each passed.",
            number,
            **told,
        )
    if passed:
        return say("{spells} spells were unlike {name}, and {passed} of them passed.", **told)
    return say_many(
        "One spell was unlike {name}, and it did not pass.",
        "{spells} spells were unlike {name}, and none of them passed.",
        number,
        **told,
    )


def recurrence_lines(recurrence: Recurrence, voice: Voice) -> tuple[str, ...]:
    """How regularly they come back, and when the next one may."""
    first, last = recurrence.upcoming
    regular = say(
        "They came about {days} days apart ({between}, nine times in ten, over {spells} spells; as regular by chance: "
        "{odds}).",
        days=brief(recurrence.period_days),
        between=between(*recurrence.between),
        spells=recurrence.spells,
        odds=odds(recurrence.chance),
    )
    if voice.last is not None and first <= voice.last:
        return (regular, say("The next was to be expected on {days}.", days=days(first, last)))
    return (regular, say("The next is to be expected on {days}.", days=days(first, last)))


def _endings(spells: Sequence[Spell]) -> tuple[Ended, ...]:
    return tuple(spell.ended for spell in spells if spell.ended)


def _how_many(earlier: Sequence[Spell], *, alike: bool) -> str:
    """How many, since when, how long, and the latest."""
    latest = max(earlier, key=lambda spell: spell.first)
    lengths = sorted(length(spell.first, spell.last) for spell in earlier)
    told = {"latest": days(latest.first, latest.last), "each": amount(median(lengths), "day")}
    if len(earlier) == 1:
        once = (
            phrase("Once with some of the same changes: {latest}, {each}.")
            if alike
            else phrase("Once: {latest}, {each}.")
        )
        return " ".join((say(once, **told), *_possible(earlier)))
    told["around"] = f" ({lengths[0]}–{lengths[-1]})" if lengths[0] != lengths[-1] else ""
    told["since"] = str(min(spell.first for spell in earlier).year)
    often = phrase("{times} times since {since}, {each} each{around}, the latest {latest}.")
    if alike:
        often = phrase(
            "{times} times since {since} with some of the same changes, {each} each{around}, the latest {latest}."
        )
    return " ".join((say(often, times=len(earlier), **told), *_possible(earlier)))


def _possible(earlier: Sequence[Spell]) -> tuple[str, ...]:
    """How many of them are only possible."""
    possible = sum(spell.possible for spell in earlier)
    if possible and len(earlier) == 1:
        return (say("It is only possible."),)
    told = say_many("{number} of them is only possible.", "{number} of them are only possible.", possible)
    return (told,) if possible else ()


def _after(endings: Sequence[Ended], of: int, voice: Voice) -> tuple[str, ...]:
    """What came after them."""
    if not endings:
        return ()
    told = {"name": voice.name, "later": _later([max(1, ended.days) for ended in endings])}
    if of == 1:
        return (say("After it, {name} wrote as usual again, {later}.", **told),)
    if len(endings) == of:
        return (say("After each, {name} wrote as usual again, {later}.", **told),)
    return (say("After {number} of {of}, {name} wrote as usual again, {later}.", number=len(endings), of=of, **told),)


def _later(waits: Sequence[int]) -> str:
    """E.g. "two days later (at most 9 days later)"."""
    typical = round(median(waits))
    soon = say("the next day")
    if typical > 1:
        soon = say_many("{days} day later", "{days} days later", typical, days=in_words(typical))
    if max(waits) == typical:
        return soon
    return say_many(
        "{soon} (at most {number} day later)", "{soon} (at most {number} days later)", max(waits), soon=soon
    )
