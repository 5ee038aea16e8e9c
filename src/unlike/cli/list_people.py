"""`unlike people`: who is who in the library."""

from __future__ import annotations

from typing import Any

import click

from unlike.cli.language_option import language_option


@click.command("people")
@click.option("--merge", nargs=2, metavar="A B", help="A and B are one person; A is the name from now on.")
@click.option("--different", nargs=2, metavar="A B", help="A and B are two people; that they are one is not suggested.")
@click.option("--split", metavar="A", help="Take apart what was merged; with --chat, that chat is somebody else's.")
@click.option("--chat", metavar="TITLE", help="With --split: the chat, by its title or number.")
@click.option("--me", metavar="NAME", help="Who you are, in all chats.")
@click.option("--all", "everybody", is_flag=True, help="List those who only write in one group, too.")
@click.option("--json", "as_json", is_flag=True, help="Write one JSON document for other programs; names are in it.")
@click.option("--csv", "as_csv", is_flag=True, help="Write a table for a spreadsheet: one row a person and chat.")
@language_option()
def list_people(**values: Any) -> None:  # noqa: ANN401 - click hands over what was declared above
    """List the people in your library, and say who is who.

    With the chats and apps in which each writes, and who may be one person, and why. Nobody is joined unless you say
    so: then the chats of two with them are one history, whichever the app. A name that several bear is meant with a
    chat: NAME#3 is whoever bears it in chat 3. --split undoes it, and --merge what --different said.
    """
    from unlike.cli.people_action import PeopleOptions, run_people  # noqa: PLC0415 - tables load only for a real question

    run_people(PeopleOptions(**values))
