"""Which apps a conversation is written in, and what is said where two went over from one to another.

Levels before and after are never compared as the person's: the days of each app are a stretch of their own, and a step
between two of them is taken out. Days in an app that was used for too short a time are left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from zoneinfo import ZoneInfo

import polars as pl

from unlike.analysis.evidence import messages_around
from unlike.analysis.shift_findings import ShiftFindings
from unlike.core.spans import DateSpan
from unlike.detection import SignalPanel, span_around, step_deviations
from unlike.messages.app_handovers import AppHandover, AppStretch, app_handovers, app_stretches
from unlike.readers.registry import app_title
from unlike.results.finding_types import AppChange, SignalChange
from unlike.signals import MeasuredConversation


@dataclass(frozen=True, slots=True)
class AppUsage:
    """Apps of one conversation.

    Attributes:
        stretches: each mainly in one app, in order; fewer than two where it is all in one.
        handovers: between them.
    """

    stretches: tuple[AppStretch, ...] = ()
    handovers: tuple[AppHandover, ...] = ()

    @classmethod
    def of(cls, rows: pl.DataFrame, zone: ZoneInfo) -> AppUsage:
        """Apps of the rows of one conversation."""
        if rows["source"].n_unique() < 2:
            return cls()
        return cls(app_stretches(rows, zone), app_handovers(rows, zone))

    @property
    def breaks(self) -> tuple[date, ...]:
        """First days of the stretches that are long enough to compare, and in another app than the one before."""
        long = [stretch for stretch in self.stretches if stretch.is_long]
        return tuple(after.days.first for before, after in pairwise(long) if before.app != after.app)

    @property
    def unobserved(self) -> tuple[DateSpan, ...]:
        """Days in an app of which too little is there."""
        if len(self.stretches) < 2:
            return tuple(visit for stretch in self.stretches for visit in stretch.visits)
        return tuple(
            span for stretch in self.stretches for span in (stretch.visits if stretch.is_long else (stretch.days,))
        )

    @property
    def is_recent(self) -> bool:
        """Whether it ends in too few days of an app to say anything of now."""
        return len(self.stretches) > 1 and not self.stretches[-1].is_long

    @property
    def since(self) -> date | None:
        """First day from which on a present can be compared; None for all of it."""
        return self.breaks[-1] if self.breaks else None


def app_changes(
    measured: MeasuredConversation, usage: AppUsage, level: tuple[SignalPanel, Sequence[date]], findings: ShiftFindings
) -> Iterator[AppChange]:
    """The changes of app as findings, oldest first.

    Args:
        measured: the conversation.
        usage: its apps.
        level: the person's panel with nothing taken out, and the first days of all segments but the first.
        findings: makes figures of the person's.
    """
    panel, firsts = level
    for number, handover in enumerate(usage.handovers, start=1):
        changed: tuple[SignalChange, ...] = ()
        unchanged: tuple[SignalChange, ...] = ()
        compared = handover.day in usage.breaks and bool(panel.names)
        if compared:
            start: date = panel.days[0].astype("datetime64[D]").item()
            edges = sorted({0, *((first - start).days for first in firsts), panel.days.size})
            day = (handover.day - start).days
            deviations = step_deviations(panel, span_around(day, edges), day)
            changed, unchanged = findings.changes_since(handover.day, deviations)
        yield AppChange(
            before=app_title(handover.before),
            after=app_title(handover.after),
            day=handover.day,
            last_before=handover.last_before,
            first_after=handover.first_after,
            compared=compared,
            recent=usage.is_recent and number == len(usage.handovers),
            changed_signals=changed,
            unchanged_signals=unchanged,
            messages=messages_around(measured, handover.day),
        )
