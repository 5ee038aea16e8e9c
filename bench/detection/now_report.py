"""Section and figure of `bench.detection.now`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np

from bench.shared.intervals import share_text, wilson_interval
from unlike.analysis.sittings import AnsweredKind, Place
from unlike.results import Grade

LEVELS: Final = (0.01, 0.05, 0.10)
AMOUNTS: Final = (1, 2, 3, 5, 10, 20)
TAIL_MESSAGES: Final = 3
UNTOUCHED: Final = "untouched"
PLANT_AMOUNTS: Final = (1, 2, 3, 5)
PLANTS: Final = ("dry", "× 0.4", "× 0.4 slow")
"""One word without a mark; or words × and marks kept with a factor, replies three times as slow."""
PARTS: Final = ("the sitting so far", "the last of a longer sitting", "the whole day")
_HOURS: Final = ((0, 6), (6, 12), (12, 18), (18, 24))
_WEEKDAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@dataclass(frozen=True)
class Moment:
    """One moment, as the program tells it."""

    person: int
    reported: bool
    plant: str
    changed: int
    size: int
    chance: float
    grade: str
    windows: int
    day: bool
    hour: int
    weekday: int
    place: int
    answers: int
    part: str = PARTS[0]
    invented: bool = False


def section_text(moments: Sequence[Moment], options: str) -> str:
    """The section of the page."""
    real = [moment for moment in moments if not moment.invented and moment.reported]
    tuned = [moment for moment in moments if not moment.invented and not moment.reported]
    invented = [moment for moment in moments if moment.invented]
    people = [len({moment.person for moment in group}) for group in (real, tuned, invented)]
    return "\n".join(
        [
            "## Now: how far from the usual are the last messages?",
            "",
            f"Made by `python -m bench.detection.now {options}`: {people[0]} real people who are only reported,",
            f"{people[1]} whose histories the method was made on, {people[2]} invented pairs in which nothing happens.",
            "At every moment the history is read as if the export ended there, and the program chooses what now is.",
            "Moments of one person are not independent, so that true intervals are somewhat wider than these.",
            "",
            "### Untouched: is the stated chance honest?",
            "",
            "A stated chance of 1 % should come up at 1 % of the moments. Where nothing can be told, the chance is 1.",
            "",
            "![Stated and measured chance lie on one line](calibration.svg)",
            "",
            *_calibration_rows("people only reported", real),
            "",
            *_calibration_rows("people the method was made on", tuned, short=True),
            "",
            *_calibration_rows("invented pairs", invented),
            "",
            "### Changed on purpose: is it seen?",
            "",
            "*Dry*: one word, no marks. *× 0.4*: words and marks × 0.4; *slow*: replies take three times as long.",
            "",
            *_power_rows("people only reported", real),
            "",
            *_power_rows("invented pairs, with greetings and pet names", invented),
            "",
            "### Grades",
            "",
            *_grade_rows("people only reported", real),
            "",
            *_grade_rows("invented pairs", invented),
        ]
    )


def _calibration_rows(name: str, moments: Sequence[Moment], *, short: bool = False) -> list[str]:
    """How often each stated chance comes up, at all moments and in parts of them."""
    untouched = [moment for moment in moments if moment.plant == UNTOUCHED]

    def row(label: str, is_selected: Callable[[Moment], bool]) -> str:
        chances = [moment.chance for moment in untouched if is_selected(moment)]
        shares = (share_text(sum(chance <= level for chance in chances), len(chances), 3) for level in LEVELS)
        return f"| {label} | {len(chances)} | {' | '.join(shares)} |"

    rows = [
        row("**random messages**", lambda moment: moment.changed == 0 and moment.part == PARTS[0]),
        row("whole days", lambda moment: moment.part == PARTS[2]),
        row("all", lambda _: True),
    ]
    if not short:
        rows += [
            row(f"{amount} messages", lambda moment, amount=amount: moment.changed == amount)  # type: ignore[misc]
            for amount in AMOUNTS
        ]
        rows += [
            row(f"{low}–{high} h", lambda moment, low=low, high=high: low <= moment.hour < high)  # type: ignore[misc]
            for low, high in _HOURS
        ]
        rows += [
            row(day, lambda moment, index=index: moment.weekday == index)  # type: ignore[misc]
            for index, day in enumerate(_WEEKDAYS)
        ]
        rows += [
            row("begins the day", lambda moment: moment.place == Place.FIRST_OF_DAY),
            row("later in the day", lambda moment: moment.place != Place.FIRST_OF_DAY),
        ]
        rows += [
            row(f"after: {kind.name.lower().replace('_', ' ')}", lambda moment, kind=kind: moment.answers == kind)  # type: ignore[misc]
            for kind in AnsweredKind
        ]
    return [f"| {name} | moments | 1 % | 5 % | 10 % |", "|---|---|---|---|---|", *rows]


def _power_rows(name: str, moments: Sequence[Moment]) -> list[str]:
    """Shares found at 5 % and at 1 %."""
    rows = []
    for plant in PLANTS:
        cells = [
            (
                f"{amount}",
                [
                    moment
                    for moment in moments
                    if moment.plant == plant and moment.changed == amount and moment.part == PARTS[0]
                ],
            )
            for amount in PLANT_AMOUNTS
        ]
        cells.append(
            (
                f"last {TAIL_MESSAGES} of a longer sitting",
                [moment for moment in moments if moment.plant == plant and moment.part == PARTS[1]],
            )
        )
        cells.append(
            ("the whole day", [moment for moment in moments if moment.plant == plant and moment.part == PARTS[2]])
        )
        for label, cell in cells:
            shares = [share_text(sum(moment.chance <= level for moment in cell), len(cell)) for level in (0.05, 0.01)]
            rows.append(f"| {plant} | {label} | {len(cell)} | {' | '.join(shares)} |")
    return [f"| {name} | messages | moments | found at 5 % | at 1 % |", "|---|---|---|---|---|", *rows]


def _grade_rows(name: str, moments: Sequence[Moment]) -> list[str]:
    """How often each grade is given."""
    rows = []
    cells = [(UNTOUCHED, 0), *((plant, amount) for plant in PLANTS[:3] for amount in (1, 2, 3, 5))]
    for plant, amount in cells:
        cell = [
            moment
            for moment in moments
            if moment.plant == plant and moment.changed == amount and moment.part == PARTS[0]
        ]
        shares = [share_text(sum(moment.grade == grade for moment in cell), len(cell)) for grade in Grade]
        label = "untouched, random messages" if plant == UNTOUCHED else f"{plant}, {amount}"
        rows.append(f"| {label} | {len(cell)} | {' | '.join(shares)} |")
    heads = " | ".join(grade.value.replace("_", " ") for grade in Grade)
    return [f"| {name} | moments | {heads} |", f"|---|---|{'---|' * len(Grade)}", *rows]


STYLE: Final = """<style>
text{font:13px system-ui,sans-serif;fill:#3a3a3a}.line{fill:none;stroke:#3a3a3a;stroke-width:1}
.grid{stroke:#8884;stroke-width:1}.same{stroke:#888;stroke-dasharray:4 4}
.band{fill:#2a7a6b40}.told{fill:none;stroke:#2a7a6b;stroke-width:2.5}.dot{fill:#2a7a6b}
@media(prefers-color-scheme:dark){text{fill:#ddd}.line{stroke:#bbb}.told{stroke:#6cc7b4}.dot{fill:#6cc7b4}
.band{fill:#6cc7b440}}
</style>"""
TICKS: Final = (0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5)


def axis_position(chance: float) -> float:
    """0.5 % to 50 % on a logarithmic scale of 360 points."""
    return float(360 * np.log(max(chance, TICKS[0]) / TICKS[0]) / np.log(TICKS[-1] / TICKS[0]))


def write_figure(moments: Sequence[Moment], to: Path) -> None:
    """Draw stated against measured chance, with the 95 % band and the line on which both are the same."""
    untouched = (moment for moment in moments if moment.plant == UNTOUCHED and not moment.invented and moment.reported)
    chances = np.array([moment.chance for moment in untouched])
    levels = np.geomspace(0.0075, 0.5, 24)
    hits = [int((chances <= level).sum()) for level in levels]
    lines = [
        [hit / chances.size for hit in hits],
        *zip(*(wilson_interval(hit, chances.size) for hit in hits), strict=True),
    ]
    points = [
        [
            f"{70 + axis_position(level):.1f},{390 - axis_position(share):.1f}"
            for level, share in zip(levels, line, strict=True)
        ]
        for line in lines
    ]
    grid = [
        f'<path class="grid" d="M70 {390 - axis_position(tick):.0f}h360M{70 + axis_position(tick):.0f} 30v360"/>'
        f'<text x="62" y="{394 - axis_position(tick):.0f}" text-anchor="end">{tick * 100:g} %</text>'
        f'<text x="{70 + axis_position(tick):.0f}" y="408" text-anchor="middle">{tick * 100:g} %</text>'
        for tick in TICKS
    ]
    dots = [
        f'<circle class="dot" r="4" cx="{70 + axis_position(level):.1f}" '
        f'cy="{390 - axis_position(float(np.mean(chances <= level))):.1f}"/>'
        for level in LEVELS
    ]
    text = "\n".join(
        [
            '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 460 440" width="460" height="440" role="img">',
            "<title>Stated chance and how often it came up where nothing was changed</title>",
            STYLE,
            *grid,
            '<path class="same" d="M70 390L430 30"/>',
            f'<polygon class="band" points="{" ".join(points[1] + points[2][::-1])}"/>',
            f'<polyline class="told" points="{" ".join(points[0])}"/>',
            *dots,
            '<path class="line" d="M70 30V390H430"/>',
            '<text x="250" y="430" text-anchor="middle">stated chance, at most</text>',
            f'<text x="70" y="18">came up at that share of {chances.size} untouched moments</text>',
            "</svg>\n",
        ]
    )
    to.write_text(text, encoding="utf-8")
