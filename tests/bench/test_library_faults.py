"""Faults at some points of adding and of forgetting, and some damages: none leaves a third library, or says nothing."""

from __future__ import annotations

import random
import sys
from pathlib import Path

import pytest

from bench.reading.library_faults import (
    DAMAGES,
    FAULTS,
    Prepared,
    damage_counts,
    fault_counts,
    full_disk_counts,
    other_state,
    prepare,
)

ROWS = 600

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the shim stands on the system's own files of Unix")


@pytest.fixture(scope="module", params=["add", "forget"])
def prepared(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Prepared:
    return prepare(tmp_path_factory.mktemp("libraries"), str(request.param), ROWS)


@pytest.mark.parametrize("kind", FAULTS)
def test_a_fault_is_said_and_leaves_the_old_library_or_the_new_one(prepared: Prepared, kind: str) -> None:
    found = fault_counts(prepared, ROWS, kind, 9 if kind.startswith("write") else 1)
    assert found["faults"] > 0
    assert found["said"] + found["silent"] == found["faults"]
    assert (found["third"], found["silent and old"]) == (0, 0)


def test_a_full_disk_is_said_and_leaves_the_old_library(prepared: Prepared) -> None:
    found = full_disk_counts(prepared, ROWS, 6)
    if found is None:
        pytest.skip("no file system can be mounted here")
    assert found["faults"] > 0
    assert found["said"] == found["old"] + found["new"] == found["faults"]


@pytest.mark.parametrize("kind", DAMAGES)
def test_damage_is_said_and_the_backup_restores_what_was(prepared: Prepared, tmp_path: Path, kind: str) -> None:
    found = damage_counts(prepared, other_state(prepared, tmp_path), 12, kind, random.Random(2))  # noqa: S311 - a seed
    assert found["third"] == 0
    assert found["said"] + found["same"] == found["restored"] == 12
    assert found["said"] > 0
