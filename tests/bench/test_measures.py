"""Covering and F1 against examples worked by hand."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

BENCH = Path(__file__).resolve().parents[2] / "bench"


@pytest.fixture(scope="module", name="measures")
def _measures() -> ModuleType:
    spec = importlib.util.spec_from_file_location("measures", BENCH / "measures.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_covering_weighs_each_true_segment_by_its_length(measures: ModuleType) -> None:
    # [0,5) best with [0,4): 4/5; [5,10) best with [4,10): 5/6; (5 x 4/5 + 5 x 5/6) / 10
    assert measures.covering({"a": [5]}, [4], 10) == pytest.approx(49 / 60)


def test_covering_is_averaged_over_annotators(measures: ModuleType) -> None:
    # b sees one segment, best with [4,10): 6/10
    assert measures.covering({"a": [5], "b": []}, [4], 10) == pytest.approx((49 / 60 + 6 / 10) / 2)


def test_covering_without_a_found_change(measures: ModuleType) -> None:
    # [0,2) in [0,10): 2/10; [2,10): 8/10; (2 x 2/10 + 8 x 8/10) / 10
    assert measures.covering({"a": [2]}, [], 10) == pytest.approx(0.68)
    assert measures.covering({"a": []}, [], 10) == 1


def test_f1_takes_precision_from_the_union_and_recall_from_each(measures: ModuleType) -> None:
    # with index 0: found 0, 23, 60; precision 2/3 (0, 20); recall 2/2 and 2/3, so 5/6; 2 x 2/3 x 5/6 / (2/3 + 5/6)
    assert measures.f1({"a": [20], "b": [20, 40]}, [23, 60]) == pytest.approx(20 / 27)


def test_f1_counts_the_start_as_found(measures: ModuleType) -> None:
    assert measures.f1({"a": []}, []) == 1
    # precision 1; recall 1/2
    assert measures.f1({"a": [30]}, []) == pytest.approx(2 / 3)


@pytest.mark.parametrize(("found", "hits"), [([15], 1), ([16], 0), ([5], 1), ([4], 0)])
def test_the_margin_is_five_on_both_sides(measures: ModuleType, found: list[int], hits: int) -> None:
    assert measures.hits([10], found) == hits


def test_each_found_change_serves_once(measures: ModuleType) -> None:
    assert measures.hits([10, 12], [11]) == 1
    # 10 takes 9, the nearer one, and leaves 14 to 12
    assert measures.hits([10, 12], [9, 14]) == 2
