"""Option `--same "A=B"`: two names that the owner says are one person's."""

from __future__ import annotations

from dataclasses import replace

from unlike.api import Import, same_people
from unlike.cli.options import CheckOptions
from unlike.cli.owner_question import known_owner
from unlike.errors import OptionError
from unlike.i18n import mark


def with_same_people(import_result: Import, options: CheckOptions) -> tuple[Import, CheckOptions]:
    """Return the import with the people of `--same` as one each, and the options with their names.

    Raises:
        OptionError: a value is no two names.
        PersonUnknownError: nobody bears one of the names.
        UsageError: two of them write in one chat.
        OwnerUnknownError: nobody said who the owner is.
    """
    if not options.same:
        return import_result, options
    people = same_people(import_result, [_names_of_pair(pair) for pair in options.same])
    owner = known_owner(import_result, options.me)
    folded_name = (options.person or "").strip().casefold()
    kept_name = next(
        (person.name for person in people for _, name in person.senders if name.casefold() == folded_name), None
    )
    return import_result.with_people(people, owner), replace(options, me=owner, person=kept_name or options.person)


def _names_of_pair(pair: str) -> tuple[str, str]:
    """The two names.

    Raises:
        OptionError: there are not two.
    """
    first, _, second = (part.strip() for part in pair.partition("="))
    if not first or not second:
        raise OptionError("--same", pair, mark('two names of one person, such as "Rosa=rosa.lindqvist"'))
    return first, second
