"""The few colours: each only repeats what a word or a mark says already; none of them alarms."""

from __future__ import annotations

from rich.text import Text

from unlike.presentation.terminal.text_layout import wrapped

HEAD = "bold"
ACCENT = "cyan"
FAINT = "dim"


def wrapped_text(text: str, width: int, style: str = "") -> list[Text]:
    """A sentence on as many lines as it needs; nothing in it is read as markup."""
    return [Text(line, style) for line in wrapped(text, width)]


def stack_blocks(blocks: list[list[Text]]) -> Text:
    """Blocks below each other, an empty line between."""
    lines = [line for block in blocks if block for line in (Text(), *block)]
    for line in lines:
        line.rstrip()
    return Text("\n").join(lines[1:])
