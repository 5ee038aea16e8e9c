"""How many random examples a property is tried on."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from hypothesis import HealthCheck, settings

_USUAL: Final = 25  # examples of a profile that draws as many as are written


def examples(number: int, suppress: Collection[HealthCheck] = ()) -> settings:
    """Settings of a test that draws so many examples; more, in the same proportion, under a profile that draws more."""
    return settings(max_examples=number * settings().max_examples // _USUAL, suppress_health_check=suppress)
