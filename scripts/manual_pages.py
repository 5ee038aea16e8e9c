"""Write a manual page for each command into a folder, by click-man, with the examples that `--help` shows.

The program `click-man` itself loads `unlike.cli:main`, which is no command of click, and takes for it the first command
that it meets.
"""

from __future__ import annotations

import sys
from importlib.metadata import version
from pathlib import Path
from typing import Final

import click
from click_man.core import generate_man_page  # type: ignore[import-untyped]

from unlike.cli import unlike
from unlike.cli.command_examples import EXAMPLES

_TARGET: Final = Path(__file__).parents[1] / "build/man"


def manual_pages() -> dict[str, str]:
    """Text of each page by its file name: the program and its commands."""
    program = click.Context(unlike, info_name="unlike")
    pages = {"unlike.1": _page(program, "unlike")}
    for name, command in sorted(unlike.commands.items()):
        pages[f"unlike-{name}.1"] = _page(click.Context(command, info_name=name, parent=program), name)
    return pages


def _page(context: click.Context, name: str) -> str:
    """One page; the examples stand as they are typed."""
    summary, whole = context.command.get_short_help_str(), context.command.get_short_help_str(limit=1_000)
    page: str = generate_man_page(context, version=version("unlike")).replace(f"- {summary}\n", f"- {whole}\n", 1)
    examples = [f"{command}    {use}".rstrip() for command, use in EXAMPLES.get(name, ())]
    lines = [line.replace("\\", "\\e").replace("-", "\\-") for line in examples]
    return page + "\n".join([".SH EXAMPLES", ".nf", *lines, ".fi", ""]) if lines else page


def main() -> None:
    """Write them all."""
    target = Path(sys.argv[1]) if sys.argv[1:] else _TARGET
    target.mkdir(parents=True, exist_ok=True)
    for name, text in manual_pages().items():
        (target / name).write_text(text, "utf-8")


if __name__ == "__main__":
    main()
