"""The page of a spell: the days before beside the usual, how earlier ones ended, what to ask."""

from __future__ import annotations

import re

from starlette.testclient import TestClient

from page_client import text
from unlike.results import Spell
from unlike.web.session import Workspace


def test_a_spell_stands_beside_its_days_before_and_its_earlier_ones(reader: TestClient, analysed: Workspace) -> None:
    found = [
        (at, one)
        for at, one in enumerate(analysed.session.numbered_findings, start=1)
        if isinstance(one.finding, Spell)
    ]
    number, latest = found[0]
    page = text(reader, f"/finding/{number}")
    for part in (
        "The days before",
        "Habit by habit",
        "Usual is counted in up to 45 days before it and as many after it, without other spells.",
        "Only here?",
        "How earlier ones ended",
        "What to ask",
        "Your note",
    ):
        assert part in page
    assert isinstance(latest.finding, Spell)
    earlier = [at for at, one in found if isinstance(one.finding, Spell) and one.finding.last < latest.finding.first]
    linked = {int(at) for at in re.findall(r'<li><a href="/finding/(\d+)">', page)}
    assert linked <= {*earlier}
    assert linked
    assert "Only this chat with them is open." in page
    assert "Why? The chat does not say." in page or "Around the beginning" in page


def test_what_is_now_is_weighed_and_what_passed_is_not(reader: TestClient, analysed: Workspace) -> None:
    assert "Does this look like earlier times that passed?" in text(reader, "/finding/1")
    passed = next(
        at
        for at, one in enumerate(analysed.session.numbered_findings, start=1)
        if isinstance(one.finding, Spell) and one.finding.ending
    )
    assert "Does this look like earlier times that passed?" not in text(reader, f"/finding/{passed}")


def test_what_is_counted_by_days_says_so_in_every_table_of_habits(reader: TestClient, analysed: Workspace) -> None:
    spells = [at for at, one in enumerate(analysed.session.numbered_findings, 1) if isinstance(one.finding, Spell)]
    pages = [text(reader, f"/finding/{at}") for at in spells]
    rows = [
        row for page in pages for row in re.findall(r"<tr>.*?</tr>", page, re.DOTALL) if "conversations begun" in row
    ]
    assert rows
    assert all(len(re.findall(r">[\d.]+ a day<", row)) == 2 for row in rows)
