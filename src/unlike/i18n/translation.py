"""Saying a sentence in the language at hand."""

from __future__ import annotations

from collections.abc import Mapping

from unlike.i18n.current_language import current_language
from unlike.i18n.lazy_messages import LazyMessage
from unlike.i18n.negotiate import LANGUAGES


def translate(message: str, /, **values: object) -> str:
    """A sentence with its values; whole numbers are written as the language writes them."""
    return current_language().catalogue.gettext(message).format(**_shown(values)) if message else ""


def translate_in(context: str, message: str, /, **values: object) -> str:
    """The same, told apart from other uses of the same English words."""
    return current_language().catalogue.pgettext(context, message).format(**_shown(values))


def translate_plural(one: str, many: str, number: int, /, **values: object) -> str:
    """The form that goes with a number, which stands in it as `{number}`."""
    form = current_language().catalogue.ngettext(one, many, number)
    return form.format(**_shown({"number": number, **values}))


def translate_plural_in(context: str, one: str, many: str, number: int, /, **values: object) -> str:
    """The same, told apart by where it stands."""
    form = current_language().catalogue.npgettext(context, one, many, number)
    return form.format(**_shown({"number": number, **values}))


def quotation(words: str) -> str:
    """A name, or words of a chat, between quotation marks."""
    return translate_in("quotation marks around words of a chat", "“{words}”", words=words)


def translate_lazy(text: str) -> str:
    """Words that were marked elsewhere, in the language at hand; what nobody marked stays as it is."""
    if not isinstance(text, LazyMessage):
        return current_language().catalogue.gettext(text) if text else ""
    if text.number is None:
        return translate(text.forms[0], **text.values)
    return translate_plural(text.forms[0], text.forms[-1], text.number, **text.values)


def grouped(number: int) -> str:
    """41208 is "41,208", "41.208" or "41 208"."""
    who = current_language()
    if who.language == LANGUAGES[0]:
        return f"{number:,}"
    from babel.numbers import format_decimal  # noqa: PLC0415 - English needs none of it

    return str(format_decimal(number, locale=who.locale))


def _shown(values: Mapping[str, object]) -> dict[str, object]:
    """The values as they stand in a sentence."""
    return {
        name: grouped(one) if type(one) is int else translate_lazy(one) if isinstance(one, LazyMessage) else one
        for name, one in values.items()
    }
