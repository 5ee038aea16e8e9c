"""A program that serves, and a browser that may reach nothing but this machine."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
    "--disable-sync", "--no-first-run", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]  # fmt: skip
NO_BROWSER = "no Chromium here: apt-get install chromium"
REFUSED = "Failed to load resource: the server responded with a status of 4"
NAMES = ("chromium", "chromium-browser", "google-chrome")
WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@dataclass
class Served:
    """A program that runs, and everything that its pages asked for or complained about."""

    link: str
    process: subprocess.Popen[str]
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    @property
    def base(self) -> str:
        return self.link.partition("/enter/")[0]

    def at_home(self, refused: int = 0) -> int:
        """How many requests there were, all of them to the page itself, without a complaint of the browser.

        So many of them were meant to be refused, which the browser notes.
        """
        assert self.requests
        assert [url for url in self.requests if not url.startswith(self.base)] == []
        left = [one for one in self.complaints if not one.startswith(REFUSED)]
        assert left == []
        assert len(set(self.complaints)) == refused, self.complaints  # some are said twice
        return len(self.requests)


Serve = Callable[..., Served]
Visit = Callable[..., Page]


@contextmanager
def running(*arguments: str, **environment: str) -> Iterator[Served]:
    command = [sys.executable, "-m", "unlike", "open", *arguments, "--timezone", "Europe/Berlin", "--no-browser"]
    known = {**os.environ, "PYTHONUNBUFFERED": "1", **environment}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=known) as process:
        assert process.stdout
        told = process.stdout.readline()
        found = re.search(r"http://127\.0\.0\.1:\d+/enter/\S+", told)
        assert found, told
        yield Served(found[0], process)
        if process.poll() is None:
            process.send_signal(signal.SIGINT)
            process.wait(10)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium; without one the tests are skipped, unless they must not be."""
    found = next(filter(None, map(shutil.which, NAMES)), None)
    if found is None:
        if os.environ.get("UNLIKE_BROWSER") == "required":
            pytest.fail(NO_BROWSER)
        pytest.skip(NO_BROWSER)
    with sync_playwright() as playwright:
        made = playwright.chromium.launch(executable_path=found, args=FLAGS)
        yield made
        made.close()


@pytest.fixture
def serve() -> Iterator[Serve]:
    """Start the program; it is stopped at the end."""
    with ExitStack() as stack:
        yield lambda *arguments, **environment: stack.enter_context(running(*arguments, **environment))


@pytest.fixture
def visit(browser: Browser) -> Iterator[Visit]:
    """Follow the link that was printed, in a window of its own."""
    contexts: list[BrowserContext] = []

    def call(served: Served, **options: object) -> Page:
        context = browser.new_context(**options)  # type: ignore[arg-type]
        contexts.append(context)
        context.on("request", lambda request: served.requests.append(request.url))
        page = context.new_page()
        page.on("console", lambda message: served.complaints.append(f"{message.text} {message.location['url']}"))
        page.on("pageerror", lambda error: served.complaints.append(str(error)))
        page.goto(served.link)
        return page

    yield call
    for context in contexts:
        context.close()


@pytest.fixture
def nameless(export: Path, tmp_path: Path) -> Path:
    """The demo's chat without what tells whose phone it was: a name, and messages that only the owner deletes."""
    path = tmp_path / "chat.txt"
    lines = export.read_text("utf-8").splitlines(keepends=True)
    path.write_text("".join(line for line in lines if "You deleted" not in line), "utf-8")
    return path


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three weeks with somebody whose name and words are markup, overrides, marks and endless letters."""
    name = "<img src=//evil.example/x onerror=alert(1)>\u202e" + "W" * 300
    words = ("<script>alert(1)</script>", "z\u0300\u0301\u0302\u0303\u0304\u0305\u0306" * 40, "x" * 60_000,
             "👩‍👩‍👧‍👦" * 200, "\u202egnp.exe", "שלום, מה שלומך?", "https://evil.example/a.png")  # fmt: skip
    lines = [
        f"{13 + day}/10/2025, 10:{minute:02} - {who}: {words[(day + minute) % len(words)]}"
        for day in range(18)
        for minute, who in enumerate((name, "Ann", name))
    ]
    path = tmp_path_factory.mktemp("hostile") / "chat.txt"
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return path
