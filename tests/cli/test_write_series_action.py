"""`unlike series` on a whole export."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

import pytest

from unlike.cli import main

if TYPE_CHECKING:
    from conftest import Written


def test_it_writes_one_table(rosa_written: Written, capsys: pytest.CaptureFixture[str]) -> None:
    options = ["--csv", "--me", "Imke", "--timezone", "Europe/Berlin"]
    assert main(["series", str(rosa_written[0]), *options]) == 0
    out, err = capsys.readouterr()
    rows = list(csv.DictReader(out.splitlines()))
    assert err == ""
    assert {row["person"] for row in rows} == {"Rosa"}
    assert {"length", "messages"} <= {row["signal"] for row in rows}


def test_it_asks_how_to_write(rosa_written: Written, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["series", str(rosa_written[0])]) == 2
    assert capsys.readouterr().err == "unlike: Say how to write it: --csv.\n"
