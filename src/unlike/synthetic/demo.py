"""The two invented pairs of demo, docs and tests: Imke with Rosa, and Malte with Jule."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

import numpy as np

from unlike.synthetic.world import MODERATE, SILENT, STRONG, ChangeStrength, PlantedChange, World
from unlike.synthetic.writing_style import WritingStyle

_IMKE: Final = WritingStyle(
    "Imke", "owner", 6.4, 0.66, reply=85, question=0.17, emoji=0.2, pet=0.06, lower=0.25, stop=0.3, exclaim=0.08,
)  # fmt: skip
_ROSA: Final = WritingStyle(
    "Rosa", "other", 5.6, 0.7, reply=65, at_work=1.6, question=0.19, emoji=0.31, pet=0.1, saying=0.045,
    greeting=0.75, stretch=0.06, exclaim=0.12, lower=0.85, stop=0.06,
)  # fmt: skip
_MALTE: Final = WritingStyle(
    "Malte", "owner", 5.2, 0.68, reply=95, question=0.14, emoji=0.16, pet=0.05, greeting=0.5, lower=0.6, stop=0.15,
)  # fmt: skip
_JULE: Final = WritingStyle(
    "Jule", "other", 6.1, 0.7, reply=75, question=0.16, emoji=0.26, pet=0.06, greeting=0.6, lower=0.35, exclaim=0.14,
)  # fmt: skip

_SPELL: Final = ChangeStrength(0.35, 0.4, 0.3, 3.0)
_LONG: Final = ChangeStrength(0.45, 0.55, 0.45, 2.2)
_BAD_DAY: Final = ChangeStrength(0.55, 0.65, 0.6, 1.7)
_PERIOD: Final = 88
_TOLD: Final = {
    7: ("ill_and_quiet", 1, _ROSA.name),
    3: ("our_quarrel", 1, _IMKE.name),
    6: ("deadline", 2, _ROSA.name),
}
"""What was told before some of the earlier spells, counted back from the last one: how many days before, by whom."""
_LAST_MORNING: Final = date(2025, 11, 12)


def demo() -> tuple[World, World]:
    """The English pair (two years and two months, for WhatsApp) and the German one (two years, for Telegram).

    Rosa has had a cooler three-day spell about every 88 days; the ninth begins on the last morning. Three of them have
    a reason that one of the two told a day or two before, the long one has one too, and the others have none;
    one change stays, a new job; one summer week is silent; some days are just bad.
    """
    return imke_and_rosa(), malte_and_jule()


def imke_and_rosa() -> World:
    """The English pair; the chat ends on the morning of 12 November 2025."""
    start = date(2023, 9, 4)
    return World(
        20231, "en", _IMKE, _ROSA, start, (_LAST_MORNING - start).days + 1, 52.0,
        tuple(_rosas_changes()), float(_PERIOD), 0.9, "last_morning",
    )  # fmt: skip


def malte_and_jule() -> World:
    """The German pair: two spells far apart and without a rhythm, and one change to warmer."""
    who = _JULE.name
    moved = ChangeStrength(1.3, 1.15, 1.35, 0.75)
    changes = (
        _spell(date(2023, 11, 20), 6, who, STRONG),
        PlantedChange("lasting", date(2024, 5, 13), None, who, moved, "new_flat", 3),
        PlantedChange("spell", date(2025, 1, 13), date(2025, 1, 21), who, MODERATE, "unwell", 1),
        *(PlantedChange("bad_day", day, day, who, _BAD_DAY) for day in (date(2023, 8, 17), date(2024, 9, 25))),
    )
    return World(4711, "de", _MALTE, _JULE, date(2023, 6, 1), 731, 38.0, changes, captions=True)


def _rosas_changes() -> Iterator[PlantedChange]:
    """All that happens to Rosa."""
    gaps = _PERIOD + np.random.default_rng(88).integers(-3, 4, size=8)
    for number, back in enumerate(np.cumsum(gaps).tolist()):
        reason, before, teller = _TOLD.get(number, (None, 0, ""))
        spell = _spell(_LAST_MORNING - timedelta(days=back), 3, _ROSA.name, _SPELL)
        yield replace(spell, reason=reason, told=before, teller=teller)
    yield _spell(_LAST_MORNING, 1, _ROSA.name, _SPELL)
    yield PlantedChange("spell", date(2024, 10, 7), date(2024, 10, 22), _ROSA.name, _LONG, "grandmother_in_hospital")
    work = ChangeStrength(kept=0.6, reply=2.4)
    yield PlantedChange("lasting", date(2025, 4, 7), None, _ROSA.name, work, "new_job", 14)
    yield PlantedChange("silence", date(2024, 7, 13), date(2024, 7, 21), _ROSA.name, SILENT)
    for day in (date(2024, 1, 16), date(2024, 4, 24), date(2024, 12, 11), date(2025, 3, 12), date(2025, 7, 16)):
        yield PlantedChange("bad_day", day, day, _ROSA.name, _BAD_DAY)
    yield PlantedChange("bad_day", date(2025, 6, 12), date(2025, 6, 12), _IMKE.name, _BAD_DAY)


def _spell(first: date, length: int, who: str, strength: ChangeStrength) -> PlantedChange:
    return PlantedChange("spell", first, first + timedelta(days=length - 1), who, strength)
