"""Fixtures for tests in Chromium: the running program, and a browser that can reach nothing but this machine."""

from __future__ import annotations

import os
import re
import shutil
import signal
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Request, ViewportSize, expect, sync_playwright

from program_forks import Program, fork_program

FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
    "--disable-sync", "--no-first-run", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]  # fmt: skip
NO_BROWSER_REASON = "no Chromium here: apt-get install chromium"
REFUSED_REQUEST = "Failed to load resource: the server responded with a status of 4"
BROWSER_NAMES = ("chromium", "chromium-browser", "google-chrome")
READING_MILLISECONDS = 180_000
"""Longest reading of an export on a busy machine."""
FORBIDDEN = 403
DESK: ViewportSize = {"width": 1280, "height": 720}
expect.set_options(timeout=30_000)  # milliseconds: a busy machine is no failure
OVERFLOW_SCRIPT = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@dataclass
class RunningPage:
    """Running `unlike open`, with every request of its pages and every error in the browser's console.

    Attributes:
        link: link that was said last; it opens the page once.
        root: folder of this run, known when the link has been followed.
    """

    link: str
    process: Program
    root: str = ""
    requests: list[str] = field(default_factory=list)
    browser_errors: list[str] = field(default_factory=list)

    @property
    def base(self) -> str:
        """Address of the page, without a slash at its end; that of the program before the link was followed."""
        return self.origin + self.root

    @property
    def origin(self) -> str:
        return self.link.partition("/enter/")[0]

    def enter(self, page: Page) -> None:
        """Follow the link; where it was used, the program says another one."""
        if self.root and "/enter/" in self.link:
            answer = page.goto(self.link)
            assert answer
            assert answer.status == FORBIDDEN  # it has been used
            self.browser_errors.clear()
            self.link = said_link(self.process)
        page.goto(self.link)
        if "/enter/" in self.link:
            page.wait_for_url(lambda url: "/enter/" not in url)
            self.root = "/" + page.url.removeprefix(f"{self.origin}/").partition("/")[0]
        expect(page.locator("#waiting")).to_have_count(0, timeout=READING_MILLISECONDS)
        page.wait_for_load_state()  # the page behind it has its style sheet only then

    def assert_local_requests(self, refused: int = 0) -> int:
        """Assert that all requests went to the program itself, without an error in the browser; return their number.

        Args:
            refused: requests that the program was meant to refuse, which the browser reports as errors.
        """
        assert self.requests
        places = (f"{self.base}/", f"{self.origin}/enter/")
        assert [url for url in self.requests if not url.startswith(places)] == []
        assert [error for error in self.browser_errors if not error.startswith(REFUSED_REQUEST)] == []
        assert len(set(self.browser_errors)) == refused, self.browser_errors  # some are reported twice
        return len(self.requests)


Serve = Callable[..., RunningPage]
Visit = Callable[..., Page]


def installed_browser() -> str | None:
    """Path of an installed Chromium; None where there is none."""
    return next(filter(None, map(shutil.which, BROWSER_NAMES)), None)


def said_link(process: Program) -> str:
    """Next link that a program says."""
    assert process.stdout
    for line in process.stdout:
        if link := re.search(r"http://127\.0\.0\.1:\d+/enter/\S+", line):
            return link[0]
    pytest.fail("the program ended without a link")


def seen_anew(running: RunningPage) -> RunningPage:
    """A page without the requests and errors of tests before."""
    running.requests.clear()
    running.browser_errors.clear()
    return running


@contextmanager
def running_page(*arguments: str, **environment: str) -> Iterator[RunningPage]:
    """Run `unlike open` until the block ends."""
    process = fork_program(
        ["open", *arguments, "--timezone", "Europe/Berlin", "--no-browser"], {**os.environ, **environment}
    )
    try:
        yield RunningPage(said_link(process), process)
    finally:  # else it runs for ever
        if process.poll() is None:
            process.send_signal(signal.SIGINT)
            process.wait(60)  # a busy machine is no failure
        process.stdout.close()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Installed Chromium; without one the tests are skipped, or fail where UNLIKE_BROWSER=required."""
    path = installed_browser()
    if path is None:
        if os.environ.get("UNLIKE_BROWSER") == "required":
            pytest.fail(NO_BROWSER_REASON)
        pytest.skip(NO_BROWSER_REASON)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture
def serve() -> Iterator[Serve]:
    """Start `unlike open` with arguments and environment variables; it is stopped after the test."""
    with ExitStack() as stack:
        yield lambda *arguments, **environment: stack.enter_context(running_page(*arguments, **environment))


@pytest.fixture(scope="session")
def running_on_export(export: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningPage]:
    """Program on the demo's export, started once for every test that changes nothing in it."""
    data = str(tmp_path_factory.mktemp("data"))
    with running_page(str(export), "--me", "Imke", XDG_DATA_HOME=data) as running:
        yield running


