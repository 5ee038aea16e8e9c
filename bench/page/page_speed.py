"""Speed of the local page on ten years and a million messages: first paint, frames while zooming and scrolling.

    python -m bench.page.page_speed [messages]

The chat is invented (seeded) and written to `build/page-speed`, where it is used again. `unlike open` serves it to
headless Chromium, which Playwright drives with a real wheel and real keys; frames are told apart by
`requestAnimationFrame`. Needs Chromium; takes about five
minutes. Writes docs/measurements/page-speed.md.
"""

from __future__ import annotations

import argparse
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

from playwright.sync_api import Browser, Page, StorageState, sync_playwright

from bench.shared.measurement_page import write_section
from bench.shared.paths import MEASUREMENTS, ROOT
from unlike.synthetic import demo, generate, write_whatsapp

TO = MEASUREMENTS / "page-speed.md"
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
class ServedPage:
    """The page of the large chat, and every address that it asked for."""

    link: str
    seconds: float
    load: float
    requests: list[str] = field(default_factory=list)
    base: str = ""
    state: StorageState | None = None

    @property
    def origin(self) -> str:
        return self.link.partition("/enter/")[0]


def chat(messages: int) -> tuple[Path, int]:
    """An invented chat of ten years, written once; with how many messages it has."""
    folder = ROOT / "build" / "page-speed"
    path, count_file = folder / f"{messages}" / "WhatsApp Chat with Rosa.txt", folder / f"{messages}.txt"
    if not count_file.exists():
        world = demo()[0]
        start = world.end - timedelta(days=DAYS - 1)
        synthetic = generate(replace(world, start=start, days=DAYS, messages_per_day=messages * 1.04 / DAYS))
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whatsapp(synthetic, path)
        count_file.write_text(str(synthetic.rows.height))
    return path, int(count_file.read_text())


@contextmanager
def serve(path: Path) -> Iterator[ServedPage]:
    command = [sys.executable, "-u", "-m", "unlike", "open", str(path), "--me", "Imke", "--timezone", "Europe/Berlin"]
    start, load = time.perf_counter(), os.getloadavg()[0]
    with subprocess.Popen([*command, "--no-browser"], stdout=subprocess.PIPE, text=True) as process:
        address = None
        while address is None and process.stdout and (line := process.stdout.readline()):
            address = re.search(r"http://127\.0\.0\.1:\d+/enter/\S+", line)
        assert address
        try:
            yield ServedPage(address[0], time.perf_counter() - start, load)
        finally:
            process.send_signal(signal.SIGINT)


def open_page(browser: Browser, on: ServedPage) -> Page:
    context = browser.new_context(viewport={"width": 1280, "height": 900}, storage_state=on.state)
    context.on("request", lambda request: on.requests.append(request.url))
    context.add_init_script(WATCH)
    page = context.new_page()
    page.goto(f"{on.base}/" if on.base else on.link)  # a link opens the page once
    page.wait_for_selector("figure.moving")
    on.base, on.state = page.url.rstrip("/"), context.storage_state()
    return page


def searched(page: Page, on: ServedPage, words: str) -> str:
    """Address of what holds some words."""
    page.goto(f"{on.base}/chat/0")
    page.get_by_label("Search this chat").fill(words)
    page.get_by_label("Search this chat").press("Enter")
    page.wait_for_url(re.compile("search="))
    return f"{page.url}&part"


def paints(page: Page, on: ServedPage) -> dict[str, list[float]]:
    """First sight, loaded again and again: milliseconds from the start of the navigation."""
    times: dict[str, list[float]] = {"first paint": [], "first contentful paint": [], "the picture can be moved": []}
    for _ in range(LOADS):
        page.goto(on.base + "/")
        page.wait_for_selector("figure.moving")
        page.wait_for_timeout(200)
        entries = page.evaluate(PAINTED)
        times["first paint"].append(entries["first-paint"])
        times["first contentful paint"].append(entries["first-contentful-paint"])
        times["the picture can be moved"].append(page.evaluate("window.moving"))
    return times


def frames(page: Page, act: Act) -> list[float]:
    """Milliseconds from frame to frame while something is done again and again."""
    page.evaluate("window.watch()")
    end = time.perf_counter() + SECONDS
    while time.perf_counter() < end:
        act()
    stamps = page.evaluate("(window.watching++, window.frames_seen)")
    return [after - before for before, after in pairwise(stamps)]


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
    frame_times = {
        "nothing is done": frames(page, lambda: page.wait_for_timeout(100)),
        "zooming with the wheel": frames(page, zoom),
    }
    assert len(steps) > 3, f"the wheel did not zoom: {steps}"
    page.locator(".lens").focus()
    return {**frame_times, "moving with the keys": frames(page, keys)}


def wheel() -> Iterator[float]:
    """From years to an hour and back, and again."""
    while True:
        yield from [-60.0] * 90
        yield from [60.0] * 90


