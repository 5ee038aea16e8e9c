"""The person's browser is started with a private file: no other user can read the link, and it opens once."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep
from typing import Any

import pytest

from unlike.core.held_command import HeldCommand
from unlike.web import browser_start as module
from unlike.web.browser_start import BrowserStart, browser_start

BROWSER = """
import http.cookiejar, json, os, re, sys, urllib.error, urllib.request
address, answer = sys.argv[1], {"arguments": open("/proc/self/cmdline").read(), "parent": ""}
path = address.removeprefix("file://")
answer["modes"] = [oct(os.stat(each).st_mode & 0o777) for each in (path, os.path.dirname(path))]
page = open(path).read()
link = re.search('url=([^"]+)"', page)[1]
browser = urllib.request.build_opener(
    urllib.request.ProxyHandler({}), urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
)
way = browser.open(urllib.request.Request(link, headers={"Sec-Fetch-Site": "cross-site"})).read().decode()
base = link.partition("/enter/")[0]
inside = browser.open(base + re.search('url=([^"]+)"', way)[1])
answer["status"] = inside.status
answer["left"] = os.path.exists(path)
try:
    browser.open(link)
except urllib.error.HTTPError as error:
    answer["again"] = error.status
open(os.environ["ANSWER"], "w").write(json.dumps(answer))
"""


@contextmanager
def opened(browser: str, **environment: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """The program, which starts a browser, and the link that it says."""
    variables = {**os.environ, "PYTHONUNBUFFERED": "1", "BROWSER": browser, **environment}
    command = [sys.executable, "-m", "unlike", "open", "--timezone", "Europe/Berlin"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=variables) as process:
        assert process.stdout
        link = re.search(r"http://\S+", process.stdout.readline())
        assert link
        yield process, link[0]
        process.terminate()


def eventually(condition: Callable[[], bool], seconds: float = 60) -> bool:
    deadline = monotonic() + seconds
    while not condition() and monotonic() < deadline:
        sleep(0.05)
    return condition()


@pytest.mark.skipif(not Path("/proc/self/cmdline").exists(), reason="this system shows no arguments there")
@pytest.mark.parametrize("snap", [False, True], ids=["temporary folder", "home, for a browser in a snap"])
def test_no_argument_holds_the_link_and_the_file_is_gone_when_it_has_opened_the_page(
    tmp_path: Path, *, snap: bool
) -> None:
    script, answer, home = tmp_path / "browser.py", tmp_path / "answer.json", tmp_path / "home"
    script.write_text(BROWSER)
    for folder in (home / "snap" if snap else home, tmp_path / "temporary"):
        folder.mkdir(parents=True)
    places = {"HOME": str(home), "TMPDIR": str(tmp_path / "temporary"), "ANSWER": str(answer)}
    with opened(f"{sys.executable} {script} %s", **places):
        assert eventually(answer.exists)
        assert eventually(lambda: answer.read_text().endswith("}"))
        found: dict[str, Any] = json.loads(answer.read_text())
        assert "/enter/" not in found["arguments"]
        assert found["arguments"].count(str(home if snap else tmp_path / "temporary")) == 1
        assert found["modes"] == ["0o600", "0o700"]
        assert (found["status"], found["again"], found["left"]) == (200, 403, False)
    assert list((tmp_path / "temporary").iterdir()) == []
    assert [path.name for path in home.iterdir()] == (["snap"] if snap else [])


def test_a_browser_command_that_does_not_return_holds_nothing_up(tmp_path: Path) -> None:
    began = tmp_path / "began"
    script = tmp_path / "browser.sh"
    script.write_text(f"#!/bin/sh\ntouch {began}\nsleep 30\n")
    script.chmod(0o755)
    with opened(str(script)) as (process, link):
        assert eventually(began.exists)
        assert process.poll() is None
        assert "/enter/" in link  # said beside, for a browser that does not open
        clock = monotonic()
        process.terminate()
        process.wait(20)
        assert monotonic() - clock < 15


def test_a_browser_that_cannot_be_started_is_no_mistake() -> None:
    with opened("/nowhere/browser") as (process, link):
        sleep(1)
        assert process.poll() is None
        assert "/enter/" in link


def test_what_a_killed_run_left_is_deleted_by_the_next(tmp_path: Path) -> None:
    with opened("sleep", TMPDIR=str(tmp_path)) as (process, _):
        assert eventually(lambda: bool(list(tmp_path.rglob("start.html"))))
        process.kill()
    assert list(tmp_path.rglob("start.html"))
    with opened("true", TMPDIR=str(tmp_path)) as (process, _):
        assert eventually(lambda: len(list(tmp_path.glob("unlike-*"))) == 2)  # for uploads and for the browser
    assert list(tmp_path.iterdir()) == []


def test_neither_a_file_nor_a_link_in_its_place_is_written_to(tmp_path: Path) -> None:
    victim = tmp_path / "victim"
    victim.write_text("mine")
    for name in ("file", "link"):
        folder = tmp_path / name
        folder.mkdir()
        if name == "file":
            (folder / "start.html").write_text("theirs")
        else:
            (folder / "start.html").symlink_to(victim)
        with HeldCommand(["true"]) as command, pytest.raises(FileExistsError):
            BrowserStart(folder, command).open_link("http://127.0.0.1:1/enter/x")
    assert victim.read_text() == "mine"


def test_folders_of_others_and_links_are_not_swept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "gettempdir", lambda: str(tmp_path))
    monkeypatch.setattr(Path, "expanduser", lambda self: self)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / ".in-use").touch()
    (tmp_path / "unlike-link").symlink_to(tmp_path / "mine")
    (tmp_path / "unlike-pipe").mkdir()
    os.mkfifo(tmp_path / "unlike-pipe" / ".in-use")
    (tmp_path / "unlike-linked").mkdir()
    (tmp_path / "unlike-linked" / ".in-use").symlink_to(tmp_path / "mine" / ".in-use")
    with browser_start() as start:
        start.delete_file()
    assert {path.name for path in tmp_path.iterdir()} == {"mine", "unlike-link", "unlike-pipe", "unlike-linked"}
