"""A donation: no run of four letters, nothing that depends on words or names, and all rows that were measured."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import polars as pl
import pytest
from hypothesis import HealthCheck, given
from hypothesis import strategies as st

from corpus_folders import ZONE, small_chat
from example_counts import examples
from unlike.api import read
from unlike.core.types import Direction
from unlike.corpus.donation import DIRECTIONS, GRADES, SIGNAL_NUMBERS, Donation, donation
from unlike.errors import OwnerUnknownError
from unlike.messages import conform
from unlike.readers import Conversation, Import, ParsedConversation
from unlike.readers.coverage import Coverage
from unlike.readers.import_result import import_of
from unlike.results import Grade
from unlike.signals import SIGNALS
from unlike.synthetic import write_whatsapp

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "donation.md"
FOUR_LETTERS = re.compile(r"[^\W\d_]{4}")
NAMES = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), min_size=1, max_size=12)
TEXTS = st.one_of(NAMES, st.sampled_from(["messages length", "day end sig val", "cooler spell", "row cht who num"]))


def imported_of(names: tuple[str, str], texts: list[str]) -> Import:
    """Two people who write sixty days, eight messages a day, of some texts."""
    begin = datetime(2025, 1, 1, 9, tzinfo=UTC)
    numbers = range(480)
    frame = pl.DataFrame(
        {
            "sent_at": [begin + timedelta(days=at // 8, minutes=7 * (at % 8)) for at in numbers],
            "sender": [names[at % 2] for at in numbers],
            "text": [texts[at % len(texts)] for at in numbers],
            "ref": [f"L{at + 1}" for at in numbers],
        }
    )
    conversation = Conversation(
        names[1], names[1], "whatsapp", group=False, owner=names[0], clock=timedelta(minutes=1),
        coverage=Coverage(messages=480, total=480),
    )  # fmt: skip
    return import_of([ParsedConversation(conversation, conform(frame, names[1], "whatsapp"))], ZoneInfo("UTC"))


@examples(12, [HealthCheck.too_slow])
@given(st.tuples(NAMES, NAMES).filter(lambda pair: pair[0] != pair[1]), st.lists(TEXTS, min_size=1, max_size=5))
def test_no_run_of_four_letters_of_any_message_or_name(names: tuple[str, str], texts: list[str]) -> None:
    made = donation(imported_of(names, texts), names[0]).csv()
    assert made.isascii()
    assert not FOUR_LETTERS.search(made)
    for written in (*names, *texts):
        runs = FOUR_LETTERS.findall(written)
        assert not any(run.casefold() in made.casefold() for run in runs)
    assert made.count("\n") > 100


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Import, Donation, str]:
    chat = small_chat(67)
    path = tmp_path_factory.mktemp("donation") / "WhatsApp Chat with Rosa.txt"
    write_whatsapp(chat, path)
    imported = read(path, zone=ZONE)
    return imported, donation(imported, chat.owner), chat.owner


def test_findings_and_signals_are_there(made: tuple[Import, Donation, str]) -> None:
    imported, donated, owner = made
    kinds = {row[0] for row in donated.rows}
    assert {"p", "d", "n", "s", "c"} <= kinds
    assert {row[2] for row in donated.rows} == {1, 2}
    counts = sum(int(str(row[7])) for row in donated.rows if row[0] == "p")
    people = imported.messages.filter(pl.col("sender").is_not_null(), ~pl.col("kind").is_in(["system", "call"]))
    assert counts == people.height
    own = donation(imported, owner, own=True)
    assert own.rows == tuple(row for row in donated.rows if row[2] == 1)


def test_no_date_is_in_it(made: tuple[Import, Donation, str]) -> None:
    _, donated, _ = made
    assert not re.search(r"\d{4}-\d\d", donated.csv())
    assert min(int(str(row[3])) for row in donated.rows if row[3] != "") == 0


def test_a_donor_who_is_nobody_there(made: tuple[Import, Donation, str]) -> None:
    with pytest.raises(OwnerUnknownError):
        donation(made[0], "Nobody")


def test_every_number_is_explained() -> None:
    assert set(SIGNAL_NUMBERS) == {signal.name for signal in SIGNALS}
    assert len(set(SIGNAL_NUMBERS.values())) == len(SIGNAL_NUMBERS)
    assert set(GRADES) == set(Grade)
    assert set(DIRECTIONS) == set(Direction)
    rows = re.findall(r"^\| (\d+) \| `(\w+)` \|", PAGE.read_text("utf-8"), re.MULTILINE)
    assert {name: int(number) for number, name in rows} == dict(SIGNAL_NUMBERS)


def test_renamed_people_donate_the_same(made: tuple[Import, Donation, str]) -> None:
    imported, donated, owner = made
    names = {name: f"Zoë {number}" for number, name in enumerate(imported.people)}
    sender = pl.col("sender").cast(pl.String).replace_strict(names, default=None, return_dtype=pl.String)
    messages = imported.messages.with_columns(sender=sender.cast(pl.Categorical()))
    renamed = replace(imported, messages=messages)
    assert donation(renamed, names[owner]).rows == donated.rows
