from __future__ import annotations

import gc

import pytest

from unlike.readers.collector_thresholds import GATHERING, rare_collections


def test_thresholds_are_as_before_afterwards() -> None:
    usual = gc.get_threshold()
    with rare_collections():
        assert gc.get_threshold()[0] == GATHERING[0]
        with rare_collections():
            assert gc.get_threshold()[0] == GATHERING[0]
        assert gc.get_threshold()[0] == GATHERING[0]
    assert gc.get_threshold() == usual


def test_thresholds_are_as_before_after_an_error() -> None:
    usual = gc.get_threshold()
    with pytest.raises(KeyError), rare_collections():
        raise KeyError
    assert gc.get_threshold() == usual


def test_a_collector_that_is_switched_off_by_its_threshold_stays_off() -> None:
    usual = gc.get_threshold()
    gc.set_threshold(0)
    try:
        with rare_collections():
            assert gc.get_threshold()[0] == 0
    finally:
        gc.set_threshold(*usual)
