"""Rows of the chat: each side apart, what was searched marked, the stretches of findings named."""

from __future__ import annotations

import re

from hypothesis import example, given
from hypothesis import strategies as st
from starlette.testclient import TestClient

from page_client import local
from unlike.web.session import Workspace
from unlike.web.views.chat_rows import finding_headline, text_parts

NAMES = re.compile(r'<li class="stretch( again)?"><a href="/finding/(\d+)">([^<]+)</a>')
ROWS = re.compile(r'<li id="m(\d+)" data-day="[^"]*" class="([^"]*)".*?<b dir="auto">([^<]*)</b>')


@given(st.text(max_size=60), st.text(max_size=5))
@example("Tea? TEA! tea", "tea")
@example("a.b (c)", ".b (")
def test_the_parts_are_the_paragraph_and_those_that_are_marked_are_what_was_searched(said: str, words: str) -> None:
    parts = text_parts(said, words)
    assert "".join(part for part, _ in parts) == said
    sought = " ".join(words.split())
    for part, marked in parts:
        if marked:
            assert len(part) == len(sought) or part.casefold() == sought.casefold()


def test_all_of_what_was_searched_is_marked() -> None:
    assert text_parts("Tea? tea!", "TEA") == (("Tea", True), ("? ", False), ("tea", True), ("!", False))
    assert text_parts("Tea?", "") == (("Tea?", False),)


def test_each_side_has_its_own_place_and_a_name_at_each_turn(page: TestClient, rosa_open: Workspace) -> None:
    analysis = rosa_open.session.analysis
    assert analysis is not None
    others = {"Imke", "Rosa"} - {analysis.findings.owner}  # other tests say who they are
    rows = ROWS.findall(page.get("/chat/0/messages?first=500").text)
    assert {name for _, kind, name in rows if "own" in kind.split()} == {"you"}
    assert {name for _, kind, name in rows if "own" not in kind.split()} == others
    names = [name for _, _, name in rows]
    for (_, kind, name), before in zip(rows[1:], names, strict=False):
        if name != before:
            assert "turn" in kind.split()


def test_a_stretch_is_named_once_with_the_findings_headline(page: TestClient, rosa_open: Workspace) -> None:
    text = local(page.get("/chat/0?finding=3").text)
    named = NAMES.findall(text)
    assert next((again, number) for again, number, _ in named if number == "3") == ("", "3")
    assert len(named) == len(set(named))
    assert finding_headline(rosa_open.session.numbered_findings[2]) in {said for _, _, said in named}
    assert text.count("part of a finding") == 0


def test_a_page_that_begins_within_a_stretch_names_it_again(page: TestClient, rosa_open: Workspace) -> None:
    session = rosa_open.session
    stretches = session.evidence.in_chat(session.numbered_findings[0].conversation.key).stretches
    long = max(stretches, key=lambda one: one.last - one.first)
    assert long.last - long.first > 160
    named = NAMES.findall(local(page.get(f"/chat/0?at={long.first + 100}").text))
    assert named[0][:2] == (" again", str(long.number))
    piece = local(page.get(f"/chat/0/messages?first={long.first + 100}").text)
    assert not NAMES.findall(piece) or NAMES.findall(piece)[0][0] == ""
