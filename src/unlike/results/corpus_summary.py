"""Summary of a corpus run: counts, and what could not be read."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class SourceFailure:
    """Something that could not be read, and why.

    Attributes:
        source: name of the source.
        kind: class of the error.
        why: its sentence.
    """

    source: str
    kind: str
    why: str


@dataclass(frozen=True, slots=True)
class CorpusSummary:
    """Counts of a corpus.

    Attributes:
        sources, conversations, messages, people: how many there are in it; people are counted in each conversation.
        failures: what could not be read.
        resumed: sources that an earlier run had done.
        compared: histories that false discoveries were controlled over, by family.
        discovered: those of them that are called a discovery, by family.
        files: tables.
    """

    sources: int
    conversations: int
    messages: int
    people: int
    failures: tuple[SourceFailure, ...]
    resumed: int
    compared: dict[str, int] = field(default_factory=dict)
    discovered: dict[str, int] = field(default_factory=dict)
    files: int = 0
