"""`unlike report`: files are written, and nothing else is written over."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from unlike.cli import main, report_action
from unlike.cli.check_input import analysis_of
from unlike.cli.options import CheckOptions

WHO = ("--me", "Imke", "--timezone", "Europe/Berlin")


@pytest.fixture(scope="module")
def chat(export: Path) -> Path:
    return export


@pytest.fixture
def short_chat(tmp_path: Path) -> Path:
    """Chat in which there is too little to say anything about, for what becomes of the file alone."""
    path = tmp_path / "chat" / "WhatsApp Chat with Rosa.txt"
    path.parent.mkdir()
    path.write_text("13/10/2025, 10:00 - Imke: hello\n13/10/2025, 10:01 - Rosa: hi\n", "utf-8")
    return path


@pytest.mark.usefixtures("ready_analyses")
def test_the_page_is_written_for_the_owner_alone(chat: Path, tmp_path: Path) -> None:
    html = tmp_path / "report.html"
    assert main(["report", str(chat), *WHO, "--html", str(html)]) == 0
    content = html.read_text("utf-8")
    assert html.stat().st_mode & 0o777 == 0o600
    assert "unlike Person A" in content
    assert "rosa" not in content.casefold()
    assert main(["report", str(chat), *WHO, "--html", str(html), "--names", "--quotes"]) == 0
    assert "12 Nov 2025 was very unlike Rosa." in html.read_text("utf-8")


@pytest.mark.parametrize(
    "options",
    [(), ("--html", "{own_file}"), ("--html", "{folder}/none/report.html"), ("--pdf", "{own_file}")],
    ids=["nowhere", "a file of one's own", "no such folder", "no PDF"],
)
def test_what_cannot_be_written_is_said(
    options: tuple[str, ...], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    own_file = tmp_path / "mine.html"
    own_file.write_text("my own notes")
    arguments = [option.format(own_file=own_file, folder=tmp_path) for option in options]
    assert main(["report", str(own_file), *arguments]) == 2
    assert capsys.readouterr().err.count("\n") == 1
    assert own_file.read_text() == "my own notes"


@pytest.mark.usefixtures("ready_analyses")
def test_without_a_browser_a_pdf_is_refused_in_a_sentence(
    chat: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(shutil, "which", lambda _name: None)
    assert main(["report", str(chat), *WHO, "--pdf", str(tmp_path / "report.pdf")]) == 2
    assert "Chromium" in capsys.readouterr().err


@pytest.fixture
def odd_places(tmp_path: Path) -> dict[str, Path]:
    """Targets that are there and are no files."""
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "loop").symlink_to(tmp_path / "back")
    (tmp_path / "back").symlink_to(tmp_path / "loop")
    (tmp_path / "folder").mkdir()
    return {
        "pipe": tmp_path / "pipe",
        "loop": tmp_path / "loop",
        "folder": tmp_path / "folder",
        "device": Path("/dev/full"),
        "endless device": Path("/dev/zero"),
    }


@pytest.mark.parametrize("place", ["pipe", "loop", "folder", "device", "endless device"])
def test_a_target_that_is_no_file_is_refused_before_anything_is_read(
    odd_places: dict[str, Path], capsys: pytest.CaptureFixture[str], place: str
) -> None:
    assert main(["report", "/nowhere.txt", *WHO, "--html", str(odd_places[place])]) == 2
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert "nowhere" not in said


@pytest.mark.parametrize("failing", ["os.fsync", "os.fdopen"])
def test_a_report_that_cannot_be_written_leaves_what_was_there_and_nothing_half(
    short_chat: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], failing: str
) -> None:
    html = tmp_path / "there" / "report.html"
    html.parent.mkdir()
    html.write_text("<!doctype html>an earlier one")

    def full(*_arguments: object) -> None:
        raise OSError(28, "No space left on device")

    found = analysis_of(CheckOptions((short_chat,), me="Imke"), ZoneInfo("Europe/Berlin"))
    monkeypatch.setattr(report_action, "input_analysis", lambda *_arguments, **_options: (found, found.zone))
    monkeypatch.setattr(failing, full)
    assert main(["report", str(short_chat), *WHO, "--html", str(html)]) == 2
    assert "report.html: cannot be written (No space left on device). Nothing was changed" in capsys.readouterr().err
    assert html.read_text() == "<!doctype html>an earlier one"
    assert list(html.parent.iterdir()) == [html]


def test_a_report_is_written_through_a_link(short_chat: Path, tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    (tmp_path / "link.html").symlink_to(tmp_path / "there" / "report.html")
    assert main(["report", str(short_chat), *WHO, "--html", str(tmp_path / "link.html")]) == 0
    assert (tmp_path / "link.html").is_symlink()
    assert (tmp_path / "there" / "report.html").read_text("utf-8").startswith("<!doctype html>")


def test_the_spells_are_written_as_a_calendar_beside_the_page(short_chat: Path, tmp_path: Path) -> None:
    html, calendar = tmp_path / "report.html", tmp_path / "spells.ics"
    for _ in range(2):  # the second time over what is a calendar already
        assert main(["report", str(short_chat), *WHO, "--html", str(html), "--ics", str(calendar)]) == 0
    assert calendar.read_bytes().startswith(b"BEGIN:VCALENDAR")
    assert html.read_bytes().startswith(b"<!doctype html>")
    assert calendar.stat().st_mode & 0o777 == 0o600
    assert main(["report", str(short_chat), *WHO, "--ics", str(short_chat)]) == 2
