"""Settings in the one small file, and forgetting everything that is kept."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from starlette.testclient import TestClient

from page_client import SAME_ORIGIN, client, empty_workspace, form_token, post_form, text, wait_until_read
from unlike.library import ChatFingerprint, DataFile, Settings, VisitLog
from unlike.web.session import Workspace


def test_what_is_chosen_is_kept_for_the_owner_alone(inside: TestClient, workspace: Workspace) -> None:
    answer = post_form(inside, "/settings", zone="", look="dark", names="1")
    assert ">Saved.<" in answer.text
    assert workspace.user_data.settings() == Settings(theme="dark", names=True)
    assert Path(workspace.user_data.location).stat().st_mode & 0o777 == 0o600
    again = text(inside, "/settings")
    assert re.search(r'value="dark" checked', again)
    assert not re.search(r'value="light" checked', again)


def test_light_and_dark_do_not_ask_the_system(inside: TestClient) -> None:
    asking = "@media (prefers-color-scheme: dark)"
    assert asking in text(inside, "/style.css")
    for look, other in (("dark", "@media all {"), ("light", "@media not all {")):
        post_form(inside, "/settings", zone="", look=look)
        told = text(inside, "/style.css")
        assert asking not in told
        assert other in told
        assert f'<meta name="color-scheme" content="{look}">' in text(inside, "/")


def test_a_report_keeps_what_the_settings_say_unless_told_otherwise(inside: TestClient) -> None:
    assert 'name="names" value="1" checked' not in text(inside, "/")
    post_form(inside, "/settings", zone="", look="system", names="1", quotes="1")
    sight = text(inside, "/")
    assert 'name="names" value="1" checked' in sight
    assert 'name="quotes" value="1" checked' in sight
    assert "Rosa" not in text(inside, "/report")  # nothing was ticked in this form


def test_another_zone_is_read_anew(inside_small: TestClient, small_workspace: Workspace) -> None:
    post_form(inside_small, "/settings", zone="America/New_York", look="system")
    assert "Times: America/New_York." in wait_until_read(inside_small)
    assert small_workspace.session.zone == ZoneInfo("America/New_York")


@pytest.mark.parametrize("given", [{"zone": "Mars/Crater"}, {"zone": "../etc/passwd"}, {"look": "pink"}, {"look": ""}])
def test_what_is_not_known_changes_nothing(inside: TestClient, workspace: Workspace, given: dict[str, str]) -> None:
    answer = post_form(inside, "/settings", **({"zone": "", "look": "dark"} | given))
    assert answer.status_code == 422
    assert workspace.user_data.settings() == Settings()
    assert workspace.session.zone.key == "Europe/Berlin"


def test_everything_is_forgotten_when_the_owner_says_so_twice(inside: TestClient, workspace: Workspace) -> None:
    post_form(inside, "/finding/3/note", text="exams")
    post_form(inside, "/settings", zone="", look="dark")
    log = VisitLog(DataFile(Path(workspace.user_data.location)))
    log.record({"chat": ChatFingerprint((), "0" * 64)}, datetime(2025, 11, 12, 10, tzinfo=UTC))
    kept = text(inside, "/settings")
    assert "Your notes (1)" in kept
    assert "When you looked at 1 chat in the last month (not its messages)." in kept
    assert workspace.user_data.location in kept
    post_form(inside, "/settings/forget")
    assert Path(workspace.user_data.location).exists()
    assert "Everything that was kept is forgotten." in post_form(inside, "/settings/forget", yes="1").text
    assert not Path(workspace.user_data.location).exists()
    assert "exams" not in text(inside, "/") + text(inside, "/settings")
    assert workspace.user_data.settings() == Settings()


def test_without_a_chat_there_are_settings_all_the_same(tmp_path: Path) -> None:
    inside = client(empty_workspace(), tmp_path)
    assert "There are no notes yet." in text(inside, "/settings")
    assert ">Saved.<" in post_form(inside, "/settings", zone="Europe/Lisbon", look="light").text


def test_a_zone_of_the_command_line_holds_until_another_is_chosen(inside: TestClient, workspace: Workspace) -> None:
    workspace.user_data.save_settings(Settings("America/New_York"))
    post_form(inside, "/settings", zone="America/New_York", look="dark")
    assert workspace.session.zone.key == "Europe/Berlin"
    assert "<option selected>America/New_York</option>" in text(inside, "/settings")
    assert "Europe/Berlin (this computer)" in text(inside, "/settings")


def test_another_language_is_spoken_at_once(inside: TestClient) -> None:
    token = form_token(text(inside, "/settings"))
    inside.post("/settings/language", data={"form": token, "language": "de"}, headers=SAME_ORIGIN)
    assert '<html lang="de"' in text(inside, "/settings")
    inside.post("/settings/language", data={"form": token, "language": "xx"}, headers=SAME_ORIGIN)
    assert '<html lang="en"' in text(inside, "/settings")
