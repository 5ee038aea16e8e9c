"""The page as one file: nothing fetched, nothing run, nothing of the chat in it unless asked for."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from hypothesis import given

from example_findings import CASES, QUIET, QUOTES, ROSA, SPELLS, about
from finding_strategies import answers, few_examples
from report_page import EVERYTHING, TODAY, report_html
from unlike.presentation.html import Redaction, ReportOptions, page
from unlike.presentation.html.html_conversation import html_conversation
from unlike.presentation.numbering import subjects
from unlike.presentation.sentences import SectionKind
from unlike.presentation.sentences.interface.report_text import KEPT, REDACTED
from unlike.results import Findings, Quote

VOID = {"meta", "link", "br", "hr", "input", "img"}
CONTRAST = {"ink": 7.0, "soft": 4.5, "accent": 4.5}


class Reader(HTMLParser):
    """Tags, attributes and text; a tag that is closed wrongly fails."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open[-1:] != ["style"]:
            self.text.append(data)


def read(html: str) -> Reader:
    reader = Reader()
    reader.feed(html)
    reader.close()
    assert reader.open == []
    return reader


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("redaction", [EVERYTHING, Redaction()], ids=["kept", "replaced"])
def test_nothing_is_fetched_and_nothing_runs(name: str, redaction: Redaction) -> None:
    html = report_html(CASES[name], redaction)
    reader = read(html)
    names = {tag for tag, _ in reader.tags}
    assert names.isdisjoint({"script", "img", "iframe", "link", "object", "form", "audio", "video", "base"})
    assert not re.search(r"https?:|url\((?!#)|@import|\son\w+=|\sstyle=|javascript:", html)
    links = [one["href"] for tag, one in reader.tags if tag == "a"]
    places = {one.get("id") for _, one in reader.tags}
    assert all(link is not None and link.startswith("#") and link[1:] in places for link in links)
    numbers = [one["id"] for _, one in reader.tags if "id" in one]
    assert len(numbers) == len(set(numbers))


