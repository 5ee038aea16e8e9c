"""The chat in pieces, and the places in it that a picture leads to."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from starlette.testclient import TestClient

from page_client import local, search_address
from unlike.web.session import Session, Workspace
from unlike.web.views.chat_views import CHUNK_MESSAGES

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
        assert found == list(range(first, min(height, first + CHUNK_MESSAGES)))


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
    assert days == {"Wednesday, 5 Mar 2025"}
    (asked,) = [row for row, _, kind in found if "asked" in kind]
    assert asked == next(row for row, _, kind in found if "meant" in kind)


def test_a_day_is_gone_to(page: TestClient) -> None:
    found = rows(page, "/chat/0?day=2024-03-05")
    (asked,) = [day for _, day, kind in found if "asked" in kind]
    assert asked == "Tuesday, 5 Mar 2024"


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
    workspace.read_exports()
    reader = reader_of(workspace, tmp_path)
    for address in ("/chat/0?part", "/chat/0/messages?first=0", "/chat/0?part&words=<script>"):
        told = reader.get(address).text
        assert "&lt;script&gt;" in told
        assert not re.search(r"<script|<img|\u202e", told)


TIMES = re.compile(r'<time><a href="(/chat/0\?search=\d+&amp;hit=(\d+))#m(\d+)">')


def test_a_search_lists_the_latest_first_and_leads_on_to_older_ones(page: TestClient, rosa_open: Workspace) -> None:
    assert rosa_open.session.analysis
    (transcript,) = rosa_open.session.analysis.transcripts.values()
    hits = transcript.search("good night").tolist()
    assert len(hits) > 200
    address = search_address(page, "/chat/0/search", words="good night")
    seen: list[int] = []
    start = 0
    while True:
        text = local(page.get(f"{address}&from={start}").text)
        seen += [int(row) for _, _, row in TIMES.findall(text)]
        assert all("<mark>" in line for line in re.findall(r'<li id="m.*?</li>', text))
        older = re.search(r'rel="next" href="/chat/0\?search=\d+&amp;from=(\d+)', text)
        if older is None:
            break
        start = int(older[1])
    assert seen == hits


def test_a_message_that_was_found_is_read_in_its_place_between_the_previous_and_the_next(page: TestClient) -> None:
    address = search_address(page, "/chat/0/search", words="see you")
    listed = TIMES.findall(local(page.get(address).text))
    text = local(page.get(listed[1][0].replace("&amp;", "&")).text)
    assert re.search(rf'<li id="m{listed[1][2]}"[^>]*class="[^"]*asked', text)
    assert 'rel="prev" href="' + listed[2][0] in text
    assert 'rel="next" href="' + listed[0][0] in text
    first = local(page.get(listed[0][0].replace("&amp;", "&")).text)
    assert 'rel="next" href="/chat/0?search' not in first


def test_a_search_of_a_person_and_days_finds_all_of_theirs_and_no_name_stands_in_the_address(
    page: TestClient, rosa_open: Workspace
) -> None:
    assert rosa_open.session.analysis
    (transcript,) = rosa_open.session.analysis.transcripts.values()
    names = [name for name, _ in transcript.senders()]
    address = search_address(
        page, "/chat/0/search", sender=str(names.index("Rosa")), first="2025-03-05", last="2025-03-05"
    )
    assert "Rosa" not in address
    found = ROW.findall(page.get(address).text)
    assert {day for _, day, _ in found} == {"Wednesday, 5 Mar 2025"}
    every = transcript.slice(0, len(transcript))
    assert len(found) == sum(one.sender == "Rosa" and one.sent_at.date() == date(2025, 3, 5) for one in every)
    nothing = search_address(page, "/chat/0/search", words="see you", first="2026-01-01")
    assert "No message fits this search." in page.get(nothing).text


@pytest.mark.parametrize("wish", ["hit=9999999", "hit=x", "from=9999999", "from=-1"])
def test_a_place_among_the_found_ones_that_is_none_shows_the_list(page: TestClient, wish: str) -> None:
    address = search_address(page, "/chat/0/search", words="see you")
    assert TIMES.findall(local(page.get(f"{address}&{wish}").text))


@pytest.mark.parametrize("fields", [{"sender": "99"}, {"sender": "x"}, {"first": "never"}, {"words": "  "}])
def test_a_search_of_nothing_that_can_be_searched_shows_the_chat(page: TestClient, fields: dict[str, str]) -> None:
    assert "search=&" in search_address(page, "/chat/0/search", **fields)
