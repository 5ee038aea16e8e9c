"""A report of invented findings as one HTML file."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from example_findings import QUOTES
from unlike.presentation.html import Look, Veil, page
from unlike.presentation.numbering import Behind
from unlike.results import Findings, Quote

TODAY = date(2025, 11, 12)
EVERYTHING = Veil(names=True, quotes=True)


def opened(_behind: Behind) -> Sequence[Quote]:
    return QUOTES


def made(findings: Findings, veil: Veil = EVERYTHING) -> str:
    return page(findings, opened, Look(veil, TODAY, zone_assumed=True))
