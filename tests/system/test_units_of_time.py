"""A number since 1970 is the same moment in whichever unit another program has written it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import polars as pl
import pytest

from bench.reading.fuzz_seeds import SEEDS
from unlike.readers import ReadOptions
from unlike.readers.driver import read_results

APPS = ("chatlab", "convokit", "instagram", "matrix", "mattermost", "messenger", "qq", "signal", "wechat")
CASES = [
    (app, name)
    for app in APPS
    for name in SEEDS[app]
    if "/" not in name and name.endswith((".json", ".jsonl")) and "date" not in name[:4] and name != "data.json"
]
UNITS: dict[str, Callable[[float], object]] = {
    "seconds": int,
    "milliseconds": lambda at: int(at * 1_000),
    "microseconds": lambda at: int(at * 1_000_000),
    "nanoseconds": lambda at: int(at) * 1_000_000_000,
    "fraction": lambda at: at + 0.25,
    "text": lambda at: str(int(at)),
    "text of milliseconds": lambda at: str(int(at * 1_000)),
    "text with a fraction": lambda at: f"{at:.3f}",
}
_NUMBER = re.compile(r"\d{10}|\d{13}")


def changed(value: object, unit: Callable[[float], object]) -> object:
    """A JSON value with every time in it in another unit."""
    if isinstance(value, dict):
        return {key: changed(inner, unit) for key, inner in value.items()}
    if isinstance(value, list):
        return [changed(inner, unit) for inner in value]
    digits = str(value) if isinstance(value, int | str) else ""
    if not _NUMBER.fullmatch(digits) or not digits.startswith("17"):
        return value
    return unit(int(digits) / (1 if len(digits) == 10 else 1_000))


def moments(path: Path, documents: list[object]) -> pl.Series:
    path.write_text("\n".join(map(json.dumps, documents)), "utf-8")
    tables = [
        result.messages  # type: ignore[union-attr]  # no question
        for result in read_results([path], ReadOptions(ZoneInfo("UTC")))
    ]
    return pl.concat(tables)["sent_at"].sort()


@pytest.mark.parametrize(("app", "name"), CASES)
@pytest.mark.parametrize("unit", UNITS)
def test_the_unit_changes_no_moment(app: str, name: str, unit: str, tmp_path: Path) -> None:
    content = SEEDS[app][name].decode()
    is_whole = name.endswith(".json") and not content.startswith('{"id"')
    documents: list[object] = [json.loads(text) for text in ([content] if is_whole else content.splitlines())]
    expected = moments(tmp_path / name, documents)
    found = moments(tmp_path / name, [changed(document, UNITS[unit]) for document in documents])
    assert len(found) == len(expected) > 0
    assert (found - expected).abs().max() < timedelta(seconds=1.1)  # type: ignore[operator]  # of durations
