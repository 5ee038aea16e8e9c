"""The report: one HTML file that needs no script and fetches nothing; `Redaction` says what of the chat it keeps."""

from unlike.presentation.html.page import MessageLookup, page
from unlike.presentation.html.report_options import ReportOptions
from unlike.presentation.redaction import Redaction

__all__ = ["MessageLookup", "Redaction", "ReportOptions", "page"]
