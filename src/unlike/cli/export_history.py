"""`unlike export`: writes what the library holds for other programs."""

from __future__ import annotations

from pathlib import Path

import click

from unlike.cli.language_option import language_option


@click.command("export")
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@click.option(
    "--format",
    "file_format",
    type=click.Choice(["parquet", "arrow", "csv", "jsonl", "sqlite", "chatlab", "chatlab-lines", "convokit"]),
    help="[default: by the ending of FILE]",
)
@click.option("--chat", metavar="TITLE", help="Only this chat, by its title or number.")
@click.option("--with", "person", metavar="NAME", help="Only chats in which this person writes.")
@language_option()
def export_history(file: Path, file_format: str | None, chat: str | None, person: str | None) -> None:
    """Write chats of your library to FILE, for other programs.

    One row a message, as Parquet, Arrow, CSV, JSON lines or an SQLite database; or one chat in ChatLab's format (.json,
    or .chatlab.jsonl for lines); or, with --format convokit, FILE becomes a folder that ConvoKit loads. The file is not
    encrypted; only you can read it.
    """
    from unlike.cli.export_action import run_export  # noqa: PLC0415 - tables load only for a real question

    run_export(file, file_format, chat, person)
