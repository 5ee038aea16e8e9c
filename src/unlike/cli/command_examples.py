"""Examples that stand below the help of each command."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import click

EXAMPLES: Final[Mapping[str, tuple[tuple[str, str], ...]]] = {
    "unlike": (
        ("unlike sample my-samples", "two invented chats, to try it on"),
        ("unlike sources whatsapp", "how to get a chat out of an app"),
        ("unlike check chat.txt --me Imke", "the answer, here"),
        ("unlike open chat.txt --me Imke", "the answer, as a page in the browser"),
    ),
    "add": (
        ("unlike add chat.txt --me Imke", "keep this chat"),
        ("unlike add 2025.zip 2026.zip", "several exports, each message once"),
    ),
    "backup": (("unlike backup /media/stick/unlike.db", ""),),
    "check": (
        ("unlike check chat.txt --me Imke", "now, before, why"),
        ("unlike check chat.txt --me Imke --show 1", "messages behind finding 1"),
        ("unlike check chats/ --with Rosa", "one person, in all of a folder"),
        ("unlike check chat.txt --me Imke --json", "for another program"),
        ("unlike check --with Rosa", "from your library"),
    ),
    "corpus": (("unlike corpus exports/ tables/", "many conversations, without their text"),),
    "donate": (("unlike donate chat.txt --me Imke", "rows of numbers, to look at first"),),
    "export": (
        ("unlike export rosa.parquet --with Rosa", "for Polars, pandas, R or DuckDB"),
        ("unlike export corpus --format convokit", "for ConvoKit"),
    ),
    "forget": (("unlike forget --chat Rosa", "this chat"), ("unlike forget --with Rosa --since 2025-01-01", "")),
    "mcp": (("unlike mcp chat.txt --me Imke", "as an assistant's configuration has it"),),
    "note": (('unlike note chat.txt "She had the flu." --show 1 --me Imke', ""),),
    "open": (("unlike open", "an empty page, to drop an export on"), ("unlike open chat.txt --me Imke", "")),
    "report": (
        ("unlike report chat.txt --me Imke --html a.html", "names and words replaced"),
        ("unlike report chat.txt --me Imke --ics spells.ics", "spells as a calendar"),
    ),
    "restore": (("unlike restore /media/stick/unlike.db", ""),),
    "sample": (("unlike sample my-samples", ""),),
    "series": (("unlike series chat.txt --me Imke --csv > signals.csv", ""),),
    "sources": (("unlike sources", "all apps"), ("unlike sources signal", "one app, step by step")),
}
"""Command lines by command, each with what it gives; empty where that is plain."""


def add_examples(program: click.Group) -> None:
    """Put the examples below the help of a program and of its commands, before what stands there."""
    for command in (program, *program.commands.values()):
        name = "unlike" if command is program else command.name or ""
        if examples := EXAMPLES.get(name):
            command.epilog = "\n\n".join((_block(examples), *filter(None, (command.epilog,))))


def _block(examples: tuple[tuple[str, str], ...]) -> str:
    """Examples one below the other, which click does not wrap."""
    width = max((len(line) for line, gives in examples if gives), default=0)
    lines = (f"  {line:<{width}}  {gives}".rstrip() for line, gives in examples)
    return "\n".join(("\b", "Example:" if len(examples) == 1 else "Examples:", *lines))
