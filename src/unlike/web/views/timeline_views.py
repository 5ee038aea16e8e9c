"""Data of the picture of a history: one person's signals in a stretch of time, as many points as fit."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import msgspec
import numpy as np
from starlette.requests import Request
from starlette.responses import Response

from unlike.api import MAX_MARGIN, MAX_POINTS, Chart, ChartLine, TimeWindow
from unlike.core.day_rule import day_of
from unlike.core.spans import DateSpan
from unlike.i18n import translate, translate_lazy
from unlike.presentation.sanitise import sanitise
from unlike.presentation.sentences.formatting.number_format import format_value
from unlike.presentation.sentences.interface import timeline_text
from unlike.results import PersonFindings
from unlike.web.session import session_of
from unlike.web.views.chat_views import parse_whole_number
from unlike.web.views.overview import person_at

_DEFAULT_POINTS = 240
_DAY_SECONDS = 86_400


def show_series(request: Request) -> Response:
    """Lines of one person, as JSON; moments are wall-clock seconds of the owner's zone."""
    conversation, subject = person_at(request)
    analysis = session_of(request).analysis
    chart = analysis.chart(conversation.key, subject.person) if analysis else Chart(())
    window = _requested_window(request, chart)
    if window is None:
        return _json_response({"problem": translate(timeline_text.NO_SERIES)}, 400)
    step = chart.resolution(window)
    return _json_response(
        {
            "step": step,
            "each": timeline_text.point_label(step),
            "from": window.start,
            "to": window.end,
            "shown": timeline_text.stretch_label(wall_clock(window.start), wall_clock(window.end)),
            "rows": [_line_values(line) for line in chart.lines(window, _finding_days(subject.person))],
        }
    )


def _line_values(line: ChartLine) -> dict[str, Any]:
    """One signal: where its points stand, how high, and what they say."""
    return {
        "name": line.name,
        "label": sanitise(translate_lazy(line.label)),
        "step": line.step,
        "usual": timeline_text.range_label(line.baseline, line.unit) if line.baseline is not None else "",
        "band": [round(end, 4) for end in line.band],
        "x": (line.start + line.step // 2).tolist(),
        "y": np.round(line.height, 3).tolist(),
        "said": [format_value(number, line.unit) for number in line.values.tolist()],
        "when": [timeline_text.point_time(wall_clock(number), line.step) for number in line.start.tolist()],
        "axis": [[round(height, 3), format_value(number, line.unit)] for number, height in line.labels],
        "days": {
            "x": (line.days.start + _DAY_SECONDS // 2).tolist(),
            "y": np.round(line.days.height, 3).tolist(),
            "said": [format_value(number, line.unit) for number in line.days.values.tolist()],
            "when": [timeline_text.point_time(wall_clock(number), _DAY_SECONDS) for number in line.days.start.tolist()],
        },
    }


def _finding_days(person: PersonFindings) -> tuple[DateSpan, ...]:
    """Days of the spells, and of what is unlike now."""
    now = person.current_state
    last = (DateSpan(day_of(now.since), day_of(now.until)),) if now and now.unlike else ()
    return (*(DateSpan(spell.first, spell.last) for spell in person.spells), *last)


def wall_clock(seconds: int) -> datetime:
    """A wall clock, from seconds that are counted as if it were UTC."""
    return datetime.fromtimestamp(seconds, UTC).replace(tzinfo=None)


def _requested_window(request: Request, chart: Chart) -> TimeWindow | None:
    """Window that is asked for, by default everything; None where it is no stretch of time."""
    query = request.query_params
    first, last = chart.span()
    defaults = {"from": first, "to": last, "points": _DEFAULT_POINTS, "around": 0}
    numbers = [parse_whole_number(query.get(name, str(number))) for name, number in defaults.items()]
    start, end, points, margins = numbers
    if start is None or end is None or points is None or margins is None:
        return None
    is_valid = start < end and 1 <= points <= MAX_POINTS and 0 <= margins <= MAX_MARGIN
    return TimeWindow(start, end, points, margins * (end - start)) if is_valid else None


def _json_response(document: dict[str, Any], status: int = 200) -> Response:
    return Response(msgspec.json.encode(document), status, media_type="application/json")
