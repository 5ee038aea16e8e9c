"""Name of the owner: as given, as the exports tell, or as the owner answers."""

from __future__ import annotations

from unlike.api import Import, owner_of
from unlike.cli.prompts import ask_owner, can_ask
from unlike.errors import OwnerUnknownError


def known_owner(import_result: Import, owner_name: str | None) -> str:
    """The owner as given, as the exports tell, or as the owner answers.

    Raises:
        OwnerUnknownError: nobody said.
    """
    try:
        return owner_of(import_result, owner_name)
    except OwnerUnknownError as error:
        owner = ask_owner(error.names) if owner_name is None and error.names and can_ask() else None
        if owner is None:
            raise
        return owner
