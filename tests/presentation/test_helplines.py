"""The table of helplines: whole in every language, with a source for each entry, and nothing that cannot be read."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import available_timezones

import pytest

from unlike.i18n import LANGUAGES
from unlike.presentation.helplines import HelpKind, Helpline, help_countries, helpline_table, zone_country

TABLE = helpline_table()
LINES = [(code, kind, line) for code, here in TABLE.countries.items() for kind in HelpKind for line in here.lines(kind)]
SCRIPT = Path(__file__).parents[2] / "scripts/document_helplines.py"
HOURS = re.compile(r"(24/7|(Mon|Tue|Wed|Thu|Fri|Sat|Sun)-(Mon|Tue|Wed|Thu|Fri|Sat|Sun) \d{1,2}:\d\d-\d{1,2}:\d\d)?")


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_language_has_two_countries_with_lines_for_home_and_for_distress(language: str) -> None:
    countries = [TABLE.countries[code] for code in TABLE.languages[language]]
    assert sum(bool(here.home and here.distress) for here in countries) >= 2
    assert all(here.home and here.distress and here.emergency for here in countries)


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_language_has_two_countries_with_lines_for_ones_own_conduct(language: str) -> None:
    assert sum(bool(TABLE.countries[code].conduct) for code in TABLE.languages[language]) >= 2


@pytest.mark.parametrize(("code", "kind", "line"), LINES)
def test_each_entry_has_a_source_and_a_contact_that_can_be_dialled_or_read(
    code: str, kind: HelpKind, line: Helpline
) -> None:
    assert urlsplit(line.source).scheme == "https", (code, kind)
    assert "." in urlsplit(line.source).netloc
    assert line.name.strip() == line.name != ""
    assert re.fullmatch(r"[*+\d][\d -]+|", line.number)
    assert line.contact
    assert HOURS.fullmatch(line.hours)


def test_each_country_of_a_language_and_each_emergency_number_is_there() -> None:
    assert set().union(*TABLE.languages.values()) == set(TABLE.countries)
    assert all(re.fullmatch(r"\d{3,5}", here.emergency) for here in TABLE.countries.values())
    assert re.fullmatch(r"20\d\d", TABLE.checked)


def test_a_line_without_a_number_is_found_by_its_site() -> None:
    assert Helpline("Drift", "https://www.drift.example/help").contact == "drift.example"
    assert Helpline("Drift", "https://www.drift.example/help", "0800 1").contact == "0800 1"


@pytest.mark.parametrize(
    ("language", "zone", "first"),
    [
        ("en", "Europe/London", "GB"),
        ("en", "Africa/Johannesburg", "ZA"),
        ("en", "Europe/Vienna", "AT"),
        ("fr", "America/Toronto", "CA"),
        ("es", "America/Bogota", "CO"),
        ("pt", "America/Sao_Paulo", "BR"),
        ("de", "UTC", "DE"),
        ("de", "Asia/Tokyo", "DE"),
        ("de", "", "DE"),
    ],
)
def test_the_country_of_the_zone_comes_first_and_all_of_the_language_follow(
    language: str, zone: str, first: str
) -> None:
    countries = help_countries(language, zone)
    assert countries[0] == first
    assert set(TABLE.languages[language]) <= set(countries)
    assert len(set(countries)) == len(countries)


def test_no_zone_names_a_country_without_lines() -> None:
    assert {zone_country(zone) for zone in available_timezones()} <= {"", *TABLE.countries}


def test_the_page_of_the_docs_lists_every_entry_with_its_source() -> None:
    done = subprocess.run([sys.executable, str(SCRIPT), "--check"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
