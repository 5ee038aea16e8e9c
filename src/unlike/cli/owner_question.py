"""Who the owner is: as given, as the exports tell, or as they answer."""

from __future__ import annotations

from unlike.api import Import, owner_of
from unlike.cli.prompts import ask_owner, can_ask
from unlike.errors import OwnerUnknownError


def known_owner(imported: Import, given: str | None) -> str:
    """The owner as given, as the exports tell, or as the owner answers.

    Raises:
        OwnerUnknownError: nobody said.
    """
    try:
        return owner_of(imported, given)
    except OwnerUnknownError as error:
        owner = ask_owner(error.names) if given is None and error.names and can_ask() else None
        if owner is None:
            raise
        return owner
