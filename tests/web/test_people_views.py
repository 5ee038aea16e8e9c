"""The list of people: in order, searched, for a group of two hundred and for nobody."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from example_findings import QUIET, about
from page_client import BERLIN, HOSTILE, client, search_address, text
from unlike.api import Analysis
from unlike.web.session import Session, Workspace

NAMES = [*(f"Person {number:03}" for number in range(197)), "Ünal", "שרה לוי", HOSTILE]
UNTOLD, USUAL = replace(QUIET, current_state=None), replace(QUIET, name="Ada")


@pytest.fixture(scope="module")
def crowd(tmp_path_factory: pytest.TempPathFactory) -> TestClient:
    """Three weeks in which 200 people and the owner write, the first ones most."""
    begin, lines = datetime(2025, 10, 13, 9, tzinfo=UTC), []
    for day in range(21):
        for at, name in enumerate(["Imke", *NAMES]):
            for again in range(2 if at < 60 else 1):
                moment = begin + timedelta(days=day, minutes=3 * at + again)
                lines.append(f"{moment:%d/%m/%Y, %H:%M} - {name}: hello number {again}")
    folder = tmp_path_factory.mktemp("crowd")
    path = folder / "WhatsApp Chat with Rowers.txt"
    path.write_text("\n".join(lines) + "\n", "utf-8")
    workspace = Workspace(Session(BERLIN, lambda: date(2025, 11, 3), (path,), "Imke"))
    workspace.read_exports()
    assert workspace.session.analysis, workspace.session.problem
    return client(workspace, folder)


def searched(crowd: TestClient, name: str) -> str:
    return text(crowd, search_address(crowd, "/people/search", name=name))


def analysis_in(session: Session) -> Analysis:
    assert session.analysis is not None
    return session.analysis


def names(page: str) -> list[str]:
    return re.findall(r'<th scope="row"><bdi>(?:<a [^>]+>)?([^<]+)', page)


def test_everybody_is_there_and_it_says_who_was_looked_at(crowd: TestClient) -> None:
    page = text(crowd, "/people")
    assert len(names(page)) == 200
    assert "The 30 who wrote most were looked at; 170 more people wrote less and were not." in page
    assert "&lt;script&gt;alert(1)&lt;/scrip" in page
    assert "<script>alert" not in page


def test_people_are_put_in_order(crowd: TestClient) -> None:
    assert names(text(crowd, "/people?sort=name"))[1:4] == ["Person 000", "Person 001", "Person 002"]
    counts = [
        int(one.replace(",", ""))
        for one in re.findall(r'<td class="number">([\d,]+)', text(crowd, "/people?sort=messages"))
    ]
    assert counts == sorted(counts, reverse=True)
    assert counts[0] > counts[-1]
    assert names(text(crowd, "/people?sort=<x>")) == names(text(crowd, "/people"))


def test_people_are_searched_whatever_the_case(crowd: TestClient) -> None:
    assert names(searched(crowd, "ünal")) == ["Ünal"]
    assert len(names(searched(crowd, "PERSON 01"))) == 10
    nobody = searched(crowd, "<nobody>")
    assert "Nobody here is called &lt;nobody&gt;." in nobody
    assert names(nobody) == []


def test_a_name_that_is_searched_stands_in_no_address(crowd: TestClient) -> None:
    address = search_address(crowd, "/people/search", name="ünal", sort="name")
    assert re.fullmatch(r"/people\?sort=name&search=\d+", address)
    assert search_address(crowd, "/people/search", name=" ", sort="x") == "/people?sort=found"
    assert len(names(text(crowd, "/people?search=99999"))) == len(NAMES)


def test_without_a_chat_it_says_so(tmp_path: Path) -> None:
    inside = client(Workspace(Session(BERLIN, lambda: date(2025, 11, 3))), tmp_path)
    assert "No chat is open yet." in text(inside, "/people")


@pytest.fixture(scope="module")
def several(export: Path, tmp_path_factory: pytest.TempPathFactory) -> TestClient:
    """Rosa's chat, and one of two that is short."""
    folder = tmp_path_factory.mktemp("several")
    lines = [f"{13 + at}/10/2025, 10:00 - {who}: hello" for at in range(9) for who in ("=Bo", "Imke")]
    (folder / "WhatsApp Chat with =Bo.txt").write_text("\n".join(lines) + "\n", "utf-8")
    paths = (export, folder / "WhatsApp Chat with =Bo.txt")
    workspace = Workspace(Session(BERLIN, lambda: date(2025, 11, 12), paths, "Imke"))
    workspace.read_exports()
    return client(workspace, folder)


