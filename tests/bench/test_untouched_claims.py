"""Ordinary days that are drawn beside claims."""

from __future__ import annotations

from datetime import date, timedelta

from bench.detection.untouched_claims import AROUND_DAYS, ordinary_days

START = date(2024, 1, 1)


def day(number: int) -> date:
    return START + timedelta(number)


def test_as_many_days_as_each_claim_far_from_all_claims_from_an_active_day_on() -> None:
    active = [day(number) for number in range(0, 400, 3)]
    claims = [(day(50), day(54)), (day(200), day(259))]
    for seed in range(40):
        spans = list(ordinary_days(active, claims, seed))
        assert [last - first for first, last in spans] == [last - first for first, last in claims]
        for first, last in spans:
            assert first in active
            assert last <= active[-1]
            for claim_first, claim_last in claims:
                apart = max((claim_first - last).days, (first - claim_last).days)
                assert apart > 2 * AROUND_DAYS


def test_nothing_is_drawn_where_claims_leave_no_room() -> None:
    active = [day(number) for number in range(30)]
    assert list(ordinary_days(active, [(day(8), day(20))], seed=1)) == []
