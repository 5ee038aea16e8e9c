"""Leaving the page at once: an empty page, and no address opens any more until the link is followed again."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from page_client import SAME_ORIGIN, form_token, post_form, text
from unlike.web.views.leave_views import BLANK_PAGE

VIEWS = ("/", "/people", "/dates", "/settings", "/about", "/add", "/finding/1", "/chat/0")


@pytest.mark.parametrize("address", VIEWS)
def test_every_page_has_the_way_out_as_a_form_that_needs_no_script(reader: TestClient, address: str) -> None:
    page = text(reader, address)
    assert 'class="leave" method="post"' in page
    assert page.index('class="leave"') < page.index("<header")
    assert "Exit this page" in page
    assert "/static/leave.js" in page


def test_the_answer_is_empty_and_nothing_opens_any_more(inside: TestClient) -> None:
    left = post_form(inside, "/leave")
    assert left.status_code == 200
    assert left.text == BLANK_PAGE
    assert "no-store" in left.headers["cache-control"]
    for address in VIEWS:
        refused = inside.get(address)
        assert refused.status_code == 403
        assert "Rosa" not in refused.text


def test_what_is_open_stays_open_for_who_comes_in_again(inside: TestClient) -> None:
    cookies = dict(inside.cookies)
    post_form(inside, "/leave")
    inside.cookies.update(cookies)
    assert "unlike Rosa" in text(inside, "/")


def test_another_page_cannot_put_the_reader_out(inside: TestClient) -> None:
    token = form_token(text(inside, "/add"))
    assert inside.post("/leave", data={}, headers=SAME_ORIGIN).status_code == 403
    assert inside.post("/leave", data={"form": token}, headers={"sec-fetch-site": "cross-site"}).status_code == 403
    assert inside.get("/leave").status_code == 405
    text(inside, "/")
