"""Analysing: what is unlike whom, and how a notebook shows it."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from unlike.analysis.analysis import Analysis
from unlike.analysis.analysis_options import AnalysisOptions
from unlike.analysis.daily_history import HABITS, daily_history
from unlike.analysis.daily_signals import DailySignals, daily_signals
from unlike.analysis.stages import analyse as run_stages
from unlike.analysis.stages import with_annotations as run_assembly
from unlike.core.day_rule import day_of
from unlike.errors import OptionError, PersonUnknownError
from unlike.readers import Import
from unlike.results import PersonFindings

if TYPE_CHECKING:
    from unlike.presentation.html.history_plot import HistoryPlot


@dataclass(frozen=True, repr=False)
class ChatAnalysis(Analysis):
    """An analysis that a notebook or Python's prompt shows as its answer, without a quote; `analyse` returns it."""

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

    def __repr__(self) -> str:
        from unlike.presentation.html.notebook import answer_text  # noqa: PLC0415 - as above

        return answer_text(self.findings, _today(self.zone))

    def _repr_html_(self) -> str:
        from unlike.presentation.html.notebook import answer_html  # noqa: PLC0415 - as above

        return answer_html(self.findings, _today(self.zone))

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:
        """The answer as HTML and as plain text; a front end takes what it can show."""
        del include, exclude
        return {"text/html": self._repr_html_(), "text/plain": repr(self)}


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


def _chat_analysis(analysis: Analysis) -> ChatAnalysis:
    return ChatAnalysis(**{field.name: getattr(analysis, field.name) for field in fields(analysis)})


def _has_name(person: PersonFindings, name: str | None) -> bool:
    return name is None or person.name.casefold() == name.strip().casefold()


def _today(zone: ZoneInfo) -> date:
    return day_of(datetime.now(zone))  # noqa: TID251 - a door: the clock comes in here
