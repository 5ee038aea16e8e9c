"""Uploads at once: each is read or refused in a sentence, none is dropped unread."""

from __future__ import annotations

import io
import json
import re
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import date
from pathlib import Path
from threading import Event, Thread
from zipfile import ZipFile

import pytest
from starlette.datastructures import UploadFile
from starlette.testclient import TestClient

from bench.reading import apple_database, meta_seeds
from page_client import BERLIN, SAME_ORIGIN, client, form_token, text, wait_until_read
from unlike.web.session import Session, Workspace
from unlike.web.upload_folder import UploadFolder

LINES = "".join(
    f"{day}/10/2025, 10:0{at} - {who}: hi\n" for day in range(13, 30) for at, who in enumerate(("Ann", "Bo"))
)
CSV = b"2025-10-20,exam\n"


@pytest.fixture
def empty() -> Workspace:
    return Workspace(Session(BERLIN, lambda: date(2025, 11, 12), owner="Ann", default_zone=BERLIN))


def post(page: TestClient, address: str, name: str, *files: tuple[str, bytes]) -> int:
    data = {"form": form_token(text(page, "/settings"))}
    parts = [(name, file) for file in files]
    return int(page.post(address, data=data, files=parts, headers=SAME_ORIGIN, follow_redirects=False).status_code)


