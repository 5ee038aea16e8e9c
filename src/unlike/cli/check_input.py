"""From the options of a command to what was read and analysed; who the owner is, is asked where nobody said."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from unlike.api import AnalysisOptions, Import, VisitCounter, read
from unlike.cli.library_access import chats_with, shown_name, users_library
from unlike.cli.local_data import note_store
from unlike.cli.options import CheckOptions
from unlike.cli.own_process import give_up_network
from unlike.cli.progress_bar import progress_bar
from unlike.cli.prompts import ask_owner, can_ask
from unlike.cli.same_option import with_same_people
from unlike.cli.timezones import parse_zone, zone_of
from unlike.core.time_zones import machine_zone
from unlike.errors import OwnerUnknownError

if TYPE_CHECKING:
    from unlike.api import Analysis


def read_input(options: CheckOptions) -> tuple[Import, CheckOptions, ZoneInfo]:
    """Give up the network and read the exports, or the library where none is given; with the owner's zone.

    Whoever is one person is one in what is read, and the options bear the names that people have there.

    Raises:
        UnlikeError: it cannot be used.
    """
    if options.exports:
        zone = zone_of(options)
        return *with_same_people(_read_exports(options, zone), options), zone
    with users_library() as library:
        chats = chats_with(library, options.person)
        zone = parse_zone(options.timezone or library.zone() or machine_zone().key)
        import_result = library.read(zone, {chat.number for chat in chats})
        return import_result, replace(options, person=shown_name(library, options.person)), zone


def analysis_of(
    options: CheckOptions, zone: ZoneInfo, *, visits: VisitCounter | None = None, keepsakes: bool = False
) -> Analysis:
    """Give up the network, read the exports and analyse them."""
    import_result, options = with_same_people(_read_exports(options, zone), options)
    return analysis_of_import(options, import_result, visits=visits, keepsakes=keepsakes)


def input_analysis(options: CheckOptions, *, keepsakes: bool = False) -> tuple[Analysis, ZoneInfo]:
    """Analyse the exports, or the library where none is given; with the owner's zone.

    Raises:
        UnlikeError: they cannot be used.
    """
    import_result, options, zone = read_input(options)
    return analysis_of_import(options, import_result, keepsakes=keepsakes), zone


def _read_exports(options: CheckOptions, zone: ZoneInfo) -> Import:
    give_up_network()
    with progress_bar(is_shown=not options.quiet) as progress:
        return read(options.exports, zone=zone, date_order=options.date_order, app=options.app, progress=progress)


def analysis_of_import(
    options: CheckOptions, import_result: Import, *, visits: VisitCounter | None = None, keepsakes: bool = False
) -> Analysis:
    """Analyse what was read; who the owner is, is asked where nobody said and somebody is there."""
    from unlike.api import analyse  # noqa: PLC0415 - an answer that is stored needs no stage of an analysis

    analysis_options = AnalysisOptions(
        owner=options.me,
        person=options.person,
        since=options.since,
        until=options.until,
        possible=options.possible,
        keepsakes=keepsakes,
        despite_unread=options.despite_unread,
        notes=note_store().all(),
        calendars=options.calendars,
        dates=options.dates,
        visits=visits,
    )
    try:
        return analyse(import_result, analysis_options)
    except OwnerUnknownError as error:
        if options.me is not None or not error.names or not can_ask():
            raise
        owner = ask_owner(error.names)
        if owner is None:
            raise
        return analyse(import_result, replace(analysis_options, owner=owner))
