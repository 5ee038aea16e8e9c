"""Write `docs/reference/cli.md` from the program's own help; `--check` says whether it is still the same."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from unlike.cli import unlike

PAGE = Path(__file__).parents[1] / "docs" / "reference" / "cli.md"
TOP = """# The command line

Every command with its options. `make docs` writes this page from `--help`; a test compares the two.

The answer goes to standard output. Questions, the progress bar and mistakes go to standard error. A mistake is one
sentence. [The JSON document](json.md) of `--json`, [help with mistakes](../how-to/troubleshooting.md).
"""


def page_text() -> str:
    """The whole page."""
    return TOP + "".join(f"\n## `{name}`\n\n```text\n{text}\n```\n" for name, text in help_texts())


def help_texts() -> list[tuple[str, str]]:
    """The help of the program and of each of its commands."""
    top = click.Context(unlike, info_name="unlike", terminal_width=80, **unlike.context_settings)
    texts = [("unlike", unlike.get_help(top))]
    for name, command in sorted(unlike.commands.items()):
        context = click.Context(command, info_name=name, parent=top, terminal_width=80, **command.context_settings)
        texts.append((f"unlike {name}", command.get_help(context)))
    return texts


if __name__ == "__main__":
    if "--check" not in sys.argv:
        PAGE.write_text(page_text(), "utf-8")
    elif PAGE.read_text("utf-8") != page_text():
        sys.exit("docs/reference/cli.md is not what --help says: run python scripts/document_cli.py")
