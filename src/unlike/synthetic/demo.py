"""Two synthetic pairs for demo, documentation and tests: Imke with Rosa, and Malte with Jule."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

import numpy as np

from unlike.synthetic.world import MODERATE, SILENT, STRONG, ChangeStrength, PlantedChange, World
from unlike.synthetic.writing_style import WritingStyle

_IMKE: Final = WritingStyle(
    "Imke", "owner", 6.4, 0.66, reply_time=85, question=0.17, emoji=0.2, pet_name=0.06, lower_case=0.25,
    full_stop=0.3, exclamation=0.08,
)  # fmt: skip
_ROSA: Final = WritingStyle(
    "Rosa", "other", 5.6, 0.7, reply_time=65, work_delay=1.6, question=0.19, emoji=0.31, pet_name=0.1, saying=0.045,
    greeting=0.75, stretched=0.06, exclamation=0.12, lower_case=0.85, full_stop=0.06,
)  # fmt: skip
_MALTE: Final = WritingStyle(
    "Malte", "owner", 5.2, 0.68, reply_time=95, question=0.14, emoji=0.16, pet_name=0.05, greeting=0.5,
    lower_case=0.6, full_stop=0.15,
)  # fmt: skip
_JULE: Final = WritingStyle(
    "Jule", "other", 6.1, 0.7, reply_time=75, question=0.16, emoji=0.26, pet_name=0.06, greeting=0.6,
    lower_case=0.35, exclamation=0.14,
)  # fmt: skip

_SHORT_SPELL: Final = ChangeStrength(0.35, 0.4, 0.3, 3.0)
_LONG_SPELL: Final = ChangeStrength(0.45, 0.55, 0.45, 2.2)
_BAD_DAY: Final = ChangeStrength(0.55, 0.65, 0.6, 1.7)
_PERIOD_DAYS: Final = 88


@dataclass(frozen=True, slots=True)
class _Reason:
    """Reason of a spell: the grammar's intent, how many days before, and who gives it."""

    intent: str
    lead_days: int
    sender: str


_REASONS: Final = {
    7: _Reason("ill_and_quiet", 1, _ROSA.name),
    3: _Reason("our_quarrel", 1, _IMKE.name),
    6: _Reason("deadline", 2, _ROSA.name),
}
"""Reasons of some of the earlier spells, which are counted back from the last one."""
_LAST_MORNING: Final = date(2025, 11, 12)


def demo() -> tuple[World, World]:
    """Return the English pair (two years and two months, for WhatsApp) and the German one (two years, for Telegram).

    Rosa has a cooler three-day spell about every 88 days; the ninth begins on the last morning. Three of them have a
    reason that one of the two gives a day or two before, the long one has one, too, and the others have none. One
    change stays, a new job; one summer week is silent; some days are just bad.
    """
    return imke_and_rosa(), malte_and_jule()


def imke_and_rosa() -> World:
    """Return the English pair; the chat ends on the morning of 12 November 2025."""
    start = date(2023, 9, 4)
    return World(
        20231, "en", _IMKE, _ROSA, start, (_LAST_MORNING - start).days + 1, 52.0,
        tuple(_changes_of_rosa()), float(_PERIOD_DAYS), 0.9, "last_morning",
    )  # fmt: skip


def malte_and_jule() -> World:
    """Return the German pair: two spells far apart and without a rhythm, and one change to warmer."""
    person = _JULE.name
    warmer = ChangeStrength(1.3, 1.15, 1.35, 0.75)
    changes = (
        _spell(date(2023, 11, 20), 6, person, STRONG),
        PlantedChange("lasting", date(2024, 5, 13), None, person, warmer, "new_flat", 3),
        PlantedChange("spell", date(2025, 1, 13), date(2025, 1, 21), person, MODERATE, "unwell", 1),
        *(PlantedChange("bad_day", day, day, person, _BAD_DAY) for day in (date(2023, 8, 17), date(2024, 9, 25))),
    )
    return World(4711, "de", _MALTE, _JULE, date(2023, 6, 1), 731, 38.0, changes, captions=True)


def _changes_of_rosa() -> Iterator[PlantedChange]:
    """Yield all changes of the English pair."""
    gaps = _PERIOD_DAYS + np.random.default_rng(88).integers(-3, 4, size=8)
    for number, back in enumerate(np.cumsum(gaps).tolist()):
        spell = _spell(_LAST_MORNING - timedelta(days=back), 3, _ROSA.name, _SHORT_SPELL)
        reason = _REASONS.get(number)
        if reason:
            spell = replace(spell, reason=reason.intent, lead_days=reason.lead_days, reason_sender=reason.sender)
        yield spell
    yield _spell(_LAST_MORNING, 1, _ROSA.name, _SHORT_SPELL)
    yield PlantedChange(
        "spell", date(2024, 10, 7), date(2024, 10, 22), _ROSA.name, _LONG_SPELL, "grandmother_in_hospital"
    )
    new_job = ChangeStrength(volume=0.6, reply_time=2.4)
    yield PlantedChange("lasting", date(2025, 4, 7), None, _ROSA.name, new_job, "new_job", 14)
    yield PlantedChange("silence", date(2024, 7, 13), date(2024, 7, 21), _ROSA.name, SILENT)
    for day in (date(2024, 1, 16), date(2024, 4, 24), date(2024, 12, 11), date(2025, 3, 12), date(2025, 7, 16)):
        yield PlantedChange("bad_day", day, day, _ROSA.name, _BAD_DAY)
    yield PlantedChange("bad_day", date(2025, 6, 12), date(2025, 6, 12), _IMKE.name, _BAD_DAY)


def _spell(first: date, days: int, person: str, strength: ChangeStrength) -> PlantedChange:
    return PlantedChange("spell", first, first + timedelta(days=days - 1), person, strength)
