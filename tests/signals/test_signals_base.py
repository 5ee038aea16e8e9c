"""A look for strings before an expression is tried never changes what a message says, and is quicker."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product
from time import process_time

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from unlike.signals.base import holds
from unlike.signals.families import form
from unlike.text.lexicon import Lexicon, lists

TEXT = pl.col("text")
SYLLABLES = [
    *("a", "ha", "he", "hi", "ja", "je", "rs", "k", "lo", "l", "lma", "lmao", "rofl", "x", "d", "mdr", "pt", "wk", "w"),
    *("ха", "ах", "а", "5", "😂", "🤣", "😆", "😅", "哈", "ㅋ", "ㅎ", "ه", " ", ".", "ö", "é"),
]


def answers(texts: Sequence[str | None], *tests: pl.Expr) -> list[list[bool | None]]:
    """What some tests say of each text."""
    frame = pl.DataFrame({"text": texts}, schema={"text": pl.String})
    return [frame.select(test.alias("answer"))["answer"].to_list() for test in tests]


@given(st.lists(st.lists(st.sampled_from(SYLLABLES), max_size=8).map("".join), min_size=1, max_size=30))
def test_laughter_is_found_wherever_the_expression_finds_it(texts: list[str]) -> None:
    quick, plain = answers(texts, holds(TEXT, form._LAUGHTER, form._LAUGHS), TEXT.str.contains(form._LAUGHTER))
    assert quick == plain


@pytest.mark.parametrize("laugh", [*form._LAUGHS, "aha", "hah", "rs", "kk", "lool", "mdrr", "hahah", "ptdr", "xddd"])
def test_each_laugh_is_found_by_itself(laugh: str) -> None:
    quick, plain = answers(
        [laugh, f"na {laugh}!", None], holds(TEXT, form._LAUGHTER, form._LAUGHS), TEXT.str.contains(form._LAUGHTER)
    )
    assert quick == plain
    assert plain[-1] is None


MARKED = [(code, name) for code in lists() for name in lists()[code] if Lexicon((code,)).needed_literals(name)]


@pytest.mark.parametrize(("language", "name"), MARKED)
def test_a_marked_word_is_found_wherever_the_expression_finds_it(language: str, name: str) -> None:
    lexicon = Lexicon((language,))
    pattern = lexicon.pattern(name)
    assert pattern is not None
    words = [entry.lstrip("^@+") for entry in lists()[language][name]]
    calls = [entry for kind in ("calls", "hellos") for entry in lists()[language].get(kind, ())]
    texts = ["", "nothing of it", None]
    texts += [
        f"{before}{word}{after}" for before, word, after in product(("", "x ", ", ", "\n"), words, ("", "!", " x"))
    ]
    texts += [f"{call} {word}" for call, word in product(calls, words)]
    quick, plain = answers(texts, holds(TEXT, pattern, lexicon.needed_literals(name)), TEXT.str.contains(pattern))
    assert quick == plain
    assert True in plain


def test_lists_with_marks_are_known() -> None:
    assert ("de", "endearments") in MARKED
    assert Lexicon(("de",)).needed_literals("thanks") == ()
    assert Lexicon(("de", "en")).needed_literals("endearments") == (
        *Lexicon(("de",)).needed_literals("endearments"),
        *(
            word
            for word in Lexicon(("en",)).needed_literals("endearments")
            if word not in Lexicon(("de",)).needed_literals("endearments")
        ),
    )


def test_an_expression_is_not_tried_on_texts_without_the_strings() -> None:
    frame = pl.DataFrame({"text": ["die Straße ist schön und ganz still, wir gehen später durch den Fluss"] * 50_000})

    def seconds(test: pl.Expr) -> float:
        start = process_time()
        frame.select(test)
        return process_time() - start

    plain = min(seconds(TEXT.str.contains(form._LAUGHTER)) for _ in range(2))
    assert min(seconds(holds(TEXT, form._LAUGHTER, form._LAUGHS)) for _ in range(2)) < plain / 2
