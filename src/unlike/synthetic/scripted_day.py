"""Scripted last day of a world: lines of the grammar's data, written word for word."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time
from typing import Any

from unlike.synthetic.world import World


@dataclass(frozen=True, slots=True)
class ScriptedDay:
    """Lines of the last day, as the grammar's data has them; without lines the last day is an ordinary one.

    Attributes:
        lines: keys "at" (local time), "who" ("owner" or "other"), "text", "kind", and "is" ("dry" for a terse reply,
            "open" for a question that nobody answers).
        first_row: row of the chat that the first line becomes.
    """

    lines: list[dict[str, Any]]
    first_row: int

    def rows(self, world: World) -> list[dict[str, object]]:
        """Rows of the chat, on the world's last day."""
        names = {"owner": world.owner.name, "other": world.other.name}
        return [
            {
                "sent_at": datetime.combine(world.end, time.fromisoformat(line["at"])),
                "sender": names[line["who"]],
                "text": line.get("text"),
                "kind": line.get("kind", "text"),
                "reply_to": None,
                "edited": False,
                "reactions": None,
            }
            for line in self.lines
        ]

    def labelled(self, label: str) -> tuple[int, ...]:
        """Rows of the lines with a label ("is")."""
        return tuple(self.first_row + offset for offset, line in enumerate(self.lines) if line.get("is") == label)
