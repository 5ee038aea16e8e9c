"""Check of a new passphrase."""

from __future__ import annotations

from typing import Final

from unlike.errors import PassphraseError
from unlike.i18n import mark

MIN_CHARS: Final = 8


def check_new_passphrase(passphrase: str, again: str | None = None) -> str:
    """Return a passphrase with which a library can be made.

    Args:
        passphrase: as given.
        again: as given a second time; None where it was not asked again.

    Raises:
        PassphraseError: it is too short, or the two are not the same.
    """
    if len(passphrase) < MIN_CHARS:
        raise PassphraseError(mark("This passphrase is too short. Take at least 8 characters, better four words."))
    if again is not None and again != passphrase:
        raise PassphraseError(mark("The two are not the same. Nothing was changed; try again."))
    return passphrase
