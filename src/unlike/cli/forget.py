"""`unlike forget`: takes something out of the library for good."""

from __future__ import annotations

from typing import Any

import click

from unlike.cli.check import DateParam
from unlike.cli.language_option import language_option


@click.command()
@click.option("--chat", metavar="TITLE", help="This chat, by its title or the number that unlike list shows.")
@click.option(
    "--with", "person", metavar="NAME", help="This person: your chat with them, and what they wrote in groups."
)
@click.option("--since", type=DateParam(), help="What was written from this day on (YYYY-MM-DD).")
@click.option("--until", type=DateParam(), help="What was written up to this day (YYYY-MM-DD).")
@click.option("--everything", is_flag=True, help="The whole library, and your notes and settings.")
@click.option("--yes", is_flag=True, help="Do not ask.")
@language_option()
@click.option("--timezone", metavar="ZONE", help="Zone of the days, e.g. Europe/Berlin. [default: the library's]")
def forget(**values: Any) -> None:  # noqa: ANN401 - click hands over what was declared above
    """Forget a chat, a person, some days, or everything.

    It is gone from the file, not only hidden. Backups and the exports themselves stay where you put them, and an export
    that is added again brings it back.
    """
    from unlike.cli.forget_action import ForgetOptions, run_forget  # noqa: PLC0415 - tables load only for a real question

    run_forget(ForgetOptions(**values))
