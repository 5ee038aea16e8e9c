from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unlike.errors import BrokenExportError
from unlike.readers.formats import html_pages
from unlike.readers.formats.element import Element
from unlike.readers.formats.html_pages import html_elements
from unlike.readers.testkit import memory_export

PAGE = """<!DOCTYPE html><html><head><script>if (1 < 2) "<div class='message'>"</script></head>
<body><div class="page"><div class="message default" id="m1"><div class="from">Ada</div>
<div class="text">one<br>two &amp; <a href="https://example.org">three</a></div><img src="x.jpg"></div>
<div class="message" id="m2"><p>never closed<div class="from">Bo</div></div></div></body></html>
"""


def elements(content: str, name: str = "message") -> list[Element]:
    return list(html_elements(memory_export({"a.html": content.encode()}).only, {name}, lambda _done, _all: None))


def text(element: Element, name: str) -> str:
    part = element.first(name)
    return part.text if part else ""


def test_elements_of_a_class() -> None:
    first, second = elements(PAGE)
    assert [one.attributes["id"] for one in (first, second)] == ["m1", "m2"]
    assert [text(one, "from") for one in (first, second)] == ["Ada", "Bo"]
    assert text(first, "text") == "one\ntwo & three"
    assert (first.line, second.line) == (2, 4)


def test_a_page_that_breaks_off_gives_what_was_complete() -> None:
    assert len(elements(PAGE[: PAGE.index('id="m2"') + 30])) == 1


@given(st.lists(st.sampled_from(["<div class='message'>", "<div>", "</div>", "<br>", "<p/>", "</p>", "x", "<", "\n"])))
def test_no_page_crashes(pieces: list[str]) -> None:
    for element in elements("".join(pieces)):
        assert "message" in element.classes


def test_depth_and_tags_without_end_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(BrokenExportError, match="nested more than 200 levels deep"):
        elements("<div class='message'>" + "<b>" * 300)
    monkeypatch.setattr(html_pages, "_MAX_TAG_CHARS", 100)
    with pytest.raises(BrokenExportError, match="longer than 100 characters"):
        elements("<div class='message'><b " + "x\n" * 200)
