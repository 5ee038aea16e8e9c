"""The picture's stripe where a change would not have shown."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from unlike.core.spans import DateSpan
from unlike.presentation.html import Redaction, ReportOptions, page
from unlike.presentation.html.timeline_svg import WIDE, day_position, timeline_picture
from unlike.presentation.numbering import subjects
from unlike.presentation.sentences import Subject
from unlike.results import DetectableDrop, Findings, MonthlyReach

if TYPE_CHECKING:
    from conftest import Studied

MONTHS = (
    (date(2023, 9, 1), None),
    (date(2023, 10, 1), None),
    (date(2023, 11, 1), 0.5),
    (date(2024, 2, 1), None),
    (date(2025, 11, 1), None),
)


def with_months(rosa: Studied) -> Findings:
    findings = rosa.analysis.findings
    (conversation,) = findings.conversations
    (person,) = conversation.people
    reach = DetectableDrop(3, 0.5, tuple(MonthlyReach(month, factor) for month, factor in MONTHS))
    blind = replace(person, detectable_drop=reach)
    return replace(findings, conversations=(replace(conversation, people=(blind,)),))


def subject(findings: Findings) -> Subject:
    ((_, (only,)),) = subjects(findings, None)
    return only


def test_months_without_reach_are_stripes_and_neighbours_are_one(rosa: Studied) -> None:
    drawn = timeline_picture(subject(with_months(rosa)))
    assert drawn
    assert [one.days for one in drawn.blind] == [
        DateSpan(date(2023, 9, 4), date(2023, 10, 31)),
        DateSpan(date(2024, 2, 1), date(2024, 2, 29)),
        DateSpan(date(2025, 11, 1), date(2025, 11, 12)),
    ]
    for one in drawn.blind:
        assert one.start == day_position(one.days.first, drawn.days)
        assert 0 <= one.start < one.start + one.width <= WIDE + 0.1


def test_the_stripes_stand_on_the_strip_in_each_row_and_in_the_legend(rosa: Studied) -> None:
    html = page(with_months(rosa), lambda _: (), ReportOptions(Redaction(), None))
    rows = html.count('<svg class="still"')
    assert rows
    assert html.count('<rect class="blind"') == 3 * (1 + rows)
    assert "a change would not have shown here" in html
    assert '<rect class="blind"' not in page(rosa.analysis.findings, lambda _: (), ReportOptions(Redaction(), None))
