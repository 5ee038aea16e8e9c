"""Reading: chats as exports have them, ready to be analysed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import polars as pl

from unlike import readers
from unlike.core.day_rule import day_of
from unlike.core.time_zones import find_zone, machine_zone
from unlike.errors import OptionError
from unlike.i18n import mark, translate_lazy
from unlike.messages import CALL, KIND_NAMES
from unlike.readers import Import, Interpretation, app_title
from unlike.readers.same_people import SamePerson
from unlike.readers.same_people import same_people as people_of_pairs

if TYPE_CHECKING:
    from unlike.api.chat_analysis import ChatAnalysis
    from unlike.results import ChatSummary


@dataclass(frozen=True, slots=True, repr=False)
class Chats(Import):
    """An import that can be analysed and that a notebook shows as a table; `read` returns it."""

    def analyse(self, me: str | None = None, *, person: str | None = None, possible: bool = False) -> ChatAnalysis:
        """Find what is and was unlike whom; `unlike.api.analyse` takes every option.

        Args:
            me: the owner's name in the chats; None to take the exports' own word.
            person: the only person to analyse; None for everybody.
            possible: report possible spells too, up to one false spell a year.

        Raises:
            unlike.errors.QuestionError: only the owner can answer: who they are, whom they mean, the order of dates.
        """
        from unlike.analysis.analysis_options import AnalysisOptions  # noqa: PLC0415 - as the next one
        from unlike.api.chat_analysis import analyse  # noqa: PLC0415 - whoever only reads needs no stage of an analysis

        return analyse(self, AnalysisOptions(owner=me, person=person, possible=possible))

    def interpreted(self, interpretation: Interpretation) -> Chats:
        """The same exports under other answers of the owner, as if they were read anew, without opening them.

        Raises:
            unlike.errors.InputError: a reader failed.
        """
        return _chats(Import.interpreted(self, interpretation))

    def summaries(self) -> tuple[ChatSummary, ...]:
        """Each conversation in figures: messages by people, first and last day in `zone`, records not read."""
        return tuple(_chat_summary(part, self.zone) for part in self.parts)

    def __repr__(self) -> str:
        return "\n".join(map(repr, (*self.summaries(), *self.questions)))

    def _repr_html_(self) -> str:
        from unlike.presentation.html.notebook import chats_html  # noqa: PLC0415 - only notebooks load the templates

        return chats_html(self.summaries())


def owner_of(imported: Import, given: str | None = None) -> str:
    """Owner of an import: the participant of a given name, else the one that the exports tell.

    Raises:
        unlike.errors.OwnerUnknownError: nobody of that name writes there, or nothing tells.
    """
    from unlike.analysis.scope import identify_owner  # noqa: PLC0415 - as in `analyse`

    return identify_owner(imported.conversations, imported.messages, given)


def read(
    paths: str | Path | Sequence[str | Path],
    *,
    zone: ZoneInfo | str | None = None,
    date_order: str | None = None,
    app: str | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Chats:
    """Read exports into conversations.

    Args:
        paths: one file, zip or folder as the apps exported it, or several; they are only read.
        zone: of the owner, or its IANA name, None for the machine's; for days and for wall-clock times in exports that
            name no zone.
        date_order: "dmy", "mdy" or "ymd"; None to settle it from the file.
        app: name of the only reader to ask; None for all.
        progress: called with (bytes read so far, bytes in all).

    Raises:
        unlike.errors.InputError: an export that cannot be used, in one sentence with the next step.
        unlike.errors.QuestionError: something that only the owner can answer, or a zone that there is not.
    """
    path_list = [paths] if isinstance(paths, str | Path) else paths
    options = readers.ReadOptions(_resolve_zone(zone), date_order, app, progress or (lambda _done, _total: None))
    return _chats(readers.read([Path(path) for path in path_list], options))


def read_frame(
    frame: object, *, zone: ZoneInfo | str | None = None, title: str = "chat", date_order: str | None = None
) -> Chats:
    """Read conversations from a data frame with one message a row, as a table with the same columns is read.

    Args:
        frame: of Polars, or of any library that speaks Arrow's PyCapsule interface or that Narwhals knows (the extra
            `frames`); with columns timestamp, sender and text, and chat where there are several.
        zone: as in `read`.
        title: of the conversation, where no column names it.
        date_order: as in `read`.

    Raises:
        unlike.errors.QuestionError: it is no such frame, or the order of day and month is open.
    """
    from unlike.readers.apps.table.data_frame_chats import frame_results  # noqa: PLC0415 - as a reader's parser

    interpretation = Interpretation(_resolve_zone(zone), date_order)
    results = tuple(frame_results(frame, title, interpretation))
    return _chats(readers.import_of(results, interpretation.zone))


def same_people(imported: Import, pairs: Sequence[tuple[str, str]]) -> list[SamePerson]:
    """People of whom the owner says that they are one, for `Import.with_people`.

    Args:
        imported: what was read.
        pairs: two names each, in any case, or phone numbers in any spelling; the first is then the person's name.

    Raises:
        unlike.errors.PersonUnknownError: nobody bears one of the names.
        unlike.errors.UsageError: two of them write in one conversation.
    """
    return people_of_pairs(imported.parts, pairs)


def _resolve_zone(zone: ZoneInfo | str | None) -> ZoneInfo:
    if zone is None:
        return machine_zone()
    time_zone = zone if isinstance(zone, ZoneInfo) else find_zone(zone)
    if time_zone is None:
        raise OptionError("zone", str(zone), mark("a zone such as Europe/Berlin or America/New_York"))
    return time_zone


def _chats(imported: Import) -> Chats:
    return Chats(**{field.name: getattr(imported, field.name) for field in fields(imported)})


def _chat_summary(part: readers.ParsedConversation, zone: ZoneInfo) -> ChatSummary:
    from unlike.results import ChatSummary  # noqa: PLC0415 - as in `analyse`

    conversation, kinds = part.conversation, part.messages["kind"].cast(pl.String)
    times = part.messages.filter(~kinds.is_in([CALL, KIND_NAMES[-1]]))["sent_at"].dt.convert_time_zone(zone.key)
    first, last = (day_of(end) if isinstance(end, datetime) else None for end in (times.min(), times.max()))
    return ChatSummary(
        conversation.title,
        translate_lazy(app_title(conversation.app)),
        times.len(),
        first,
        last,
        skipped=len(conversation.skipped),
    )
