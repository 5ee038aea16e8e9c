"""Times at which messages are sent."""

from __future__ import annotations

from typing import Final

import numpy as np

from unlike.synthetic.base_history import BaseHistory, Floats

_DAY_SECONDS: Final = 86_400
_BEDTIME_SECONDS: Final = 25.7 * 3600
"""Time after midnight of the day before, after which nobody writes; gaps shrink towards it."""
_MIN_REPLY_SECONDS: Final = 4.0


def send_times(history: BaseHistory, reply_factor: Floats) -> Floats:
    """Seconds since the first day's midnight, one a message, never running back.

    A conversation begins at its planned time, or after the one before. An answer comes its reply time after the
    other person's message. A message after one's own follows soon; where the other person's message in between was
    not written, it follows after one's own reply time.

    Args:
        history: the messages that are written.
        reply_factor: factor on each reply time.
    """
    opens_conversation = np.concatenate([[True], history.conversation[1:] != history.conversation[:-1]])
    same_sender = history.from_other[1:] == history.from_other[:-1]
    after_own = np.concatenate([[False], same_sender & (np.diff(history.index) <= 1)])
    gap = np.where(after_own, history.own_gap, np.maximum(history.reply_gap * reply_factor, _MIN_REPLY_SECONDS))
    midnight = history.day * float(_DAY_SECONDS)
    times = []
    time = 0.0
    rows = zip(
        opens_conversation.tolist(),
        gap.tolist(),
        midnight.tolist(),
        (midnight + history.starts_at).tolist(),
        strict=True,
    )
    for opens, wait, day_start, conversation_start in rows:
        if opens:
            time = max(conversation_start, time + 60.0)
        else:
            time += max(1.0, min(wait, 0.35 * (day_start + _BEDTIME_SECONDS - time)))
        times.append(time)
    return np.array(times)
