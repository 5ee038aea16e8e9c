"""The page face: one HTML file that needs no script and fetches nothing; `veil` takes names and quotes out of it."""

from unlike.presentation.html.page import Opened, ReportOptions, page
from unlike.presentation.redaction import Redaction

__all__ = ["Opened", "Redaction", "ReportOptions", "page"]
