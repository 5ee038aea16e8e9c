from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unlike.readers.formats.html_text import typed_words


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p>one</p>\n<p>two</p>", "one\ntwo"),
        ("a<br>b<br/>c", "a\nb\nc"),
        ("<div>x&nbsp;<b>y</b></div>", "x y"),
        ('<emoji id="a" alt="🚣"></emoji>!', "🚣!"),
        ("&lt;p&gt; 1 < 2 and 3 <3", "<p> 1 < 2 and 3 <3"),
        ("<ul><li>a</li><li>b</li></ul>", "a\nb"),
        ('<img src="x" alt="y"><attachment id="1"></attachment>', ""),
        ("", ""),
    ],
)
def test_words_are_those_that_were_typed(markup: str, text: str) -> None:
    assert typed_words(markup) == text


@given(st.text() | st.text("<>/p br\n&lt;"))
def test_no_markup_stumbles(markup: str) -> None:
    assert isinstance(typed_words(markup), str)
