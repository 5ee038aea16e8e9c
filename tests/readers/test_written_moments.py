"""Dates that are written out, in every language whose words are known."""

from __future__ import annotations

import tomllib
from datetime import UTC, datetime, timedelta
from importlib.resources import files

import pytest
from babel import Locale
from babel.dates import format_datetime
from hypothesis import given
from hypothesis import strategies as st

from unlike.readers.formats.written_moments import WrittenDates

WORDS = tomllib.loads(files("unlike.readers.formats").joinpath("date_words.toml").read_text("utf-8"))
LANGUAGES = sorted(WORDS)
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def long_date(moment: datetime, language: str) -> str:
    """The date and time as CLDR writes them in full, with the zone."""
    locale = Locale.parse(language)
    pattern = str(locale.datetime_formats["full"]).replace("{1}", locale.date_formats["full"].pattern)
    return format_datetime(moment, pattern.replace("{0}", locale.time_formats["long"].pattern), locale=locale)


@pytest.mark.parametrize("language", [*LANGUAGES, "en_GB", "fr_CA", "pt_PT", "es_MX"])
def test_dates_of_cldr_are_read_in_every_language(language: str) -> None:
    moments = [datetime(2013, 1, 1, 0, 30, 5, tzinfo=UTC) + timedelta(hours=611 * number) for number in range(60)]
    dates = WrittenDates()
    for moment in moments:
        written = long_date(moment, language)
        assert dates.microseconds(written) == (moment - EPOCH) // timedelta(microseconds=1), written


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_words_are_those_of_cldr(language: str) -> None:
    names = Locale.parse(language).months["format"]["wide"]
    for number, forms in enumerate(WORDS[language]["months"], 1):
        assert names[number].casefold() in forms.split("|") or not names[number].isascii()
    assert (len(WORDS[language]["months"]), len(WORDS[language]["weekdays"])) == (12, 7)


@given(st.text(max_size=60) | st.text("0123456789:. ,APMaé月日年", max_size=60))
def test_no_text_stumbles(text: str) -> None:
    assert isinstance(WrittenDates().microseconds(text), int | None)


@pytest.mark.parametrize(
    ("date", "iso"),
    [
        ("Tuesday, January 2, 2024 at 5:13:43\u202fPM UTC", "2024-01-02T17:13:43+00:00"),
        ("Tuesday, January 2, 2024 at 12:13:43 AM UTC", "2024-01-02T00:13:43+00:00"),
        ("January 2, 2024 at 5:13 PM UTC", "2024-01-02T17:13:00+00:00"),
        ("Friday, January 2, 2024 at 17:13:43 UTC", "2024-01-02T17:13:43+00:00"),
        ("Tuesday, January 2, 2024 at 5:13:43 PM UTC+5:30", "2024-01-02T11:43:43+00:00"),
        ("2015. február 15., vasárnap 21:54:36 UTC", "2015-02-15T21:54:36+00:00"),
    ],
)
def test_dates_as_they_were_seen(date: str, iso: str) -> None:
    assert WrittenDates().microseconds(date) == (datetime.fromisoformat(iso) - EPOCH) // timedelta(microseconds=1)


@pytest.mark.parametrize(
    "date", ["", None, 5, "tomorrow", "January 32, 2024 at 5:13:43 PM UTC", "17:13:43", "x" * 500, "0 May 2024 0:0:0"]
)
def test_what_is_no_date_is_none(date: object) -> None:
    assert WrittenDates().microseconds(date) is None
