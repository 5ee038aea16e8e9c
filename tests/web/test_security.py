"""What is closed: too large, too many, too curious, and a mistake of ours tells nothing."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from contextlib import ExitStack
from importlib.resources import files
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from page_client import BASE, ROOT, SAME_ORIGIN, PageClient, client, empty_workspace, form_token, text
from unlike.web import server
from unlike.web.routes import build_application
from unlike.web.security import HEADERS, AccessKeys
from unlike.web.session import Session, Workspace
from unlike.web.static_files import asset_files, media_type_of
from unlike.web.upload_folder import private_folder


def test_it_listens_on_loopback_alone() -> None:
    tree = ast.parse(Path(server.__file__).read_text("utf-8"))
    hosts = [
        one.value.value for one in ast.walk(tree) if isinstance(one, ast.Assign) and isinstance(one.value, ast.Constant)
    ]
    assert hosts == ["127.0.0.1"]


def test_a_link_opens_the_page_once_and_its_owner_is_given_another(uploads: Path) -> None:
    """A browser keeps the link in its history."""
    keys, said = AccessKeys(root=ROOT), []
    keys.links.on_reuse = lambda: said.append(keys.links.issue_link())
    inside = PageClient(build_application(empty_workspace(), keys, uploads), base_url=BASE)
    link, another = keys.links.issue_link(), keys.links.issue_link()
    assert inside.get(link).status_code == 200
    stranger = TestClient(inside.app, base_url=BASE)
    for _ in range(3):
        answer = stranger.get(link)
        assert answer.status_code == 403
        assert "This link has been used" in answer.text
    assert said == []  # the other one is not used yet
    assert stranger.get(another).status_code == 200
    for _ in range(3):
        assert stranger.get(another).status_code == 403
    assert len(said) == 1
    assert stranger.get(said[0]).status_code == 200
    assert stranger.get("/enter/x").text.startswith("This page is closed.")


def test_a_link_is_not_used_up_by_anything_but_following_it(uploads: Path) -> None:
    keys = AccessKeys()
    link = keys.links.issue_link()
    stranger = TestClient(build_application(empty_workspace(), keys, uploads), base_url=BASE)
    assert stranger.head(link).status_code == 403
    assert stranger.post(link).status_code == 403
    assert stranger.get(link, headers={"host": "evil.example"}).status_code == 403
    assert stranger.get(link).status_code == 200


def test_a_browser_that_was_started_with_a_file_comes_from_another_site(uploads: Path) -> None:
    keys = AccessKeys()
    stranger = TestClient(build_application(empty_workspace(), keys, uploads), base_url=BASE)
    assert stranger.get(keys.links.issue_link(), headers={"sec-fetch-site": "cross-site"}).status_code == 200


def test_no_secret_is_shown_or_stands_twice() -> None:
    keys = AccessKeys()
    keys.links.issue_link()
    secrets = [keys.root, keys.cookie, keys.session, keys.form]
    assert len(set(secrets)) == 4
    assert not any(secret in repr(keys) for secret in secrets)
    assert "/enter/" not in repr(keys.links)


@pytest.mark.parametrize("path", ["", "/", "/people", "/enter/", "/static/page.js"])
def test_the_cookie_opens_nothing_outside_of_its_folder(uploads: Path, path: str) -> None:
    keys = AccessKeys()
    stranger = TestClient(build_application(empty_workspace(), keys, uploads), base_url=BASE)
    header = {"cookie": f"{keys.cookie}={keys.session}"}
    assert stranger.get(path, headers=header).status_code == 403
    assert stranger.get(f"{keys.root}x{path}", headers=header).status_code == 403
    assert stranger.get(f"{keys.root}/people", headers=header).status_code == 200
    assert stranger.get(f"{keys.root}/people").status_code == 403


def test_the_policy_allows_no_inline_script_no_frame_and_nothing_foreign() -> None:
    policy = dict(part.strip().partition(" ")[::2] for part in HEADERS["content-security-policy"].split(";"))
    assert policy["default-src"] == "'none'"
    assert policy["frame-ancestors"] == policy["base-uri"] == "'none'"
    assert {policy[name] for name in ("script-src", "style-src", "connect-src", "form-action")} == {"'self'"}
    assert "unsafe" not in HEADERS["content-security-policy"]
    assert HEADERS["referrer-policy"] == "no-referrer"
    assert HEADERS["cache-control"] == "no-store"


@pytest.mark.parametrize("address", ["/who", "/order", "/settings", "/finding/3/note", "/presence", "/settings/forget"])
def test_a_form_without_files_is_small(inside: TestClient, workspace: Workspace, address: str) -> None:
    form = form_token(text(inside, "/add"))
    answer = inside.post(address, data={"form": form, "text": "x" * 200_000}, headers=SAME_ORIGIN)
    assert answer.status_code == 413
    assert "This is larger than what can be handed over here." in answer.text
    assert workspace.owner_notes() == ()


def broken(_self: object) -> None:
    raise LookupError("a secret")


def body() -> Iterator[bytes]:
    """More than it may be, without saying so before."""
    for _ in range(40):
        yield b"x" * (1 << 20)


def test_a_calendar_that_is_too_large_is_refused_while_it_comes(inside: TestClient, uploads: Path) -> None:
    kind = "multipart/form-data; boundary=b"
    answer = inside.post("/dates", content=body(), headers={**SAME_ORIGIN, "content-type": kind})
    assert answer.status_code in {400, 413}
    assert list(uploads.iterdir()) == []


def test_no_more_files_than_twenty(inside: TestClient, uploads: Path) -> None:
    data = {"form": form_token(text(inside, "/add"))}
    some = [("exports", (f"{at}.txt", b"x")) for at in range(21)]
    answer = inside.post("/add", data=data, files=some, headers=SAME_ORIGIN)
    assert answer.status_code == 400
    assert list(uploads.iterdir()) == []


@pytest.mark.parametrize(
    "content", [b"", b"--b", b"--b\r\n\r\n", b"\xff" * 100, b"--b\r\ncontent-disposition: form-data; name=x"]
)
def test_a_broken_form_is_refused(inside: TestClient, content: bytes) -> None:
    kind = {"content-type": "multipart/form-data; boundary=b", **SAME_ORIGIN}
    assert inside.post("/add", content=content, headers=kind).status_code in {400, 403}
    assert inside.post("/who", content=content, headers=SAME_ORIGIN).status_code == 403


def test_scripts_are_reached_by_their_names_alone(inside: TestClient) -> None:
    folder = Path(str(files("unlike.web"))) / "static"
    there = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.suffix in {".js", ".css"}}
    assert set(asset_files()) == there
    assert {"drop.js", "waiting.js", "presence.js"} <= there
    for name in there:
        answer = inside.get(f"/static/{name}")
        assert answer.headers["content-type"].startswith(str(media_type_of(name)))
        assert answer.headers["x-content-type-options"] == "nosniff"
    for wrong in (
        "app.py",
        "../app.py",
        "..%2fapp.py",
        "%2e%2e/app.py",
        "vendor",
        "",
        ".",
        "drop.js%00",
        "/etc/passwd",
    ):
        assert inside.get(f"/static/{wrong}").status_code == 404


def test_scripts_hold_nothing_that_runs_text_or_leaves_the_machine() -> None:
    """No text becomes markup or a program, and no address is another machine's."""
    for path in Path(str(files("unlike.web"))).joinpath("static").glob("*.js"):
        told = path.read_text("utf-8")
        for word in ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "Function(", "://"):
            assert word not in told, path


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "TRACE", "OPTIONS"])
def test_no_other_method_does_anything(inside: TestClient, method: str) -> None:
    assert inside.request(method, "/add", headers=SAME_ORIGIN).status_code == 405


