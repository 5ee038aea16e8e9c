"""`unlike doctor`: what is promised on this machine, tried just now."""

from __future__ import annotations

import click

from unlike.cli.language_option import language_option


@click.command()
@language_option()
def doctor() -> int:
    """Show whether what unlike promises holds on this machine.

    It gives up the network as it does before it reads a chat, then tries to reach it, and says where your notes are
    and who can read them. The exit code is 1 where a promise does not hold here.
    """
    from unlike.cli.doctor_action import run_doctor  # noqa: PLC0415 - --help tries nothing

    return run_doctor()
