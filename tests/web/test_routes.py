"""The local page without a browser: who comes in, what is shown, what is asked."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from conftest import Studied
from corpus_folders import small_chat
from page_client import (
    BASE,
    HOSTILE,
    SAME_ORIGIN,
    client,
    empty_workspace,
    form_token,
    local,
    search_address,
    text,
    upload,
    wait_until_read,
)
from unlike.i18n import LANGUAGES
from unlike.synthetic import write_telegram
from unlike.web.routes import build_application
from unlike.web.security import HEADERS, AccessKeys
from unlike.web.upload_folder import safe_file_name

INLINE = r'<script(?! type="module" src="/static/[\w-]+\.js"></script>)|\sstyle=|\son\w+=|https?:'
SERIES = "/conversation/0/person/0/series"


def searched(reader: TestClient, words: str) -> str:
    return text(reader, search_address(reader, "/chat/0/search", words=words))


def test_first_sight_leads_to_every_finding_and_from_there_into_the_chat_and_back(reader: TestClient) -> None:
    sight = text(reader, "/")
    assert "This morning was very unlike Rosa." in sight
    assert "It has been so before, and it passed." in sight
    addresses = set(re.findall(r'href="(/[^"#]*)', sight))
    assert {"/finding/1", "/chat/0", "/people", "/dates", "/settings", "/about", "/add"} <= addresses
    for address in addresses:
        text(reader, address)
    into = re.search(r'href="(/chat/0\?at=(\d+)#m\d+)"', text(reader, "/finding/1"))
    assert into
    chat = text(reader, into[1])
    assert f'id="m{into[2]}"' in chat
    assert 'href="/finding/1"' in chat


FIRST_SCREEN_WORDS = 90
"""Most words above the picture of the invented chat, links and advice among them, without the line of what was read."""


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_first_screen_of_the_invented_chat_has_few_words(reader: TestClient, language: str) -> None:
    page = reader.get("/", headers={"accept-language": language}).text
    (sight,) = re.findall(r'<section class="sight">(.*?)</section>', page, re.DOTALL)
    words = re.sub(r'<p class="head">.*?</p>|<[^>]+>', " ", sight, flags=re.DOTALL).split()
    assert 60 < sum(bool(re.search(r"\w", word)) for word in words) <= FIRST_SCREEN_WORDS


def test_the_whole_chat_can_be_paged_through_without_a_gap(reader: TestClient) -> None:
    seen: set[int] = set()
    address: str | None = "/chat/0?at=0"
    for _ in range(6):
        assert address
        page = text(reader, address)
        rows = [int(row) for row in re.findall(r'<li id="m(\d+)"', page)]
        assert rows == sorted(rows)
        assert len(rows) == 100
        seen |= set(rows)
        later = re.search(r'rel="next" href="([^"]+)"', page)
        address = later[1] if later else None
    assert seen == set(range(600))
    assert 'rel="prev"' not in text(reader, "/chat/0?at=0")
    assert 'rel="next"' not in text(reader, "/chat/0")


def test_words_are_found_as_they_are_written(reader: TestClient) -> None:
    found = searched(reader, "See YOU tonight, then?")
    assert "see you tonight, then?" in found
    assert "No message holds these words." in searched(reader, ".*<script>")
    assert "<script>" not in searched(reader, "<script>")


def test_words_that_are_searched_stand_in_no_address(reader: TestClient) -> None:
    address = search_address(reader, "/chat/0/search", words="see you", at="12")
    assert re.fullmatch(r"/chat/0\?search=\d+&at=12", address)
    page = text(reader, address)
    assert not re.search(r'(?:href|action|data-\w+)="[^"]*see', page)
    token = form_token(page)
    scripted = {**SAME_ORIGIN, "accept": "application/json"}
    answer = reader.post("/chat/0/search", data={"form": token, "words": "see you"}, headers=scripted)
    assert re.fullmatch(r"/chat/0\?search=\d+&at=", local(answer.json()["next"]))
    assert reader.post("/chat/0/search", data={"words": "see you"}, headers=SAME_ORIGIN).status_code == 403
    assert reader.post("/chat/7/search", data={"form": token, "words": "x"}, headers=SAME_ORIGIN).status_code == 404


def test_no_window_is_named_after_anybody(reader: TestClient) -> None:
    """Browsers keep the names of windows in their history."""
    for address in (
        "/",
        "/conversation/0",
        "/conversation/0/person/0",
        "/finding/1",
        "/finding/3",
        "/chat/0",
        "/people",
    ):
        title = re.search("<title>(.*)</title>", text(reader, address))
        assert title
        assert "Rosa" not in title[1]
        assert title[1].endswith("· unlike")


def test_no_field_is_remembered_by_the_browser_or_sent_to_be_spelt(reader: TestClient) -> None:
    for address in ("/chat/0", "/finding/1"):
        page = text(reader, address)
        fields = re.findall(r'<input type="search"[^>]*>|<textarea[^>]*>', page)
        assert fields
        assert all('autocomplete="off"' in field and 'spellcheck="false"' in field for field in fields)
        assert re.search(r'<html [^>]*translate="no"', page)


@pytest.mark.parametrize(
    "address", ["/finding/0", "/finding/999", "/chat/1", "/conversation/3", "/conversation/0/person/9", "/x"]
)
def test_nothing_else_is_there(reader: TestClient, address: str) -> None:
    answer = reader.get(address)
    assert answer.status_code == 404
    assert "There is nothing here." in answer.text


@pytest.mark.parametrize("address", ["/chat/0?at=-1", "/chat/0?at=x", "/chat/0?at=99999999999999", "/chat/0?at=²"])
def test_a_place_that_is_none_is_the_last_one(reader: TestClient, address: str) -> None:
    assert 'rel="next"' not in text(reader, address)


@pytest.mark.parametrize("address", ["/../pyproject.toml", "/style.css/../../x"])
def test_outside_of_the_folder_of_the_run_everything_is_closed(reader: TestClient, address: str) -> None:
    assert reader.get(address).status_code == 403


def test_every_answer_forbids_foreign_scripts_frames_and_traces(reader: TestClient) -> None:
    for address in ("/", "/style.css", "/static/page.js", SERIES, "/chat/0/messages?first=0", "/nothing", "/report"):
        headers = reader.get(address).headers
        assert all(headers[name] == value for name, value in HEADERS.items())
    for address in ("/", "/finding/1", "/finding/3", "/chat/0", "/people", "/dates", "/settings", "/about", "/add"):
        assert not re.search(INLINE, text(reader, address)), address


def test_a_stranger_meets_a_closed_door(tmp_path: Path) -> None:
    stranger = client(empty_workspace(), tmp_path, inside=False)
    for address in (
        "/",
        "/style.css",
        "/static/page.js",
        SERIES,
        "/chat/0/messages?first=0",
        "/add",
        "/enter/wrong",
        "/enter/",
    ):
        assert stranger.get(address).status_code == 403
    assert stranger.post("/add", headers=SAME_ORIGIN).status_code == 403


@pytest.mark.parametrize(
    "headers",
    [
        {"host": "evil.example"},
        {"host": "127.0.0.1:1"},
        {"host": "127.0.0.1"},
        {"origin": "http://evil.example"},
        {"origin": "http://127.0.0.1:1"},
        {"origin": "null", "sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
    ],
)
def test_the_cookie_alone_does_not_help_another_page(reader: TestClient, headers: dict[str, str]) -> None:
    assert reader.get("/", headers=headers).status_code == 403
    assert reader.post("/who", data={"name": "0"}, headers={**SAME_ORIGIN, **headers}).status_code == 403


def test_a_form_without_its_token_does_nothing(tmp_path: Path) -> None:
    inside = client(empty_workspace(), tmp_path)
    for address in ("/who", "/order"):
        assert inside.post(address, data={"form": "wrong"}, headers=SAME_ORIGIN).status_code == 403
    assert inside.post("/add", files={"exports": ("a.txt", b"x")}, headers=SAME_ORIGIN).status_code == 403
    assert inside.post("/add", files={"exports": ("a.txt", b"x")}).status_code == 403
    assert list(tmp_path.iterdir()) == []


def test_the_cookie_is_for_this_page_alone(tmp_path: Path) -> None:
    """Cookies go to every port of a host: its path and its name are known to nobody else."""
    keys, others = AccessKeys(), AccessKeys()
    link = keys.links.issue_link()
    answer = TestClient(build_application(empty_workspace(), keys, tmp_path), base_url=BASE).get(link)
    cookie = answer.headers["set-cookie"]
    assert {"HttpOnly", "SameSite=strict", f"Path={keys.root}/"} <= set(cookie.split("; "))
    assert cookie.startswith(f"{keys.cookie}=")
    assert link not in cookie
    assert keys.cookie != others.cookie
    assert keys.root != others.root
    assert len(keys.root) > 40
    assert f'content="0; url={keys.root}/"' in answer.text
    assert answer.headers["referrer-policy"] == "no-referrer"


def test_exports_are_dropped_one_after_the_other(small: Studied, tmp_path: Path) -> None:
    telegram, uploads, other = tmp_path / "result.json", tmp_path / "uploads", small_chat(74)
    uploads.mkdir()
    inside = client(empty_workspace(), uploads)
    assert f"unlike {small.chat.other}" in upload(inside, ("../../chat.txt", small.path.read_bytes()))
    (kept,) = [path for path in uploads.rglob("*") if path.is_file()]
    assert kept.name == "chat.txt"
    write_telegram(other, telegram)
    assert other.other in upload(inside, ("result.json", telegram.read_bytes()))


def test_a_newcomer_says_who_they_are(tmp_path: Path) -> None:
    lines = "".join(f"{day}/10/2025, 10:0{at} - {name}: hello {at}\n" for day in range(13, 30) for at, name in
                    enumerate(("Ann", HOSTILE)))  # fmt: skip
    inside = client(empty_workspace(), tmp_path)
    asked = upload(inside, ("chat.txt", lines.encode()))
    assert "Which of these is you?" in asked
    assert "&lt;script&gt;alert(1)&lt;/script&gt;evil" in asked
    at = re.search(r'value="(\d)"><bdi>Ann<', asked)
    assert at
    for wrong in ("7", "-1", "Ann"):
        again = inside.post("/who", data={"form": form_token(asked), "name": wrong}, headers=SAME_ORIGIN)
        assert "Which of these is you?" in again.text
    inside.post("/who", data={"form": form_token(asked), "name": at[1]}, headers=SAME_ORIGIN)
    found = wait_until_read(inside)
    assert "Too little to say about &lt;script&gt;" in found
    assert "<script>" not in found
    assert "\u202e" not in found


def test_a_file_that_is_no_export_is_refused_in_a_sentence(tmp_path: Path) -> None:
    inside = client(empty_workspace(), tmp_path)
    for name, content in (("cat.txt", b"meow"), ("empty.txt", b""), (f"{HOSTILE}.json", b"{")):
        said = upload(inside, (name, content))
        assert re.search(r'<p class="problem" role="alert">[^<]+\.</p>', said)
        assert str(tmp_path) not in said
        assert "<script>" not in said
        assert list(tmp_path.iterdir()) == []
    assert "No file was chosen." in upload(inside, ("", b""))


def test_dates_that_can_be_read_both_ways_are_asked_about(tmp_path: Path) -> None:
    lines = "".join(f"0{day}/0{day}/25, 10:0{day} - Ann: hi\n0{day}/0{day}/25, 10:1{day} - Bo: yo\n" for day in (1, 2))
    inside = client(empty_workspace(), tmp_path)
    asked = upload(inside, ("WhatsApp Chat with Bo.txt", lines.replace("02/02", "02/03").encode()))
    assert "Does the day or the month come first?" in asked
    assert "nothing in it decides which" in asked
    inside.post("/order", data={"form": form_token(asked), "order": "dmy"}, headers=SAME_ORIGIN)
    assert "Which of these is you?" in wait_until_read(inside)


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("a.txt", "a.txt"),
        ("../../etc/passwd", "passwd"),
        ("C:\\chats\\Rosa.txt", "Rosa.txt"),
        ("..", "export"),
        ("", "export"),
        ("a\0b\n.txt", "a\ufffdb .txt"),
        (".hidden.zip", "hidden.zip"),
    ],
)
def test_a_file_name_is_never_a_path(given: str, kept: str) -> None:
    assert safe_file_name(given) == kept
    assert len(safe_file_name("x" * 5000 + ".txt").encode()) <= 200