def test_several_chats_are_a_table_first_with_whoever_is_unlike_now_before_all_others(several: TestClient) -> None:
    page = text(several, "/people")
    table = page[page.index('<table class="people everybody">') : page.index("</table>")]
    assert re.findall(r'<th scope="col">([^<]+)', table) == [
        *("person", "chat", "messages", "now"),
        *("last spell", "stayed since"),
    ]
    assert names(table) == ["Rosa", "=Bo"]
    cells = re.findall(r"<td[^>]*>(?:<bdi><a[^>]*>)?([^<]*)", table)
    assert cells[0::5] == ["Rosa", "=Bo"]
    assert cells[2::5] == ["very unlike", "too little to tell"]
    assert cells[3] == "18 Aug 2025"
    assert table.count('class="strays"') == 1
    assert page.count("<table") == 1  # nobody stands twice
    assert "What was found" not in page
    by_name = text(several, "/people?sort=name")
    assert names(by_name[by_name.index('<table class="people everybody">') : by_name.index("</table>")]) == [
        "=Bo",
        "Rosa",
    ]


def test_below_the_table_stand_those_alone_who_were_not_looked_at(tmp_path: Path) -> None:
    people = [f"P{number:02}" for number in range(40)]
    group = [
        f"{13 + day}/10/2025, 10:{at:02} - {who}: hello"
        for day in range(9)
        for at, who in enumerate(["Imke", *people[: 40 - day]])
    ]
    two = [f"{13 + at}/10/2025, 10:00 - {who}: hello" for at in range(9) for who in ("Bo", "Imke")]
    for title, lines in (("Club", group), ("Bo", two)):
        (tmp_path / f"WhatsApp Chat with {title}.txt").write_text("\n".join(lines) + "\n", "utf-8")
    workspace = Workspace(Session(BERLIN, lambda: date(2025, 11, 12), tuple(sorted(tmp_path.glob("*.txt"))), "Imke"))
    workspace.read_exports()
    page = text(client(workspace, tmp_path), "/people")
    table, below = page.split("</table>", 1)
    assert "not looked at" in below
    looked_at = set(re.findall(r"<bdi>(?:<a[^>]*>)?(P\d\d)", table))
    named_below = set(re.findall(r"<bdi>(?:<a[^>]*>)?(P\d\d)", below))
    assert looked_at
    assert looked_at | named_below == set(people)
    assert not looked_at & named_below
    assert "Bo with you" not in below


def test_the_table_is_saved_as_csv_that_a_spreadsheet_takes_for_words(several: TestClient) -> None:
    answer = several.get("/people.csv")
    assert answer.headers["content-disposition"] == 'attachment; filename="people.csv"'
    assert answer.text.startswith("\ufeffperson,chat,app,messages,")
    rows = answer.text.splitlines()
    assert len(rows) == 3
    assert rows[1].startswith("Rosa,")
    assert rows[2].startswith("'=Bo,'=Bo,")


def test_without_a_chat_there_is_no_csv(tmp_path: Path) -> None:
    inside = client(Workspace(Session(BERLIN, lambda: date(2025, 11, 3))), tmp_path)
    assert inside.get("/people.csv").status_code == 404
    assert "people.csv" not in text(inside, "/people")


def test_of_a_chat_of_programs_it_is_not_said_that_the_owner_writes_there(tmp_path: Path) -> None:
    folder = tmp_path / "rowers"
    (folder / "builds").mkdir(parents=True)
    (folder / "talk").mkdir()
    said = {"type": "message", "text": "hi"}
    bot = [{**said, "subtype": "bot_message", "bot_id": "B1", "ts": f"{1_700_000_000 + n}.000100"} for n in range(9)]
    own = [{**said, "user": "Imke", "ts": f"{1_700_000_000 + n}.000100"} for n in range(9)]
    (folder / "builds" / "2023-11-14.json").write_text(json.dumps(bot), "utf-8")
    (folder / "talk" / "2023-11-14.json").write_text(json.dumps(own), "utf-8")
    (folder / "users.json").write_text("[]", "utf-8")
    workspace = Workspace(Session(BERLIN, lambda: date(2025, 11, 3), (folder,), "Imke"))
    workspace.read_exports()
    assert workspace.session.analysis, workspace.session.problem
    page = text(client(workspace, tmp_path), "/people")
    assert page.count("Only the app or other programs wrote here.") == 1
    assert page.count("Nobody but you writes in this chat.") == 1


@pytest.mark.parametrize("sort", ["found", "messages", "name"])
def test_of_whom_now_cannot_be_told_the_list_says_so_as_their_own_page_does(
    workspace: Workspace, uploads: Path, sort: str
) -> None:
    analysis = analysis_in(workspace.session)
    findings = about(UNTOLD, USUAL, key=analysis.findings.conversations[0].key)
    workspace.update(lambda now: replace(now, analysis=replace(analysis, findings=findings)))
    page = text(client(workspace, uploads), f"/people?sort={sort}")
    said = dict(re.findall(r"person/\d+\">([^<]+)</a></bdi></th>.*?<td[^>]*>([^<]+)</td></tr>", page))
    assert said == {"Rosa": "the last messages are too few to tell", "Ada": "nothing unlike them"}