@pytest.fixture
def served(running_on_export: RunningPage) -> RunningPage:
    """`running_on_export`, of which this test sees its own requests and errors alone."""
    return seen_anew(running_on_export)


@pytest.fixture(scope="session")
def running_on_hostile(hostile: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningPage]:
    """Program on the export of hostile words, started once for every test that changes nothing in it."""
    data = str(tmp_path_factory.mktemp("data"))
    with running_page(str(hostile), "--me", "Ann", XDG_DATA_HOME=data) as running:
        yield running


@pytest.fixture
def hostile_served(running_on_hostile: RunningPage) -> RunningPage:
    """`running_on_hostile`, of which this test sees its own requests and errors alone."""
    return seen_anew(running_on_hostile)


class Contexts:
    """Contexts of a browser, each used by one test after another: a new one takes a third of a second to make.

    Args:
        browser: to make them in.
    """

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self._free: dict[str, list[BrowserContext]] = {}
        self._in_use = ExitStack()

    def take(self, running: RunningPage, options: Mapping[str, object]) -> BrowserContext:
        """Take a context with these options that nobody uses and nothing is left in; it tells a program's requests."""
        free = self._free.setdefault(repr(sorted(options.items())), [])
        context = free.pop() if free else self._browser.new_context(**options)  # type: ignore[arg-type]

        def note_request(request: Request) -> None:
            running.requests.append(request.url)

        context.on("request", note_request)
        self._in_use.callback(free.append, context)
        self._in_use.callback(context.remove_listener, "request", note_request)
        self._in_use.callback(_empty, context)
        return context

    def give_back(self) -> None:
        """Give back all that were taken."""
        self._in_use.close()


def _empty(context: BrowserContext) -> None:
    """Close the pages of a context and delete its cookies; the program's pages keep nothing else in a browser."""
    for page in context.pages:
        page.close()
    context.clear_cookies()


@pytest.fixture(scope="session")
def contexts(browser: Browser) -> Contexts:
    return Contexts(browser)


@pytest.fixture
def visit(contexts: Contexts) -> Iterator[Visit]:
    """Open the link that the program printed, in a browser context that no other visit is in."""

    def call(running: RunningPage, *, viewport: ViewportSize = DESK, **options: object) -> Page:
        page = contexts.take(running, options).new_page()
        page.set_viewport_size(viewport)
        page.on("console", lambda message: running.browser_errors.append(f"{message.text} {message.location['url']}"))
        page.on("pageerror", lambda error: running.browser_errors.append(str(error)))
        running.enter(page)
        return page

    yield call
    contexts.give_back()


@pytest.fixture
def export_without_owner(export: Path, tmp_path: Path) -> Path:
    """Last year of the demo in which nothing says who the owner is: neither its name nor messages the owner deleted."""
    path = tmp_path / "chat.txt"
    lines = export.read_text("utf-8").splitlines(keepends=True)
    first = next(place for place, line in enumerate(lines) if re.match(r"\d\d/\d\d/2025, ", line))
    path.write_text("".join(line for line in lines[first:] if "You deleted" not in line), "utf-8")
    return path


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Export with a person whose name and messages are markup, bidi overrides, combining marks and endless words."""
    name = "<img src=//evil.example/x onerror=alert(1)>\u202e" + "W" * 300
    texts = ("<script>alert(1)</script>", "z\u0300\u0301\u0302\u0303\u0304\u0305\u0306" * 40, "x" * 60_000,
             "👩‍👩‍👧‍👦" * 200, "\u202egnp.exe", "שלום, מה שלומך?", "https://evil.example/a.png")  # fmt: skip
    lines = [
        f"{13 + day}/10/2025, 10:{minute:02} - {sender}: {texts[(day + minute) % len(texts)]}"
        for day in range(18)
        for minute, sender in enumerate((name, "Ann", name))
    ]
    path = tmp_path_factory.mktemp("hostile") / "chat.txt"
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return path
