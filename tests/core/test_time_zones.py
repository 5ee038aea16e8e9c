from __future__ import annotations

from pathlib import Path

import pytest

from unlike.core.time_zones import machine_zone


def link_to(tmp_path: Path, name: str) -> Path:
    target = tmp_path / "zoneinfo" / name
    target.parent.mkdir(parents=True)
    target.touch()
    link = tmp_path / "localtime"
    link.symlink_to(target)
    return link


def test_tz_comes_first(tmp_path: Path) -> None:
    assert machine_zone({"TZ": ":Asia/Tokyo"}, link_to(tmp_path, "Europe/Paris"), tmp_path / "no").key == "Asia/Tokyo"


def test_then_the_link_of_the_machine(tmp_path: Path) -> None:
    link = link_to(tmp_path, "America/Argentina/Salta")
    assert machine_zone({}, link, tmp_path / "no").key == "America/Argentina/Salta"


def test_then_the_name_in_the_file(tmp_path: Path) -> None:
    (tmp_path / "timezone").write_text("Europe/Vienna\n")
    assert machine_zone({"TZ": "CET-1CEST"}, tmp_path / "no", tmp_path / "timezone").key == "Europe/Vienna"


@pytest.mark.parametrize("name", ["", "/etc/passwd", "../x", "Nowhere/Else", "\x00", "Europe"])
def test_without_a_name_of_a_zone_it_is_utc(name: str, tmp_path: Path) -> None:
    assert machine_zone({"TZ": name}, tmp_path / "no", tmp_path / "no").key == "UTC"
