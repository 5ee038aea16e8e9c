"""How fast the local page is on ten years and a million messages: first paint, frames while one zooms and scrolls.

    python bench/page_speed.py [messages]

The chat is invented (seeded) and written to `build/page-speed`, where it is used again. `unlike open` serves it to
headless Chromium, which Playwright drives with a real wheel and real keys; frames are told apart by
`requestAnimationFrame`. The section goes to `docs/page-speed.md`. Needs Chromium; takes about five minutes.
"""

from __future__ import annotations

import os
import random
import re
import shutil
import signal
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import timedelta
from itertools import pairwise
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from page import put
from unlike.synthetic import demo, generate, write_whatsapp

ROOT = Path(__file__).resolve().parents[1]
TO = ROOT / "docs" / "page-speed.md"
YEARS, DAYS = 10, 3_652
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
    "--disable-sync", "--no-first-run",
]  # fmt: skip
LOADS, ASKED, SECONDS = 7, 60, 8.0
ON_TIME = 17.2
"""Milliseconds: a sixtieth of a second, and half a millisecond for the clock's rounding."""
WATCH = """
addEventListener("DOMContentLoaded", () => {
  const look = () => document.querySelector("figure.moving")
    ? (window.moving = performance.now()) : requestAnimationFrame(look);
  look();
});
window.frames_seen = [];
window.watching = 0;
window.watch = () => { const turn = ++window.watching; window.frames_seen = [];
  const next = (now) => {
    if (turn !== window.watching) return;
    window.frames_seen.push(now);
    requestAnimationFrame(next);
  };
  requestAnimationFrame(next); };
"""
PAINTED = """Object.fromEntries(performance.getEntriesByType("paint").map((one) => [one.name, one.startTime]))"""
TIMED = """async (address) => { const start = performance.now(); const answer = await fetch(address);
const text = await answer.text(); return [performance.now() - start, text.length, answer.status]; }"""
Act = Callable[[], None]


@dataclass
class Served:
    """The page of the large chat, and every address that it asked for."""

    link: str
    seconds: float
    load: float
    requests: list[str] = field(default_factory=list)

    @property
    def base(self) -> str:
        return self.link.partition("/enter/")[0]


def chat(messages: int) -> tuple[Path, int]:
    """An invented chat of ten years, written once; with how many messages it has."""
    folder = ROOT / "build" / "page-speed"
    path, told = folder / f"{messages}" / "WhatsApp Chat with Rosa.txt", folder / f"{messages}.txt"
    if not told.exists():
        world = demo()[0]
        start = world.end - timedelta(days=DAYS - 1)
        made = generate(replace(world, start=start, days=DAYS, messages_per_day=messages * 1.04 / DAYS))
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whatsapp(made, path)
        told.write_text(str(made.rows.height))
    return path, int(told.read_text())


@contextmanager
def served(path: Path) -> Iterator[Served]:
    command = [sys.executable, "-u", "-m", "unlike", "open", str(path), "--me", "Imke", "--timezone", "Europe/Berlin"]
    start, load = time.perf_counter(), os.getloadavg()[0]
    with subprocess.Popen([*command, "--no-browser"], stdout=subprocess.PIPE, text=True) as process:
        found = None
        while found is None and process.stdout and (line := process.stdout.readline()):
            found = re.search(r"http://127\.0\.0\.1:\d+/enter/\S+", line)
        assert found
        try:
            yield Served(found[0], time.perf_counter() - start, load)
        finally:
            process.send_signal(signal.SIGINT)


def opened(browser: Browser, on: Served) -> Page:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.on("request", lambda request: on.requests.append(request.url))
    context.add_init_script(WATCH)
    page = context.new_page()
    page.goto(on.link)
    page.wait_for_selector("figure.moving")
    return page


def paints(page: Page, on: Served) -> dict[str, list[float]]:
    """First sight, loaded again and again: milliseconds from the start of the navigation."""
    seen: dict[str, list[float]] = {"first paint": [], "first contentful paint": [], "the picture can be moved": []}
    for _ in range(LOADS):
        page.goto(on.base + "/")
        page.wait_for_selector("figure.moving")
        page.wait_for_timeout(200)
        painted = page.evaluate(PAINTED)
        seen["first paint"].append(painted["first-paint"])
        seen["first contentful paint"].append(painted["first-contentful-paint"])
        seen["the picture can be moved"].append(page.evaluate("window.moving"))
    return seen


def frames(page: Page, act: Act) -> list[float]:
    """Milliseconds from frame to frame while something is done again and again."""
    page.evaluate("window.watch()")
    end = time.perf_counter() + SECONDS
    while time.perf_counter() < end:
        act()
    seen = page.evaluate("(window.watching++, window.frames_seen)")
    return [after - before for before, after in pairwise(seen)]


def moving(page: Page) -> dict[str, list[float]]:
    """Frames of first sight: nobody touches it, the wheel, the keys."""
    page.locator(".lens").scroll_into_view_if_needed()
    box = page.locator(".lens").bounding_box()
    assert box
    page.mouse.move(box["x"] + box["width"] * 0.62, box["y"] + box["height"] / 2)
    page.wait_for_timeout(600)
    turn = iter(wheel())

    steps = set()

    def zoom() -> None:
        page.mouse.wheel(0, next(turn))
        if random.random() < 0.05:
            steps.add(page.locator(".stands").text_content())

    def keys() -> None:
        page.keyboard.press(next(pressed))
        page.wait_for_timeout(60)

    pressed = iter(["+", "ArrowLeft", "+", "ArrowRight", "+", "+", "-", "ArrowLeft", "Home"] * 10_000)
    found = {
        "nothing is done": frames(page, lambda: page.wait_for_timeout(100)),
        "zooming with the wheel": frames(page, zoom),
    }
    assert len(steps) > 3, f"the wheel did not zoom: {steps}"
    page.locator(".lens").focus()
    return {**found, "moving with the keys": frames(page, keys)}