def test_one_that_comes_while_another_began_is_refused_and_its_copy_deleted(
    empty: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both forms were sent before either reading began."""
    begun, page = Event(), client(empty, tmp_path)
    keep = UploadFolder.write_files

    def waited() -> None:
        begun.wait(30)

    def slow(self: UploadFolder, files: list[object]) -> list[Path]:
        paths = keep(self, files)  # type: ignore[arg-type]
        assert empty.begin_work(waited)
        return paths

    monkeypatch.setattr(UploadFolder, "write_files", slow)
    assert post(page, "/add", "exports", ("chat.txt", LINES.encode())) == 409
    assert list(tmp_path.iterdir()) == []
    begun.set()
    wait_until_read(page)
    monkeypatch.setattr(UploadFolder, "write_files", keep)
    assert post(page, "/add", "exports", ("chat.txt", LINES.encode())) == 303


def test_dates_that_come_while_a_chat_is_read_do_not_delete_it(empty: Workspace, tmp_path: Path) -> None:
    folder, page = UploadFolder(tmp_path), client(empty, tmp_path)
    waiting = tmp_path / "being-read"
    waiting.mkdir()
    (waiting / "chat.txt").write_text(LINES)
    folder._unread_folders.add(waiting)
    page.app.state.uploads = folder  # type: ignore[attr-defined]
    assert post(page, "/dates", "files", ("mine.csv", CSV)) == 303
    assert (waiting / "chat.txt").exists()
    folder.release_files([waiting / "chat.txt"], lambda: empty.session.open_files)
    assert not waiting.exists()
    assert [path.name for path in empty.session.dates] == ["mine.csv"]
    assert empty.session.dates[0].exists()


def test_an_upload_that_is_opened_while_another_one_is_settled_stays(tmp_path: Path) -> None:
    folder = UploadFolder(tmp_path)
    (first,), (second,) = (
        folder.write_files([UploadFile(io.BytesIO(CSV), filename=name)]) for name in ("a.csv", "b.csv")
    )
    open_files = [first]

    def open_second() -> None:
        open_files.append(second)
        folder.release_files([second], lambda: list(open_files))

    other = Thread(target=open_second)

    def files_then() -> list[Path]:
        files = list(open_files)
        other.start()
        other.join(0.2)  # ends only where nothing holds it up
        return files

    folder.release_files([first], files_then)
    other.join()
    assert first.exists()
    assert second.exists()


def test_many_lists_of_dates_at_once_all_count(empty: Workspace, tmp_path: Path) -> None:
    page = client(empty, tmp_path)
    names = [f"list {number}.csv" for number in range(8)]
    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(lambda name: post(page, "/dates", "files", (name, CSV)), names)) == {303}
    assert sorted(path.name for path in empty.session.dates) == names
    assert all(path.exists() for path in empty.session.dates)


@pytest.mark.parametrize("form", [("/add", "exports", "a.txt"), ("/dates", "files", "a.csv")])
def test_no_room_is_a_sentence_and_nothing_is_left(
    empty: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, form: tuple[str, str, str]
) -> None:
    def full(*_arguments: object) -> None:
        raise OSError(28, "No space left on device")

    page, (address, name, file) = client(empty, tmp_path), form
    monkeypatch.setattr("shutil.copyfileobj", full)
    data = {"form": form_token(text(page, "/settings"))}
    answer = page.post(address, data=data, files=[(name, (file, b"x"))], headers=SAME_ORIGIN)
    assert answer.status_code in {422, 507}
    assert "There is no room on this machine" in answer.text
    assert list(tmp_path.iterdir()) == []


def test_who_knows_what_was_not_read_may_ask_for_an_answer(tmp_path: Path) -> None:
    def entry(number: int) -> dict[str, object]:
        who, at = ("Ann", "Bo")[number % 2], {} if number % 5 == 0 else {"date_unixtime": str(1700000000 + number)}
        return {"id": number, "type": "message", "from": who, "from_id": f"user{len(who)}", "text": "hi", **at}

    path = tmp_path / "result.json"
    path.write_text(json.dumps({"name": "Bo", "type": "personal_chat", "id": 2, "messages": [*map(entry, range(20))]}))
    workspace = Workspace(Session(BERLIN, lambda: date(2025, 11, 12), (path,), owner="Ann", default_zone=BERLIN))
    workspace.read_exports()
    page = client(workspace, tmp_path)
    withheld = text(page, "/")
    assert "Part of this chat could not be read, so nothing is said about Bo." in withheld
    page.post("/despite-unread", data={"form": form_token(withheld)}, headers=SAME_ORIGIN)
    answered = wait_until_read(page)
    assert "Too little to say about Bo yet." in answered
    assert "4 were not read as messages" in answered
    assert "/despite-unread" not in answered


def test_a_download_of_messenger_and_a_database_of_messages_are_read_at_once(tmp_path: Path) -> None:
    """As a newcomer drops them: the zip as it came, the database with its journal."""
    folder, source = tmp_path / "page", tmp_path / "mac"
    folder.mkdir()
    source.mkdir()
    with closing(sqlite3.connect(source / "chat.db")) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        apple_database.example_database().fill(connection)
        journal = [(name, (source / name).read_bytes()) for name in ("chat.db-wal", "chat.db-shm", "chat.db")]
    zipped = io.BytesIO()
    with ZipFile(zipped, "w") as archive:
        archive.writestr(
            "your_facebook_activity/messages/inbox/ines_7/message_1.json", meta_seeds.MESSENGER["compact.json"]
        )
    workspace = Workspace(Session(BERLIN, lambda: date(2025, 11, 12), default_zone=BERLIN))
    page = client(workspace, folder)
    assert post(page, "/add", "exports", ("facebook-tom.zip", zipped.getvalue()), *journal) == 303
    wait_until_read(page)
    imported = workspace.session.import_result
    assert imported is not None
    assert [(one.app, one.title) for one in imported.conversations] == [
        ("messenger", "Ines Ek"),
        ("imessage", "+4915550100"),
        ("imessage", "Rowers"),
    ]
    assert sorted(path.name for path in folder.rglob("*") if path.is_file()) == [
        *("chat.db", "chat.db-shm", "chat.db-wal", "facebook-tom.zip")
    ]


def test_files_of_a_database_that_did_not_come_lie_by_themselves(tmp_path: Path) -> None:
    names = ("chat.db-wal", "chat.db", "chat.db-wal", "notes.db-wal")
    kept = UploadFolder(tmp_path).write_files([UploadFile(io.BytesIO(b"x"), filename=name) for name in names])
    places = [(path.name, path.parent) for path in kept]
    assert [name for name, _ in places] == ["chat.db", "chat.db-wal", "chat.db-wal", "notes.db-wal"]
    assert places[0][1] == places[1][1]
    assert len({place for _, place in places}) == 3


def test_who_one_is_and_the_order_of_dates_can_be_said_again_without_another_upload(page: TestClient) -> None:
    """ "page" is the invented chat; "You are Imke. Not you?" stands in its head."""
    assert "You are Imke. Not you?" in text(page, "/")
    asked = text(page, "/who")
    assert "Which of these is you?" in asked
    token = form_token(text(page, "/settings"))
    number = re.search(r'name="name" value="(\d+)"><bdi>Rosa<', asked)
    assert number
    answer = page.post("/who", data={"form": token, "name": number[1]}, headers=SAME_ORIGIN, follow_redirects=True)
    assert answer.status_code == 200
    wait_until_read(page)
    assert "You are Rosa. Not you?" in text(page, "/")
    order = text(page, "/order")
    assert "Does the day or the month come first?" in order
    assert "nothing in it decides which" not in order  # of this export much does
    assert "The export is read again with what you choose." in order


@pytest.mark.parametrize(("good", "sentence"), [(0, ""), (1, "The other file was not read"), (2, "The other 2 files")])
def test_beside_a_file_that_cannot_be_read_the_others_are_said_to_be_unread(
    empty: Workspace, tmp_path: Path, good: int, sentence: str
) -> None:
    page = client(empty, tmp_path)
    chats = [(f"chat {at}.txt", LINES.encode()) for at in range(good)]
    post(page, "/add", "exports", *chats, ("photo.png", b"\x89PNG\r\n\x1a\n0000"))
    wait_until_read(page)
    shown = text(page, "/add?failed=1")
    assert "photo.png" in shown
    assert sentence in shown
    assert ("not read" in shown) == bool(good)
    assert empty.session.analysis is None
