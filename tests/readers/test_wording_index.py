"""Wordings with placeholders, looked up by their edges."""

from __future__ import annotations

import pytest

from unlike.readers.apps.whatsapp.wording_index import AppPhrase, AppPhraseIndex, firm_part, pattern_of_wording

INDEX = AppPhraseIndex.of(
    AppPhrase(key, text)
    for key, text in (
        ("media", "<Bild fehlt>"),
        ("attached", "{file} (beigelegt)"),
        ("attached", "{any} • {any} <Beilage: {file}>"),
        ("call", "Anruf, {number} Min."),
        ("location", "Ort: {url}"),
        ("system", "{name} kam"),
        ("system", "{any}ode{any}neu{any}"),
    )
)


@pytest.mark.parametrize(
    ("text", "wording"),
    [
        ("<Bild fehlt>", "<Bild fehlt>"),
        ("<bild fehlt>", "<Bild fehlt>"),
        ("a b.pdf (beigelegt)", "{file} (beigelegt)"),
        ("a.pdf (Beigelegt)", "{file} (beigelegt)"),
        ("a • 3 <beilage: a.pdf>", "{any} • {any} <Beilage: {file}>"),
        ("anruf, 12 Min.", "Anruf, {number} Min."),
        ("ORT: x", None),
        ("ort: https://a.b/c", "Ort: {url}"),
        ("Edda kam", "{name} kam"),
        ("Edda Kam", None),
        ("der Kode ist neu!", "{any}ode{any}neu{any}"),
        ("a. b (beigelegt)", None),
        ("Anruf, bald Min.", None),
        ("", None),
    ],
)
def test_find(text: str, wording: str | None) -> None:
    match = INDEX.find(text)
    assert (match and match[0].text) == wording


def test_the_file_s_name_is_caught() -> None:
    match = INDEX.find("a • 3 <Beilage: lease 2.pdf>")
    assert match is not None
    assert match[1]["file"] == "lease 2.pdf"


def test_all_wordings_are_in_the_index_once() -> None:
    texts = [phrase.text for phrase in INDEX.all()]
    assert len(texts) == len(set(texts)) == 7


def test_a_pattern_with_a_placeholder_twice_catches_the_last() -> None:
    match = pattern_of_wording("{name} rief {name}").fullmatch("Edda rief Pim")
    assert match is not None
    assert match["name"] == "Pim"


@pytest.mark.parametrize(
    ("wording", "text", "part"),
    [
        ("WhatsApp Chat with {name}", "whatsApp Chat with Rosa", "hatsApp Chat with "),
        ("{name} left’s {any}", "Rosa left's it", "eft's "),
        ("<Bild: {file}>", "<bild: a.jpg>", "ild: "),
    ],
)
def test_a_part_stands_in_each_text_of_a_wording(wording: str, text: str, part: str) -> None:
    assert firm_part(wording) == part
    assert part in text
    assert pattern_of_wording(wording).fullmatch(text)
