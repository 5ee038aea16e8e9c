"""Picture to pass on: it holds what the page's picture does, and neither a name nor a message."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest

from unlike.i18n import language_context
from unlike.presentation.html.shared_picture import shared_picture
from unlike.presentation.html.timeline_svg import timeline_picture
from unlike.presentation.numbering import subjects
from unlike.results import Spell

if TYPE_CHECKING:
    from conftest import Studied

SVG = "{http://www.w3.org/2000/svg}"


@pytest.mark.parametrize("language", ["en", "de"])
def test_no_name_and_no_message_is_in_it(rosa: Studied, language: str) -> None:
    ((_, (subject,)),) = subjects(rosa.analysis.findings, None)
    with language_context(language):
        svg = shared_picture(subject)
    assert svg
    said = " ".join(ET.fromstring(svg).itertext())  # noqa: S314 - our own
    assert not re.search(r"Rosa|Imke", svg)
    words = {quote.text for quote in next(iter(rosa.analysis.transcripts.values())).slice(0, 40_000) if quote.text}
    assert not [text for text in words if len(text) > 12 and text in said]


def test_each_spell_is_drawn_and_counted(rosa: Studied) -> None:
    ((_, (subject,)),) = subjects(rosa.analysis.findings, None)
    drawn = timeline_picture(subject)
    svg = shared_picture(subject)
    assert drawn
    assert svg
    number = sum(isinstance(spell, Spell) for spell in subject.person.spells)
    root = ET.fromstring(svg)  # noqa: S314 - our own
    assert root.findtext(f"{SVG}title") == f"{number} spells in which somebody wrote unlike themselves"
    places = {(float(rect.get("x", 0)), rect.get("height")) for rect in root.iter(f"{SVG}rect")}
    assert {(shade.start, "20") for shade in drawn.shades if shade.kind == "spell"} <= places
    said = " ".join(root.itertext())
    assert all(date.text in said for date in drawn.dates)


def test_a_hostile_name_is_not_in_it_and_nothing_to_draw_is_none(rosa: Studied) -> None:
    ((_, (subject,)),) = subjects(rosa.analysis.findings, None)
    hostile = replace(subject, person=replace(subject.person, name="<script>alert(1)</script>"))
    assert "alert" not in (shared_picture(hostile) or "alert")
    assert shared_picture(replace(subject, person=replace(subject.person, signal_histories=()))) is None
