from __future__ import annotations

from collections.abc import Iterator
from gettext import NullTranslations

import pytest

from unlike.i18n import (
    CurrentLanguage,
    format_integer,
    language_context,
    lazy,
    lazy_plural,
    mark,
    quotation,
    translate,
    translate_in,
    translate_lazy,
    translate_plural,
    translate_plural_in,
    verbatim,
)


class Catalogue(NullTranslations):
    """Catalogue that shows which lookup was made."""

    def gettext(self, message: str) -> str:
        return f"[{message}]"

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return f"[{msgid1 if n == 1 else msgid2}]"

    def pgettext(self, context: str, message: str) -> str:
        return f"[{context}|{message}]"

    def npgettext(self, context: str, msgid1: str, msgid2: str, n: int) -> str:
        return f"[{context}|{msgid1 if n == 1 else msgid2}]"


@pytest.fixture
def lookups() -> Iterator[None]:
    with language_context(CurrentLanguage("en", Catalogue())):
        yield


@pytest.mark.usefixtures("lookups")
def test_each_function_makes_its_lookup_and_fills_the_places() -> None:
    assert translate("{name} wrote", name="Rosa") == "[Rosa wrote]"
    assert translate_in("a verb", "Open {name}", name="it") == "[a verb|Open it]"
    assert translate_plural("{number} day", "{number} days", 1) == "[1 day]"
    assert translate_plural("{number} day", "{number} days", 2000) == "[2,000 days]"
    assert translate_plural_in("after in", "{number} day", "{number} days", 2) == "[after in|2 days]"
    assert quotation("hm") == "[quotation marks around words of a chat|“hm”]"


@pytest.mark.usefixtures("lookups")
def test_lazy_messages_are_looked_up_with_their_values() -> None:
    assert translate_lazy(mark("Reading")) == "[Reading]"
    assert translate_lazy(lazy("{why}.", why=lazy_plural("{number} day", "{number} days", 3))) == "[[3 days].]"
    assert translate_lazy(lazy("{why}.", why=verbatim(mark("Reading")))) == "[[Reading].]"


@pytest.mark.usefixtures("lookups")
def test_the_empty_message_is_never_looked_up() -> None:
    assert (translate(""), translate_lazy("")) == ("", "")


@pytest.mark.parametrize(
    ("language", "text"), [("en", "41,208"), ("de", "41.208"), ("fr", "41\u202f208"), ("pt", "41.208")]
)
def test_integers_are_grouped_as_the_language_does(language: str, text: str) -> None:
    with language_context(language):
        assert format_integer(41208) == text


def test_a_truth_value_is_no_number() -> None:
    assert translate("{value}", value=True) == "True"


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("31 Min.", "Um 31 Min., seit 31 Min. Danach 31 Min."),
        ("4 Std", "Um 4 Std, seit 4 Std. Danach 4 Std."),
        ("gut ...", "Um gut ..., seit gut .... Danach gut ...."),
    ],
)
def test_an_abbreviation_at_the_end_of_a_sentence_ends_it(value: str, said: str) -> None:
    assert translate("Um {time}, seit {time}. Danach {time}.", time=value) == said


def test_a_name_before_an_ending_of_a_file_keeps_its_full_stop() -> None:
    assert translate("{name}.txt", name="a.") == "a..txt"