def wheel() -> Iterator[float]:
    """From years to an hour and back, and again."""
    while True:
        yield from [-60.0] * 90
        yield from [60.0] * 90


def scrolling(page: Page, on: Served, rows: int) -> tuple[dict[str, list[float]], int]:
    """Frames while the chat is scrolled down and up, and how many messages the page holds at most."""
    page.goto(f"{on.base}/chat/0?at={rows // 2}")
    box = page.locator(".reader.moving .chat").bounding_box()
    assert box
    page.mouse.move(box["x"] + 200, box["y"] + 200)
    held = []

    def turn(way: float) -> Act:
        def act() -> None:
            page.mouse.wheel(0, way)
            if random.random() < 0.02:
                held.append(int(page.evaluate("document.querySelectorAll('.chat li[id]').length")))

        return act

    down, up, fast = frames(page, turn(120)), frames(page, turn(-120)), frames(page, turn(1_200))
    told = {"scrolling down": down, "scrolling up": up, "scrolling down, ten times as fast": fast}
    return told, max(held, default=0)


def answers(page: Page, on: Served, rows: int) -> dict[str, list[float]]:
    """Milliseconds until the page has an answer."""
    chance = random.Random(7)
    first = page.evaluate("Date.parse(document.querySelector('figure.moving').dataset.first) / 1000")
    series = on.base + "/conversation/0/person/0/series"
    found: dict[str, list[float]] = {}

    def timed(what: str, addresses: list[str]) -> None:
        told = [page.evaluate(TIMED, address) for address in addresses]
        assert all(status == 200 for _, _, status in told), what
        found[what] = [took for took, _, _ in told]

    for what, days in (("ten years", DAYS), ("a year", 365), ("a month", 30), ("a day", 1), ("an hour", 1 / 24)):
        starts = [int(first + chance.random() * max(1, DAYS - days) * 86_400) for _ in range(ASKED)]
        timed(
            f"the lines of {what}",
            [f"{series}?from={at}&to={int(at + days * 86_400)}&points=300&around=1" for at in starts],
        )
    places = [chance.randrange(rows) for _ in range(ASKED)]
    timed("the next 50 messages", [f"{on.base}/chat/0/messages?first={at}" for at in places])
    timed("the chat at a message", [f"{on.base}/chat/0?at={at}&part" for at in places])
    timed("the chat at a finding", [f"{on.base}/chat/0?finding={1 + at % 5}&part" for at in range(ASKED // 4)])
    timed("a search", [f"{on.base}/chat/0?words={word}&part" for word in ("soup", "see you tonight", "zebra", "key")])
    return found


def at_most(values: list[float], part: float) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(part * len(ordered)))]


def frame_row(what: str, seen: list[float]) -> str:
    on_time = sum(one <= ON_TIME for one in seen) / len(seen)
    return (
        f"| {what} | {len(seen):,} | {statistics.median(seen):.1f} | {at_most(seen, 0.95):.1f} | {max(seen):.0f} "
        f"| {on_time:.1%} | {1000 * len(seen) / sum(seen):.0f} |"
    )


def time_row(what: str, seen: list[float]) -> str:
    return f"| {what} | {len(seen)} | {statistics.median(seen):.0f} | {at_most(seen, 0.95):.0f} | {max(seen):.0f} |"


def section(on: Served, rows: int, parts: list[dict[str, list[float]]], held: int) -> str:
    painted, moved, answered = parts
    away = [url for url in on.requests if not url.startswith(on.base)]
    return "\n".join(
        [
            f"Made by `python bench/page_speed.py` on {os.cpu_count()} cores, in headless Chromium without a graphics",
            f"card, on an invented chat of {rows:,} messages over {YEARS} years. A frame is on time within a sixtieth",
            "of a second; a row that misses says so. Reading and studying the chat, before the page opens, took",
            f"{on.seconds:.0f} s here and is not part of what follows.",
            "",
            "| first sight, ms from the request | times | median | 95 % | worst |",
            "|---|---|---|---|---|",
            *(time_row(what, seen) for what, seen in painted.items()),
            "",
            "| frames, ms | frames | median | 95 % | worst | on time | a second |",
            "|---|---|---|---|---|---|---|",
            *(frame_row(what, seen) for what, seen in moved.items()),
            "",
            f"While scrolling the page never held more than {held:,} messages.",
            "",
            "| answers of the program, ms | times | median | 95 % | worst |",
            "|---|---|---|---|---|",
            *(time_row(what, seen) for what, seen in answered.items()),
            "",
            f"Requests: {len(on.requests):,}, of them to anywhere but this page: {len(away)}.",
        ]
    )


def main() -> None:
    messages = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    if chromium is None:
        sys.exit("Chromium is needed: apt-get install chromium")
    path, rows = chat(messages)
    with served(path) as on, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        page = opened(browser, on)
        answered = answers(page, on, rows)
        painted = paints(page, on)
        moved = moving(page)
        scrolled, held = scrolling(page, on, rows)
        browser.close()
    told = section(on, rows, [painted, {**moved, **scrolled}, answered], held)
    print(told)
    if messages == 1_000_000:
        put("speed", told, TO)


if __name__ == "__main__":
    main()
