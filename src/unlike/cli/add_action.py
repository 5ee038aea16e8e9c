"""The answer to `unlike add`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from zoneinfo import ZoneInfo

from unlike.api import Import, read
from unlike.cli.library_access import users_library
from unlike.cli.options import CheckOptions
from unlike.cli.output import write_output
from unlike.cli.own_process import give_up_network
from unlike.cli.owner_question import known_owner
from unlike.cli.progress_bar import progress_bar
from unlike.cli.timezones import now_in, zone_of
from unlike.i18n import translate
from unlike.library.adding import AddedChat
from unlike.library.exports_to_add import exports_to_add
from unlike.library.stored_chats import StoredChat
from unlike.library.stored_people import set_owner
from unlike.presentation.sanitise import sanitise
from unlike.presentation.sentences.interface.library_text import THERE_ALREADY, added_line
from unlike.readers.import_result import import_of


def run_add(options: CheckOptions) -> None:
    """Read the exports, ask what only the owner can say, and add them to the library.

    Raises:
        UnlikeError: the exports or the library cannot be used.
    """
    zone = zone_of(options)
    give_up_network()
    with progress_bar(is_shown=True) as progress:
        imports = [
            read([path], zone=zone, date_order=options.date_order, app=options.app, progress=progress)
            for path in options.exports
        ]
    owners = _owner_names([result.require_answers() for result in imports], zone, options.me)
    exports = [
        export
        for path, import_result, owner in zip(options.exports, imports, owners, strict=True)
        for export in exports_to_add([path], import_result, owner, now_in(zone))
    ]
    with users_library(create=True) as library:
        added_chats = library.add(exports)
        if options.me is not None and None in added_chats and _has_other_owner(library.chats(), options.me):
            set_owner(library.database, options.me)
    for path, chats in zip(options.exports, added_chats, strict=True):
        write_output("".join(f"{line}\n" for line in _added_lines(path, chats)))


def _has_other_owner(chats: Sequence[StoredChat], name: str) -> bool:
    """Whether a chat in which somebody of a name writes is taken for another one's."""
    folded_name = name.strip().casefold()
    return any(chat.has_person(name) and (chat.owner or "").casefold() != folded_name for chat in chats)


def _added_lines(path: Path, chats: tuple[AddedChat, ...] | None) -> list[str]:
    if chats is None:
        return [translate(THERE_ALREADY, export=sanitise(str(path)))]
    return [added_line(chat.title, chat.new, chat.messages) for chat in chats]


def _owner_names(imports: Sequence[Import], zone: ZoneInfo, owner: str | None) -> list[str]:
    """The owner's name in each of the exports; asked where neither it nor anybody said and somebody is there.

    Raises:
        OwnerUnknownError: nobody said.
    """
    names = [import_result.owner if owner is None else None for import_result in imports]
    without_owner = [import_result for import_result, name in zip(imports, names, strict=True) if name is None]
    if not without_owner:
        return [name for name in names if name]
    common = known_owner(
        import_of([result for import_result in without_owner for result in import_result.results], zone), owner
    )
    return [
        name or (common if common in import_result.people else import_result.owner or common)
        for import_result, name in zip(imports, names, strict=True)
    ]
