from __future__ import annotations

import copy
import pickle

from unlike.i18n import (
    LazyMessage,
    language_context,
    lazy,
    lazy_plural,
    mark,
    mark_in,
    mark_plural,
    mark_plural_in,
    verbatim,
)
from unlike.i18n.translation import translate_lazy


def test_as_text_it_is_the_english_sentence() -> None:
    with language_context("de"):
        assert lazy("{number} of {name}", number=41208, name="Rosa") == "41,208 of Rosa"
        assert lazy_plural("{number} day", "{number} days", 1) == "1 day"
        assert lazy_plural("{number} day", "{number} days", 2) == "2 days"


def test_marking_returns_what_it_was_given() -> None:
    assert mark("Reading") == "Reading"
    assert mark_plural("{number} day", "{number} days") == ("{number} day", "{number} days")
    assert mark_in("a verb", "Open") == ("a verb", "Open")
    assert mark_plural_in("after in", "{number} day", "{number} days") == ("after in", "{number} day", "{number} days")


def test_braces_in_other_text_are_no_places() -> None:
    assert verbatim("{name} {") == "{name} {"
    assert lazy("{why}.", why=verbatim("{x}")) == "{x}."
    message = lazy("{name}", name="Rosa")
    assert verbatim(message) is message


def test_copies_are_looked_up_as_well() -> None:
    message = lazy_plural("{number} day", "{number} days", 3)
    for twin in (copy.copy(message), copy.deepcopy(message), pickle.loads(pickle.dumps(message))):  # noqa: S301 - ours
        assert isinstance(twin, LazyMessage)
        with language_context("de"):
            assert translate_lazy(twin) == "3 Tage"
