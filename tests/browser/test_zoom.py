"""Coming closer to the picture, from there into the chat, and scrolling there without end."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Error, Locator, Page, expect

from chromium import RunningPage, Visit

pytestmark = pytest.mark.browser
WHOLE = "4 Sep 2023 – 12 Nov 2025"
ROWS = "[...document.querySelectorAll('.reader .chat li[id]')].map((line) => Number(line.id.slice(1)))"
TOPS = """Object.fromEntries([...document.querySelectorAll('.reader .chat li[id]')].map((line) =>
  [line.id, Math.round(line.getBoundingClientRect().top)]).filter(([, top]) => top > 200 && top < 700))"""
END = "(() => { const here = document.querySelector('.reader .chat'); here.scrollTop = here.scrollHeight; })()"
SOON = """new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() =>
  done(document.querySelector('.window').style.width))))"""
TOP = "document.querySelector('.reader .chat').scrollTop = 0"


def quiet(served: RunningPage) -> None:
    """Nothing was asked of anybody else, and the browser complained of nothing, least of all of the policy."""
    assert [url for url in served.requests if not url.startswith(served.origin)] == []
    assert served.browser_errors == []


def lens_of(page: Page) -> Locator:
    lens = page.locator("figure.moving .lens")
    lens.scroll_into_view_if_needed()
    expect(page.locator(".stretch")).to_have_text(WHOLE)
    return lens


def still_lens_of(page: Page) -> Locator:
    """Lens in its place, for a mouse: a wheel that has just scrolled the page goes on doing so."""
    lens = lens_of(page)
    page.wait_for_timeout(500)
    return lens


def middle(lens: Locator, across: float = 0.5, down: float = 0.4) -> tuple[float, float]:
    box = lens.bounding_box()
    assert box
    return box["x"] + box["width"] * across, box["y"] + box["height"] * down


def test_the_wheel_goes_from_years_to_an_hour_and_back(served: RunningPage, visit: Visit) -> None:
    page = visit(served)
    page.mouse.move(*middle(still_lens_of(page), 0.7))
    seen = set()
    for _ in range(60):
        page.mouse.wheel(0, -150)
        page.wait_for_timeout(30)
        seen.add(page.locator(".stands").text_content())
    expect(page.locator(".stands")).to_have_text("Each point is a message.")
    assert {"Each point is a week.", "Each point is a day.", "Each point is an hour."} <= seen
    before = page.evaluate("scrollY")
    for _ in range(70):
        page.mouse.wheel(0, 150)
    expect(page.locator(".stretch")).to_have_text(WHOLE)
    page.mouse.wheel(0, 150)
    page.wait_for_timeout(300)
    assert page.evaluate("scrollY") > before, "a wheel that has nothing more to show scrolls the page"
    quiet(served)


def test_the_keys_alone_come_closer_move_along_and_show_everything_again(served: RunningPage, visit: Visit) -> None:
    page = visit(served, reduced_motion="reduce")
    lens = lens_of(page)
    lens.focus()
    stretch = page.locator(".stretch")
    for key, first in (("+", "2025"), ("+", "2025"), ("PageUp", "2025"), ("-", "2025")):
        before = stretch.text_content()
        page.keyboard.press(key)
        expect(stretch).not_to_have_text(before or "")
        expect(stretch).to_contain_text(first)
    page.keyboard.press("Home")
    expect(stretch).to_have_text(WHOLE)
    page.get_by_role("button", name="Zoom in").press("Enter")
    expect(stretch).not_to_have_text(WHOLE)
    page.get_by_role("button", name="Show all").press("Enter")
    expect(stretch).to_have_text(WHOLE)
    quiet(served)


def test_the_cursor_of_the_keyboard_reads_date_and_value_and_stops_at_the_days_of_a_spell(
    served: RunningPage, visit: Visit
) -> None:
    page = visit(served, reduced_motion="reduce")
    lens = lens_of(page)
    lens.focus()
    expect(lens).to_have_attribute(
        "aria-valuetext", re.compile(r"^12 Nov 2025 · length of messages: 1\.\d words · now")
    )
    said = []
    for _ in range(17):
        page.keyboard.press("ArrowLeft")
        said.append(lens.get_attribute("aria-valuetext") or "")
    spell = [one for one in said if "a spell, 16–18 Aug 2025" in one and one.split(" · ")[0].endswith(" Aug 2025")]
    assert {one.split(" · ")[0] for one in spell} >= {"16 Aug 2025", "17 Aug 2025", "18 Aug 2025"}
    assert len(set(said)) == len(said)
    page.keyboard.press("Home")
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog", name="The chat").locator("li.asked.meant")).to_be_in_viewport()
    quiet(served)


def test_one_habit_is_drawn_and_the_others_on_demand(served: RunningPage, visit: Visit) -> None:
    page = visit(served)
    lens_of(page)
    expect(page.locator("figure.moving .plot:visible")).to_have_count(1)
    page.get_by_text("Draw 3 more habits").click()
    expect(page.locator("figure.moving .plot:visible")).to_have_count(4)
    labels = page.locator("figure.moving .plot").first.locator(".tick-label")
    assert 2 <= labels.count() <= 3


@pytest.mark.parametrize("size", [{"width": 1280, "height": 720}, {"width": 390, "height": 844}], ids=["desk", "phone"])
def test_the_rows_and_the_strip_are_in_view_at_once(served: RunningPage, visit: Visit, size: dict[str, int]) -> None:
    page = visit(served, viewport=size)
    expect(page.locator("figure.moving")).to_be_attached()
    for part in (*page.locator(".answer").all(), page.locator(".strip")):
        box = part.bounding_box()
        assert box
        assert box["y"] + box["height"] <= size["height"]


def test_less_motion_is_none(served: RunningPage, visit: Visit) -> None:
    page = visit(served, reduced_motion="reduce", viewport={"width": 390, "height": 844})
    lens_of(page).focus()
    page.keyboard.press("+")
    assert page.evaluate(SOON) == "50%"
    page.keyboard.press("Enter")
    expect(page.locator("dialog.sheet .reader")).to_be_visible()
    assert page.evaluate("document.getAnimations().length") == 0


def test_a_stretch_is_drawn_with_the_mouse(served: RunningPage, visit: Visit) -> None:
    page = visit(served)
    lens = still_lens_of(page)
    page.mouse.move(*middle(lens, 0.48))
    page.mouse.down()
    page.mouse.move(*middle(lens, 0.54), steps=4)
    expect(page.locator(".pick")).to_be_visible()
    page.mouse.up()
    expect(page.locator(".stands")).to_have_text("Each point is a day.")
    expect(page.locator(".stretch")).to_contain_text("2024")
    expect(page.locator("dialog.sheet")).to_be_hidden()


def test_a_spell_opens_its_messages_in_the_chat_and_back_closes_it(served: RunningPage, visit: Visit) -> None:
    page = visit(served, viewport={"width": 1280, "height": 900})
    lens_of(page)
    page.get_by_role("link", name=re.compile("a spell, .* Aug 2025")).click()
    sheet = page.get_by_role("dialog", name="The chat")
    expect(sheet.locator("li.asked.meant.marked")).to_be_in_viewport()
    expect(sheet.locator("li.day:visible").first).to_be_visible()
    expect(sheet.get_by_role("link", name=re.compile("Aug 2025 were unlike Rosa"))).to_be_visible()
    page.go_back()
    expect(sheet).to_be_hidden()
    expect(page.locator(".lens")).to_be_visible()
    page.get_by_role("link", name="a change that stayed").click()
    expect(sheet.locator("li.asked.meant")).to_be_in_viewport()
    sheet.locator("li.stretch a").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Rosa")
    page.go_back()
    expect(page.get_by_role("dialog", name="The chat").locator("li.asked.meant")).to_be_in_viewport()
    quiet(served)


@pytest.mark.parametrize("width", [390, 1280])
def test_a_search_beside_the_picture_stays_there_and_out_of_the_history(
    served: RunningPage, visit: Visit, width: int
) -> None:
    page = visit(served, viewport={"width": width, "height": 844})
    lens_of(page)
    page.get_by_role("link", name=re.compile("a spell, .* Aug 2025")).dispatch_event("click")
    sheet = page.get_by_role("dialog", name="The chat")
    expect(sheet.locator("li.asked.meant")).to_be_visible()
    sheet.get_by_label("Search this chat").fill("see you tonight, then")
    sheet.get_by_label("Search this chat").press("Enter")
    expect(sheet.get_by_text("see you tonight, then?").first).to_be_visible()
    expect(page.locator(".lens")).to_be_attached()  # it is the same page
    assert not any("tonight" in url for url in served.requests)
    assert "tonight" not in str(page.evaluate("JSON.stringify(history.state)"))
    page.go_back()
    expect(sheet.locator("li.asked.meant")).to_be_visible()
    quiet(served)


def test_a_point_opens_the_messages_it_rests_on(served: RunningPage, visit: Visit) -> None:
    page = visit(served, viewport={"width": 1280, "height": 900})
    lens = still_lens_of(page)
    page.mouse.move(*middle(lens, 0.36))
    told = page.locator(".lens .label.read .reads").first.text_content() or ""
    page.mouse.click(*middle(lens, 0.36))
    sheet = page.get_by_role("dialog", name="The chat")
    expect(sheet.locator("li.asked.meant")).to_be_in_viewport()
    day = sheet.locator("li.asked").get_attribute("data-day") or ""
    assert re.match(r"[A-Z][a-z]+day, ", day)
    assert day.split()[-2:] == told.split(" · ")[0].split()[-2:]
    sheet.get_by_label("Search this chat").fill("zebra crossing nobody wrote")
    page.keyboard.press("Enter")
    expect(sheet.get_by_text("No message holds these words.")).to_be_visible()
    sheet.get_by_role("link", name="Back").click()
    expect(sheet.locator("li.asked")).to_be_in_viewport()
    sheet.get_by_label("Go to a day").fill("2024-03-05")
    sheet.get_by_role("button", name="Go", exact=True).click()
    expect(sheet.locator("li.asked")).to_have_attribute("data-day", "Tuesday, 5 Mar 2024")
    expect(sheet.get_by_label("Go to a day")).to_have_value("2024-03-05")
    sheet.get_by_role("button", name="Close").click()
    expect(sheet).to_be_hidden()
    quiet(served)


def test_the_keyboard_opens_and_closes_the_chat(served: RunningPage, visit: Visit) -> None:
    page = visit(served, viewport={"width": 1280, "height": 900})
    lens_of(page).focus()
    page.keyboard.press("Enter")
    chat = page.get_by_role("dialog", name="The chat").get_by_role("region")
    expect(chat).to_be_focused()
    page.keyboard.press("Escape")
    expect(chat).to_be_hidden()


def test_the_chat_is_a_sheet_over_the_page_on_a_phone(served: RunningPage, visit: Visit) -> None:
    page = visit(served, viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    lens = still_lens_of(page)
    page.get_by_role("link", name=re.compile("a spell, .* Aug 2025")).click()
    sheet = page.get_by_role("dialog", name="The chat")
    expect(sheet.locator("li.asked.meant")).to_be_in_viewport()
    box = sheet.bounding_box()
    assert box
    assert (box["x"], box["width"]) == (0, 390)
    assert 60 < box["y"] < 200
    assert page.evaluate("document.querySelector('dialog.sheet').matches(':modal')")
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    page.keyboard.press("Escape")
    expect(sheet).to_be_hidden()
    page.touchscreen.tap(*middle(lens, 0.3))
    expect(sheet.locator("li.asked.meant")).to_be_in_viewport()
    quiet(served)


def test_a_long_chat_scrolls_both_ways_without_end_and_without_a_jump(served: RunningPage, visit: Visit) -> None:
    page = visit(served, viewport={"width": 1280, "height": 900})
    page.goto(f"{served.base}/chat/0?at=20000")
    expect(page.locator("li.asked")).to_be_in_viewport()
    expect(page.locator(".goto:visible")).to_have_count(0)
    for way, far in ((END, 20_400), (TOP, 19_600)):
        rows = page.evaluate(ROWS)
        for _ in range(200):
            page.evaluate(way)
            page.wait_for_timeout(60)
            rows = page.evaluate(ROWS)
            assert rows == list(range(rows[0], rows[-1] + 1))
            assert len(rows) <= 450
            if rows[-1] > far if way == END else rows[0] < far:
                break
        assert rows[-1] > far if way == END else rows[0] < far
    page.wait_for_timeout(500)
    seen = page.evaluate(TOPS)
    page.evaluate("document.querySelector('.reader .chat').scrollTop -= 1")
    page.wait_for_timeout(700)
    after = page.evaluate(TOPS)
    both = seen.keys() & after.keys()
    assert len(both) > 5
    assert {after[one] - seen[one] for one in both} <= {0, 1, 2}
    quiet(served)


def test_the_chat_ends_where_it_ends(served: RunningPage, visit: Visit) -> None:
    page = visit(served)
    page.goto(f"{served.base}/chat/0?at=120")
    for _ in range(60):
        page.evaluate(TOP)
        page.wait_for_timeout(60)
        if page.evaluate(ROWS)[0] == 0:
            break
    assert page.evaluate(ROWS)[0] == 0
    page.goto(f"{served.base}/chat/0")
    expect(page.locator(".reader .chat li[id]").last).to_be_in_viewport()
    quiet(served)


def test_everything_is_there_without_scripts(served: RunningPage, visit: Visit) -> None:
    page = visit(served, java_script_enabled=False)
    expect(page.locator(".picture svg.still").first).to_be_visible()
    expect(page.locator(".lens, .tools, .how, .stands, dialog.sheet")).to_have_count(5)
    for hidden in page.locator(".lens, .tools, .how, .stands, dialog.sheet").all():
        expect(hidden).to_be_hidden()
    expect(page.get_by_text("usual range")).to_be_visible()
    page.locator(".picture details summary").first.click()
    expect(page.get_by_role("columnheader", name="Days").first).to_be_visible()
    page.get_by_role("link", name=re.compile("a spell, .* Aug 2025")).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Aug 2025 were unlike Rosa")
    page.goto(f"{served.base}/chat/0?at=20000")
    page.get_by_role("link", name="Earlier messages").click()
    expect(page.locator("li.asked")).to_be_visible()
    page.get_by_label("Go to a day").fill("2024-03-05")
    page.get_by_role("button", name="Go", exact=True).click()
    expect(page.locator("li.asked")).to_have_attribute("data-day", "Tuesday, 5 Mar 2024")


def test_what_is_printed_is_the_drawn_picture_of_everything(served: RunningPage, visit: Visit) -> None:
    page = visit(served)
    lens_of(page).focus()
    page.keyboard.press("+")
    page.emulate_media(media="print")
    expect(page.locator(".row svg.still").first).to_be_visible()
    expect(page.get_by_text("usual range")).to_be_visible()
    for shown in page.locator(".plot, .tools, .how, .layer, .reads, .ruler").all():
        expect(shown).to_be_hidden()


def test_every_row_keeps_its_table(served: RunningPage, visit: Visit) -> None:
    page = visit(served)
    lens_of(page)
    tables = page.locator("figure.moving details.table")
    assert tables.count() == page.locator("figure.moving .row").count()
    tables.first.locator("summary").click()
    expect(tables.first.get_by_role("table")).to_be_visible()


def test_hostile_words_are_words_in_every_piece(hostile_served: RunningPage, visit: Visit) -> None:
    served = hostile_served
    page = visit(served, viewport={"width": 390, "height": 800})
    alerts: list[str] = []
    page.on("dialog", lambda dialog: alerts.append(dialog.message))
    page.goto(f"{served.base}/chat/0")
    for way in (TOP, END):
        page.evaluate(way)
        page.wait_for_timeout(200)
    assert page.locator(".chat img, .chat script, .chat iframe").count() == 0
    assert page.locator(".chat").get_by_text("<script>alert(1)</script>").count() > 0
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    assert alerts == []
    quiet(served)


def test_the_browser_refuses_markup_from_strings(served: RunningPage, visit: Visit) -> None:
    page = visit(served)
    made = "(() => { try { document.body.innerHTML = '<b>x</b>'; } catch (error) { return error.name; } })()"
    assert page.evaluate(made) == "TypeError"
    run = "(() => { const made = document.createElement('script'); made.src = 'data:text/javascript,window.ran=1'; })()"
    with pytest.raises(Error, match="TrustedScriptURL"):
        page.evaluate(run)


def test_keys_search_the_chat_and_show_themselves(served: RunningPage, visit: Visit) -> None:
    page = visit(served)
    page.goto(served.base + "/chat/0")
    expect(page.locator(".reader.moving")).to_be_visible()
    words = page.get_by_label("Search this chat")
    page.keyboard.press("?")
    keys = page.get_by_role("dialog", name="Keys in the chat")
    expect(keys).to_be_visible()
    page.keyboard.press("Escape")
    expect(keys).to_be_hidden()
    page.keyboard.press("/")
    expect(words).to_be_focused()
    words.blur()
    page.keyboard.press("Control+f")
    expect(words).to_be_focused()
    page.keyboard.type("see/you?")  # keys are letters where somebody types
    expect(words).to_have_value("see/you?")
    quiet(served)


def test_found_messages_are_marked_and_followed_by_keys(served: RunningPage, visit: Visit) -> None:
    page = visit(served)
    page.goto(served.base + "/chat/0")
    page.get_by_label("Search this chat").fill("see you")
    page.keyboard.press("Enter")
    found = page.locator(".listed li[id]")
    expect(found.locator("mark")).to_have_count(100)
    page.get_by_role("link", name="Older ones").click()
    expect(page.get_by_role("link", name="Newer ones")).to_be_visible()
    page.go_back()
    found.first.get_by_role("link").click()
    for key, last in (("", True), ("p", False), ("n", True)):
        if key:
            page.keyboard.press(key)
        where = expect(page.locator("nav.hits [role=status]"))
        (where.to_have_text if last else where.not_to_have_text)(re.compile(r"^(\d+) of \1 found$"))
        expect(page.locator(".reader.moving")).to_be_visible()
        expect(page.locator("li.asked mark")).to_be_in_viewport()
    assert not any("see" in url for url in served.requests)
    quiet(served)


def test_a_stretch_is_named_once_however_far_one_scrolls(served: RunningPage, visit: Visit) -> None:
    page = visit(served)
    page.goto(served.base + "/finding/2")
    page.get_by_role("link", name="Read on in the chat").click()
    name = page.locator("li.stretch:visible").first.text_content()
    for _ in range(4):
        page.evaluate(TOP)
        page.wait_for_timeout(200)
    shown = page.locator("li.stretch:visible").all_text_contents()
    assert shown.count(name or "") <= 1
    quiet(served)
