"""Sentences that are marked where they stand and said elsewhere, later, in the language of whoever reads them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Self


class LazyMessage(str):
    """A sentence with values in its places; by itself it is English, `spoken` says it in the language at hand.

    Attributes:
        forms: the message, or its singular and plural.
        number: what chooses between the two; None where there is one.
        values: what stands in the named places.
    """

    __slots__ = ("forms", "number", "values")
    forms: tuple[str, ...]
    number: int | None
    values: Mapping[str, object]

    def __new__(cls, forms: tuple[str, ...], number: int | None, values: Mapping[str, object]) -> Self:
        """The sentence in English."""
        form = forms[0] if number in (None, 1) else forms[-1]
        shown = {name: f"{one:,}" if type(one) is int else one for name, one in values.items()}
        made = super().__new__(cls, form.format(**shown))
        made.forms, made.number, made.values = forms, number, values
        return made

    def __getnewargs__(self) -> tuple[tuple[str, ...], int | None, Mapping[str, object]]:  # type: ignore[override]
        """So that a copy is the same."""
        return self.forms, self.number, self.values


def lazy(message: str, /, **values: object) -> LazyMessage:
    """A sentence for a reader who is not there yet."""
    return LazyMessage((message,), None, values)


def lazy_plural(one: str, many: str, number: int, /, **values: object) -> LazyMessage:
    """The same with a number in it, as `{number}`."""
    return LazyMessage((one, many), number, {"number": number, **values})


def verbatim(text: str) -> LazyMessage:
    """Part of a sentence, marked elsewhere, to be said with the rest of it; what nobody marked stays as it is."""
    return (
        text if isinstance(text, LazyMessage) else LazyMessage((text.replace("{", "{{").replace("}", "}}"),), None, {})
    )


def mark(message: str, /) -> str:
    """Only marks words for translators; they are said by `say` or `spoken` where they are shown."""
    return message


def mark_plural(one: str, many: str, /) -> tuple[str, str]:
    """Only marks a singular and its plural; `say_many` says them."""
    return one, many


def mark_in(context: str, message: str, /) -> tuple[str, str]:
    """Only marks words that need to be told apart by where they stand; `say_in` says them."""
    return context, message


def mark_plural_in(context: str, one: str, many: str, /) -> tuple[str, str, str]:
    """The same for a singular and its plural; `say_many_in` says them."""
    return context, one, many
