"""Sentences of mistakes as the page shows them."""

from __future__ import annotations

import re
from typing import Final

from unlike.errors import UnlikeError
from unlike.presentation.sanitise import sanitise

_FOLDERS: Final = re.compile(r"^/\S.*?/(?=[^/]*: )")
"""Folders before a file's name in a sentence."""


_SENTENCE_END: Final = re.compile(r"(?<=[.!?])\s+")
_COMMAND_LINE: Final = r"(?:(?<!\S)--[a-z]|[“„«\"]\s?unlike\s[a-z])"
_COMMAND_CLAUSE: Final = re.compile(rf";[^;]*?{_COMMAND_LINE}[^;]*(?=[.!?]$)")
"""Last part of a sentence that names an option or a command."""


def error_sentence(error: UnlikeError) -> str:
    """Sentence of a mistake for a page, without folders and the command line, which say nothing there."""
    reason, *steps = _SENTENCE_END.split(sanitise(_FOLDERS.sub("", str(error))))
    page_steps = (_COMMAND_CLAUSE.sub("", step) for step in steps)
    return " ".join((reason, *(step for step in page_steps if not re.search(_COMMAND_LINE, step))))
