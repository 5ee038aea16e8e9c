"""Counts of Polars queries: each costs a small chat more than what it works out there."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable
from pathlib import PurePath
from typing import Any

import polars as pl
import pytest

RUNNERS = ("collect", "_collect_eager")
"""Methods of a lazy table that run a query, in any release of Polars."""


def query_counts(monkeypatch: pytest.MonkeyPatch, work: Callable[[], object]) -> Counter[str]:
    """Queries of some work, by the package of `unlike` that asks for them."""
    counts: Counter[str] = Counter()

    def with_count(run: Callable[..., Any]) -> Callable[..., Any]:
        def counted_run(*arguments: Any, **options: Any) -> Any:  # noqa: ANN401 - as Polars has it
            counts[_asking_package()] += 1
            return run(*arguments, **options)

        return counted_run

    with monkeypatch.context() as patch:
        for name in filter(pl.LazyFrame.__dict__.__contains__, RUNNERS):
            patch.setattr(pl.LazyFrame, name, with_count(getattr(pl.LazyFrame, name)))
        work()
    return counts


def _asking_package() -> str:
    """Package of the nearest caller that is in `unlike`; empty where there is none."""
    frame = sys._getframe(1)
    while frame.f_back:
        parts = PurePath(frame.f_code.co_filename).parts
        if "unlike" in parts[:-2] and "tests" not in parts:
            return parts[len(parts) - 1 - parts[::-1].index("unlike") + 1]
        frame = frame.f_back
    return ""
