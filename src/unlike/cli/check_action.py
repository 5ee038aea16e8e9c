"""Running `unlike check`: from its options to an answer on standard output."""

from __future__ import annotations

import os
import shutil
import sys
from datetime import date
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from unlike.cli.library_answer import has_stored_answers, library_answer, with_visits
from unlike.cli.local_data import visit_counter
from unlike.cli.options import CheckOptions
from unlike.cli.output import is_terminal, write_output
from unlike.cli.timezones import now_in, today_in
from unlike.errors import OptionError
from unlike.i18n import lazy, mark
from unlike.presentation.numbering import NumberedFinding, numbered_findings, subjects
from unlike.presentation.sentences.findings.explanation_text import look_back_before
from unlike.presentation.terminal.screen import ScreenOptions, finding_screen, screen
from unlike.results import Findings

if TYPE_CHECKING:
    from rich.text import Text

    from unlike.api import Analysis, Import, VisitCounter

_MAX_WIDTH_CHARS, _MIN_WIDTH_CHARS = 80, 40


def run_check(options: CheckOptions) -> None:
    """Analyse the exports and write the face that was asked for.

    Raises:
        UnlikeError: the exports or the options cannot be used.
    """
    if has_stored_answers(options):
        _write_findings(*_library_findings(options), options)
        return
    from unlike.cli.check_input import analysis_of_import, read_input  # noqa: PLC0415 - what is stored needs no reader

    import_result, options, zone = read_input(options)
    visits = visit_counter(lambda: now_in(zone), counted=_is_look(options))
    keepsakes = _wants_keepsakes(options) or options.layout == "agent"
    analysis = analysis_of_import(options, import_result, visits=visits, keepsakes=keepsakes)
    if options.layout == "agent":
        from unlike.cli.agent_output import write_agent_text  # noqa: PLC0415 - only an assistant's text needs its tools

        write_agent_text(analysis, today_in(zone), names=options.names, quotes=options.quotes)
    elif options.show is not None:
        _write_text(_finding_text(analysis, options.show, _screen_options(options, zone)), options)
    else:
        _write_findings(analysis.findings, zone, options)


def _library_findings(options: CheckOptions) -> tuple[Findings, ZoneInfo]:
    """Findings about chats of the library, with visits as they are now."""
    keepsakes = _wants_keepsakes(options)

    def analyse_library(import_result: Import, named_options: CheckOptions, visits: VisitCounter) -> Findings:
        from unlike.cli.check_input import analysis_of_import  # noqa: PLC0415 - as above

        return analysis_of_import(named_options, import_result, visits=visits, keepsakes=keepsakes).findings

    answer, zone = library_answer(options, analyse_library, keepsakes=keepsakes)
    visits = visit_counter(lambda: now_in(zone), counted=_is_look(options))(answer.fingerprints)
    return with_visits(answer.findings, visits), zone


def _write_findings(findings: Findings, zone: ZoneInfo, options: CheckOptions) -> None:
    """Write the face that was asked for, which needs no messages."""
    if options.as_json:
        from unlike.presentation.json.document import document_text  # noqa: PLC0415 - only where it is asked for

        write_output(document_text(findings) + "\n")
    elif options.as_csv:
        from unlike.presentation.chats_csv import chats_csv  # noqa: PLC0415 - as above

        write_output(chats_csv(subjects(findings, today_in(zone))))
    else:
        _write_text(screen(findings, _screen_options(options, zone)), options)


def _is_look(options: CheckOptions) -> bool:
    """Whether somebody looks at the whole answer, which counts as a visit."""
    return not (options.as_json or options.as_csv) and options.show is None


def _wants_keepsakes(options: CheckOptions) -> bool:
    return options.as_json or options.everything


def _finding_text(analysis: Analysis, number: int, view: ScreenOptions) -> Text:
    """The messages behind a finding, and those that tell what was before it."""
    numbered = chosen_finding(analysis, number, view.today or today_in(analysis.zone))
    look_back = look_back_before(numbered.finding, numbered.subject)
    refs = (*(look_back.messages if look_back else ()), *numbered.finding.messages)
    return finding_screen(numbered, analysis.quotes(numbered.conversation.key, refs), view)


def chosen_finding(analysis: Analysis, number: int, today: date) -> NumberedFinding:
    """The finding that `--show N` means.

    Raises:
        OptionError: there is none of that number.
    """
    findings = numbered_findings(analysis.findings, today)
    if not 1 <= number <= len(findings):
        expected = mark("it only where something was found")
        if findings:
            expected = lazy("a number from 1 to {last}", last=len(findings))
        raise OptionError("--show", str(number), expected)
    return findings[number - 1]


def _screen_options(options: CheckOptions, zone: ZoneInfo) -> ScreenOptions:
    """Options of the screen, with the current day."""
    width_chars = shutil.get_terminal_size((_MAX_WIDTH_CHARS, 24)).columns
    return ScreenOptions(
        width=max(_MIN_WIDTH_CHARS, min(_MAX_WIDTH_CHARS, width_chars)),
        shows_usual=options.usual,
        shows_everything=options.everything,
        quiet=options.quiet,
        today=today_in(zone),
        zone_assumed=options.timezone is None and bool(options.exports),
        person=options.person,
    )


def _write_text(text: Text, options: CheckOptions) -> None:
    """Out, line by line as it was laid out; plain where no colour is wanted or nobody looks."""
    is_coloured = (
        options.color if options.color is not None else not os.environ.get("NO_COLOR") and is_terminal(sys.stdout)
    )
    if not is_coloured:
        write_output(text.plain + "\n")
        return
    from rich.console import Console  # noqa: PLC0415 - only colours need it

    console = Console(
        force_terminal=True, no_color=False, color_system="standard", highlight=False, markup=False, emoji=False
    )
    with console.capture() as captured:  # written by us, so that a closed pipe is met in one place
        console.print(text, soft_wrap=True, end="")
    write_output(captured.get() + "\n")
