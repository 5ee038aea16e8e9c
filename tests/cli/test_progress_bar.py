from __future__ import annotations

from pathlib import Path
from threading import Event

import pytest
from rich.progress import Progress

from unlike.cli import progress_bar
from unlike.cli.timezones import asked_zone, machine_zone
from unlike.errors import OptionError


def linked(tmp_path: Path, name: str) -> Path:
    there = tmp_path / "zoneinfo" / name
    there.parent.mkdir(parents=True)
    there.touch()
    link = tmp_path / "localtime"
    link.symlink_to(there)
    return link


def test_tz_comes_first(tmp_path: Path) -> None:
    assert machine_zone({"TZ": ":Asia/Tokyo"}, linked(tmp_path, "Europe/Paris"), tmp_path / "no").key == "Asia/Tokyo"


def test_then_the_link_of_the_machine(tmp_path: Path) -> None:
    link = linked(tmp_path, "America/Argentina/Salta")
    assert machine_zone({}, link, tmp_path / "no").key == "America/Argentina/Salta"


def test_then_the_written_name(tmp_path: Path) -> None:
    (tmp_path / "timezone").write_text("Europe/Vienna\n")
    assert machine_zone({"TZ": "CET-1CEST"}, tmp_path / "no", tmp_path / "timezone").key == "Europe/Vienna"


@pytest.mark.parametrize("name", ["", "/etc/passwd", "../x", "Nowhere/Else", "\x00", "Europe"])
def test_what_is_no_name_is_utc(name: str, tmp_path: Path) -> None:
    assert machine_zone({"TZ": name}, tmp_path / "no", tmp_path / "no").key == "UTC"


def test_an_asked_zone_is_never_replaced() -> None:
    assert asked_zone("Europe/Berlin").key == "Europe/Berlin"
    with pytest.raises(OptionError, match="Europe/Berlin or"):
        asked_zone("Berlin")


def test_no_bar_where_nobody_looks(capsys: pytest.CaptureFixture[str]) -> None:
    for wanted in (True, False):
        with progress_bar.shown(wanted=wanted) as told:
            told(1, 2)
    assert capsys.readouterr() == ("", "")


def test_the_bar_comes_late_and_leaves_no_trace(monkeypatch: pytest.MonkeyPatch) -> None:
    began = Event()

    class Bar(Progress):
        def start(self) -> None:
            began.set()

    monkeypatch.setattr(progress_bar, "Progress", Bar)
    monkeypatch.setattr(progress_bar, "_PATIENCE", 0.01)
    monkeypatch.setenv("FORCE_COLOR", "1")
    with progress_bar.shown(wanted=True) as told:
        told(1, 2)
        assert began.wait(20)
        told(2, 2)


def test_quick_work_shows_no_bar(monkeypatch: pytest.MonkeyPatch) -> None:
    class Bar(Progress):
        def start(self) -> None:
            raise AssertionError

    monkeypatch.setattr(progress_bar, "Progress", Bar)
    monkeypatch.setattr(progress_bar, "_PATIENCE", 1000.0)
    monkeypatch.setenv("FORCE_COLOR", "1")
    with progress_bar.shown(wanted=True) as told:
        told(2, 2)
