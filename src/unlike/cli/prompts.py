"""Prompts on a terminal. Questions are written to standard error, so that standard output holds findings alone."""

from __future__ import annotations

import sys
from collections.abc import Sequence

import click

from unlike.cli.output import is_terminal
from unlike.i18n import translate
from unlike.presentation.sanitise import sanitise
from unlike.presentation.sentences.interface.prompt_text import AGAIN, WHO, more_names

_MAX_LISTED_NAMES = 20
_MAX_ATTEMPTS = 3


def can_ask() -> bool:
    """Whether a terminal is there for the question and its answer."""
    return is_terminal(sys.stdin) and is_terminal(sys.stderr)


def ask_owner(names: Sequence[str]) -> str | None:
    """Ask which participant is the owner.

    Args:
        names: names of the participants, as the export has them.

    Returns:
        One of the names, chosen by its number or typed; None after three answers that are neither.

    Raises:
        click.Abort: the input ended.
    """
    click.echo(translate(WHO), err=True)
    for number, name in enumerate(names[:_MAX_LISTED_NAMES], start=1):
        click.echo(f"  {number:>2}  {sanitise(name)}", err=True)
    if len(names) > _MAX_LISTED_NAMES:
        click.echo(more_names(len(names) - _MAX_LISTED_NAMES), err=True)
    for _ in range(_MAX_ATTEMPTS):
        owner = _match_name(_read_answer(), names)
        if owner is not None:
            return owner
        click.echo(translate(AGAIN), err=True)
    return None


def _read_answer() -> str:
    """Read one line.

    Raises:
        click.Abort: the input ended.
    """
    click.echo("> ", err=True, nl=False)
    line = sys.stdin.readline()
    if not line:
        raise click.Abort
    return line.strip()


def _match_name(answer: str, names: Sequence[str]) -> str | None:
    """Return the name with this number, or the only one with these letters in whatever case; else None."""
    if answer.isdecimal() and 1 <= int(answer) <= min(len(names), _MAX_LISTED_NAMES):
        return names[int(answer) - 1]
    letters = answer.casefold()
    matches = [name for name in names if sanitise(name).casefold() == letters]
    return matches[0] if len(matches) == 1 else None
