"""Whatever is handed in: a worded outcome, or one clear sentence and exit 2; never a traceback."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from ready_analyses import remember_analyses

if TYPE_CHECKING:
    from conftest import Check, Outcome

BEGIN = datetime(2024, 2, 1, 9)  # noqa: DTZ001 - wall clock


@pytest.fixture(autouse=True)
def _analysed_once_for_both_faces(monkeypatch: pytest.MonkeyPatch) -> None:
    remember_analyses(monkeypatch, {})


def whatsapp(path: Path, lines: Iterable[tuple[datetime, str, str]]) -> Path:
    rows = (f"{when:%d/%m/%Y, %H:%M} - {who}: {text}" for when, who, text in lines)
    path.write_text("\n".join(rows) + "\n", "utf-8")
    return path


def telegram(path: Path, lines: Iterable[tuple[datetime, str | None, str]]) -> Path:
    messages = [
        {
            "id": number,
            "type": "message",
            "date": when.isoformat(),
            "date_unixtime": str(int((when - datetime(1970, 1, 1)).total_seconds())),  # noqa: DTZ001 - wall clock
            "from": who,
            "from_id": f"user{who}",
            "text": text,
        }
        for number, (when, who, text) in enumerate(lines, start=1)
    ]
    path.write_text(json.dumps({"name": "Rosa", "type": "personal_chat", "id": 7, "messages": messages}), "utf-8")
    return path


def talk(count: int, start: datetime = BEGIN, step: float = 37) -> list[tuple[datetime, str, str]]:
    """Two people by turns, a message every so many minutes."""
    texts = ("what are you doing on the way to the shop?", "not much", "see you there then", "ok", "that was good haha")
    return [
        (start + timedelta(minutes=round(step * at)), ("Imke", "Rosa")[at % 2], texts[at % 5]) for at in range(count)
    ]


def both(check: Check, path: Path, *options: str) -> tuple[Outcome, dict[str, Any]]:
    """On the screen, and as a document."""
    screen = check(path, *options)
    assert (screen.code, screen.err) == (0, "")
    assert screen.out.strip()
    return screen, check(path, "--json", *options).document()


def test_five_messages_are_too_little_and_it_says_how_much_would_do(check: Check, tmp_path: Path) -> None:
    screen, told = both(check, whatsapp(tmp_path / "chat.txt", talk(5)), "--me", "Imke", "--date-order", "dmy")
    (person,) = told["conversations"][0]["people"]
    assert not person["enough"]
    assert person["needs"]
    assert person["now"] is None
    assert person.get("spells", []) == []
    assert "Rosa" in screen.out
    assert "45" in screen.out


@pytest.mark.parametrize("count", [1, 2, 3, 30])
def test_a_handful_of_messages(check: Check, tmp_path: Path, count: int) -> None:
    path = telegram(tmp_path / "result.json", talk(count))
    owner = "Imke" if count > 1 else "Rosa"
    outcome = check(path, "--json", "--me", owner)
    if count > 1:
        assert len(outcome.document()["conversations"][0]["people"]) == 1
    else:
        assert "“Rosa”" in outcome.sentence()


def test_a_chat_without_messages(check: Check, tmp_path: Path) -> None:
    path = telegram(tmp_path / "result.json", [])
    for options in ((), ("--me", "Imke"), ("--json",)):
        check(path, *options).sentence()


def test_only_lines_of_the_app(check: Check, tmp_path: Path) -> None:
    path = tmp_path / "chat.txt"
    path.write_text(
        "13/02/2024, 09:00 - Messages and calls are end-to-end encrypted. No one outside of this chat can read them.\n"
        "13/02/2024, 09:01 - Imke created group “Boats”\n"
    )
    check(path).sentence()


def test_one_person_alone(check: Check, tmp_path: Path) -> None:
    path = whatsapp(tmp_path / "chat.txt", [(when, "Imke", text) for when, _, text in talk(4000)])
    screen, told = both(check, path, "--me", "Imke")
    assert told["conversations"][0]["people"] == []
    assert told["conversations"][0]["messages"] == 4000
    assert len(screen.out) < 2000


def test_the_other_one_alone(check: Check, tmp_path: Path) -> None:
    lines = [(when, "Rosa", text) for when, _, text in talk(4000)]
    path = whatsapp(tmp_path / "chat.txt", [*lines, (lines[-1][0], "Imke", "hello")])
    _, told = both(check, path, "--me", "Imke")
    (person,) = told["conversations"][0]["people"]
    assert person["messages"] == 4000
    assert person["spells"] == []


def test_ten_years_of_nothing_and_then_a_day(check: Check, tmp_path: Path) -> None:
    later = BEGIN + timedelta(days=3653)
    path = whatsapp(tmp_path / "chat.txt", [*talk(40), *talk(40, later, 5)])
    _, told = both(check, path, "--me", "Imke", "--date-order", "dmy")
    (person,) = told["conversations"][0]["people"]
    assert not person["enough"]


def test_a_busy_year_then_ten_of_nothing_and_then_a_day(check: Check, tmp_path: Path) -> None:
    later = BEGIN + timedelta(days=4018)
    path = whatsapp(tmp_path / "chat.txt", [*talk(6000), *talk(40, later, 5)])
    _, told = both(check, path, "--me", "Imke")
    (person,) = told["conversations"][0]["people"]
    assert person["enough"]
    assert all(spell["first"] < "2025-01-01" for spell in person["spells"])


def test_messages_out_of_order(check: Check, tmp_path: Path) -> None:
    lines = talk(3000)
    mixed = [*lines[::2], *lines[1::2]]
    for path in (whatsapp(tmp_path / "chat.txt", mixed), telegram(tmp_path / "result.json", mixed)):
        _, told = both(check, path, "--me", "Imke")
        assert told["conversations"][0]["messages"] == 3000


def test_everything_twice(check: Check, tmp_path: Path) -> None:
    doubled = [line for line in talk(3000) for _ in range(2)]
    path = whatsapp(tmp_path / "chat.txt", doubled)
    _, told = both(check, path, "--me", "Imke")
    (person,) = told["conversations"][0]["people"]
    assert person["enough"]
    assert person["spells"] == []


def test_a_clock_that_jumps_back(check: Check, tmp_path: Path) -> None:
    lines = [*talk(2000), *talk(1500, BEGIN + timedelta(days=20))]
    for path in (whatsapp(tmp_path / "chat.txt", lines), telegram(tmp_path / "result.json", lines)):
        _, told = both(check, path, "--me", "Imke")
        assert told["conversations"][0]["messages"] == 3500


@pytest.mark.parametrize("year", [1970, 2099])
def test_years_far_away(check: Check, tmp_path: Path, year: int) -> None:
    lines = talk(3000, BEGIN.replace(year=year))
    for path in (whatsapp(tmp_path / "chat.txt", lines), telegram(tmp_path / "result.json", lines)):
        _, told = both(check, path, "--me", "Imke")
        assert told["conversations"][0]["first"].startswith(str(year))


def test_from_1970_to_2099_in_one_chat(check: Check, tmp_path: Path) -> None:
    lines = [*talk(50, datetime(1970, 1, 2)), *talk(2500), *talk(50, datetime(2099, 12, 1))]  # noqa: DTZ001 - wall clock
    told = check(telegram(tmp_path / "result.json", lines), "--me", "Imke", "--json").document()
    assert told["conversations"][0]["last"].startswith("2099")


@pytest.mark.parametrize("name", ["", None, " ", "\u200b", "\u202easoR", "A" * 5000, "[bold]x[/bold]", '"; DROP'])
def test_senders_with_odd_names(check: Check, tmp_path: Path, name: str | None) -> None:
    lines = [(when, "Imke" if who == "Imke" else name, text) for when, who, text in talk(3000)]
    screen, told = both(check, telegram(tmp_path / "result.json", lines), "--me", "Imke")
    assert told["conversations"][0]["messages"] == 3000
    assert "\u202e" not in screen.out


def test_a_whatsapp_line_without_a_name(check: Check, tmp_path: Path) -> None:
    path = whatsapp(tmp_path / "chat.txt", talk(3000))
    path.write_text(path.read_text("utf-8") + "28/05/2024, 10:00 - : hello\n28/05/2024, 10:01 - Rosa: \n", "utf-8")
    both(check, path, "--me", "Imke")


def test_messages_of_sixty_kilobytes(check: Check, tmp_path: Path) -> None:
    lines = [
        (when, who, "word " * 12_000 if at % 500 == 0 else text) for at, (when, who, text) in enumerate(talk(3000))
    ]
    lines += [(lines[-1][0] + timedelta(minutes=9), "Rosa", "x" * 60_000)]
    lines += [(lines[-1][0] + timedelta(minutes=9), "Rosa", "?" * 60_000 + "😂" * 60_000)]
    lines += [(lines[-1][0] + timedelta(minutes=9), "Imke", "ok?" + "ha" * 60_000)]
    _, told = both(check, telegram(tmp_path / "result.json", lines), "--me", "Imke")
    assert told["conversations"][0]["messages"] == 3003
    shown = check(tmp_path / "result.json", "--me", "Imke", "--show", "1")
    assert shown.code in {0, 2}
    assert len(shown.out) < 500_000


def test_ten_thousand_people_in_a_group(check: Check, tmp_path: Path) -> None:
    lines = talk(3000)
    crowd = [(lines[-1][0] + timedelta(minutes=at), f"Nr {at}", "hello") for at in range(10_000)]
    path = whatsapp(tmp_path / "WhatsApp Chat with Boats.txt", [*lines, *crowd])
    screen, told = both(check, path, "--me", "Imke")
    assert told["conversations"][0]["group"]
    people = told["conversations"][0]["people"]
    assert people[0]["name"] == "Rosa"
    assert len(people) <= 100
    assert len(screen.out.splitlines()) < 200
    _, told = both(check, path, "--me", "Imke", "--with", "Nr 9999")
    assert [person["name"] for person in told["conversations"][0]["people"]] == ["Nr 9999"]


def test_nothing_but_pictures(check: Check, tmp_path: Path) -> None:
    path = whatsapp(tmp_path / "chat.txt", [(when, who, "<Media omitted>") for when, who, _ in talk(4000)])
    _, told = both(check, path, "--me", "Imke")
    assert told["conversations"][0]["messages"] == 4000


def test_every_message_alike(check: Check, tmp_path: Path) -> None:
    path = whatsapp(tmp_path / "chat.txt", [(when, who, "ok") for when, who, _ in talk(4000, step=60)])
    _, told = both(check, path, "--me", "Imke")
    (person,) = told["conversations"][0]["people"]
    assert person["spells"] == []
    assert person["lasting"] == []


def test_all_in_one_minute(check: Check, tmp_path: Path) -> None:
    path = whatsapp(tmp_path / "chat.txt", talk(4000, datetime(2024, 2, 14, 9), step=0))  # noqa: DTZ001 - wall clock
    _, told = both(check, path, "--me", "Imke")
    assert not told["conversations"][0]["people"][0]["enough"]


def test_days_outside_of_the_chat(check: Check, tmp_path: Path) -> None:
    path = whatsapp(tmp_path / "chat.txt", talk(500))
    for option, day in (("--since", "2031-01-01"), ("--until", "2001-01-01"), ("--until", "0001-01-01")):
        assert option in check(path, "--me", "Imke", option, day).sentence()
    for option, day in (("--until", "9999-12-31"), ("--since", "0001-01-01")):
        both(check, path, "--me", "Imke", option, day)


def test_names_that_are_not_there(check: Check, tmp_path: Path) -> None:
    path = whatsapp(tmp_path / "chat.txt", talk(500))
    assert "--me NAME" in check(path).sentence()
    assert "“Ida”" in check(path, "--me", "Ida").sentence()
    assert "“Rosa”" in check(path, "--me", "Imke", "--with", "Ida").sentence()
