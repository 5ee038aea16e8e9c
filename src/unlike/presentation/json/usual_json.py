"""Values that are usual for two people; words that only they share are left out, as every word of a chat."""

from __future__ import annotations

from typing import Any

from unlike.presentation.json.json_values import json_number
from unlike.results import UsualHabits, WritingHabits


def usual_json(habits: UsualHabits | None) -> dict[str, Any]:
    """The habits of both, and the person's messages by weekday and hour; absent where they were not counted."""
    if habits is None:
        return {}
    return {"usual": {"people": list(map(_writing_json, habits.people)), "hours": [list(row) for row in habits.hours]}}


def _writing_json(habits: WritingHabits) -> dict[str, Any]:
    """One person's habits; shares are 0 to 1, minutes are counted from midnight."""
    figures = {
        "messages_a_day": habits.messages_per_day,
        "words": habits.words,
        "reply_seconds": habits.reply_seconds,
        "questions": habits.questions,
        "emoji": habits.emoji,
        "begins": habits.begins,
    }
    return {
        "name": habits.sender,
        **{name: None if figure is None else json_number(figure) for name, figure in figures.items()},
        "first_minute": habits.first_minute,
        "last_minute": habits.last_minute,
    }
