"""Section and figure of `bench.detection.current_state`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import numpy as np

from bench.shared.intervals import share_text

LEVELS: Final = (0.01, 0.02, 0.05, 0.10, 0.20)
SIZES: Final = (3, 5, 10, 20)
FACTORS: Final = (0.4, 0.6)
AFTER: Final = (3, 15, 60, 120, 270)
"""Days after a planted lasting change, at which one looks."""
DAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
HOURS: Final = ((0, 6), (6, 12), (12, 18), (18, 24))
MONTHS: Final = ((0, 30), (31, 90), (91, 180), (181, 365))
Drift = dict[tuple[float, int], list[float]]


@dataclass
class Case:
    """One moment of one person, as the program tells it, and with the last messages of each size changed."""

    person: int
    tuned: bool
    hour: int
    weekday: int
    year: int
    messages: int
    chance: float
    runs: int
    called: bool
    since: int | None
    untouched: dict[int, float] = field(default_factory=dict)
    plain: dict[int, float] = field(default_factory=dict)
    planted: dict[tuple[int, float], float] = field(default_factory=dict)
    plain_planted: dict[tuple[int, float], float] = field(default_factory=dict)


def within(chances: list[float], level: float) -> str:
    return share_text(sum(chance <= level for chance in chances), len(chances), 3 if level < 0.1 else 2)


def stated(name: str, chances: list[float], levels: tuple[float, ...] = LEVELS) -> str:
    return f"| {name} | {len(chances)} | {' | '.join(within(chances, level) for level in levels)} |"


def head(first: str, levels: tuple[float, ...] = LEVELS) -> list[str]:
    return [
        f"| {first} | moments | {' | '.join(f'{level:.0%}' for level in levels)} |",
        f"|---|---|{'---|' * len(levels)}",
    ]


def calibration(cases: list[Case]) -> list[str]:
    """How often each stated chance comes up, all moments and parts of them."""

    def part(name: str, keep: Callable[[Case], bool]) -> str:
        return stated(name, [case.chance for case in cases if keep(case)], LEVELS[:1] + LEVELS[2:3])

    years = sorted({case.year // 3 * 3 for case in cases})
    return [
        *head("the last messages, untouched"),
        stated("**as the program tells it**", [case.chance for case in cases]),
        stated("people that were tuned on", [case.chance for case in cases if case.tuned]),
        stated("people that were not", [case.chance for case in cases if not case.tuned]),
        *(
            stated(f"the last {size}", [case.untouched[size] for case in cases if size in case.untouched])
            for size in SIZES
        ),
        "",
        *head("as the program tells it", LEVELS[:1] + LEVELS[2:3]),
        *(part(f"{low}–{high} h", lambda c, low=low, high=high: low <= c.hour < high) for low, high in HOURS),  # type: ignore[misc]
        *(part(day, lambda c, day=day: DAYS[c.weekday] == day) for day in DAYS),  # type: ignore[misc]
        *(
            part(f"{low}–{high} messages", lambda c, low=low, high=high: low <= c.messages <= high)  # type: ignore[misc]
            for low, high in ((3, 3), (4, 6), (7, 12), (13, 19), (20, 20))
        ),
        *(part(f"{year}–{year + 2}", lambda c, year=year: c.year // 3 * 3 == year) for year in years),  # type: ignore[misc]
    ]


def power(cases: list[Case]) -> list[str]:
    """Found at 5 % and at 1 %, ours and the plain rank, people that were not tuned on and all."""
    rows = []
    for factor in FACTORS:
        for size in SIZES:
            chances_all, chances_untuned, chances_plain = (
                [getattr(case, name)[size, factor] for case in group if (size, factor) in getattr(case, name)]
                for name, group in (
                    ("planted", cases),
                    ("planted", [case for case in cases if not case.tuned]),
                    ("plain_planted", cases),
                )
            )
            cells = [
                within(chances, level)
                for chances in (chances_all, chances_untuned, chances_plain)
                for level in (0.05, 0.01)
            ]
            rows.append(f"| × {factor} | {size} | {' | '.join(cells)} |")
    return [
        "| words | messages | found at 5 % | at 1 % | people not tuned on: 5 % | 1 % | plain rank: 5 % | 1 % |",
        "|---|---|---|---|---|---|---|---|",
        *rows,
    ]


def drift(cases: list[Case], planted: Drift) -> list[str]:
    """What a lasting change does: real ones that the program itself dated, and planted ones."""
    pair = LEVELS[:1] + LEVELS[2:3]
    real = [
        stated(
            f"{low}–{high} days after",
            [case.chance for case in cases if case.since is not None and low <= case.since <= high],
            pair,
        )
        for low, high in MONTHS
    ]
    undisturbed = [case.chance for case in cases if case.since is None or case.since > MONTHS[-1][1]]
    return [
        *head("a lasting change of their own", pair),
        *real,
        stated("none, or longer ago", undisturbed, pair),
        "",
        *head("all messages shorter for good, the last 5", pair),
        *(
            stated(f"× {factor}, {days} days after", planted.get((factor, days), []), pair)
            for factor in FACTORS
            for days in AFTER
        ),
    ]


def section(cases: list[Case], planted: Drift, dry_chances: list[float], options: str) -> str:
    """The whole section."""
    unlike_share = share_text(sum(case.called for case in cases), len(cases), 3)
    return "\n".join(
        [
            "## Now, on real people",
            "",
            f"Made by `python -m bench.detection.current_state {options}`",
            "(one process, seeds are the people's numbers).",
            f"{len({case.person for case in cases})} people, each with the one they talk most with,",
            f"at {len(cases)} random moments in the second half of their densest three years.",
            "*As the program tells it*: the messages of the last day, at least 3 and at most 20,",
            "as if the export had ended there.",
            "The table says how often a chance of at most 1 %, 2 % … is stated where nothing was changed: honest where",
            "it is that often.",
            "Moments of one person are not independent, so that the true intervals are somewhat wider than these.",
            "",
            "![Stated and measured chance lie on one line](calibration.svg)",
            "",
            *calibration(cases),
            "",
            f"The program calls the last messages *unlike* the person at {unlike_share} of these moments.",
            "",
            "### Cooler on purpose",
            "",
            "The last messages with words × 0.4 or × 0.6, and smileys and questions each kept that often. The plain",
            "rank sees mean log words and the share with a smiley, among the same earlier runs.",
            "",
            *power(cases),
            "",
            "Three dry replies (one word, none of the marks) after the warm history of an invented pair,",
            f"{len(dry_chances)} pairs: found at 1 % in {within(dry_chances, 0.01)},",
            f"at 5 % in {within(dry_chances, 0.05)}.",
            "",
            "### What drift does",
            "",
            "After a lasting change the last messages are ranked among earlier ones of another level. First the",
            "untouched moments by how long ago a lasting change was that the program tells of (seen from the end of",
            "the history); then histories in which every message becomes shorter on a random day and stays so.",
            "",
            *drift(cases, planted),
        ]
    )


STYLE: Final = """<style>
text{font:13px system-ui,sans-serif;fill:#3a3a3a}.line{fill:none;stroke:#3a3a3a;stroke-width:1}
.grid{stroke:#8884;stroke-width:1}.same{stroke:#888;stroke-dasharray:4 4}
.band{fill:#2a7a6b40}.told{fill:none;stroke:#2a7a6b;stroke-width:2.5}.dot{fill:#2a7a6b}
@media(prefers-color-scheme:dark){text{fill:#ddd}.line{stroke:#bbb}.told{stroke:#6cc7b4}.dot{fill:#6cc7b4}
.band{fill:#6cc7b440}}
</style>"""
TICKS: Final = (0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5)


def place(chance: float) -> float:
    """0.5 % to 50 % on a logarithmic scale of 360 points."""
    return float(360 * np.log(max(chance, TICKS[0]) / TICKS[0]) / np.log(TICKS[-1] / TICKS[0]))


def interval(hits: int, of: int) -> tuple[float, float, float]:
    """A share and Wilson's 95 % interval."""
    p, z2 = hits / of, 1.96**2
    centre, half = p + z2 / (2 * of), 1.96 * np.sqrt(p * (1 - p) / of + z2 / (4 * of * of))
    return p, float((centre - half) / (1 + z2 / of)), float((centre + half) / (1 + z2 / of))


def figure(cases: list[Case], to: Path) -> None:
    """Stated against measured chance, with the 95 % band and the line on which both are the same."""
    chances = np.array([case.chance for case in cases])
    at = np.geomspace(0.0075, 0.5, 24)
    shares = [interval(int((chances <= level).sum()), chances.size) for level in at]
    points = [
        [f"{70 + place(level):.1f},{390 - place(share[part]):.1f}" for level, share in zip(at, shares, strict=True)]
        for part in range(3)
    ]
    grid = [
        f'<path class="grid" d="M70 {390 - place(tick):.0f}h360M{70 + place(tick):.0f} 30v360"/>'
        f'<text x="62" y="{394 - place(tick):.0f}" text-anchor="end">{tick * 100:g} %</text>'
        f'<text x="{70 + place(tick):.0f}" y="408" text-anchor="middle">{tick * 100:g} %</text>'
        for tick in TICKS
    ]
    dots = [
        f'<circle class="dot" r="4" cx="{70 + place(level):.1f}" '
        f'cy="{390 - place(float(np.mean(chances <= level))):.1f}"/>'
        for level in LEVELS
    ]
    to.write_text(
        "\n".join(
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
                f'<text x="70" y="18">came up at that share of {len(cases)} untouched moments</text>',
                "</svg>\n",
            ]
        ),
        encoding="utf-8",
    )
