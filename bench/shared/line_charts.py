"""Line charts side by side as an SVG that is legible on light and on dark pages."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

WIDTH, HEIGHT = 200, 190
"""Of one panel's plot."""
LEFT, TOP, GAP, BELOW, RIGHT = 46, 78, 26, 58, 14
COLOURS = ("#8a8f98", "#8f6be8", "#2f81f7", "#1a9e77", "#d97706")
STYLE = """
text{font:12px system-ui,sans-serif;fill:#30363d}.title{font-weight:600}.faint{fill:#656d76}
.grid{stroke:#8a8f98;stroke-opacity:.28}.line{fill:none;stroke-width:2.2;stroke-linejoin:round}
@media(prefers-color-scheme:dark){text{fill:#e6edf3}.faint{fill:#9aa4af}}
"""


@dataclass(frozen=True)
class Line:
    """One curve; values in 0 to 1."""

    name: str
    values: tuple[float, ...]


def panels(curves: dict[str, list[Line]], steps: tuple[str, ...], title: str) -> str:
    """Panels of curves over named steps, one legend for all.

    Args:
        shown: a panel's title, and its lines; the same in each.
        steps: names below the horizontal axis; empty ones are not written.
        title: said above, and to those who cannot see it.
    """
    names = [line.name for line in next(iter(curves.values()))]
    width = LEFT + len(curves) * (WIDTH + GAP) - GAP + RIGHT
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {TOP + HEIGHT + BELOW}" role="img">',
        f"<title>{escape(title)}</title><style>{STYLE}</style>",
        _text(LEFT, 18, title, "title"),
        *_legend(names),
    ]
    for number, (name, lines) in enumerate(curves.items()):
        parts += _panel(LEFT + number * (WIDTH + GAP), name, lines, steps)
    return "\n".join([*parts, *_levels(), "</svg>", ""])


def _text(x: float, y: float, text: str, kind: str = "", anchor: str = "start") -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" class="{kind}" text-anchor="{anchor}">{escape(text)}</text>'


def _legend(names: list[str]) -> list[str]:
    parts = []
    for at, name in enumerate(names):
        x = LEFT + at * 84
        parts += [
            f'<line x1="{x}" x2="{x + 18}" y1="36" y2="36" class="line" stroke="{COLOURS[at]}"/>',
            _mark(x + 9, 36, at),
            _text(x + 24, 40, name),
        ]
    return parts


def _mark(x: float, y: float, at: int) -> str:
    """A dot; hollow for every other line, so that colour is not all that tells them apart."""
    inside = "none" if at % 2 else COLOURS[at]
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3.4" fill="{inside}" stroke="{COLOURS[at]}" stroke-width="1.6"/>'


def _levels() -> list[str]:
    return [
        _text(LEFT - 8, TOP + HEIGHT * (1 - level) + 4, f"{level:.0%}", "faint", "end")
        for level in (0, 0.25, 0.5, 0.75, 1)
    ]


def _panel(left: float, name: str, lines: list[Line], steps: tuple[str, ...]) -> list[str]:
    parts = [_text(left, TOP - 14, name, "title")]
    for level in (0, 0.25, 0.5, 0.75, 1):
        y = TOP + HEIGHT * (1 - level)
        parts.append(f'<line x1="{left}" x2="{left + WIDTH}" y1="{y}" y2="{y}" class="grid"/>')
    places = [left + 8 + at * (WIDTH - 16) / (len(steps) - 1) for at in range(len(steps))]
    for at, (x, step) in enumerate(zip(places, steps, strict=True)):
        if step:
            anchor = "start" if at == 0 else "end" if at == len(steps) - 1 else "middle"
            parts.append(
                _text(x + (-8 if at == 0 else 8 if anchor == "end" else 0), TOP + HEIGHT + 20, step, "faint", anchor)
            )
    for at, line in enumerate(lines):
        points = [(x, TOP + HEIGHT * (1 - value)) for x, value in zip(places, line.values, strict=True)]
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
        parts.append(f'<polyline points="{path}" class="line" stroke="{COLOURS[at]}"/>')
        parts += [_mark(x, y, at) for x, y in points]
    return parts
