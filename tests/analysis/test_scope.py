"""Who and which days are asked about."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import polars as pl
import pytest

from unlike.analysis.scope import chosen_people, identify_owner, messages_within
from unlike.errors import OptionError, OwnerUnknownError, PersonUnknownError
from unlike.messages import SCHEMA, conform, join
from unlike.readers import Conversation

START = datetime(2024, 3, 1, 9, tzinfo=UTC)
BERLIN = ZoneInfo("Europe/Berlin")


def chat(key: str, *senders: str | None) -> pl.DataFrame:
    frame = pl.DataFrame(
        {
            "sent_at": [START + timedelta(minutes=minute) for minute in range(len(senders))],
            "ref": [f"L{line}" for line in range(len(senders))],
            "sender": list(senders),
            "kind": ["text" if sender else "system" for sender in senders],
            "text": ["hi"] * len(senders),
        },
        schema_overrides={"sent_at": SCHEMA["sent_at"], "sender": pl.String},
    )
    return conform(frame, key, "test")


def about(key: str, owner: str | None = None) -> Conversation:
    return Conversation(key, key, "test", group=False, owner=owner, clock=timedelta(seconds=1))


PAIR = join([chat("a", None, "Rosa", "Imke", "Rosa")])
TWO = join([chat("a", "Rosa", "Imke"), chat("b", "Jule", "Imke", "Jule")])


@pytest.mark.parametrize("given", ["Imke", "imke", "IMKE", "  Imke "])
def test_the_owner_by_name_in_any_case(given: str) -> None:
    assert identify_owner([about("a")], PAIR, given) == "Imke"


def test_an_exact_name_goes_before_one_in_another_case() -> None:
    messages = join([chat("a", "imke", "Imke", "IMKE")])
    assert identify_owner([about("a")], messages, "imke") == "imke"
    with pytest.raises(OwnerUnknownError):
        identify_owner([about("a")], messages, "iMKE")


def test_names_in_other_scripts() -> None:
    messages = join([chat("a", "Straße", "Ömür", "山田")])
    assert identify_owner([about("a")], messages, "STRASSE") == "Straße"
    assert identify_owner([about("a")], messages, "ömür") == "Ömür"
    assert identify_owner([about("a")], messages, "山田") == "山田"


def test_the_owner_as_the_export_tells() -> None:
    assert identify_owner([about("a", "Imke")], PAIR, None) == "Imke"
    assert identify_owner([about("a", "Imke"), about("b", "Imke")], TWO, None) == "Imke"


def test_what_is_said_goes_before_what_the_export_tells() -> None:
    assert identify_owner([about("a", "Imke")], PAIR, "Rosa") == "Rosa"


def test_an_export_that_names_a_stranger_tells_nothing() -> None:
    with pytest.raises(OwnerUnknownError):
        identify_owner([about("a", "Nobody")], PAIR, None)


def test_exports_that_disagree_leave_it_to_the_owner() -> None:
    messages = join([chat("a", "Rosa", "Imke"), chat("b", "Rosa", "Imke")])
    with pytest.raises(OwnerUnknownError):
        identify_owner([about("a", "Imke"), about("b", "Rosa")], messages, None)


def test_the_only_one_who_writes_everywhere_is_the_owner() -> None:
    assert identify_owner([about("a"), about("b")], TWO, None) == "Imke"
    with pytest.raises(OwnerUnknownError):
        identify_owner([about("a")], PAIR, None)


def test_two_who_write_everywhere_are_not_told_apart() -> None:
    messages = join([chat("a", "Rosa", "Imke"), chat("b", "Rosa", "Imke", "Jule")])
    with pytest.raises(OwnerUnknownError):
        identify_owner([about("a"), about("b")], messages, None)


def test_an_unknown_owner_lists_the_names() -> None:
    with pytest.raises(OwnerUnknownError) as caught:
        identify_owner([about("a")], PAIR, "Ida")
    assert caught.value.names == ("Rosa", "Imke")
    assert str(caught.value) == "Nobody is called “Ida” here. Say it with --me NAME, one of: “Rosa”, “Imke”."
    with pytest.raises(OwnerUnknownError, match="does not say which of these is you"):
        identify_owner([about("a")], PAIR, None)


def test_many_names_are_cut_short() -> None:
    messages = join([chat("a", *(f"Nr {number:03}" for number in range(50)))])
    with pytest.raises(OwnerUnknownError, match="and 38 more"):
        identify_owner([about("a")], messages, None)


def test_all_others_are_looked_at_those_who_wrote_most_first() -> None:
    messages = join([chat("a", "Imke", "Jule", "Rosa", "Rosa", None)])
    assert chosen_people(messages, "Imke", None) == {"a": ("Rosa", "Jule")}


def test_only_one_of_them_in_any_case() -> None:
    assert chosen_people(TWO, "Imke", "rosa ") == {"a": ("Rosa",), "b": ()}


def test_with_an_unknown_name_lists_the_others() -> None:
    with pytest.raises(PersonUnknownError, match=r"“Ida” here\. --with takes one of: “Rosa”, “Jule”"):
        chosen_people(TWO, "Imke", "Ida")


def test_the_owner_is_nobody_to_look_at() -> None:
    with pytest.raises(PersonUnknownError):
        chosen_people(PAIR, "Imke", "Imke")
    assert chosen_people(join([chat("a", "Imke")]), "Imke", None) == {"a": ()}


def test_in_a_big_group_those_who_wrote_most_are_looked_at_and_any_can_be_named() -> None:
    messages = join([chat("a", "Imke", *(f"Nr {number:03}" for number in range(200)), "Nr 150")])
    looked_at = chosen_people(messages, "Imke", None)["a"]
    assert looked_at[0] == "Nr 150"
    assert len(looked_at) < 100
    assert chosen_people(messages, "Imke", "nr 199")["a"] == ("Nr 199",)


def days(*moments: str) -> pl.DataFrame:
    stamps = [datetime.fromisoformat(moment).replace(tzinfo=UTC) for moment in moments]
    made = chat("a", *["Rosa"] * len(stamps))
    return made.with_columns(pl.Series("sent_at", stamps, dtype=SCHEMA["sent_at"]))


def test_both_days_are_included_in_the_owners_zone() -> None:
    messages = days("2024-06-30 21:59", "2024-06-30 22:00", "2024-07-01 12:00", "2024-07-02 21:59", "2024-07-02 22:00")
    kept = messages_within(messages, date(2024, 7, 1), date(2024, 7, 2), BERLIN)
    assert kept["ref"].to_list() == ["L1", "L2", "L3"]
    assert messages_within(messages, None, None, BERLIN).height == 5
    assert messages_within(messages, date(2024, 7, 2), None, BERLIN).height == 2
    assert messages_within(messages, None, date(2024, 6, 30), BERLIN).height == 1


def test_a_day_on_which_the_clock_changes_is_whole() -> None:
    messages = days("2024-03-30 22:59", "2024-03-30 23:00", "2024-03-31 21:59", "2024-03-31 22:00")
    assert messages_within(messages, date(2024, 3, 31), date(2024, 3, 31), BERLIN)["ref"].to_list() == ["L1", "L2"]


@pytest.mark.parametrize("until", [date.max, date(9999, 12, 30)])
def test_the_end_of_time(until: date) -> None:
    assert messages_within(days("2024-01-01 12:00"), date.min, until, BERLIN).height == 1


def test_nothing_left_is_one_sentence() -> None:
    with pytest.raises(OptionError, match=r"--since '2030-01-01' is not understood\. Give days in which"):
        messages_within(days("2024-01-01 12:00"), date(2030, 1, 1), None, BERLIN)
    with pytest.raises(OptionError, match="--until"):
        messages_within(days("2024-01-01 12:00"), None, date(2020, 1, 1), BERLIN)


def test_an_empty_chat_stays_empty() -> None:
    assert messages_within(SCHEMA.to_frame(eager=True), date(2030, 1, 1), None, BERLIN).is_empty()


def test_where_every_export_tells_whose_it_is_any_name_will_do() -> None:
    messages = join([chat("a", "Rosa", "Me"), chat("b", "Jule", "Me")])
    assert identify_owner([about("a", "Me"), about("b", "Me")], messages, None) == "Me"
    assert identify_owner([about("a", "Me"), about("b", "Me")], messages, " Imke ") == "Imke"
    with pytest.raises(OwnerUnknownError):
        identify_owner([about("a", "Me"), about("b")], messages, "Imke")
