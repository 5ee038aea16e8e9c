from __future__ import annotations

import pytest

from unlike.core.spans import IndexSpan
from unlike.detection import ChannelSpan


@pytest.mark.parametrize(("remaining", "near_silence"), [((0.05, 0.1), True), ((0.5, 0.4), False), ((0.1, 0.3), False)])
def test_near_silence_is_when_hardly_anything_remains(remaining: tuple[float, ...], near_silence: bool) -> None:
    assert ChannelSpan(3, 9, remaining).is_near_silence is near_silence


def test_a_missing_side_is_near_silence_whatever_others_write() -> None:
    assert ChannelSpan(3, 9, (1.0, 0.0), missing_side=1).is_near_silence


def test_its_days_are_a_span() -> None:
    assert ChannelSpan(3, 9, ()).days == IndexSpan(3, 9)
