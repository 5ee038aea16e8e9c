"""Sentences of mistakes as the page shows them."""

from __future__ import annotations

import re
from typing import Final

from unlike.errors import UnlikeError
from unlike.presentation.sanitise import sanitise

_FOLDERS: Final = re.compile(r"^/\S.*?/(?=[^/]*: )")
"""Folders before a file's name in a sentence."""


def error_sentence(error: UnlikeError) -> str:
    """Sentence of a mistake for a page, without folders, which say nothing there."""
    return sanitise(_FOLDERS.sub("", str(error)))
