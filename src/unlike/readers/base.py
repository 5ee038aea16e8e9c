"""The contract between the driver and a reader: what a reader is given, and what it returns."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeAlias
from zoneinfo import ZoneInfo

from unlike.core.medium_limits import MediumLimit, MediumLimitKind
from unlike.readers.coverage import Coverage
from unlike.readers.export import Export
from unlike.readers.file_names import FileNames

if TYPE_CHECKING:
    import polars as pl

Progress = Callable[[int, int], None]
"""Called with (bytes read so far, bytes in all); handed down, never looked up."""


@dataclass(frozen=True, slots=True)
class Interpretation:
    """What the owner said about times that an export leaves open.

    Attributes:
        zone: time zone of wall-clock times in exports without one.
        date_order: "dmy", "mdy", "ymd", or None to settle it from the file.
    """

    zone: ZoneInfo
    date_order: str | None = None


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """What the owner said about the reading.

    Attributes:
        zone: time zone of wall-clock times in exports without one.
        date_order: "dmy", "mdy", "ymd", or None to settle it from the file.
        app: name of the only reader to ask, or None for all.
        progress: called with (bytes read so far, bytes in all).
    """

    zone: ZoneInfo
    date_order: str | None = None
    app: str | None = None
    progress: Progress = field(default=lambda _done, _all: None)

    @property
    def interpretation(self) -> Interpretation:
        """The part of the options that an import can change without reading again."""
        return Interpretation(self.zone, self.date_order)


@dataclass(frozen=True, slots=True)
class SkippedRecord:
    """A record of an export that is no message; its text is never kept.

    Attributes:
        ref: where it stands.
        why: why it was skipped.
        size: how many messages it may have been, e.g. the lines of a run of lines.
    """

    ref: str
    why: str
    size: int = 1


@dataclass(frozen=True, slots=True)
class FormerSender:
    """Sender of a chat as it was before it was joined with others, or its sender renamed.

    Attributes:
        key: of that chat.
        name: in that chat.
        present_name: in the conversation as it is.
    """

    key: str
    name: str
    present_name: str


@dataclass(frozen=True, slots=True)
class Conversation:
    """What an export says about one conversation, apart from its messages.

    Attributes:
        key: its value in the table's `conversation` column.
        title: what people call it.
        app: the reader's name.
        group: more than two people can write in it.
        owner: the owner's name where the export itself tells, else None.
        clock: the finest step of its times; reply times are never taken below it.
        skipped: every record that is no row, with its place and reason.
        notes: one sentence each for what a reader should know: date order and why, times out of order, gaps made
            by the medium.
        coverage: records of the export by what became of them; held against the rows by the driver.
        has_ids: key and refs are the app's own ids: another key is another conversation, and an equal ref under the
            same key the same message, in every export.
        has_chat_id: key is the app's own id, but refs need not be: another key is another conversation.
        has_successor: the app says that it goes on in another conversation, as a group that became a larger one.
        predecessor: title of the conversation that it goes on from, where the app says so.
        breaks_off: the export ends in the middle of something, so that what was written last may be missing.
        medium_limits: what the source cannot tell; nothing is concluded from what it lacks.
        former_senders: under which keys and names its people stood in the chats that it was made of.
    """

    key: str
    title: str
    app: str
    group: bool
    owner: str | None
    clock: timedelta
    skipped: tuple[SkippedRecord, ...] = ()
    notes: tuple[str, ...] = ()
    coverage: Coverage = field(default_factory=Coverage)
    has_ids: bool = False
    has_successor: bool = False
    predecessor: str | None = None
    breaks_off: bool = False
    medium_limits: tuple[MediumLimit, ...] = ()
    has_chat_id: bool = False
    former_senders: tuple[FormerSender, ...] = ()

    @property
    def has_app_key(self) -> bool:
        """Whether its key is the app's own, so that another key is another conversation whatever it is called."""
        return self.has_ids or self.has_chat_id

    def addresses(self, person: str) -> frozenset[tuple[str, str]]:
        """Keys and names under which a note about a person can be kept: those of now, and those of before.

        A note of after the join can have the key of any of its chats, because an earlier chat can be added later.
        """
        former = [sender for sender in self.former_senders if sender.present_name == person]
        before = {(sender.key, name) for sender in former for name in (sender.name, person)}
        return frozenset({(self.key, person), *before})

    def limit(self, kind: MediumLimitKind) -> MediumLimit | None:
        """The first limit of a kind; None where there is none."""
        return next((limit for limit in self.medium_limits if limit.kind is kind), None)


@dataclass(frozen=True, slots=True)
class ParsedConversation:
    """One conversation read.

    Attributes:
        conversation: who it is.
        messages: its rows in the table's schema, in the file's own order.
        reinterpret: the same conversation under other answers of the owner, without opening the export again; None
            where its times are moments and depend on nothing the owner says.
        origin: names of what was given and of the file in it; set by the driver.
    """

    conversation: Conversation
    messages: pl.DataFrame = field(repr=False)
    reinterpret: Reinterpret | None = field(default=None, repr=False, compare=False)
    origin: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DateOrderQuestion:
    """A conversation that was read, but whose dates can be read day first or month first.

    Attributes:
        path: the file that leaves it open.
        example: a date as it stands there.
        reinterpret: the conversation, once the owner has answered; this question again where they have not.
    """

    path: Path
    example: str
    reinterpret: Reinterpret = field(repr=False, compare=False)


ReadResult: TypeAlias = ParsedConversation | DateOrderQuestion
"""What a reader yields, one a conversation."""

Reinterpret: TypeAlias = Callable[[Interpretation], ReadResult]
"""Builds a conversation anew from what was read, for one interpretation."""


@dataclass(frozen=True, slots=True)
class ExportGuide:
    """How to get an export.

    Attributes:
        device: app and device, e.g. "WhatsApp, Android".
        steps: one sentence.
    """

    device: str
    steps: str


class Reader(Protocol):
    """An app whose exports can be read. A reader inherits from this class or has all of its attributes.

    Sentences are marked for translation with `unlike.i18n.mark`; those of other packages may be in one language.

    Attributes:
        name: what --app takes, in lower case; stands in the table's `source` column.
        title: what people call the app.
        export_description: what to give, e.g. "a Telegram result.json"; stands behind "Give".
        guides: how to get an export.
        file_names: what the app calls its files.
        takes_folders: it reads a folder of files as one export; it is asked about folders first, then about files.
        is_fallback: it reads what has no app's own form, and is asked only where no other reader knows an export.
        has_weak_marks: it knows its exports by single lines, which may stand in those of other apps; where a reader
            with stronger marks claims one, too, it is that one's.
    """

    name: str
    title: str
    export_description: str
    guides: Sequence[ExportGuide]
    file_names: FileNames = FileNames()
    takes_folders: bool = False
    is_fallback: bool = False
    has_weak_marks: bool = False

    def recognise(self, export: Export) -> bool:
        """Say whether this is an export of this app, judged by first bytes and names; never raises."""
        ...

    def read(self, export: Export, options: ReadOptions) -> Iterator[ReadResult]:
        """The conversations in it, one after another; a question where only the owner can tell day from month.

        Raises:
            InputError: the export cannot be used.
        """
        ...

    def hint(self, head: bytes) -> str:
        """The next step for a file that no reader recognises and this app may have written; empty for any other.

        Args:
            head: the first bytes of the file.
        """
        del head
        return ""

    def export_hint(self, export: Export) -> str:
        """The same, for a file that is told by its name or by what is in it rather than by its first bytes."""
        del export
        return ""
