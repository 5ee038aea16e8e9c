"""Arguments of the tools, and reading them from what a program sent."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Annotated, Any, TypeVar

import msgspec
from msgspec import Meta

from unlike.errors import UsageError
from unlike.i18n import lazy

_PERSON = Meta(description="Id or name as list_people gives it; leave it out for everybody.")
Arguments = TypeVar("Arguments")


@dataclass(frozen=True, slots=True)
class NoArguments:
    """Nothing."""


@dataclass(frozen=True, slots=True)
class PersonArgument:
    """Whom to speak of."""

    person: Annotated[str | None, _PERSON] = None


@dataclass(frozen=True, slots=True)
class SearchArguments:
    """What to look for."""

    words: Annotated[str, Meta(description="Words of a message, in their order.", min_length=2, max_length=200)]
    person: Annotated[str | None, _PERSON] = None


@dataclass(frozen=True, slots=True)
class DraftArgument:
    """What you mean to say."""

    draft: Annotated[str, Meta(description="Your whole answer, in any of de, en, es, fr, pt.", max_length=20_000)]


def parse_arguments(kind: type[Arguments], raw: Mapping[str, Any] | None) -> Arguments:
    """Arguments of a tool.

    Raises:
        UsageError: one is missing, unknown, or not of its kind.
    """
    values = dict(raw or {})
    names = {field.name for field in fields(kind)}  # type: ignore[arg-type]
    unknown = sorted(set(values) - names)
    if unknown:
        raise UsageError(lazy("There is no argument {name} here.", name=unknown[0][:40]))
    try:
        return msgspec.convert(values, kind)
    except msgspec.ValidationError as error:
        raise UsageError(lazy("These arguments are not understood ({why}).", why=str(error))) from error