def test_a_mistake_of_ours_is_a_sentence_without_a_word_of_the_chat(
    workspace: Workspace, uploads: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    inside = client(workspace, uploads)
    monkeypatch.delenv("UNLIKE_TRACEBACK", raising=False)
    monkeypatch.setattr(Session, "numbered_findings", property(broken))
    answer = inside.get("/finding/1")
    assert answer.status_code == 500
    assert answer.text.startswith("Something inside broke")
    assert all(answer.headers[name] == value for name, value in HEADERS.items())


def test_a_mistake_while_reading_is_a_sentence(uploads: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    workspace = empty_workspace()
    monkeypatch.setattr(Workspace, "read_exports", broken)
    assert workspace.begin_work(workspace.read_exports, 5.0)
    assert workspace.session.problem.startswith("Something inside broke")
    assert "Something inside broke" in text(client(workspace, uploads), "/add?failed=1")


def test_what_a_killed_run_left_is_deleted_and_what_is_in_use_is_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("unlike.web.upload_folder.gettempdir", lambda: str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    left, other = tmp_path / "unlike-left", tmp_path / "unlike-of-somebody"
    (left / "0").mkdir(parents=True)
    (left / ".in-use").touch()
    (left / "0" / "chat.txt").write_text("hello")
    other.mkdir()
    with ExitStack() as stack:
        first = stack.enter_context(private_folder())
        assert not left.exists()
        assert first.stat().st_mode & 0o777 == 0o700
        second = stack.enter_context(private_folder())
        assert first.exists()
        assert first != second
    assert sorted(tmp_path.iterdir()) == [other]


@pytest.mark.parametrize("name", ["origin", "sec-fetch-site"])
def test_where_a_request_comes_from_is_said_once(inside: TestClient, name: str) -> None:
    own = BASE if name == "origin" else "same-origin"
    assert inside.get("/people", headers=[(name, own)]).status_code == 200
    assert inside.get("/people", headers=[(name, own), (name, "https://evil.example")]).status_code == 403


def test_a_number_of_thousands_of_digits_is_no_mistake_of_ours(inside: TestClient) -> None:
    assert inside.get(f"/finding/{'9' * 5_000}").status_code == 403