def test_the_only_style_is_the_one_whose_hash_is_allowed() -> None:
    html = report_html(CASES["rosa"])
    (style,) = re.findall(r"<style>(.*?)</style>", html, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'" in html


@pytest.mark.parametrize("name", [name for name in CASES if name not in {"nobody", "too-little", "quiet-group"}])
def test_names_and_words_stay_at_home(name: str) -> None:
    text = " ".join(read(report_html(CASES[name], Redaction())).text)
    for one in CASES[name].conversations:
        for person in one.people:
            first = person.name.split()[0]
            if len(first) > 2 and first.isalpha() and first not in {"Person", "Guest"}:
                assert first not in text
    assert "tonight" not in text
    assert "garden" not in text
    assert "Imke" not in text
    assert REDACTED in text
    assert "Person A" in text


def test_names_and_words_are_kept_where_they_are_asked_for() -> None:
    text = " ".join(read(report_html(CASES["rosa"])).text)
    assert "This morning was unlike Rosa." in text
    assert "see you tonight, then?" in text
    assert KEPT in text


def test_names_are_taken_out_of_the_words_too() -> None:
    said = [Quote("x", QUOTES[0].sent_at, "Rosa", "Rosa here, IMKE? rosa's", "text", marked=True)]
    html = page(CASES["rosa"], lambda _: said, ReportOptions(Redaction(quotes=True), TODAY))
    assert "Person A here, You? Person A&#39;s" in html
    assert "rosa" not in html.casefold()


def test_markup_in_names_and_messages_is_text() -> None:
    name = "<script>alert(1)</script><b onclick='x'>\u202e"
    findings = about(replace(ROSA, name=name), title=name)
    said = [Quote("x", QUOTES[0].sent_at, name, '"><img src=x onerror=y>', "text", marked=True)]
    html = page(findings, lambda _: said, ReportOptions(EVERYTHING, TODAY))
    tags = {tag for tag, _ in read(html).tags}
    assert tags.isdisjoint({"script", "b onclick", "img"})
    assert "\u202e" not in html
    assert "&lt;img src=x" in html


@few_examples
@given(answers())
def test_any_answer_has_a_page_that_is_well_formed(findings: Findings) -> None:
    for redaction in (EVERYTHING, Redaction()):
        read(report_html(findings, redaction))


def test_behind_every_picture_stands_a_table() -> None:
    html = report_html(CASES["rosa"])
    reader = read(html)
    tags = [tag for tag, _ in reader.tags]
    rows = sum(one.get("role") == "img" for _, one in reader.tags)
    assert rows == 4
    assert html.count('<details class="table">') == rows
    assert tags.count("desc") == rows
    assert tags.count("h1") == 1


def test_first_sight_tells_in_the_order_that_is_promised() -> None:
    text = "".join(read(report_html(CASES["rosa"])).text)
    order = (
        "Rosa with you",
        "This morning was unlike Rosa.",
        "1 of 300 earlier times was as far from usual.",
        "It has been so before, and it passed.",
        "Only Rosa knows why.",
        "Over the years",
        "What changed",
        "How sure?",
        "Spells",
        "Each finding",
    )
    places = [text.index(sentence) for sentence in order]
    assert places == sorted(places)


@pytest.mark.parametrize("name", CASES)
def test_no_page_speaks_of_the_command_line(name: str) -> None:
    assert "--" not in "".join(read(report_html(CASES[name])).text)


def test_in_a_group_nobody_is_told_that_it_passed_for_somebody_else() -> None:
    assert report_html(CASES["group"]).count('<div class="answer">') == 1
    assert report_html(CASES["rosa"]).count('<div class="answer">') == 2


def test_in_a_group_whoever_is_unlike_now_is_drawn_first_and_can_be_opened() -> None:
    earlier = (replace(QUIET, name=f"Person {number}", spells=SPELLS[:2]) for number in range(7))
    ((found, everybody),) = subjects(about(*earlier, replace(ROSA, name="Zoe"), group=True), TODAY)
    whole = html_conversation(found, everybody, {}, ReportOptions(today=TODAY))
    assert [person.name for person in whole.people] == ["Zoe", *(f"Person {number}" for number in range(4))]
    sections = (whole.lead, *whole.cards)
    unlike = next(section for section in sections if section.headline.endswith("unlike Zoe."))
    assert unlike.finding in {finding.number for finding in whole.people[0].findings}


def test_in_a_group_the_advice_is_to_ask_and_not_how_somebody_has_asked() -> None:
    text = " ".join(read(report_html(CASES["group"])).text)
    assert "You could ask, kindly" in text
    assert "How you have asked before" not in text


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("place", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize("ground", ["paper", "card"])
@pytest.mark.parametrize("colour", CONTRAST)
def test_every_colour_of_words_can_be_read(place: int, ground: str, colour: str) -> None:
    blocks = re.findall(r":root \{(.*?)\}", report_html(CASES["rosa"]), re.DOTALL)
    colours = dict(re.findall(r"--(\w+): (#[0-9a-f]{6})", blocks[place]))
    one, other = sorted((luminance(colours[colour]), luminance(colours[ground])))
    assert (other + 0.05) / (one + 0.05) >= CONTRAST[colour]


FIRST_SCREEN_WORDS = 90


def first_screen(html: str) -> str:
    """The words of the first screen, without the line that says what was read."""
    (sight,) = re.findall(r'<section class="sight">(.*?)</section>', html, re.DOTALL)
    return " ".join(read(re.sub(r'<p class="head">.*?</p>', "", sight)).text)


@pytest.mark.parametrize("name", ["rosa", "ongoing", "never-so", "late", "quiet", "lasting", "calm-now"])
def test_the_first_screen_has_few_words(name: str) -> None:
    words = [word for word in first_screen(report_html(CASES[name])).split() if re.search(r"\w", word)]
    assert 5 <= len(words) <= FIRST_SCREEN_WORDS


def test_each_row_of_the_first_screen_has_its_own_link() -> None:
    (sight,) = re.findall(r'<section class="sight">(.*?)</section>', report_html(CASES["rosa"]), re.DOTALL)
    rows = sight.split('<div class="answer">')[1:]
    assert [row.count("<a ") for row in rows] == [1] * len(rows)


@pytest.mark.parametrize("name", CASES)
def test_what_a_card_opens_is_no_other_finding(name: str) -> None:
    for found, everybody in subjects(CASES[name], TODAY):
        whole = html_conversation(found, everybody, {}, ReportOptions(today=TODAY))
        open_above = {*(row.number for row in whole.answers), *(card.finding for card in whole.cards)}
        for person in whole.people:
            others = {part.number for part in person.other_findings(whole.shown_findings)}
            told = {part.number for part in person.findings if part.is_other}
            assert others == (told - open_above if not person.folded else {part.number for part in person.findings})


def test_what_stayed_stands_once_below_the_first_rows() -> None:
    ((found, everybody),) = subjects(CASES["lasting"], TODAY)
    whole = html_conversation(found, everybody, {}, ReportOptions(today=TODAY))
    latest, earlier = (part.number for part in whole.people[0].findings if part.section.kind is SectionKind.LASTING)
    assert latest in {card.finding for card in whole.cards}
    assert [part.number for part in whole.people[0].other_findings(whole.shown_findings)] == [earlier]
