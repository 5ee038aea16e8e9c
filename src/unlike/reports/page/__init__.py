"""The page face: one HTML file that needs no script and fetches nothing; `veil` takes names and quotes out of it."""

from unlike.reports.page.html import Look, Opened, page
from unlike.reports.page.veil import Veil

__all__ = ["Look", "Opened", "Veil", "page"]
