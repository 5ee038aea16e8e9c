"""Lines of a bounded width, measured in cells: wide characters count two."""

from __future__ import annotations

from rich.cells import cell_len, chop_cells


def wrapped(text: str, width: int) -> list[str]:
    """Words on lines of at most `width` cells; a word longer than a line is cut."""
    lines = [""]
    for word in text.split(" "):
        for piece in _split_pieces(word, width):
            longer = f"{lines[-1]} {piece}" if lines[-1] else piece
            if cell_len(longer) <= width:
                lines[-1] = longer
            else:
                lines.append(piece)
    return lines


def listed_lines(items: tuple[str, ...], width: int, between: str = " · ") -> list[str]:
    """Items on lines, broken only between them where they fit a line."""
    lines = [""]
    for item in items:
        longer = f"{lines[-1]}{between}{item}" if lines[-1] else item
        if cell_len(longer) <= width:
            lines[-1] = longer
            continue
        lines += wrapped(item, width) if lines != [""] else []
        lines = wrapped(item, width) if lines == [""] else lines
    return lines


def padded(text: str, width: int) -> str:
    """Text in a column of its own; cut where it is longer."""
    if cell_len(text) > width:
        text = chop_cells(text, max(1, width - 1))[0] + "…"
    return text + " " * (width - cell_len(text))


def _split_pieces(word: str, width: int) -> list[str]:
    return [word] if cell_len(word) <= width else chop_cells(word, width)
