"""Numbers and addresses of Apple's databases: one person's are one name, however they are spelled."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from unlike.readers.formats.sqlite_db import Database

_FILTER: Final = re.compile(r"\((?:smsf\w{1,12}|filtered)\)$", re.IGNORECASE)
"""What the system adds to an address whose messages its filter set apart."""


@dataclass(slots=True)
class AddressBook:
    """What people are called: the first address of theirs in the database.

    Attributes:
        names: by address, in lower case and without the system's filter.
        of_handle: by row of `handle`.
    """

    names: dict[str, str] = field(default_factory=dict)
    of_handle: dict[int, str] = field(default_factory=dict)

    def name(self, address: str) -> str:
        """What the person of an address is called; of an unknown one, the address without the system's filter."""
        bare = _FILTER.sub("", address).strip() or address
        return self.names.setdefault(bare.casefold(), bare)


def address_book(database: Database) -> AddressBook:
    """The people of the table `handle`.

    Where the system knows several addresses as those of one person, these are one.

    Raises:
        BrokenExportError: the database is encrypted or damaged.
    """
    column_names = {name.lower() for name in database.columns("handle")}
    person = "person_centric_id" if "person_centric_id" in column_names else "NULL"
    book, people = AddressBook(), dict[str, str]()
    for rowid, address, number in database.rows(f"SELECT ROWID, id, {person} FROM handle ORDER BY ROWID"):  # noqa: S608 - names of ours
        bare = _FILTER.sub("", single_line(address)).strip()
        if not bare:
            continue
        name = book.name(bare)
        if isinstance(number, str) and number:
            name = book.names[bare.casefold()] = people.setdefault(number, name)
        book.of_handle[rowid] = name
    return book


def single_line(value: object) -> str:
    """A text on one line; empty for anything else."""
    return " ".join(value.split()) if isinstance(value, str) else ""
