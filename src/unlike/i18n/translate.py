"""Saying a sentence in the language at hand."""

from __future__ import annotations

from collections.abc import Mapping

from unlike.i18n.current_language import current
from unlike.i18n.lazy_messages import Sentence
from unlike.i18n.negotiate import LANGUAGES


def say(message: str, /, **values: object) -> str:
    """A sentence with its values; whole numbers are written as the language writes them."""
    return current().catalogue.gettext(message).format(**_shown(values)) if message else ""


def say_in(context: str, message: str, /, **values: object) -> str:
    """The same, told apart from other uses of the same English words."""
    return current().catalogue.pgettext(context, message).format(**_shown(values))


def say_many(one: str, many: str, number: int, /, **values: object) -> str:
    """The form that goes with a number, which stands in it as `{number}`."""
    form = current().catalogue.ngettext(one, many, number)
    return form.format(**_shown({"number": number, **values}))


def say_many_in(context: str, one: str, many: str, number: int, /, **values: object) -> str:
    """The same, told apart by where it stands."""
    form = current().catalogue.npgettext(context, one, many, number)
    return form.format(**_shown({"number": number, **values}))


def quotation(words: str) -> str:
    """A name, or words of a chat, between quotation marks."""
    return say_in("quotation marks around words of a chat", "“{words}”", words=words)


def spoken(text: str) -> str:
    """Words that were marked elsewhere, in the language at hand; what nobody marked stays as it is."""
    if not isinstance(text, Sentence):
        return current().catalogue.gettext(text) if text else ""
    if text.number is None:
        return say(text.forms[0], **text.values)
    return say_many(text.forms[0], text.forms[-1], text.number, **text.values)


def grouped(number: int) -> str:
    """41208 is "41,208", "41.208" or "41 208"."""
    who = current()
    if who.language == LANGUAGES[0]:
        return f"{number:,}"
    from babel.numbers import format_decimal  # noqa: PLC0415 - English needs none of it

    return str(format_decimal(number, locale=who.locale))


def _shown(values: Mapping[str, object]) -> dict[str, object]:
    """The values as they stand in a sentence."""
    return {
        name: grouped(one) if type(one) is int else spoken(one) if isinstance(one, Sentence) else one
        for name, one in values.items()
    }
