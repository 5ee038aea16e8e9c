"""Covering and F1 against examples worked by hand."""

from __future__ import annotations

import pytest

from bench.detection.segmentation_scores import covering_score, f1_score, matched_points


def test_covering_weighs_each_true_segment_by_its_length() -> None:
    # [0,5) best with [0,4): 4/5; [5,10) best with [4,10): 5/6; (5 x 4/5 + 5 x 5/6) / 10
    assert covering_score({"a": [5]}, [4], 10) == pytest.approx(49 / 60)


def test_covering_is_averaged_over_annotators() -> None:
    # b sees one segment, best with [4,10): 6/10
    assert covering_score({"a": [5], "b": []}, [4], 10) == pytest.approx((49 / 60 + 6 / 10) / 2)


def test_covering_without_a_detected_change() -> None:
    # [0,2) in [0,10): 2/10; [2,10): 8/10; (2 x 2/10 + 8 x 8/10) / 10
    assert covering_score({"a": [2]}, [], 10) == pytest.approx(0.68)
    assert covering_score({"a": []}, [], 10) == 1


def test_f1_takes_precision_from_the_union_and_recall_from_each() -> None:
    # with index 0: found 0, 23, 60; precision 2/3 (0, 20); recall 2/2 and 2/3, so 5/6; 2 x 2/3 x 5/6 / (2/3 + 5/6)
    assert f1_score({"a": [20], "b": [20, 40]}, [23, 60]) == pytest.approx(20 / 27)


def test_f1_counts_the_start_as_found() -> None:
    assert f1_score({"a": []}, []) == 1
    # precision 1; recall 1/2
    assert f1_score({"a": [30]}, []) == pytest.approx(2 / 3)


@pytest.mark.parametrize(("detected", "count"), [([15], 1), ([16], 0), ([5], 1), ([4], 0)])
def test_the_margin_is_five_on_both_sides(detected: list[int], count: int) -> None:
    assert matched_points([10], detected) == count


def test_each_detected_change_serves_once() -> None:
    assert matched_points([10, 12], [11]) == 1
    # 10 takes 9, the nearer one, and leaves 14 to 12
    assert matched_points([10, 12], [9, 14]) == 2
