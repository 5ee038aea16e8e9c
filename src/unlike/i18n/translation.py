"""Lookup of messages in the catalogue of the current language, and formatting of their values."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from unlike.i18n.current_language import current_language
from unlike.i18n.lazy_messages import LazyMessage
from unlike.i18n.negotiate import LANGUAGES

_PLACE_AT_END: Final = re.compile(r"\{(\w+)\}\.(?=\s|$)")
"""A place right before the full stop of a sentence."""


def translate(message: str, /, **values: object) -> str:
    """Look a message up (gettext) and fill its places.

    Args:
        message: the English sentence; the empty one, which gettext reserves for its header, stays empty.
        values: values of the named places; integers are grouped as the language does, lazy messages are looked up.
    """
    return _fill_places(current_language().catalogue.gettext(message), values) if message else ""


def translate_in(context: str, message: str, /, **values: object) -> str:
    """Look a message up in a context (pgettext), which tells apart uses of the same English words; fill its places."""
    return _fill_places(current_language().catalogue.pgettext(context, message), values)


def translate_plural(singular: str, plural: str, number: int, /, **values: object) -> str:
    """Look up the plural form of a number (ngettext) and fill its places; `{number}` is the number."""
    form = current_language().catalogue.ngettext(singular, plural, number)
    return _fill_places(form, {"number": number, **values})


def translate_plural_in(context: str, singular: str, plural: str, number: int, /, **values: object) -> str:
    """Look up the plural form of a number in a context (npgettext) and fill its places; `{number}` is the number."""
    form = current_language().catalogue.npgettext(context, singular, plural, number)
    return _fill_places(form, {"number": number, **values})


def quotation(words: str) -> str:
    """Put a name, or words of a chat, between the quotation marks of the current language."""
    return translate_in("quotation marks around words of a chat", "“{words}”", words=words)


def translate_lazy(text: str) -> str:
    """Look up what `lazy`, `lazy_plural`, `mark` or `verbatim` returned; other text stays as it is."""
    if not isinstance(text, LazyMessage):
        return current_language().catalogue.gettext(text) if text else ""
    if text.number is None:
        return translate(text.forms[0], **text.values)
    return translate_plural(text.forms[0], text.forms[-1], text.number, **text.values)


def format_integer(number: int) -> str:
    """Format an integer with the grouping of the current language: "41,208", "41.208" or "41 208"."""
    current = current_language()
    if current.language == LANGUAGES[0]:
        return f"{number:,}"
    from babel.numbers import format_decimal  # noqa: PLC0415 - English needs none of it

    return str(format_decimal(number, locale=current.locale))


def _fill_places(form: str, values: Mapping[str, object]) -> str:
    """Fill the places of a message; an abbreviation at the end of a sentence ("31 min.") ends it with one full stop."""
    formatted = _format_values(values)
    if "}." in form:
        form = _PLACE_AT_END.sub(lambda end: end[0][:-1] if _has_full_stop(formatted[end[1]]) else end[0], form)
    return form.format(**formatted)


def _has_full_stop(value: object) -> bool:
    """Whether a value ends with a full stop of its own; the dots of something cut off are none."""
    return isinstance(value, str) and value.endswith(".") and not value.endswith("..")


def _format_values(values: Mapping[str, object]) -> dict[str, object]:
    """Format the values of a message's places: integers grouped, lazy messages looked up, others as they are."""
    return {name: _format_value(value) for name, value in values.items()}


def _format_value(value: object) -> object:
    if type(value) is int:
        return format_integer(value)
    return translate_lazy(value) if isinstance(value, LazyMessage) else value
