"""Limits of the source of a conversation, in the JSON document."""

from __future__ import annotations

from typing import Any

from unlike.presentation.sentences.interface.medium_limit_text import medium_limit_sentence
from unlike.results import ConversationFindings


def medium_limits_json(conversation: ConversationFindings) -> dict[str, Any]:
    """The limits, each with its sentence; absent where the source tells all."""
    limits = [
        {
            "kind": limit.kind.value,
            "said": medium_limit_sentence(limit),
            "since": limit.since.isoformat() if limit.since else None,
            "until": limit.until.isoformat() if limit.until else None,
        }
        for limit in conversation.medium_limits
    ]
    return {"medium_limits": limits} if limits else {}
