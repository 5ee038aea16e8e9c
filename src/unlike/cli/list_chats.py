"""`unlike list`: the conversations in the library."""

from __future__ import annotations

import click

from unlike.cli.language_option import language_option


@click.command("list")
@language_option()
def list_chats() -> None:
    """List the chats in your library.

    With a number to name each by, the app, how many messages of which days, and how many exports it comes from.
    """
    from unlike.cli.list_action import run_list  # noqa: PLC0415 - tables load only for a real question

    run_list()
