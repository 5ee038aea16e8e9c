"""Searches by number."""

from __future__ import annotations

from datetime import date

from unlike.web.searches import Search, Searches


def test_a_search_is_found_again_by_its_number_until_200_more_came() -> None:
    searches = Searches()
    number = searches.add(" tea ", "Rosa", date(2025, 1, 1))
    assert searches.find_search(number) == Search("tea", "Rosa", date(2025, 1, 1))
    for _ in range(200):
        searches.add("x" * 500)
    assert searches.find_search(number) == Search()
    assert len(searches.find_search("201").words) == 200


def test_nothing_searched_has_no_number() -> None:
    assert Searches().add("  ") == ""
    assert not Search()
    assert Search(last=date(2025, 1, 1)).is_narrowed
    assert not Search("tea").is_narrowed
