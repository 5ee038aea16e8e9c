"""Stopping with the last page: which pages are open, by their own word."""

from __future__ import annotations

from pathlib import Path

import pytest

from page_client import BASE, ROOT, SAME_ORIGIN, PageClient, empty_workspace, enter, form_token, text
from unlike.web.open_pages import OpenPages
from unlike.web.routes import build_application
from unlike.web.security import AccessKeys


def present() -> OpenPages:
    return OpenPages(stops_when_closed=True)


def test_before_any_page_and_unasked_it_never_stops() -> None:
    assert not present().is_over(1e9)
    unasked = OpenPages()
    unasked.record_page("a", 0, hidden=False)
    unasked.remove_page("a", 1)
    assert not unasked.is_over(1e9)


def test_it_stops_a_moment_after_the_last_page_said_goodbye() -> None:
    known = present()
    known.record_page("a", 0, hidden=False)
    known.record_page("b", 0, hidden=True)
    known.remove_page("a", 10)
    assert not known.is_over(20)
    known.remove_page("b", 30)
    assert not known.is_over(31)
    assert known.is_over(33.5)


def test_from_page_to_page_it_goes_on() -> None:
    known = present()
    known.record_page("a", 0, hidden=False)
    known.remove_page("a", 10)
    known.active_requests = 1
    assert not known.is_over(60)
    known.active_requests = 0
    known.record_page("b", 61, hidden=False)
    assert not known.is_over(62)


@pytest.mark.parametrize(("hidden", "stays"), [(False, 59), (True, 5 * 3600)])
def test_a_page_that_was_killed_is_gone_after_a_while(*, hidden: bool, stays: float) -> None:
    known = present()
    known.record_page("a", 0, hidden=hidden)
    assert not known.is_over(stays)
    assert not known.is_over(7 * 3600)
    assert known.is_over(7 * 3600 + 4)


def test_a_thousand_pages_are_enough() -> None:
    known = present()
    for page in range(5000):
        known.record_page(str(page), 0, hidden=False)
    assert len(known.pages) == 1000


@pytest.mark.parametrize("wanted", [True, False])
def test_pages_speak_of_themselves_only_where_it_is_wanted(tmp_path: Path, *, wanted: bool) -> None:
    keys, known = AccessKeys(root=ROOT), OpenPages(wanted)
    inside = PageClient(build_application(empty_workspace(), keys, tmp_path, known), base_url=BASE)
    enter(inside, keys)
    page = text(inside, "/")
    assert ("/static/presence.js" in page) == wanted
    form = form_token(page)
    for state, there in (("here", {"p"}), ("hidden", {"p"}), ("gone", set())):
        answer = inside.post("/presence", data={"form": form, "page": "p", "state": state}, headers=SAME_ORIGIN)
        assert answer.status_code == 204
        assert set(known.pages) == there
    assert inside.post("/presence", data={"form": "x", "page": "p"}, headers=SAME_ORIGIN).status_code == 403
    assert known.active_requests == 0


def test_leaving_at_once_is_a_goodbye_of_every_page() -> None:
    known = present()
    known.record_page("a", 0, hidden=False)
    known.record_page("b", 0, hidden=True)
    known.remove_all(10)
    assert not known.is_over(11)
    assert known.is_over(13.5)
