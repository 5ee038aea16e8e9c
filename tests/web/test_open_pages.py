"""Stopping with the last page: which pages are open, by their own word."""

from __future__ import annotations

from pathlib import Path

import pytest

from page_client import BASE, ROOT, SAME_ORIGIN, PageClient, empty_workspace, enter, form_token, text
from unlike.web.open_pages import OpenPages
from unlike.web.routes import application
from unlike.web.security import AccessKeys


def present() -> OpenPages:
    return OpenPages(wanted=True)


def test_before_any_page_and_unasked_it_never_stops() -> None:
    assert not present().over(1e9)
    unasked = OpenPages()
    unasked.here("a", 0, hidden=False)
    unasked.gone("a", 1)
    assert not unasked.over(1e9)


def test_it_stops_a_moment_after_the_last_page_said_goodbye() -> None:
    known = present()
    known.here("a", 0, hidden=False)
    known.here("b", 0, hidden=True)
    known.gone("a", 10)
    assert not known.over(20)
    known.gone("b", 30)
    assert not known.over(31)
    assert known.over(33.5)


def test_from_page_to_page_it_goes_on() -> None:
    known = present()
    known.here("a", 0, hidden=False)
    known.gone("a", 10)
    known.answering = 1
    assert not known.over(60)
    known.answering = 0
    known.here("b", 61, hidden=False)
    assert not known.over(62)


@pytest.mark.parametrize(("hidden", "stays"), [(False, 59), (True, 5 * 3600)])
def test_a_page_that_was_killed_is_gone_after_a_while(*, hidden: bool, stays: float) -> None:
    known = present()
    known.here("a", 0, hidden=hidden)
    assert not known.over(stays)
    assert not known.over(7 * 3600)
    assert known.over(7 * 3600 + 4)


def test_a_thousand_pages_are_enough() -> None:
    known = present()
    for page in range(5000):
        known.here(str(page), 0, hidden=False)
    assert len(known.pages) == 1000


@pytest.mark.parametrize("wanted", [True, False])
def test_pages_speak_of_themselves_only_where_it_is_wanted(tmp_path: Path, *, wanted: bool) -> None:
    keys, known = AccessKeys(root=ROOT), OpenPages(wanted)
    inside = PageClient(application(empty_workspace(), keys, tmp_path, known), base_url=BASE)
    enter(inside, keys)
    page = text(inside, "/")
    assert ("/static/presence.js" in page) == wanted
    form = form_token(page)
    for state, there in (("here", {"p"}), ("hidden", {"p"}), ("gone", set())):
        answer = inside.post("/presence", data={"form": form, "page": "p", "state": state}, headers=SAME_ORIGIN)
        assert answer.status_code == 204
        assert set(known.pages) == there
    assert inside.post("/presence", data={"form": "x", "page": "p"}, headers=SAME_ORIGIN).status_code == 403
    assert known.answering == 0


def test_leaving_at_once_is_a_goodbye_of_every_page() -> None:
    known = present()
    known.here("a", 0, hidden=False)
    known.here("b", 0, hidden=True)
    known.all_gone(10)
    assert not known.over(11)
    assert known.over(13.5)
