"""What a history could have shown: the smallest drop that would be noticed."""

from __future__ import annotations

import numpy as np

from synthetic_series import build_amount_panel, message_series, ordinal_of, white_noise
from unlike.core.series import Series, SignalKind
from unlike.detection import (
    build_panel,
    detect_spells,
    detectable_drop,
    drop_power,
    monthly_drops,
    robust_baseline,
)
from unlike.detection.power import DROP_FACTORS, DropPower


def test_reach_is_monotone() -> None:
    steady = robust_baseline(build_amount_panel(white_noise(11, days=900, signals=5)))

    def factor(rate: float, length: int) -> float:
        factors = detectable_drop(steady, rate, length)
        assert factors is None or factors in DROP_FACTORS
        return 0.0 if factors is None else factors

    by_rate = [factor(rate, 3) for rate in (0.01, 0.1, 1.0)]
    assert by_rate == sorted(by_rate), "who puts up with more false spells sees smaller drops"
    by_length = [factor(0.1, length) for length in (1, 2, 3, 5, 7, 10, 14)]
    assert by_length == sorted(by_length), "a longer drop may be smaller"
    assert by_length[-1] > by_length[0]


def test_reach_needs_a_bigger_drop_where_days_differ_more() -> None:
    factors = []
    for noise in (0.5, 1.0, 2.0):
        steady = robust_baseline(build_amount_panel((white_noise(12, days=600) - 2.0) * noise + 2.0))
        factors.append(detectable_drop(steady, 0.1, 3) or 0.0)
    assert factors == sorted(factors, reverse=True)
    assert factors[0] > factors[-1]


def test_what_is_in_every_message_says_nothing_of_how_much_is_written() -> None:
    days, rare = 400, 0.006
    rng = np.random.default_rng(21)
    messages = rng.poisson(14.0, days).astype(np.float64)
    dates = np.datetime64("2024-01-01") + np.arange(days)
    shares = {"media": 1 - rare, "in_one_go": 0.6}
    panel = [
        Series(
            name, SignalKind.SHARE, -1, dates, rng.binomial(messages.astype(int), share) / messages, messages,
            share * (1 - share), weight=0.3,
        )
        for name, share in shares.items()
    ]  # fmt: skip
    both, alone = (detectable_drop(robust_baseline(build_panel(some)), 0.1, 3) for some in (panel, panel[1:]))
    assert (both or 0.0) <= (alone or 0.0)


def test_a_drop_to_the_reach_is_found() -> None:
    hits = 0
    for seed in range(8):
        values = white_noise(300 + seed, days=600)
        steady = robust_baseline(build_amount_panel(values))
        factor = detectable_drop(steady, 0.1, 7)
        assert factor is not None
        values[:, 300:307] += np.log(factor)
        hits += any(
            spell.first.toordinal() <= ordinal_of(306) and spell.last.toordinal() >= ordinal_of(300)
            for spell in detect_spells(robust_baseline(build_amount_panel(values)), 0.1)
        )
    assert hits >= 5, "four of five are promised"


def test_of_messages_a_drop_to_the_reach_is_found_and_one_far_above_it_is_not() -> None:
    hits = {0.0: 0, 0.3: 0}
    for seed in range(8):
        factor = detectable_drop(robust_baseline(build_panel(message_series(seed, 400))), 0.1, 7)
        assert factor is not None
        for above in hits:
            left = np.ones(400)
            left[200:207] = min(factor + above, 0.95)
            spells = detect_spells(robust_baseline(build_panel(message_series(seed, 400, left=left, fewer=True))), 0.1)
            hits[above] += any(
                spell.first.toordinal() <= ordinal_of(206) and spell.last.toordinal() >= ordinal_of(200)
                for spell in spells
            )
    assert hits[0.0] >= 5, "four of five are promised"
    assert hits[0.3] <= 4


def test_no_drop_can_be_seen_where_no_window_is_long_enough() -> None:
    assert detectable_drop(build_amount_panel(white_noise(13, days=40)), 0.1, 60) is None


def test_months_with_hardly_a_message_show_less_and_silent_ones_nothing() -> None:
    per_day = np.full(730, 25.0)
    per_day[243:486], per_day[486:608] = 4.0, 0.0
    panel = robust_baseline(build_panel(message_series(5, 730, per_day)))
    power = drop_power(panel, 0.1, 3)
    by_month = {drop.month: drop.factor or 0.0 for drop in monthly_drops(panel, power)}
    assert list(by_month) == sorted(by_month)
    assert len(by_month) == 25
    factors = list(by_month.values())
    busy, thin, silent = factors[1:7], factors[9:15], factors[17:19]
    assert min(busy) > max(thin)
    assert silent == [0.0, 0.0]
    assert power.smallest_drop() == detectable_drop(panel, 0.1, 3)


def test_a_short_history_states_a_drop_one_step_larger() -> None:
    noticed = np.repeat([[0.1], [0.5], [0.85], *[[1.0]] * 5], 4, axis=1)
    starts = np.arange(4)
    of_days = {days: DropPower(starts, noticed, days).smallest_drop() for days in (60, 364, 365, 900)}
    assert of_days == {60: 0.6, 364: 0.6, 365: 0.7, 900: 0.7}


def test_a_short_history_that_shows_the_largest_drop_alone_states_none() -> None:
    noticed = np.repeat([*[[0.2]] * 7, [0.9]], 4, axis=1)
    assert DropPower(np.arange(4), noticed, 364).smallest_drop() is None
    assert DropPower(np.arange(4), noticed, 365).smallest_drop() == 0.2
