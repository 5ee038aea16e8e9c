"""Tables of `bench.detection.real_histories`: recall at equal claims, and by how much was written."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np

from bench.detection.baselines import Claim
from bench.shared.intervals import share_text
from bench.shared.line_charts import Line, panels
from bench.shared.planted_changes import MARKS_CUT

RATES = (0.1, 0.2, 1.0)
"""Claims a person-year on the untouched histories at which methods are held side by side."""
OURS = "unlike"
SCAN = "plain window scan"
COOLED = (
    ("strong", 1),
    ("strong", 3),
    ("moderate", 3),
    ("strong", 7),
    ("moderate", 7),
    ("mild", 7),
    ("strong", 14),
    ("moderate", 14),
    ("mild", 30),
)
CUT = tuple(
    (kind + MARKS_CUT, days)
    for kind, days in (("strong", 3), ("moderate", 3), ("strong", 7), ("moderate", 7), ("mild", 30))
)
OTHERS = (
    ("one habit", 7),
    ("one habit" + MARKS_CUT, 7),
    ("plainer", 7),
    ("no questions", 7),
    ("no greetings", 7),
    ("later replies", 7),
    ("spliced", 7),
    ("warmer", 7),
)
KINDS = {False: (*COOLED, *CUT, *OTHERS), True: (*COOLED, *CUT)}
DENSELY = (("strong", 3), ("moderate", 3), ("strong", 7), ("moderate", 7), ("mild", 30))
PEERED = {("strong", 3), ("moderate", 3), ("strong", 7), ("moderate", 7), ("mild", 30)}
"""Kinds on which the slower methods of others are run."""
PASSES = {14: 2, 30: 2}
"""Long changes are planted five at a time, so that most of the history stays as it was; short ones all ten at once."""
DENSE = (5, 10, 20, 40)
"""Messages a day, before the change, that part the rows of how much was written."""
DEFAULTS = {"ruptures PELT, counts": 1.0, "skchange CAPA": 1.0, "weekly mean, z": 3.0}
"""The strength from which the methods of others claim something at their own setting: penalty × 1, or 3 deviations."""
PART = {True: "people that were tuned on", False: "people only reported"}
SETTING = {False: "with the one they talk most with", True: "the whole channel"}
Span = tuple[int, int]
Key = tuple[str, int]


@dataclass
class History:
    """One person: what each method claims where nothing was planted, and beside each kind of plant.

    Spans and claims count days from the first of the history; `written` is how many messages they wrote that day.
    """

    tuned: bool
    years: float
    messages_a_day: np.ndarray
    quiet: dict[str, list[Claim]] = field(default_factory=dict)
    planted_spans: dict[Key, list[Span]] = field(default_factory=dict)
    claims: dict[Key, dict[str, list[Claim]]] = field(default_factory=dict)
    named_signals: Counter[str] = field(default_factory=Counter)
    basic: dict[str, tuple[np.ndarray, np.ndarray]] = field(default_factory=dict)


def claim_count(histories: list[History], method: str, min_strength: float) -> int:
    """How many claims above a strength there are where nothing was planted."""
    return sum(
        _separate_claims(claim for claim in history.quiet[method] if claim[2] > min_strength) for history in histories
    )


def _separate_claims(claims: Iterable[Claim]) -> int:
    """How many claims there are where those that overlap are one: at another penalty a window has other edges."""
    count, end = 0, -1
    for first, last, _ in sorted(claims):
        count += first > end
        end = max(end, last)
    return count


def strength_threshold(histories: list[History], method: str, rate: float) -> float:
    """Lowest strength above which untouched histories have at most `rate` claims a person-year."""
    max_claims = round(rate * sum(history.years for history in histories))
    levels = sorted({claim[2] for history in histories for claim in history.quiet[method]})
    if claim_count(histories, method, -np.inf) <= max_claims:
        return -np.inf
    return levels[bisect_left(levels, -max_claims, key=lambda level: -claim_count(histories, method, level))]


def planted_hits(
    histories: list[History], method: str, key: Key, min_strength: float, *, full: bool = False
) -> Iterator[tuple[History, Span, Claim | None]]:
    """Each planted span with the strongest claim above a strength that overlaps it."""
    for history in histories:
        for span in history.planted_spans[key]:
            if full and not (history.messages_a_day[span[0] : span[1] + 1] > 0).all():
                continue
            overlapping = [
                candidate
                for candidate in history.claims[key][method]
                if candidate[2] > min_strength and candidate[0] <= span[1] and candidate[1] >= span[0]
            ]
            yield history, span, max(overlapping, key=lambda claim: claim[2], default=None)


def recall_table(histories: list[History], keys: tuple[Key, ...]) -> list[str]:
    """Recall at equal claims, a row a kind, a column a method and rate."""
    baselines = sorted(name for name in histories[0].quiet if name not in {OURS, SCAN})
    columns = [*((name, RATES[0]) for name in (*baselines, SCAN, OURS)), (SCAN, RATES[1]), (OURS, RATES[1])]
    columns += [(SCAN, RATES[2]), (OURS, RATES[2])]
    thresholds = [strength_threshold(histories, *column) for column in columns]
    heads = [f"{name}, {rate}" for name, rate in columns] + [f"{OURS}, as shown"]
    columns, thresholds = [*columns, (OURS, 0.0)], [*thresholds, -RATES[0]]
    rows = [f"| planted | {' | '.join(heads)} |", f"|---|{'---|' * len(heads)}"]
    for key in keys:
        cells = [
            _recall_cell(histories, name, key, level) for (name, _), level in zip(columns, thresholds, strict=True)
        ]
        rows.append(f"| {key[0]} {key[1]} d | {' | '.join(cells)} |")
        if key in PEERED:
            cells = [
                _recall_cell(histories, name, key, level, full=True)
                for (name, _), level in zip(columns, thresholds, strict=True)
            ]
            rows.append(f"| … writing each day | {' | '.join(cells)} |")
    off = [_day_errors(histories, name, keys, level) for (name, _), level in zip(columns, thresholds, strict=True)]
    return [*rows, f"| days off | {' | '.join(off)} |"]


def _recall_cell(histories: list[History], method: str, key: Key, min_strength: float, *, full: bool = False) -> str:
    """The share that is found; where `full`, of the spans in which the person writes on every day."""
    if any(method not in history.claims[key] for history in histories):
        return "–"
    detected = [hit is not None for _, _, hit in planted_hits(histories, method, key, min_strength, full=full)]
    return share_text(sum(detected), len(detected))


def _day_errors(histories: list[History], method: str, keys: tuple[Key, ...], min_strength: float) -> str:
    """Days between the ends found and planted, median and mean, of the strong ones."""
    off = [
        abs(hit[end] - span[end])
        for key in keys
        if key[0] == "strong" and all(method in history.claims[key] for history in histories)
        for _, span, hit in planted_hits(histories, method, key, min_strength)
        if hit is not None
        for end in (0, 1)
    ]
    return f"{np.median(off):.0f} ({np.mean(off):.1f})" if off else "–"


def baseline_table(histories: list[History], keys: tuple[Key, ...]) -> list[str]:
    """Table of claims and recall of other methods at their own setting, and at the other rates."""
    planted = " | ".join(f"{kind} {days} d" for kind, days in keys)
    rows = [f"| method | claims a person-year | {planted} |", f"|---|---|{'---|' * len(keys)}"]
    years = sum(history.years for history in histories)
    for name in sorted(name for name in histories[0].quiet if name in DEFAULTS):
        settings = {"its own setting": float(np.nextafter(DEFAULTS[name], -np.inf))}
        settings |= {f"{rate}": strength_threshold(histories, name, rate) for rate in RATES[1:]}
        for setting, above in settings.items():
            cells = [_recall_cell(histories, name, key, above) for key in keys]
            rows.append(
                f"| {name}, {setting} | {claim_count(histories, name, above) / years:.2f} | {' | '.join(cells)} |"
            )
    return rows


def by_density(histories: list[History], keys: tuple[Key, ...]) -> list[str]:
    """Recall at equal claims and as shown, by how much the person wrote a day before the change."""
    thresholds = {
        SCAN: strength_threshold(histories, SCAN, RATES[0]),
        OURS: strength_threshold(histories, OURS, RATES[0]),
    }
    names = [f"below {DENSE[0]}", *(f"{low}–{high}" for low, high in pairwise(DENSE)), f"{DENSE[-1]} and more"]
    rows = [f"| planted | method | {' | '.join(names)} |", f"|---|---|{'---|' * len(names)}"]
    for key in keys:
        for label, method, level in (
            (f"{SCAN}, {RATES[0]}", SCAN, thresholds[SCAN]),
            (f"{OURS}, {RATES[0]}", OURS, thresholds[OURS]),
            (f"{OURS}, as shown", OURS, -RATES[0]),
        ):
            cells = [share_text(sum(part), len(part)) for part in _detections_by_density(histories, method, key, level)]
            rows.append(f"| {key[0]} {key[1]} d | {label} | {' | '.join(cells)} |")
    return rows


def _detections_by_density(histories: list[History], method: str, key: Key, min_strength: float) -> list[list[bool]]:
    """Whether each planted span is found, from those in which least is written a day to those in which most is."""
    edges = (0.0, *DENSE, np.inf)
    detections: list[list[bool]] = [[] for _ in edges[1:]]
    for history, span, hit in planted_hits(histories, method, key, min_strength):
        span_messages = history.messages_a_day[span[0] : span[1] + 1]
        a_day = float(span_messages.mean()) if span_messages.size else 0.0
        detections[int(np.searchsorted(edges, a_day, side="right")) - 1].append(hit is not None)
    return detections


def chart_svg(histories: list[History]) -> str:
    """Chart of recall at the lowest rate, the program beside the plain scan, by messages a day."""
    lines = [
        (name, method, strength_threshold(histories, method, RATES[0]))
        for name, method in (("scan", SCAN), (OURS, OURS))
    ]
    curves = {
        f"{key[0]}, {key[1]} days": [
            Line(
                name,
                tuple(np.mean(part) if part else 0.0 for part in _detections_by_density(histories, method, key, level)),
            )
            for name, method, level in lines
        ]
        for key in DENSELY[:4]
    }
    names = (f"<{DENSE[0]}", *(f"{low}–{high}" for low, high in pairwise(DENSE)), f"{DENSE[-1]}+")
    title = f"Found on real people at {RATES[0]} claims a year, by how many messages they write a day"
    return panels(curves, names, title)


def stated_rates(histories: list[History]) -> str:
    """Measured false claims a person-year on untouched histories, for each stated rate."""
    years = sum(history.years for history in histories)
    rates = np.array([-claim[2] for history in histories for claim in history.quiet[OURS]])
    return ", ".join(f"{level} said: {np.sum(rates <= level) / years:.2f}" for level in (0.02, 0.05, 0.1, 0.2, 1.0))


def section_text(count: int, histories_by_setting: Mapping[bool, list[History]], *, peered: bool) -> str:
    """The section: what was done, and the tables of each setting and part.

    Args:
        count: people.
        found: histories by setting: in the whole channel, or with one other.
        peered: whether the methods of others were run.
    """
    lines = [
        "## Real people, planted changes",
        "",
        f"Made by `python -m bench.detection.real_histories --people {count}{' --peers PYTHON' if peered else ''}`:",
        "people of public",
        f"channels with over 400 active days (the {count} with the most), their densest three years, each with the one",
        "they talk most with, and in the whole channel. A hash of the nick splits them, once, into those tuned on and",
        "those that are only reported. Ten changes are planted in each history, one in each hundred days (long",
        "ones five at a time), where the person writes on at least half of the days. *Strong* keeps 30 % of the",
        "messages, words × 0.4, smileys and questions kept with 0.4; *moderate* 50 %, × 0.6; *mild* 70 %, × 0.8.",
        "The last words are what is cut; a smiley or a question mark that goes with them is put back before it is kept",
        "or not. *Marks cut*: not put back, so that hardly any are left, at any strength.",
        "Found: any overlap, all window lengths scanned, at equal claims on the untouched histories, where what really",
        "happened counts as a claim too. *Writing each day*: only the spans in which the person writes on every day",
        "(before the change). *Days off*: median (mean) of the strong ones that were found. Columns: method, claims a",
        "person-year; *as shown*: what the program says by default, at the chance it states (0.1 a year). In the whole",
        "channel ours leaves out what goes with the pace of a group: how much, and how soon. The second table of each",
        "part says how much the person wrote a day where the change was planted: that is what decides. The third: what",
        "others claim and find at their own setting (3 d log n, CAPA's default, 3 deviations), and at the other rates.",
        "",
        "![What is found, by how much is written](real.svg)",
    ]
    for group, histories in histories_by_setting.items():
        for tuned in (False, True):
            part = [history for history in histories if history.tuned == tuned]
            years = sum(history.years for history in part)
            title = f"### {SETTING[group].capitalize()}: {len(part)} {PART[tuned]} ({years:.0f} person-years)"
            lines += [
                "",
                title,
                "",
                *recall_table(part, KINDS[group]),
                "",
                *by_density(part, DENSELY),
                "",
                *baseline_table(part, DENSELY),
                "",
            ]
            lines.append(
                f"Claims a person-year on these untouched histories, by the rate stated: {stated_rates(part)}."
            )
        named_counts = sum((history.named_signals for history in histories), Counter[str]())
        named_text = ", ".join(
            f"{name} {times / named_counts['spells']:.0%}" for name, times in named_counts.most_common(9)[1:]
        )
        lines += ["", f"Habits named in the spells told beside strong and moderate plants: {named_text}."]
    return "\n".join(lines)
