from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unlike.errors import BrokenExportError
from unlike.readers.formats import text_lines
from unlike.readers.formats import xml_records as module
from unlike.readers.formats.xml_records import XmlRecord, XmlRecords
from unlike.readers.testkit import memory_export

ELEMENTS = ('<a x="1"/>', "<a x='2' y='&gt;'></a>", '<b x="3"><c z="4"/><c z="/>"/></b>', '<a x="5" />')
CONTENTS = [({"x": "1"}, ()), ({"x": "2", "y": ">"}, ()), ({"x": "3"}, (("c", {"z": "4"}), ("c", {"z": "/>"})))]


def read(content: str | bytes, blanked: tuple[str, ...] = ()) -> tuple[list[XmlRecord], XmlRecords]:
    file = memory_export({"x.xml": content if isinstance(content, bytes) else content.encode()}).only
    records = XmlRecords(file, ("a", "b"), blanked)
    return list(records.records(lambda _done, _all: None)), records


def test_elements_with_what_is_inside_them() -> None:
    found, records = read("<list n='2'>\n" + "\n".join(ELEMENTS) + "</list>\n")
    assert [(record.attributes, record.inside) for record in found] == [*CONTENTS, ({"x": "5"}, ())]
    assert [record.number for record in found] == [1, 2, 3, 4]
    assert records.head.startswith(b"<list n='2'>")
    assert not records.is_cut


@given(st.integers(1, 40))
def test_where_the_reading_stops_for_breath_makes_no_difference(size: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(text_lines, "BLOCK_BYTES", size)
        found, _ = read("<list>" + "".join(ELEMENTS * 3) + "</list>")
    assert [record.attributes for record in found] == [
        attributes for attributes, _ in (*CONTENTS, ({"x": "5"}, ()))
    ] * 3


@given(st.data())
def test_a_damaged_element_costs_itself(data: st.DataObject) -> None:
    bad = data.draw(
        st.sampled_from(['<a x="1>', "<a x=1/>", "<b><c></b>", '<a x="&no;"/>', "<b x='1'>", '<a x="\x01" x=""/>'])
    )
    place = data.draw(st.integers(0, len(ELEMENTS)))
    elements = [*ELEMENTS[:place], bad, *ELEMENTS[place:]]
    found, _ = read("<list>" + "\n".join(elements) + "</list>")
    whole = [record.attributes for record in found if record.attributes is not None]
    assert len(found) == len(elements)
    assert whole == [attributes for attributes, _ in (*CONTENTS, ({"x": "5"}, ()))]


JUNK = (
    "<!-- {} -->",
    "<![CDATA[{}]]>",
    "<?no {} ?>",
    "<c>{}</c>",
    "{}</a>",
    "{}<d/>",
    "&no;{}",
    "x='data=\"{}",
    "\x00\x0b{}",
)


@given(st.lists(st.tuples(st.sampled_from(ELEMENTS), st.sampled_from(("{}", *JUNK))), max_size=6))
def test_elements_parsed_together_are_those_parsed_apart(elements: list[tuple[str, str]]) -> None:
    content = "<list>" + "".join(junk.format(element) for element, junk in elements) + "</list>"
    together, _ = read(content, blanked=("data",))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(XmlRecords, "_together", lambda *_: None)
        apart, _ = read(content, blanked=("data",))
    assert together == apart


@pytest.mark.parametrize("lost", [1, 5, 8, 12])
def test_a_file_that_breaks_off_is_cut(lost: int) -> None:
    found, records = read(("<list>" + ELEMENTS[0] * 2 + "</list>")[:-lost])
    assert records.is_cut
    assert [record.is_last for record in found] == [False, True]


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("&#55357;&#56842;", "😊"),
        ("&#65;&#55357;&#56842;&#66;", "A😊B"),
        ("&#xD83D;&#xDE0A;", "😊"),
        ("&#55357;", "\ufffd"),
        ("&#55357;&#55357;&#56842;", "\ufffd😊"),
        ("&#0;&#7;&#10;", "\ufffd\ufffd\n"),
        ("&#999999999;", "\ufffd"),
        ("\x0b", ""),
    ],
)
def test_what_no_xml_may_hold_is_read_as_it_was_meant(written: str, text: str) -> None:
    found, _ = read(f'<list><a x="{written}"/></list>')
    assert found[0].attributes is not None
    assert found[0].attributes["x"].strip(" ") == text


def test_bytes_that_are_no_text_are_replaced() -> None:
    found, _ = read(b'<list><a x="\xff"/></list>')
    assert found[0].attributes == {"x": "\ufffd"}


def test_long_values_that_nobody_wants_are_dropped() -> None:
    found, _ = read(f'<list><a data="{"A" * 100}" x="1"/></list>', blanked=("data",))
    assert found[0].attributes == {"data": "", "x": "1"}


@pytest.mark.parametrize("declaration", ["<!DOCTYPE list>", "<!doctype list>", '<!ENTITY a "b">'])
def test_declarations_are_refused(declaration: str) -> None:
    with pytest.raises(BrokenExportError, match="declares entities"):
        read(declaration + "<list></list>")


def test_an_element_without_end_is_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_MAX_ELEMENT_BYTES", 100)
    with pytest.raises(BrokenExportError, match="longer than 100"):
        read('<list><a x="' + "x" * 200)


@given(st.lists(st.sampled_from(('"', "'", "a=", "b", " ", "/")), max_size=9).map("".join))
def test_a_quotation_mark_that_is_never_closed_ends_no_element(inside: str) -> None:
    """Some versions of Python take what stands behind such a mark for the element's end."""
    rest, mark = inside, ""
    for sign in inside:
        mark = ("" if mark == sign else mark) if mark else sign * (sign in "\"'")
    whole = module._whole(b"sms").match(f"<sms {rest}/>".encode())
    assert (whole is not None) is (mark == "")
