"""Kills at random points of every change of the library leave the old library or the new one."""

from __future__ import annotations

import sys

import pytest

from bench.reading.library_kills import CHANGES, kills

KILLS = 6


@pytest.mark.skipif(sys.platform == "win32", reason="kills by a signal")
def test_a_kill_leaves_the_old_library_or_the_new_one() -> None:
    counts = kills(KILLS, rows=4_000)
    assert set(counts) == set(CHANGES)
    for found in counts.values():
        assert (found["third"], found["readable"]) == (0, 0)
        assert found["old"] + found["new"] == KILLS
        assert found["journals"] > 0, "a kill at a write leaves the journal"
    assert sum(found["old"] for found in counts.values()) > 0
