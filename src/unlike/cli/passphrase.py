"""Passphrase of the library: typed on the terminal without being shown, from a file descriptor, or from the keyring."""

from __future__ import annotations

import os
from collections.abc import Mapping
from getpass import getpass
from importlib import import_module
from importlib.util import find_spec
from typing import Final

import click

from unlike.cli.prompts import can_ask
from unlike.errors import PassphraseError
from unlike.i18n import mark, translate
from unlike.library.new_passphrase import check_new_passphrase
from unlike.presentation.sentences.interface.library_text import ASK_AGAIN, ASK_NEW_PASSPHRASE, ASK_PASSPHRASE, CHOOSE

VARIABLE: Final = "UNLIKE_PASSPHRASE_FD"
KEYRING_SERVICE: Final = "unlike"
KEYRING_NAME: Final = "library"
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
        descriptor_passphrase = _read_descriptor(descriptor)
        return check_new_passphrase(descriptor_passphrase) if new else descriptor_passphrase
    if not can_ask():
        raise PassphraseError(
            mark("Your library is encrypted, and nobody is here to type its passphrase. Run this in a terminal.")
        )
    if not new:
        return _ask_hidden(ASK_PASSPHRASE)
    click.echo(translate(CHOOSE), err=True)
    passphrase = check_new_passphrase(_ask_hidden(ASK_NEW_PASSPHRASE))
    return check_new_passphrase(passphrase, _ask_hidden(ASK_AGAIN))


def keyring_passphrase(environment: Mapping[str, str] = os.environ) -> str | None:
    """Passphrase that the system's keyring holds; None without the extra, without an entry, or where another is given.

    It is asked before the network is given up: a keyring is another process.

    Args:
        environment: environment variables; a file descriptor that they name goes before the keyring.
    """
    if VARIABLE in environment or find_spec("keyring") is None:
        return None
    keyring = import_module("keyring")
    try:
        password = keyring.get_password(KEYRING_SERVICE, KEYRING_NAME)
    except Exception:  # noqa: BLE001 - backends raise what they like; the passphrase is then asked
        return None
    return str(password) if password else None


def _ask_hidden(question: str) -> str:
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
            chunk = os.read(int(descriptor), _MAX_BYTES)
            if not chunk:
                break
            content += chunk
        return content.partition(b"\n")[0].rstrip(b"\r").decode()
    except (ValueError, OSError, OverflowError):
        raise PassphraseError(
            mark("UNLIKE_PASSPHRASE_FD must be the number of an open file descriptor that gives the passphrase.")
        ) from None
