"""The page face: one HTML file that needs no script and fetches nothing; `veil` takes names and quotes out of it."""

from unlike.presentation.html.page import Look, Opened, page
from unlike.presentation.redaction import Veil

__all__ = ["Look", "Opened", "Veil", "page"]
