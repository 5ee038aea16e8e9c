"""Passphrase of the library: typed on the terminal without being shown, or read from a file descriptor."""

from __future__ import annotations

import os
from collections.abc import Mapping
from getpass import getpass
from typing import Final

import click

from unlike.cli.prompts import can_ask
from unlike.errors import PassphraseError
from unlike.i18n import mark, translate
from unlike.library.new_passphrase import check_new_passphrase
from unlike.presentation.sentences.interface.library_text import ASK_AGAIN, ASK_NEW_PASSPHRASE, ASK_PASSPHRASE, CHOOSE

VARIABLE: Final = "UNLIKE_PASSPHRASE_FD"
_MAX_BYTES: Final = 4_096


def read_passphrase(*, new: bool, environment: Mapping[str, str] = os.environ) -> str:
    """Return the passphrase.

    Args:
        new: a library is about to be made with it, so that it is asked twice and must not be short.
        environment: environment variables; the named descriptor is read to its end, or to the first new line.

    Raises:
        PassphraseError: nobody could be asked, or what was said cannot be used.
        click.Abort: the input ended.
    """
    descriptor = environment.get(VARIABLE)
    if descriptor is not None:
        given = _read_descriptor(descriptor)
        return check_new_passphrase(given) if new else given
    if not can_ask():
        raise PassphraseError(
            mark("Your library is encrypted, and nobody is here to type its passphrase. Run this in a terminal.")
        )
    if not new:
        return _typed(ASK_PASSPHRASE)
    click.echo(translate(CHOOSE), err=True)
    passphrase = check_new_passphrase(_typed(ASK_NEW_PASSPHRASE))
    return check_new_passphrase(passphrase, _typed(ASK_AGAIN))


def _typed(question: str) -> str:
    """Ask on the terminal; what is typed is not shown.

    Raises:
        click.Abort: the input ended.
    """
    try:
        return getpass(f"{translate(question)} ")
    except EOFError:
        raise click.Abort from None


def _read_descriptor(descriptor: str) -> str:
    """First line that a file descriptor gives.

    Raises:
        PassphraseError: it is none, or what it gives is no text.
    """
    content = b""
    try:
        while b"\n" not in content and len(content) <= _MAX_BYTES:
            piece = os.read(int(descriptor), _MAX_BYTES)
            if not piece:
                break
            content += piece
        return content.partition(b"\n")[0].rstrip(b"\r").decode()
    except (ValueError, OSError, OverflowError):
        raise PassphraseError(
            mark("UNLIKE_PASSPHRASE_FD must be the number of an open file descriptor that gives the passphrase.")
        ) from None
