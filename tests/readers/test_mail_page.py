from __future__ import annotations

from itertools import product
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unlike.readers.apps.mail.mail_page import marked_words
from unlike.readers.apps.mail.mail_words import own_words, page_words

ATTRIBUTION = "On 3 Jan 2026 Rosa wrote:\n> a\n"
TEXT_RUNS = (" ", ">\n", "\n", "x:\n", "a: ", ATTRIBUTION, "On Mon 2026 x\n", "\n>\n", "From: x\n", "-", "|")
PAGE_TAGS = ("<", "<a ", "<a", "<!--", "<!", "<?", "</", "<p> </p>", "<a b='", "<a ='>'", "<a b='>'c", "<script>")
PAGE_RUNS = (*PAGE_TAGS, "<blockquote>", "</p>", "<title>", "<p class=", '<p class=" ', "=", "<a =", "&#9", "&", " ")


@pytest.mark.parametrize(
    ("page", "words"),
    [
        ("<p>one</p><p>two</p>", "one\ntwo"),
        ("<div>a<br>b</div>", "a\nb"),
        ("mine<blockquote>old<p>older</blockquote>mine, too", "mine\n\nmine, too"),  # p needs no end
        ("<blockquote>old</p>older</blockquote>mine", "mine"),
        ("<html><head><meta charset=utf-8><title>t</title><body>mine", "mine"),
        ("mine<div class='gmail_quote'>old<div>older</div></div>", "mine"),
        ("mine<hr><div id=divRplyFwdMsg>From: Rosa</div><p>old</p>", "mine"),
        ("a <b title='x > y'>b</b> 3 < 4", "a b 3 < 4"),
        ("<p title=it's>one</p><p title=\"never closed>two</p>", "one\ntwo"),
        ("<script>if (a < b) '<p>'</script>mine<style>p > a</style>", "mine"),
        ("<title>never closed<p>mine", "never closed\nmine"),
        ("<!-- a > b -->mine<!-- never closed", "mine<!-- never closed"),
        ("&lt;3 &#128675; &#" + "9" * 5_000 + ";", "<3 🚣 \ufffd"),
        ("<o:p>&nbsp;</o:p><p>mine", "\nmine"),
    ],
)
def test_words_outside_of_quotations_are_kept(page: str, words: str) -> None:
    assert marked_words(page).words.strip("\n") == words.strip("\n") or page_words(page).words == words.strip()


@given(st.lists(st.sampled_from([*PAGE_RUNS, "words", "'", '"', ">", "-->", "</script>", "</blockquote>"])))
def test_no_page_stumbles(pieces: list[str]) -> None:
    page = "".join(pieces)
    assert isinstance(marked_words(page).words, str)


@pytest.mark.parametrize(("run", "is_page"), [*product(TEXT_RUNS, [False]), *product(PAGE_RUNS, [True])])
def test_long_runs_take_seconds_at_most(run: str, *, is_page: bool) -> None:
    """Where time grew by the square of the length, it would be minutes."""
    text = (run * 60_000)[:60_000] + ":"
    start = process_time()
    page_words(text) if is_page else own_words(text)
    assert process_time() - start < 10
