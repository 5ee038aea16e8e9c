from __future__ import annotations

from pathlib import Path

import pytest

from bench.reading.peer_programs import DATABASE, OURS, PROGRAMS, TELEGRAM, WHATSAPP, ReadingProgram
from bench.reading.peers import EXPORTS, Runs, is_slow, table, verdict

BY_NAME = {program.name: program for program in PROGRAMS}


def measured(*seconds: float, count: int = 100) -> Runs:
    return Runs(list(seconds), 10.0, count)


def test_a_program_that_is_not_there_has_a_row_that_says_so(tmp_path: Path) -> None:
    runs: dict[ReadingProgram, Runs | None] = {BY_NAME[OURS]: measured(0.1), BY_NAME["chatpack"]: None}
    lines = "\n".join(table(runs, 100, tmp_path))
    assert "| chatpack | list of time, sender, text | not installed |" in lines


def test_no_other_program_is_there_in_an_empty_folder(tmp_path: Path) -> None:
    there = {program.registry for program in PROGRAMS if program.version(tmp_path) is not None}
    assert there == {"own"}


def test_a_program_that_failed_says_why(tmp_path: Path) -> None:
    failed = Runs(failure="ValueError: no")
    assert "| ValueError: no |" in "\n".join(
        table({BY_NAME[OURS]: measured(0.1), BY_NAME["chatpack"]: failed}, 100, tmp_path)
    )


def test_a_message_that_this_reader_lost_ends_the_run(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match="did not return all"):
        list(table({BY_NAME[OURS]: measured(0.1, count=99)}, 100, tmp_path))


def test_programs_that_read_nothing_are_not_called_faster() -> None:
    runs: dict[ReadingProgram, Runs | None] = {
        BY_NAME[OURS]: measured(0.2),
        BY_NAME["chatpack"]: measured(0.1, count=0),
    }
    runs[BY_NAME["whatstk"]] = measured(0.3)
    assert verdict(runs, 100) == "None is faster than unlike."


def test_a_missed_goal_is_called_missed() -> None:
    runs: dict[ReadingProgram, Runs | None] = {
        BY_NAME[OURS]: measured(0.2),
        BY_NAME["json.load and a loop"]: measured(0.6),
    }
    assert "**missed**: 3.0 times" in verdict(runs, 100)


def test_slow_means_slow_in_every_round() -> None:
    assert is_slow(measured(1.1, 1.2), measured(0.1, 0.2))
    assert not is_slow(measured(0.9, 1.2), measured(0.1, 0.2))


def test_every_format_is_read_by_this_reader() -> None:
    assert {file_format for _, file_format, _, _ in EXPORTS} == set(BY_NAME[OURS].scripts)
    assert {WHATSAPP, TELEGRAM, DATABASE} <= set(BY_NAME[OURS].scripts)