def scrolling(page: Page, on: ServedPage, rows: int) -> tuple[dict[str, list[float]], int]:
    """Frames while the chat is scrolled down and up, and how many messages the page holds at most."""
    page.goto(f"{on.base}/chat/0?at={rows // 2}")
    box = page.locator(".reader.moving .chat").bounding_box()
    assert box
    page.mouse.move(box["x"] + 200, box["y"] + 200)
    item_counts = []

    def turn(distance: float) -> Act:
        def act() -> None:
            page.mouse.wheel(0, distance)
            if random.random() < 0.02:
                item_counts.append(int(page.evaluate("document.querySelectorAll('.chat li[id]').length")))

        return act

    down, up, fast = frames(page, turn(120)), frames(page, turn(-120)), frames(page, turn(1_200))
    frame_times = {"scrolling down": down, "scrolling up": up, "scrolling down, ten times as fast": fast}
    return frame_times, max(item_counts, default=0)


def answers(page: Page, on: ServedPage, rows: int) -> dict[str, list[float]]:
    """Milliseconds until the page has an answer."""
    chance = random.Random(7)
    first = page.evaluate("Date.parse(document.querySelector('figure.moving').dataset.first) / 1000")
    series = on.base + "/conversation/0/person/0/series"
    answer_times: dict[str, list[float]] = {}

    def timed(label: str, addresses: list[str]) -> None:
        responses = [page.evaluate(TIMED, address) for address in addresses]
        assert all(status == 200 for _, _, status in responses), label
        answer_times[label] = [took for took, _, _ in responses]

    for label, days in (("ten years", DAYS), ("a year", 365), ("a month", 30), ("a day", 1), ("an hour", 1 / 24)):
        starts = [int(first + chance.random() * max(1, DAYS - days) * 86_400) for _ in range(ASKED)]
        timed(
            f"the lines of {label}",
            [f"{series}?from={at}&to={int(at + days * 86_400)}&points=300&around=1" for at in starts],
        )
    places = [chance.randrange(rows) for _ in range(ASKED)]
    timed("the next 50 messages", [f"{on.base}/chat/0/messages?first={at}" for at in places])
    timed("the chat at a message", [f"{on.base}/chat/0?at={at}&part" for at in places])
    timed("the chat at a finding", [f"{on.base}/chat/0?finding={1 + at % 5}&part" for at in range(ASKED // 4)])
    timed("a search", [searched(page, on, words) for words in ("soup", "see you tonight", "zebra", "key")])
    return answer_times


def at_most(values: list[float], part: float) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(part * len(ordered)))]


def frame_row(label: str, times: list[float]) -> str:
    on_time = sum(milliseconds <= ON_TIME for milliseconds in times) / len(times)
    return (
        f"| {label} | {len(times):,} | {statistics.median(times):.1f} | {at_most(times, 0.95):.1f} | {max(times):.0f} "
        f"| {on_time:.1%} | {1000 * len(times) / sum(times):.0f} |"
    )


def time_row(label: str, times: list[float]) -> str:
    return (
        f"| {label} | {len(times)} | {statistics.median(times):.0f} | {at_most(times, 0.95):.0f} | {max(times):.0f} |"
    )


def section(on: ServedPage, rows: int, parts: list[dict[str, list[float]]], max_items: int) -> str:
    paint_times, frame_times, answer_times = parts
    away = [url for url in on.requests if not url.startswith(on.origin)]
    return "\n".join(
        [
            "Made by `python -m bench.page.page_speed` on",
            f"{os.cpu_count()} cores, in headless Chromium without a graphics",
            f"card, on an invented chat of {rows:,} messages over {YEARS} years. A frame is on time within a sixtieth",
            "of a second; a row that misses says so. Reading and studying the chat, before the page opens, took",
            f"{on.seconds:.0f} s here and is not part of what follows.",
            "",
            "| first sight, ms from the request | times | median | 95 % | worst |",
            "|---|---|---|---|---|",
            *(time_row(label, times) for label, times in paint_times.items()),
            "",
            "| frames, ms | frames | median | 95 % | worst | on time | a second |",
            "|---|---|---|---|---|---|---|",
            *(frame_row(label, times) for label, times in frame_times.items()),
            "",
            f"While scrolling the page never held more than {max_items:,} messages.",
            "",
            "| answers of the program, ms | times | median | 95 % | worst |",
            "|---|---|---|---|---|",
            *(time_row(label, times) for label, times in answer_times.items()),
            "",
            f"Requests: {len(on.requests):,}, of them to anywhere but this page: {len(away)}.",
        ]
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("messages", type=int, nargs="?", default=1_000_000)
    messages = parser.parse_args().messages
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    if chromium is None:
        sys.exit("Chromium is needed: apt-get install chromium")
    path, rows = chat(messages)
    with serve(path) as on, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        page = open_page(browser, on)
        answer_times = answers(page, on, rows)
        paint_times = paints(page, on)
        frame_times = moving(page)
        scroll_times, max_items = scrolling(page, on, rows)
        browser.close()
    text = section(on, rows, [paint_times, {**frame_times, **scroll_times}, answer_times], max_items)
    print(text)
    if messages == 1_000_000:
        write_section("page_speed", text, TO)


if __name__ == "__main__":
    main()
