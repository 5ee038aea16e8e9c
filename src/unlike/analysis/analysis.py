"""The answer, and the messages it was found in, so that a face can open a finding at its origin."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from zoneinfo import ZoneInfo

import polars as pl

from unlike.analysis.assemble import AnalysisParts
from unlike.analysis.charts import Chart
from unlike.analysis.chat_transcript import Transcript
from unlike.results import Findings, PersonFindings, Quote
from unlike.signals import MeasuredConversation, signal_points


@dataclass(frozen=True)
class Analysis:
    """An analysis.

    Attributes:
        findings: the answer, all that faces need.
        messages: rows that were analysed.
        parts: what the stages made, from which the findings were assembled.
        measured: signals that the charts need, by conversation key.
    """

    findings: Findings
    messages: pl.DataFrame = field(repr=False)
    parts: AnalysisParts = field(repr=False)
    measured: Mapping[str, MeasuredConversation] = field(default_factory=dict, repr=False)
    _charts: dict[tuple[str, str], Chart] = field(default_factory=dict, repr=False, compare=False)

    @property
    def zone(self) -> ZoneInfo:
        """The owner's zone."""
        return self.parts.zone

    @cached_property
    def transcripts(self) -> Mapping[str, Transcript]:
        """Messages of each conversation in their order, by its key."""
        return {part.key: Transcript(part.rows, self.zone) for part in self.parts.conversations}

    @cached_property
    def sender_names(self) -> tuple[str, ...]:
        """Names of everybody who writes, also of those who were not analysed."""
        names = (name for transcript in self.transcripts.values() for name, _ in transcript.senders())
        return tuple(dict.fromkeys(names))

    def quotes(self, conversation: str, refs: Sequence[str], around: int = 2) -> tuple[Quote, ...]:
        """Messages of some refs, marked, with `around` neighbours to each side, in the chat's order."""
        transcript = self.transcripts.get(conversation)
        return transcript.around(refs, around) if transcript else ()

    def note_addresses(self, conversation: str, person: str) -> frozenset[tuple[str, str]]:
        """Keys and names under which notes about a person of a conversation are kept."""
        described = (part.conversation for part in self.parts.conversations if part.key == conversation)
        return next((description.addresses(person) for description in described), frozenset())

    def chart(self, conversation: str, person: PersonFindings) -> Chart:
        """Chart of the signals that a person's picture shows; without lines where nothing is drawn."""
        if (conversation, person.name) not in self._charts:
            names = [history.name for history in person.signal_histories if history.values]
            measured = self.measured.get(conversation)
            signals = signal_points(measured, person.name, names) if measured is not None and names else ()
            self._charts[conversation, person.name] = Chart(signals)
        return self._charts[conversation, person.name]
