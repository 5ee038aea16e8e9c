"""Asking the owner who they are, on a terminal; the question stands on standard error."""

from __future__ import annotations

import sys
from collections.abc import Sequence

import click

from unlike.i18n import translate
from unlike.presentation.sanitise import sanitise
from unlike.presentation.sentences.interface.prompt_text import AGAIN, WHO, more_names

_MOST = 20
_TRIES = 3


def can_ask() -> bool:
    """Whether somebody is there to answer."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def ask_owner(names: Sequence[str]) -> str | None:
    """One of the names, chosen by its number or written out; None where nobody chose."""
    click.echo(translate(WHO), err=True)
    for number, name in enumerate(names[:_MOST], start=1):
        click.echo(f"  {number:>2}  {sanitise(name)}", err=True)
    if len(names) > _MOST:
        click.echo(more_names(len(names) - _MOST), err=True)
    for _ in range(_TRIES):
        chosen = _chosen(_line(), names)
        if chosen is not None:
            return chosen
        click.echo(translate(AGAIN), err=True)
    return None


def _line() -> str:
    """What was typed; an end of input interrupts."""
    click.echo("> ", err=True, nl=False)
    typed = sys.stdin.readline()
    if not typed:
        raise click.Abort
    return typed.strip()


def _chosen(typed: str, names: Sequence[str]) -> str | None:
    """A name by its number or by its letters, however they are written."""
    if typed.isdecimal() and 1 <= int(typed) <= min(len(names), _MOST):
        return names[int(typed) - 1]
    wanted = typed.casefold()
    same = [name for name in names if sanitise(name).casefold() == wanted]
    return same[0] if len(same) == 1 else None
