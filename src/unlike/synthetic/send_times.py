"""When each message is sent."""

from __future__ import annotations

import numpy as np

from unlike.synthetic.base_history import BaseHistory, Floats

_DAY = 86_400
_BED = 25.7 * 3600
"""Nobody writes after this; gaps shrink towards it."""


def clock(plan: BaseHistory, reply: Floats) -> Floats:
    """Seconds since the first day's midnight, one a message, never running back.

    A conversation begins when it was going to, or after the one before. An answer comes its reply time after the
    other's message; a message of one's own follows soon, or, where the other's answer in between was never written,
    after the time one would have waited with one's own.

    Args:
        plan: the messages that are written.
        reply: factor on each reply time.
    """
    new = np.concatenate([[True], plan.sitting[1:] != plan.sitting[:-1]])
    same = np.concatenate([[False], (plan.other[1:] == plan.other[:-1]) & (np.diff(plan.place) <= 1)])
    gap = np.where(same, plan.same, np.maximum(plan.reply * reply, 4.0))
    midnight = plan.day * float(_DAY)
    times = []
    now = 0.0
    rows = zip(new.tolist(), gap.tolist(), midnight.tolist(), (midnight + plan.begins).tolist(), strict=True)
    for begin, wait, start, begins in rows:
        now = max(begins, now + 60.0) if begin else now + max(1.0, min(wait, 0.35 * (start + _BED - now)))
        times.append(now)
    return np.array(times)
