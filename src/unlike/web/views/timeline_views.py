"""What the picture of a history asks for: one person's habits in a stretch of time, as many points as fit."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import msgspec
import numpy as np
from starlette.requests import Request
from starlette.responses import Response

from unlike.i18n import translate, translate_lazy
from unlike.presentation.sanitise import sanitise
from unlike.presentation.sentences.formatting.number_format import value
from unlike.presentation.sentences.interface import timeline_text
from unlike.signals import DailyAggregation, Resolution
from unlike.web.chart_data import MOST_AROUND, MOST_POINTS, ChartLines, TimeWindow, seen
from unlike.web.session import Session
from unlike.web.views.chat_views import whole_number
from unlike.web.views.overview import one_of

_USUAL_POINTS = 240
_HOUR = 3_600


def series(request: Request) -> Response:
    """The lines of one person, as JSON; moments are wall-clock seconds of the owner's zone."""
    told_of, subject = one_of(request)
    session: Session = request.app.state.session
    lines = session.lines(told_of.key, subject.person)
    window = _window(request, lines)
    if window is None:
        return _json({"problem": translate(timeline_text.NO_SERIES)}, 400)
    step = lines.step(window)
    return _json(
        {
            "step": int(step),
            "each": timeline_text.each(step),
            "from": window.start,
            "to": window.end,
            "shown": timeline_text.stretch(wall(window.start), wall(window.end)),
            "rows": [_row(lines, number, step, window) for number in range(len(lines.grains))],
        }
    )


def _row(lines: ChartLines, number: int, step: Resolution, window: TimeWindow) -> dict[str, Any]:
    """One habit: where its points stand, how high, and what they say."""
    signal, one = lines.grains[number].signal, lines.level(number, step)
    part = seen(one, window)
    start, unit = one.start[part], signal.unit
    return {
        "name": signal.name,
        "label": sanitise(
            translate_lazy(unit if signal.day is DailyAggregation.TOTAL and one.step < Resolution.DAY else signal.label)
        ),
        "step": int(one.step),
        "usual": timeline_text.mostly(one.usual, unit) if one.start.size and (one.step or unit != "share") else "",
        "band": [round(end, 4) for end in one.band],
        "x": (start + int(one.step) // 2).tolist(),
        "y": np.round(one.height[part], 3).tolist(),
        "said": [value(each, unit) for each in one.values[part].tolist()],
        "when": [timeline_text.when(wall(each), int(one.step)) for each in start.tolist()],
    }


def wall(seconds: int) -> datetime:
    """A wall clock, from seconds that are counted as if it were UTC."""
    return datetime.fromtimestamp(seconds, UTC).replace(tzinfo=None)


def _window(request: Request, lines: ChartLines) -> TimeWindow | None:
    """What is asked for, by default everything; None where it is no stretch of time."""
    asked = request.query_params
    there = [grain.at for grain in lines.grains if grain.at.size]
    first = min((int(at[0]) for at in there), default=0)
    last = max((int(at[-1]) for at in there), default=0) + _HOUR
    usual = {"from": first, "to": last, "points": _USUAL_POINTS, "around": 0}
    given = [asked.get(name, str(number)) for name, number in usual.items()]
    start, end, points, around = map(whole_number, given)
    if start is None or end is None or points is None or around is None:
        return None
    right = start < end and 1 <= points <= MOST_POINTS and 0 <= around <= MOST_AROUND
    return TimeWindow(start, end, points, around * (end - start)) if right else None


def _json(given: dict[str, Any], status: int = 200) -> Response:
    return Response(msgspec.json.encode(given), status, media_type="application/json")
