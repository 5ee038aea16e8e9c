"""What a picture of a history is given, from years down to an hour."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import pairwise
from typing import Any

import pytest
from starlette.testclient import TestClient

from unlike.api import MAX_POINTS
from unlike.web.session import Workspace

SERIES = "/conversation/0/person/0/series"
DAY = 86_400


def asked(page: TestClient, **wish: object) -> dict[str, Any]:
    answer = page.get(SERIES, params={name: str(value) for name, value in wish.items()})
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/json"
    told: dict[str, Any] = answer.json()
    return told


def wall(*parts: int) -> int:
    return int(datetime(*parts, tzinfo=UTC).timestamp())  # type: ignore[misc,arg-type]


def test_the_whole_history_fits_the_points(page: TestClient, rosa_open: Workspace) -> None:
    told = asked(page, points=200)
    assert told["shown"] == "4 Sep 2023 – 12 Nov 2025"
    assert told["each"] == "Each point is a week."
    assert rosa_open.session.analysis
    (person,) = rosa_open.session.analysis.findings.conversations[0].people
    assert [row["name"] for row in told["rows"]] == [trace.name for trace in person.signal_histories]
    for row in told["rows"]:
        assert 100 < len(row["x"]) <= 200
        assert len(row["x"]) == len(row["y"]) == len(row["said"]) == len(row["when"])
        assert all(0 <= height <= 1 for height in row["y"])
        assert {after - before for before, after in pairwise(row["x"])} <= {7 * DAY, 14 * DAY}
        low, high = row["band"]
        outside = sum(not low <= height <= high for height in row["y"])
        assert 0.03 < outside / len(row["y"]) < 0.2


@pytest.mark.parametrize(
    ("span", "each"),
    [
        (3_600, "Each point is a message."),
        (DAY, "Each point is a message."),
        (8 * DAY, "Each point is an hour."),
        (12 * DAY, "Each point is six hours."),
        (150 * DAY, "Each point is a day."),
        (500 * DAY, "Each point is a week."),
        (3_000 * DAY, "Each point is two weeks."),
        (5_000 * DAY, "Each point is four weeks."),
    ],
)
def test_the_nearer_the_finer(page: TestClient, span: int, each: str) -> None:
    middle = wall(2024, 8, 26, 12)
    start = max(0, middle - span // 2)
    told = asked(page, **{"from": start, "to": start + span, "points": 240})
    assert told["each"] == each
    assert all(len(row["x"]) <= 240 + 3 for row in told["rows"])


def test_the_days_of_findings_are_there_while_a_point_is_a_week(page: TestClient, rosa_open: Workspace) -> None:
    assert rosa_open.session.analysis
    (person,) = rosa_open.session.analysis.findings.conversations[0].people
    days = sum((spell.last - spell.first).days + 1 for spell in person.spells)
    row = asked(page, points=200)["rows"][0]
    assert days - 3 <= len(row["days"]["x"]) <= days + 1  # and the last one, where they wrote
    assert row["days"]["when"][-1] == "12 Nov 2025"
    assert min(row["days"]["y"]) < row["band"][0]
    near = asked(page, **{"from": wall(2025, 8, 1), "to": wall(2025, 9, 1)})["rows"][0]
    assert near["days"]["x"] == []


def test_an_axis_has_few_labels_on_the_scale_of_its_points(page: TestClient) -> None:
    for row in asked(page, points=200)["rows"]:
        assert 1 <= len(row["axis"]) <= 3
        heights = [height for height, _ in row["axis"]]
        assert heights == sorted(heights)
        assert all(0 <= height <= 1 for height in heights)


def test_single_messages_say_what_stands_in_the_chat(page: TestClient, rosa_open: Workspace) -> None:
    told = asked(page, **{"from": wall(2025, 11, 12, 8), "to": wall(2025, 11, 12, 12)})
    (length,) = [row for row in told["rows"] if row["name"] == "length"]
    assert rosa_open.session.analysis
    rows = rosa_open.session.analysis.messages
    last = rows.filter(rows["sender"].cast(str) == "Rosa")["text"].drop_nulls()[-1]
    assert length["step"] == 0
    assert length["when"][-1].startswith("12 Nov 2025, 9:")
    assert length["said"][-1].split()[0] == str(len(last.split()))


def test_what_is_around_is_given_too_and_no_finer_for_it(page: TestClient) -> None:
    near = {"from": wall(2024, 6, 1), "to": wall(2024, 9, 1), "points": 240}
    narrow, broad = asked(page, **near), asked(page, **near, around=1)
    assert narrow["step"] == broad["step"] == DAY
    assert (broad["from"], broad["to"]) == (near["from"], near["to"])
    for one, other in zip(narrow["rows"], broad["rows"], strict=True):
        assert len(other["x"]) > 2 * len(one["x"])
        assert set(one["x"]) <= set(other["x"])


@pytest.mark.parametrize(
    "wish",
    [
        "from=x", "from=1&to=1", "from=2&to=1", "to=-5", "from=1e9", "from=²", "from=999999999999999999999", "from=",
        "points=0", f"points={MAX_POINTS + 1}", "points=-1", "points=1.5", "around=3", "around=-1", "from=%00",
    ],
)  # fmt: skip
def test_what_is_no_stretch_is_said_to_be_none(page: TestClient, wish: str) -> None:
    answer = page.get(f"{SERIES}?{wish}")
    assert answer.status_code == 400
    assert answer.json()["problem"].startswith("This stretch cannot be shown")


def test_a_stretch_without_messages_is_empty(page: TestClient) -> None:
    told = asked(page, **{"from": wall(1999, 1, 1), "to": wall(1999, 6, 1)})
    assert all(len(row["x"]) <= 1 for row in told["rows"])
    assert all(len(row["x"]) <= 1 for row in asked(page, **{"from": 99_999_000_000, "to": 99_999_999_999})["rows"])


@pytest.mark.parametrize(
    "address", ["/conversation/1/person/0/series", "/conversation/0/person/1/series", "/conversation/x/person/0/series"]
)
def test_nobody_has_no_series(page: TestClient, address: str) -> None:
    assert page.get(address).status_code == 404


@pytest.mark.parametrize(
    "headers", [{"host": "evil.example"}, {"sec-fetch-site": "cross-site"}, {"cookie": "unlike=x"}]
)
@pytest.mark.parametrize("address", [SERIES, "/chat/0/messages?first=0", "/chat/0?part", "/static/page.js"])
def test_nobody_else_is_told(page: TestClient, address: str, headers: dict[str, str]) -> None:
    assert page.get(address, headers=headers).status_code == 403
