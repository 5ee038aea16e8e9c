"""The last messages against this person's earlier ones."""

from __future__ import annotations

from unlike.findings import Now
from unlike.reports.wording.context import known_lines
from unlike.reports.wording.dates import clock, day_of, moment, whole_day
from unlike.reports.wording.habits import changed_words, late_lines, unchanged_words
from unlike.reports.wording.notes import noted_lines
from unlike.reports.wording.numbers import count, grouped
from unlike.reports.wording.passage import Mark, Passage, Voice


def now_passage(now: Now, voice: Voice) -> Passage:
    """What the last messages are like: unlike this person, or like them."""
    return _unlike(now, voice) if now.unlike else _like(now, voice)


def calm_line(now: Now) -> str:
    """The last messages, where they are as usual."""
    return (
        f"{_these(now)} within their usual: {grouped(further(now))} of {_compared(now)} "
        f"{_were(now)} as far from it, or further."
    )


def further(now: Now) -> int:
    """How many of the earlier runs are as far from usual as this one."""
    return min(now.windows, max(0, round(now.chance * (now.windows + 1)) - 1))


def _unlike(now: Now, voice: Voice) -> Passage:
    """The headline, the comparison with its base, what changed and what did not."""
    when = whole_day(now.since, voice.today) if now.day else moment(now.since, voice.today)
    is_so = "is" if day_of(now.since) == voice.today else "was"
    beaten = now.windows - further(now)
    than = f"all {_compared(now)}" if beaten == now.windows else f"{grouped(beaten)} of {_compared(now)}"
    return Passage(
        mark=Mark.NOW,
        headline=f"{when} {is_so} unlike {voice.name}.",
        lines=(
            f"{_these(now)} further from usual than {than}.",
            *known_lines(voice, now),
            *noted_lines(voice, now),
            *late_lines(now.changed, voice.person.late),
        ),
        changed=changed_words(now.changed),
        unchanged=unchanged_words(now.unchanged),
        hint=voice.hint(now),
    )


def _like(now: Now, voice: Voice) -> Passage:
    """Nothing to see, said with its base."""
    return Passage(
        mark=Mark.QUIET,
        headline=f"Nothing now is unlike {voice.name}.",
        lines=(calm_line(now),),
        hint=voice.hint(now),
    )


def _these(now: Now) -> str:
    """E.g. "Their last 3 messages, since 9:14, are"."""
    number = len(now.messages)
    if now.day:
        return f"Their {count(number, 'message')} of that day {'is' if number == 1 else 'are'}"
    if number == 1:
        return f"Their last message, at {clock(now.since)}, is"
    return f"Their last {count(number, 'message')}, since {clock(now.since)}, are"


def _compared(now: Now) -> str:
    """What they were compared with, and how many of them."""
    return count(now.windows, "earlier run") + " of the same kind"


def _were(now: Now) -> str:
    return "was" if further(now) == 1 else "were"
