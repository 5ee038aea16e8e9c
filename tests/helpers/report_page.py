"""A report of invented findings as one HTML file."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from example_findings import QUOTES
from unlike.presentation.html import Redaction, ReportOptions, page
from unlike.presentation.numbering import NumberedFinding
from unlike.results import Findings, Quote

TODAY = date(2025, 11, 12)
EVERYTHING = Redaction(names=True, quotes=True)


def all_quotes(_behind: NumberedFinding) -> Sequence[Quote]:
    return QUOTES


def report_html(findings: Findings, redaction: Redaction = EVERYTHING) -> str:
    return page(findings, all_quotes, ReportOptions(redaction, TODAY, zone_assumed=True))
