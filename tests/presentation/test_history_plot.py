"""Plot of a habit: it stands alone, says what it shows, and keeps no name unless asked."""

from __future__ import annotations

import re
from dataclasses import fields, replace
from pathlib import Path
from stat import S_IMODE
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest

from example_findings import ROSA, about
from unlike.api import ChatAnalysis
from unlike.errors import OptionError, OutputError, PersonUnknownError, UsageError
from unlike.presentation.html.history_plot import person_plot
from unlike.presentation.sentences.formatting.date_format import format_days
from unlike.results import Concern, Explanations

if TYPE_CHECKING:
    from conftest import Studied

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def analysis(rosa: Studied) -> ChatAnalysis:
    analysed = rosa.analysis
    return ChatAnalysis(**{field.name: getattr(analysed, field.name) for field in fields(analysed)})


def test_each_spell_is_shaded_and_told_by_its_days(analysis: ChatAnalysis, rosa: Studied) -> None:
    root = ET.fromstring(analysis.plot().svg)  # noqa: S314 - our own
    described = root.findtext(f"{SVG}desc") or ""
    titles = {title.text for title in root.iter(f"{SVG}title")}
    assert len(rosa.person.spells) > 3
    for spell in rosa.person.spells:
        written = format_days(spell.first, spell.last)
        assert written in described
        assert written in titles
    hatched = [rect for rect in root.iter(f"{SVG}rect") if rect.get("fill", "").endswith("s)")]
    assert len(hatched) == len(rosa.person.spells) + 1  # and the legend's


def test_every_day_with_a_value_is_on_the_line(analysis: ChatAnalysis) -> None:
    table = analysis.signals().table
    written = table.filter(signal="messages", person="Rosa")["value"].drop_nulls().len()
    (line,) = re.findall(r'class="line" d="([^"]*)"', analysis.plot(habit="messages").svg)
    assert len(re.findall(r"[ML]", line)) == written


def test_it_is_named_for_those_who_hear_it(analysis: ChatAnalysis) -> None:
    root = ET.fromstring(analysis.plot().svg)  # noqa: S314 - our own
    ids = {part.get("id"): part for part in root.iter() if part.get("id")}
    labels = [ids[name].text for name in root.get("aria-labelledby", "").split()]
    assert root.get("role") == "img"
    assert labels == [root.findtext(f"{SVG}title"), root.findtext(f"{SVG}desc")]


def test_names_are_left_out_unless_they_are_asked_for(analysis: ChatAnalysis) -> None:
    assert not re.search("Rosa|Imke", analysis.plot("Rosa").svg)
    assert analysis.plot("rosa", names=True).title == "Rosa: length of messages"


def test_it_reaches_for_nothing_and_two_in_a_notebook_share_no_id(analysis: ChatAnalysis) -> None:
    plots = [analysis.plot(habit=habit) for habit in ("length", "messages")]
    for plot in plots:
        assert re.findall(r"(?:href|src)=|@import|<script", plot.svg) == []
        assert set(re.findall(r"https?://[^\"]+", plot.svg)) == {"http://www.w3.org/2000/svg"}
        assert all(target.startswith("#") for target in re.findall(r"url\((.*?)\)", plot.svg))
        assert plot._repr_svg_() == plot.svg
        assert plot.svg in plot._repr_html_()
    first, second = (set(re.findall(r'id="([^"]+)"', plot.svg)) for plot in plots)
    assert first
    assert not first & second


def test_a_file_is_for_one_person_and_is_replaced(analysis: ChatAnalysis, tmp_path: Path) -> None:
    file = tmp_path / "a.svg"
    for habit in ("length", "messages"):
        plot = analysis.plot(habit=habit)
        assert plot.save(str(file)) == file
        assert file.read_text("utf-8") == plot.svg
    assert S_IMODE(file.stat().st_mode) == 0o600
    with pytest.raises(OptionError, match=r"ends in \.svg"):
        plot.save(tmp_path / "a.png")
    with pytest.raises(OutputError, match="cannot be written"):
        plot.save(tmp_path / "none" / "a.svg")


def test_who_or_what_there_is_not_is_a_sentence(analysis: ChatAnalysis) -> None:
    with pytest.raises(PersonUnknownError, match="Nobody is called “Nobody”"):
        analysis.plot("Nobody")
    with pytest.raises(OptionError, match="length, short"):
        analysis.plot(habit="nothing")


def test_nothing_is_drawn_over_words_of_harm_or_too_little(rosa: Studied) -> None:
    with pytest.raises(UsageError, match="help is"):
        person_plot(
            about(replace(ROSA, explanations=Explanations(concern=Concern(("chat:1",))))), (0, 0), None, names=True
        )
    with pytest.raises(UsageError, match="too little"):
        person_plot(rosa.analysis.findings, (0, 0), None, names=True)


def test_a_hostile_name_stays_words(rosa: Studied) -> None:
    conversation = rosa.analysis.findings.conversations[0]
    hostile = replace(conversation.people[0], name="<script>alert(1)</script>\u202e")
    findings = replace(rosa.analysis.findings, conversations=(replace(conversation, people=(hostile,)),))
    plot = person_plot(findings, (0, 0), rosa.person.signal_histories[0], names=True)
    assert "<script" not in plot.svg
    assert "\u202e" not in plot.svg
    ET.fromstring(plot.svg)  # noqa: S314 - our own
