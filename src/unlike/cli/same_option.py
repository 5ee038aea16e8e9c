"""`--same "A=B"`: two names that the owner says are one person's."""

from __future__ import annotations

from dataclasses import replace

from unlike.api import Import, same_people
from unlike.cli.options import CheckOptions
from unlike.cli.owner_question import known_owner
from unlike.errors import OptionError
from unlike.i18n import mark


def with_same(imported: Import, options: CheckOptions) -> tuple[Import, CheckOptions]:
    """What was read with the people of `--same` as one each, and the options with their names.

    Raises:
        OptionError: a value is no two names.
        PersonUnknownError: nobody bears one of the names.
        UsageError: two of them write in one chat.
        OwnerUnknownError: nobody said who the owner is.
    """
    if not options.same:
        return imported, options
    people = same_people(imported, [_pair(value) for value in options.same])
    owner = known_owner(imported, options.me)
    given = (options.person or "").strip().casefold()
    shown = next((person.name for person in people for _, name in person.senders if name.casefold() == given), None)
    return imported.with_people(people, owner), replace(options, me=owner, person=shown or options.person)


def _pair(value: str) -> tuple[str, str]:
    """The two names.

    Raises:
        OptionError: there are not two.
    """
    first, _, second = (part.strip() for part in value.partition("="))
    if not first or not second:
        raise OptionError("--same", value, mark('two names of one person, such as "Rosa=rosa.lindqvist"'))
    return first, second
