from __future__ import annotations

import pytest

from unlike.errors import BrokenExportError
from unlike.readers.formats import element, xml_stream
from unlike.readers.formats.element import Element
from unlike.readers.formats.xml_stream import xml_elements
from unlike.readers.testkit import memory_export


def elements(content: str, name: str = "m") -> list[Element]:
    return list(xml_elements(memory_export({"a.xml": content.encode()}).only, name, lambda _done, _all: None))


@pytest.mark.parametrize("block", [1, 7, 1 << 20])
def test_elements_with_what_is_inside(block: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xml_stream, "_BLOCK_BYTES", block)
    first, second = elements(
        '<?xml version="1.0"?><all n="2">\n<m at="1">one <b>bold</b> &lt;</m>x<m><m>inner</m></m></all>'
    )
    assert (first.attributes, first.line, first.text) == ({"at": "1"}, 2, "one bold <")
    assert [part.name for part in second.elements()] == ["m"]
    assert second.text == "inner"


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ("<all><m>", "line 1: it is no valid XML"),
        ("hello", "it is no valid XML"),
        ('<!DOCTYPE a [<!ENTITY x "ha"><!ENTITY y "&x;&x;&x;">]>\n<all><m>&y;</m></all>', "it declares entities"),
        ('<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>\n<all><m>&x;</m></all>', "it declares entities"),
        ("<m>" * 300, "nested more than 200 levels deep"),
    ],
)
def test_what_is_wrong_is_one_sentence(content: str, why: str) -> None:
    with pytest.raises(BrokenExportError, match=why):
        elements(content)


def test_a_type_of_document_elsewhere_is_not_fetched() -> None:
    assert len(elements('<!DOCTYPE all SYSTEM "http://localhost/a.dtd"><all><m/></all>')) == 1


def test_an_element_without_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(element, "_MAX_ELEMENT_CHARS", 100)
    with pytest.raises(BrokenExportError, match="longer than 100 characters"):
        elements("<all><m>" + "x" * 200 + "</m></all>")
    assert len(elements("<all>" + "<m>some words</m>" * 50 + "</all>")) == 50
