"""The public door: `read` exports, then `analyse` what was read.

The command line, the page and notebooks call only this module:

    chats = read("WhatsApp Chat with Rosa.txt", zone="Europe/Berlin")
    analysis = chats.analyse(me="Imke")
    analysis.findings.conversations[0].people[0].spells

`lock_network()` gives up the network of the process for good, as the command line and the page do before they read; a
program that calls `read` decides that itself.

Reading and analysing are two calls, so that nothing is read twice because a question came up: who the owner is, which
zone the times are of, whether the day or the month comes first.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import polars as pl

from unlike import readers
from unlike.analysis.analysis import Analysis
from unlike.analysis.analysis_options import AnalysisOptions, AnalysisStep, VisitCounter
from unlike.analysis.charts import MAX_MARGIN, MAX_POINTS, Chart, ChartLine, TimeWindow
from unlike.analysis.chat_transcript import Transcript
from unlike.analysis.daily_history import HABITS, daily_history
from unlike.analysis.daily_signals import DailySignals, daily_signals
from unlike.analysis.scope import identify_owner
from unlike.analysis.stages import analyse as run_stages
from unlike.analysis.stages import with_annotations as run_assembly
from unlike.core.day_rule import day_of
from unlike.core.network_lock import LockState, lock_network
from unlike.core.time_zones import find_zone, machine_zone
from unlike.errors import OptionError, PersonUnknownError
from unlike.i18n import mark, translate_lazy
from unlike.messages import CALL, KIND_NAMES
from unlike.readers import Import, Interpretation, app_title
from unlike.readers.same_people import SamePerson
from unlike.readers.same_people import same_people as people_of_pairs
from unlike.results import ChatSummary, PersonFindings

if TYPE_CHECKING:
    from unlike.presentation.html.history_plot import HistoryPlot

__all__ = [
    "MAX_MARGIN",
    "MAX_POINTS",
    "Analysis",
    "AnalysisOptions",
    "AnalysisStep",
    "Chart",
    "ChartLine",
    "ChatAnalysis",
    "ChatSummary",
    "Chats",
    "DailySignals",
    "Import",
    "Interpretation",
    "LockState",
    "SamePerson",
    "TimeWindow",
    "Transcript",
    "VisitCounter",
    "analyse",
    "daily_signals",
    "lock_network",
    "owner_of",
    "read",
    "read_frame",
    "same_people",
    "with_annotations",
]


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


@dataclass(frozen=True)
class ChatAnalysis(Analysis):
    """An analysis that a notebook shows as its answer, without a quote; `analyse` returns it."""

    def signals(self) -> DailySignals:
        """Signals of everybody who was analysed, day by day, as one long table."""
        return daily_signals(self)

    def plot(self, person: str | None = None, *, habit: str | None = None, names: bool = False) -> HistoryPlot:
        """Draw a habit of a person day by day, with its usual range and the spells; it can be saved as an SVG file.

        Args:
            person: whose; None for the first of whom there is something to draw.
            habit: name of a signal; None for the one that changed most often.
            names: whether the name stands in it; else "Person A".

        Raises:
            unlike.errors.QuestionError: there is no such person or habit, or nothing can be drawn, and why.
        """
        from unlike.presentation.html.history_plot import person_plot  # noqa: PLC0415 - as above

        conversations = self.findings.conversations
        places = [(number, index) for number, chat in enumerate(conversations) for index, _ in enumerate(chat.people)]
        people = {place: conversations[place[0]].people[place[1]] for place in places}
        matching_places = [place for place in places if _has_name(people[place], person)]
        if not matching_places:
            raise PersonUnknownError(person or "", list(dict.fromkeys(findings.name for findings in people.values())))
        if habit is not None and habit not in HABITS:
            raise OptionError("habit", habit, ", ".join(HABITS))
        place = next((place for place in matching_places if people[place].signal_histories), matching_places[0])
        signal_names = [habit] if habit else [history.name for history in people[place].signal_histories[:1]]
        key, name = conversations[place[0]].key, people[place].name
        history = daily_history(self, key, name, signal_names[0]) if signal_names else None
        return person_plot(self.findings, place, history, names=names)

    def _repr_html_(self) -> str:
        from unlike.presentation.html.notebook import answer_html  # noqa: PLC0415 - as above

        return answer_html(self.findings, _today(self.zone))

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:
        """The answer as HTML and as plain text; a front end takes what it can show."""
        from unlike.presentation.html.notebook import answer_text  # noqa: PLC0415 - as above

        del include, exclude
        return {"text/html": self._repr_html_(), "text/plain": answer_text(self.findings, _today(self.zone))}


def analyse(imported: Import, options: AnalysisOptions) -> ChatAnalysis:
    """Find what is and was unlike whom in what was read.

    Args:
        imported: conversations as read.
        options: what the owner asks.

    Raises:
        unlike.errors.QuestionError: only the owner can answer (who they are, whom they mean, which days, the order
            of day and month).
        unlike.errors.InputError: a calendar or date list cannot be used.
    """
    return _chat_analysis(run_stages(imported, options))


def with_annotations(analysis: Analysis, options: AnalysisOptions) -> ChatAnalysis:
    """Assemble an analysis anew with other notes, calendars and dates; no stage is run again.

    Raises:
        unlike.errors.InputError: a calendar or date list cannot be used.
    """
    return _chat_analysis(run_assembly(analysis, options))


def owner_of(imported: Import, given: str | None = None) -> str:
    """Owner of an import: the participant of a given name, else the one that the exports tell.

    Raises:
        unlike.errors.OwnerUnknownError: nobody of that name writes there, or nothing tells.
    """
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
    interpretation = Interpretation(_resolve_zone(zone), date_order)
    results = tuple(readers.frame_results(frame, title, interpretation))
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


def _chat_analysis(analysis: Analysis) -> ChatAnalysis:
    return ChatAnalysis(**{field.name: getattr(analysis, field.name) for field in fields(analysis)})


def _chat_summary(part: readers.ParsedConversation, zone: ZoneInfo) -> ChatSummary:
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


def _has_name(person: PersonFindings, name: str | None) -> bool:
    return name is None or person.name.casefold() == name.strip().casefold()


def _today(zone: ZoneInfo) -> date:
    return day_of(datetime.now(zone))  # noqa: TID251 - a door: the clock comes in here
