"""The chat in pieces, and the places in it that a picture leads to."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from starlette.testclient import TestClient

from page_client import local
from unlike.web.session import Session, Workspace
from unlike.web.views.chat_views import PIECE

ROW = re.compile(r'<li id="m(\d+)" data-day="([^"]*)" class="([^"]*)"')


def rows(page: TestClient, address: str) -> list[tuple[str, str, str]]:
    answer = page.get(address)
    assert answer.status_code == 200
    return ROW.findall(answer.text)


def test_the_pieces_are_the_whole_chat_in_order(page: TestClient, rosa_open: Workspace) -> None:
    assert rosa_open.session.analysis
    height = rosa_open.session.analysis.messages.height
    for first in (0, 50, 17_301, height - 20):
        found = [int(row) for row, _, _ in rows(page, f"/chat/0/messages?first={first}")]
        assert found == list(range(first, min(height, first + PIECE)))


@pytest.mark.parametrize("wish", ["", "first=", "first=-1", "first=x", "first=9999999", "first=99999999999999999999"])
def test_there_is_nothing_beyond_the_chat(page: TestClient, wish: str) -> None:
    assert page.get(f"/chat/0/messages?{wish}").status_code == 404


def test_a_finding_opens_the_chat_at_its_first_message_with_all_of_them_marked(page: TestClient) -> None:
    answer = page.get("/chat/0?finding=3&part")
    found = ROW.findall(answer.text)
    (asked,) = [row for row, _, kind in found if "asked" in kind]
    meant = [row for row, _, kind in found if "meant" in kind]
    assert meant[0] == asked
    assert len(meant) > 3
    assert all("marked" in kind for _, _, kind in found if "meant" in kind)
    assert 'href="/finding/3"' in local(answer.text)
    assert '<header class="top"' not in answer.text


def test_a_point_opens_the_messages_of_its_day(page: TestClient) -> None:
    since = int(datetime(2025, 3, 5, 4, tzinfo=UTC).timestamp())
    found = rows(page, f"/chat/0?since={since}&until={since + 86_400}&person=0")
    days = {day for _, day, kind in found if "meant" in kind}
    assert days == {"5 Mar 2025"}
    (asked,) = [row for row, _, kind in found if "asked" in kind]
    assert asked == next(row for row, _, kind in found if "meant" in kind)


def test_a_day_is_gone_to(page: TestClient) -> None:
    found = rows(page, "/chat/0?day=2024-03-05")
    (asked,) = [day for _, day, kind in found if "asked" in kind]
    assert asked == "5 Mar 2024"


@pytest.mark.parametrize("wish", ["finding=0", "finding=999", "finding=x", "since=x&until=y", "since=5", "day=never",
                                  "since=0&until=99999999999&person=7", "since=9&until=1&person=0"])  # fmt: skip
def test_a_place_that_is_none_marks_nothing(page: TestClient, wish: str) -> None:
    assert not [row for row, _, kind in rows(page, f"/chat/0?{wish}") if "meant" in kind]


def test_what_people_write_stays_words(reader_of: Callable[..., TestClient], tmp_path: Path) -> None:
    name, words = "<img src=x onerror=alert(1)>", '"><script>alert(1)</script>\u202e'
    lines = [f"{13 + at}/10/2025, 10:00 - {who}: {words}" for at in range(9) for who in (name, "Ann")]
    path = tmp_path / "chat.txt"
    path.write_text("\n".join(lines) + "\n", "utf-8")
    workspace = Workspace(Session(ZoneInfo("Europe/Berlin"), lambda: date(2025, 11, 1), (path,), "Ann"))
    workspace.read()
    reader = reader_of(workspace, tmp_path)
    for address in ("/chat/0?part", "/chat/0/messages?first=0", "/chat/0?part&words=<script>"):
        told = reader.get(address).text
        assert "&lt;script&gt;" in told
        assert not re.search(r"<script|<img|\u202e", told)
