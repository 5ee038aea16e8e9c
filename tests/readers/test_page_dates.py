"""Dates on Meta's pages, in the languages that accounts have."""

from __future__ import annotations

from datetime import datetime

import pytest

from unlike.readers.apps.meta.page_dates import month_numbers, wall_clock

AFTERNOON = datetime(2019, 10, 19, 14, 37)  # noqa: DTZ001 - pages name no zone


@pytest.mark.parametrize(
    "text",
    [
        "Oct 19, 2019, 2:37 PM",
        "Oct 19, 2019 at 2:37 PM",
        "Oct 19, 2019 2:37 pm",
        "Oct 19, 2019 2:37\u202fpm",
        "19 Oct 2019, 14:37",
        "19.10.2019, 14:37".replace("10.", " Okt. "),
        "19 de octubre de 2019, 14:37",
        "oct. 19, 2019 2:37 p. m.",
        "19 октября 2019 г., 14:37",
        "19 Eki 2019 14:37",
        "2019年10月19日 14:37",
        "2019년 10월 19일 오후 2:37",
    ],
)
def test_dates_of_many_languages(text: str) -> None:
    assert wall_clock(text, month_numbers([text])) == AFTERNOON


@pytest.mark.parametrize(
    "text", ["", "yesterday", "Oct 2019", "Oct 39, 2019, 2:37 PM", "Oct 19, 2019, 14:37 PM", "19/10/2019, 14:37"]
)
def test_what_is_no_date_is_none(text: str) -> None:
    assert wall_clock(text, month_numbers([text, "Oct 19, 2019, 2:37 PM"])) is None


def test_midnight_and_noon() -> None:
    dates = ["Jan 1, 2024 12:05 am", "Jan 1, 2024 12:05 pm"]
    clocks = [wall_clock(text, month_numbers(dates)) for text in dates]
    assert [clock and clock.hour for clock in clocks] == [0, 12]


def test_a_word_that_is_another_month_elsewhere_is_not_guessed() -> None:
    croatian_or_polish = ["3 lis 2024 10:00"]
    assert month_numbers(croatian_or_polish) == {}
    assert month_numbers(croatian_or_polish, "pl") == {"lis": 11}
    assert month_numbers(croatian_or_polish, "hr") == {"lis": 10}
    assert month_numbers([*croatian_or_polish, "3 wrz 2024 10:00"])["lis"] == 11
