"""Names and quotations behind a blur: each of them, and nothing else of the page is changed."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import escape
from starlette.testclient import TestClient

from page_client import post_form, text
from unlike.web.veil import veiled

VEIL = re.compile(r'<(span|tspan) class="veil"(?: tabindex="0")?>(.*?)</\1>', re.DOTALL)
BARE = re.compile(r"<(title|option|textarea)[^>]*>.*?</\1>|<[^>]*>", re.DOTALL)


def opened(markup: str) -> str:
    """Markup without the veils."""
    return VEIL.sub(r"\2", markup)


@given(st.lists(st.text(max_size=8), max_size=4), st.text(max_size=40))
def test_nothing_but_the_veils_is_added(names: list[str], said: str) -> None:
    markup = f'<p title="{escape(said)}">{escape(said)}</p><option>{escape(said)}</option>'
    assert opened(veiled(markup, names)) == markup


def test_names_and_quotations_are_veiled_and_parts_of_words_are_not() -> None:
    markup = "<p>Rosa, Rosalind and “see you” from Rosa.</p><title>Rosa</title><a>Rosa</a>"
    assert veiled(markup, ["Rosa"]) == (
        '<p><span class="veil" tabindex="0">Rosa</span>, Rosalind and <span class="veil" tabindex="0">“see you”</span> '
        'from <span class="veil" tabindex="0">Rosa</span>.</p><title>Rosa</title><a><span class="veil">Rosa</span></a>'
    )


@pytest.mark.parametrize("name", ["<b>", "A & B", "a.b", "$&\\1"])
def test_a_name_of_any_letters_is_veiled(name: str) -> None:
    assert VEIL.findall(veiled(f"<p>{escape(name)}</p>", [name]))[0][1] == str(escape(name))


def test_no_page_shows_a_name_while_they_are_hidden(inside: TestClient) -> None:
    assert post_form(inside, "/veil", on="1", place="/people").status_code == 200
    for address in ("/", "/people", "/finding/1", "/finding/3", "/chat/0", "/chat/0?finding=3&part", "/dates"):
        page = text(inside, address)
        shown = BARE.sub("", VEIL.sub("", page))
        assert not re.findall(r"\b(?:Rosa|Imke)\b", re.sub(r'<div dir="auto" tabindex="0">.*?</div>', "", shown)), (
            address
        )
        assert 'class="veiled"' in page or "part" in address
    answer = post_form(inside, "/veil", place="/people")
    assert 'class="veil' not in answer.text
    assert "People</h1>" in answer.text


@pytest.mark.parametrize("place", ["//evil.example", "https://evil.example", "", "/people?sort=name"])
def test_hiding_names_leads_back_to_this_page_alone(inside: TestClient, place: str) -> None:
    answer = post_form(inside, "/veil", on="1", place=place)
    assert str(answer.url).startswith("http://127.0.0.1:8123/")
