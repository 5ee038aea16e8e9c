"""Writes findings as compact text for an assistant."""

from __future__ import annotations

from datetime import date

from unlike.api import Analysis
from unlike.assistant.agent_text import agent_text
from unlike.assistant.answer_budget import DEFAULT_TOKENS
from unlike.assistant.assistant_session import AssistantSession
from unlike.cli.output import write_output
from unlike.presentation.redaction import Redaction


def write_agent_text(analysis: Analysis, today: date, *, names: bool, quotes: bool) -> None:
    """Write the findings of an analysis.

    Args:
        analysis: of the exports.
        today: which day it is.
        names: whether names stay.
        quotes: whether what was written stays.
    """
    redaction = Redaction(names=names, quotes=quotes)
    write_output(agent_text(AssistantSession(analysis, redaction, DEFAULT_TOKENS, today)))
