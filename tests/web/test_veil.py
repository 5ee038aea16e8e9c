"""Names and quotations behind a blur: each of them, and nothing else of the page is changed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import escape
from starlette.testclient import TestClient

from kept_chats import NEWER, lines
from library_exports import CHEAP, PASSPHRASE
from library_pages import drop, send
from page_client import post_form, text, upload, wait_until_read, workspace_of_page
from people_library import chat, choices, make_library, values_of
from unlike.library import Note
from unlike.library.chat_library import open_library
from unlike.library.stored_people import merge_people
from unlike.web import routes
from unlike.web.veil import veil_markup

VEIL = re.compile(r'<(span|tspan) class="veil"(?: tabindex="0")?>(.*?)</\1>', re.DOTALL)
BARE = re.compile(r"<(title|option|textarea)[^>]*>.*?</\1>|<[^>]*>", re.DOTALL)


def opened(markup: str) -> str:
    """Markup without the veils."""
    return VEIL.sub(r"\2", markup)


@given(st.lists(st.text(max_size=8), max_size=4), st.text(max_size=40))
def test_nothing_but_the_veils_is_added(names: list[str], said: str) -> None:
    markup = f'<p title="{escape(said)}">{escape(said)}</p><option>{escape(said)}</option>'
    assert opened(veil_markup(markup, names)) == markup


def test_names_and_quotations_are_veiled_and_parts_of_words_are_not() -> None:
    markup = "<p>Rosa, Rosalind and “see you” from Rosa.</p><title>Rosa</title><a>Rosa</a>"
    assert veil_markup(markup, ["Rosa"]) == (
        '<p><span class="veil" tabindex="0">Rosa</span>, Rosalind and <span class="veil" tabindex="0">“see you”</span> '
        'from <span class="veil" tabindex="0">Rosa</span>.</p><title>Rosa</title><a><span class="veil">Rosa</span></a>'
    )


@pytest.mark.parametrize("name", ["<b>", "A & B", "a.b", "$&\\1"])
def test_a_name_of_any_letters_is_veiled(name: str) -> None:
    assert VEIL.findall(veil_markup(f"<p>{escape(name)}</p>", [name]))[0][1] == str(escape(name))


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


def shown_words(page: str) -> str:
    """What can be read on a page without pointing at anything: no tag, no field, no message, nothing veiled.

    The guides to exports and the invented chat have names that are nobody's.
    """
    page = re.sub(r'<(section class="each guides"|form class="try").*?</(section|form)>', "", page, flags=re.DOTALL)
    return BARE.sub("", VEIL.sub("", re.sub(r'<div dir="auto" tabindex="0">.*?</div>', "", page, flags=re.DOTALL)))


QUERIES = ("", "?finding=1", "?failed=1", "?sort=name")


def pages(page_client: TestClient, queries: Sequence[str]) -> list[tuple[str, str]]:
    """Every page that is there, with its address; files to keep are none."""
    shown = []
    for route in routes._ROUTES:
        for query in queries:
            address = re.sub(r"\{\w+:int\}", "0" if "finding" not in route.path else "1", route.path) + query
            answer = page_client.get(address)
            is_file = "attachment" in answer.headers.get("content-disposition", "")
            if answer.headers.get("content-type", "").startswith("text/html") and not is_file:
                shown.append((address, answer.text))
    return shown


def check_hidden(page_client: TestClient, queries: Sequence[str] = ("",)) -> None:
    post_form(page_client, "/veil", on="1", place="/settings")
    everything = pages(page_client, queries)
    assert len({address.partition("?")[0] for address, _ in everything}) > 8
    for address, page in everything:
        assert not re.findall("Rosa|Imke|Zoe|Yann", shown_words(page)), address
    post_form(page_client, "/veil", place="/settings")


ZOE = "".join(lines(0, 80)).replace("Rosa", "Zoe Quill").replace("09:", "11:").replace("good", "fine").encode()


def test_no_page_at_all_shows_a_name_of_what_is_open_or_kept_while_they_are_hidden(kept: TestClient) -> None:
    """Chats of the library that are not open, notes about people who are not, notices of before, files not read."""
    day = date(2025, 2, 3)
    workspace_of_page(kept).user_data.notes.add(Note("elsewhere", "Yann", day, day, "a visit", day))
    check_hidden(kept)
    upload(kept, ("WhatsApp Chat with Zoe Quill.txt", ZOE))
    check_hidden(kept)
    post_form(kept, "/who", name="0")
    wait_until_read(kept)
    send(kept, "/library/keep")
    wait_until_read(kept)
    assert "Zoe Quill is kept" in text(kept, "/")
    check_hidden(kept, QUERIES)
    drop(kept, NEWER)
    assert "new messages" in text(kept, "/")
    check_hidden(kept)
    send(kept, "/library/open", chat="all")
    check_hidden(kept, QUERIES)
    assert "Zoe" in upload(kept, ("about Zoe.zip", b"PK"))
    check_hidden(kept)
    send(kept, "/library/lock")
    check_hidden(kept)


def test_no_page_shows_a_name_of_who_is_who_while_names_are_hidden(shown: TestClient, path: Path) -> None:
    """Suggestions, joined people, refused ones, choices, what was just changed, and what cannot be."""
    names = (("Rosa", "sms"), ("Rosa", "line"), ("Zoe", "sms"), ("Zoe", "line"))
    chats = [chat(f"{name} {app}", app, name, "Imke", first=70 * at) for at, (name, app) in enumerate(names)]
    make_library(path, chats)
    with open_library(path, PASSPHRASE, cost=CHEAP) as library:
        people = [each for each in library.people() if not each.is_owner]
        merge_people(library.database, *[each for each in people if each.name == "Rosa"])
    send(shown, "/library/unlock", passphrase=PASSPHRASE)
    page = text(shown, "/library")
    zoe = [value for label, value in choices(page, "first").items() if label.startswith("Zoe")]
    refused = send(shown, "/library/people/distinct", first=zoe[0], second=zoe[1])
    post_form(shown, "/veil", on="1", place="/library")
    answers = [text(shown, "/library"), text(shown, "/library?done=people&undo=1")]
    answers += [post_form(shown, "/library/people/merge", first=zoe[0], second=zoe[0]).text]
    answers += [send(shown, "/library/people/undo", **values_of(refused, "undo"))]
    answers += [send(shown, "/library/people/split", **values_of(page, "split"))]
    assert "They may be one person" in answers[3]
    for answer in answers:
        assert "Who is who" in answer
        assert not re.findall("Rosa|Imke|Zoe", shown_words(answer))
    check_hidden(shown)


@pytest.mark.parametrize("place", ["//evil.example", "https://evil.example", "", "/people?sort=name"])
def test_hiding_names_leads_back_to_this_page_alone(inside: TestClient, place: str) -> None:
    answer = post_form(inside, "/veil", on="1", place=place)
    assert str(answer.url).startswith("http://127.0.0.1:8123/")
