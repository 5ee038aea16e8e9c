"""Words of harm on the last days of each person's history; each message is looked at once, whomever it concerns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Final

import polars as pl

from unlike.analysis.parts import ConversationPart, PersonDetection
from unlike.explain.look_back import DAYS
from unlike.explain.topic_table import concern_messages
from unlike.messages.queries import by_conversation
from unlike.results.explanations import Concern

_CONCERN_DAYS: Final = 14  # last days of the history, in which words of harm come before everything

LastDays = Mapping[tuple[str, str], date]
"""Day of a sender's last typed message, by conversation key and sender."""


def last_typed_days(typed: pl.DataFrame) -> LastDays:
    """Day of everybody's last typed message in each conversation.

    Args:
        typed: as `explain.topic_table.with_day` makes it.
    """
    last = typed.group_by("conversation", "sender").agg(pl.col("day").max())
    return {(key, sender): day for key, sender, day in last.iter_rows()}


class RecentConcerns:
    """Words of harm that people and the owner wrote lately, of all conversations.

    Attributes:
        owner: a sender.
    """

    def __init__(
        self,
        parts: Sequence[ConversationPart],
        typed: Mapping[str, pl.DataFrame],
        last_days: LastDays,
        owner: str,
    ) -> None:
        self.owner = owner
        self._since = {
            (part.key, person.name): since
            for part in parts
            for person in part.people
            if (since := _since(person, part.key, last_days, owner)) is not None
        }
        earliest: dict[str, date] = {}
        for (key, _), since in self._since.items():
            earliest[key] = min(since, earliest.get(key, since))
        recent = [typed[key].filter(pl.col("day") >= since) for key, since in earliest.items()]
        worrying = concern_messages(pl.concat(recent)) if recent else None
        self._worrying = {} if worrying is None else by_conversation(worrying)

    def concern(self, person: PersonDetection, key: str, *, is_pair: bool) -> Concern | None:
        """Words of harm on the last days, and from the days before a spell that goes on.

        Args:
            person: who, in one conversation.
            key: of the conversation.
            is_pair: whether only the two write there, so that whatever one writes is written to the other.
        """
        since = self._since.get((key, person.name))
        if since is None or key not in self._worrying:
            return None
        worrying = self._worrying[key].filter(pl.col("sender").is_in([person.name, self.owner]), pl.col("day") >= since)
        if worrying.is_empty():
            return None
        to_owner = worrying.filter(pl.col("addressee"), pl.col("sender") == person.name, pl.lit(is_pair))
        return Concern(tuple(worrying["ref"].to_list()), tuple(to_owner["ref"].to_list()))


def _since(person: PersonDetection, key: str, last_days: LastDays, owner: str) -> date | None:
    """Day from which words of harm count; None where neither the person nor the owner typed anything."""
    ends = [last_days[key, name] for name in (person.name, owner) if (key, name) in last_days]
    if not ends:
        return None
    begins = [spell.first - timedelta(DAYS) for spell in person.spells if spell.ongoing]
    return min([max(ends) - timedelta(_CONCERN_DAYS - 1), *begins])
