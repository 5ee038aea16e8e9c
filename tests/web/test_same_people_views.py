"""Who is one person in exports that are open: as `--same` does it, until something else is opened."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from test_veil import shown_words

from page_client import SAME_ORIGIN, form_token, post_form, text, upload, wait_until_read, workspace_of_page
from people_library import choices
from two_apps import telegram, whatsapp

WHATSAPP, TELEGRAM = "WhatsApp Chat with Rosa.txt", "result.json"


@pytest.fixture
def two_exports(shown: TestClient, tmp_path: Path) -> TestClient:
    """Client of a page on which Rosa's chat in WhatsApp and Rosi's in Telegram are open."""
    files = whatsapp(tmp_path / WHATSAPP), telegram(tmp_path / TELEGRAM)
    asked = upload(shown, *((file.name, file.read_bytes()) for file in files))
    names = {unescape(name): number for number, name in re.findall(r'name="name" value="(\d+)"><bdi>([^<]+)', asked)}
    post_form(shown, "/who", name=names["Imke"])
    wait_until_read(shown)
    join(shown, "Imke Ruiz", "Imke")
    return shown


def join(page: TestClient, first: str, second: str) -> str:
    options = choices(text(page, "/people"), "first")
    assert post_form(page, "/people/join", first=options[first], second=options[second]).status_code == 200
    wait_until_read(page)
    return text(page, "/people")


def chats(page: TestClient) -> list[tuple[str, list[str]]]:
    analysis = workspace_of_page(page).session.analysis
    assert analysis is not None
    assert analysis.findings.owner == "Imke"
    found = analysis.findings.conversations
    return sorted((one.title, [person.name for person in one.people]) for one in found)


APART = [("Rosa", ["Rosa"]), ("Rosi", ["Rosi"])]


def pair_of(page: TestClient, second: str) -> str:
    (value,) = re.findall(rf'name="pair" value="(\w+)" aria-label="[^"]*{second}"', text(page, "/people"))
    return str(value)


def test_two_names_are_joined_taken_apart_and_that_is_taken_back(two_exports: TestClient) -> None:
    assert chats(two_exports) == APART
    page = join(two_exports, "Rosa", "Rosi")
    assert "You changed who is one person" in page
    assert chats(two_exports) == [("Rosa", ["Rosa"])]
    post_form(two_exports, "/people/apart", pair=pair_of(two_exports, "Rosi"))
    wait_until_read(two_exports)
    assert chats(two_exports) == APART
    post_form(two_exports, "/people/undo")
    wait_until_read(two_exports)
    assert chats(two_exports) == [("Rosa", ["Rosa"])]


def test_it_holds_in_another_zone_and_no_longer_when_something_else_is_opened(
    two_exports: TestClient, tmp_path: Path
) -> None:
    join(two_exports, "Rosa", "Rosi")
    post_form(two_exports, "/settings", zone="America/New_York", look="system")
    wait_until_read(two_exports)
    assert chats(two_exports) == [("Rosa", ["Rosa"])]
    upload(two_exports, (WHATSAPP, (tmp_path / WHATSAPP).read_bytes()))
    assert workspace_of_page(two_exports).session.same_pairs == ()


@pytest.mark.parametrize(("first", "second"), [("Rosa", "Imke"), ("Rosa", ""), ("x", "Rosi")])
def test_what_cannot_be_changes_nothing(two_exports: TestClient, first: str, second: str) -> None:
    options = choices(text(two_exports, "/people"), "first")
    answer = post_form(two_exports, "/people/join", first=options.get(first, first), second=options.get(second, second))
    assert answer.status_code == 422
    assert ("so they are two people" if second == "Imke" else "Choose two people.") in answer.text
    assert post_form(two_exports, "/people/apart", pair="x").status_code == 422
    assert chats(two_exports) == APART


def test_only_our_own_forms_join(two_exports: TestClient) -> None:
    options = choices(text(two_exports, "/people"), "first")
    fields = {"first": options["Rosa"], "second": options["Rosi"], "pair": pair_of(two_exports, "Imke")}
    for where in ("join", "apart", "undo"):
        assert two_exports.get(f"/people/{where}", params=fields).status_code == 405
        assert two_exports.post(f"/people/{where}", data=fields, headers=SAME_ORIGIN).status_code == 403
        data = {**fields, "form": form_token(text(two_exports, "/people"))}
        assert two_exports.post(f"/people/{where}", data=data, headers={"sec-fetch-site": "none"}).status_code == 403
    assert chats(two_exports) == APART


def test_one_chat_alone_has_nobody_to_join(inside: TestClient) -> None:
    assert "Who is who" not in text(inside, "/people")
    assert post_form(inside, "/people/join", first="1", second="2").status_code == 422


def test_no_name_is_shown_while_names_are_hidden(two_exports: TestClient) -> None:
    join(two_exports, "Rosa", "Rosi")
    post_form(two_exports, "/veil", on="1", place="/people")
    options = choices(text(two_exports, "/people"), "first")
    refused = post_form(two_exports, "/people/join", first=options["Rosa"], second=options["Imke"]).text
    assert "so they are two people" in refused
    for page in (text(two_exports, "/people"), refused):
        assert "Who is who" in page
        assert not re.findall("Ros[ai]|Imke", shown_words(page))
