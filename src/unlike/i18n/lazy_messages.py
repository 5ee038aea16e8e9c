"""Messages that are marked where they are written, and looked up later, in the language of whoever reads them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Self


class LazyMessage(str):
    """Message with its values, looked up in the catalogue by `translate_lazy`; as a `str` it is the English sentence.

    Attributes:
        forms: the msgid, or singular and plural.
        number: number that chooses the plural form; None for a message without a plural.
        values: values of the named places; they may be lazy messages themselves.
    """

    __slots__ = ("forms", "number", "values")
    forms: tuple[str, ...]
    number: int | None
    values: Mapping[str, object]

    def __new__(cls, forms: tuple[str, ...], number: int | None, values: Mapping[str, object]) -> Self:
        """Format the English sentence, and keep what a lookup needs."""
        form = forms[0] if number in (None, 1) else forms[-1]
        formatted = {name: f"{value:,}" if type(value) is int else value for name, value in values.items()}
        message = super().__new__(cls, form.format(**formatted))
        message.forms, message.number, message.values = forms, number, values
        return message

    def __getnewargs__(self) -> tuple[tuple[str, ...], int | None, Mapping[str, object]]:  # type: ignore[override]
        """Return the arguments of `__new__`, so that copies and pickles are lazy messages, too."""
        return self.forms, self.number, self.values


def lazy(message: str, /, **values: object) -> LazyMessage:
    """Mark a message with its values for a later lookup (lazy gettext)."""
    return LazyMessage((message,), None, values)


def lazy_plural(singular: str, plural: str, number: int, /, **values: object) -> LazyMessage:
    """Mark a singular and its plural for a later lookup (lazy ngettext); `{number}` is the number."""
    return LazyMessage((singular, plural), number, {"number": number, **values})


def verbatim(text: str) -> LazyMessage:
    """Wrap text as a value of another message, with which it is looked up, if it is a lazy or marked message.

    Braces in other text are not places.
    """
    if isinstance(text, LazyMessage):
        return text
    return LazyMessage((text.replace("{", "{{").replace("}", "}}"),), None, {})


def mark(message: str, /) -> str:
    """Mark a message for the catalogues and return it as it is (gettext_noop); `translate_lazy` looks it up."""
    return message


def mark_plural(singular: str, plural: str, /) -> tuple[str, str]:
    """Mark a singular and its plural and return them as they are; `translate_plural` looks them up."""
    return singular, plural


def mark_in(context: str, message: str, /) -> tuple[str, str]:
    """Mark a message in a context (msgctxt) and return both; `translate_in` looks them up."""
    return context, message


def mark_plural_in(context: str, singular: str, plural: str, /) -> tuple[str, str, str]:
    """Mark a singular and its plural in a context and return all three; `translate_plural_in` looks them up."""
    return context, singular, plural
