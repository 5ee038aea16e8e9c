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
        curves: lines of each panel by its title; the same names in each.
        steps: names below the horizontal axis; empty ones are not written.
        title: said above, and to those who cannot see it.
    """
    names = [line.name for line in next(iter(curves.values()))]
    width = LEFT + len(curves) * (WIDTH + GAP) - GAP + RIGHT
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {TOP + HEIGHT + BELOW}" role="img">',
        f"<title>{escape(title)}</title><style>{STYLE}</style>",
        _text_element(LEFT, 18, title, "title"),
        *_legend_elements(names),
    ]
    for number, (name, lines) in enumerate(curves.items()):
        parts += _panel_elements(LEFT + number * (WIDTH + GAP), name, lines, steps)
    return "\n".join([*parts, *_level_labels(), "</svg>", ""])


def _text_element(x: float, y: float, text: str, kind: str = "", anchor: str = "start") -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" class="{kind}" text-anchor="{anchor}">{escape(text)}</text>'


def _legend_elements(names: list[str]) -> list[str]:
    parts = []
    for index, name in enumerate(names):
        x = LEFT + index * 84
        parts += [
            f'<line x1="{x}" x2="{x + 18}" y1="36" y2="36" class="line" stroke="{COLOURS[index]}"/>',
            _mark_element(x + 9, 36, index),
            _text_element(x + 24, 40, name),
        ]
    return parts


def _mark_element(x: float, y: float, index: int) -> str:
    """A dot; hollow for every other line, so that colour is not all that tells them apart."""
    fill = "none" if index % 2 else COLOURS[index]
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3.4" fill="{fill}" stroke="{COLOURS[index]}" stroke-width="1.6"/>'


def _level_labels() -> list[str]:
    return [
        _text_element(LEFT - 8, TOP + HEIGHT * (1 - level) + 4, f"{level:.0%}", "faint", "end")
        for level in (0, 0.25, 0.5, 0.75, 1)
    ]


def _panel_elements(x_offset: float, name: str, lines: list[Line], steps: tuple[str, ...]) -> list[str]:
    parts = [_text_element(x_offset, TOP - 14, name, "title")]
    for level in (0, 0.25, 0.5, 0.75, 1):
        y = TOP + HEIGHT * (1 - level)
        parts.append(f'<line x1="{x_offset}" x2="{x_offset + WIDTH}" y1="{y}" y2="{y}" class="grid"/>')
    positions = [x_offset + 8 + index * (WIDTH - 16) / (len(steps) - 1) for index in range(len(steps))]
    for index, (x, step) in enumerate(zip(positions, steps, strict=True)):
        if step:
            anchor = "start" if index == 0 else "end" if index == len(steps) - 1 else "middle"
            parts.append(
                _text_element(
                    x + (-8 if index == 0 else 8 if anchor == "end" else 0), TOP + HEIGHT + 20, step, "faint", anchor
                )
            )
    for index, line in enumerate(lines):
        points = [(x, TOP + HEIGHT * (1 - value)) for x, value in zip(positions, line.values, strict=True)]
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
        parts.append(f'<polyline points="{path}" class="line" stroke="{COLOURS[index]}"/>')
        parts += [_mark_element(x, y, index) for x, y in points]
    return parts
