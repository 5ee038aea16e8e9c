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
    with progress_bar(wanted=True) as progress:
        imports = [
            read([path], zone=zone, date_order=options.date_order, app=options.app, progress=progress)
            for path in options.exports
        ]
    owners = _owners([one.require_answers() for one in imports], zone, options.me)
    exports = [
        export
        for path, imported, owner in zip(options.exports, imports, owners, strict=True)
        for export in exports_to_add([path], imported, owner, now_in(zone))
    ]
    with users_library(create=True) as library:
        added = library.add(exports)
        if options.me is not None and None in added and _has_other_owner(library.chats(), options.me):
            set_owner(library.database, options.me)
    for path, chats in zip(options.exports, added, strict=True):
        write_output("".join(f"{line}\n" for line in _lines(path, chats)))


def _has_other_owner(chats: Sequence[StoredChat], name: str) -> bool:
    """Whether a chat in which somebody of a name writes is taken for another one's."""
    given = name.strip().casefold()
    return any(chat.has_person(name) and (chat.owner or "").casefold() != given for chat in chats)


def _lines(path: Path, chats: tuple[AddedChat, ...] | None) -> list[str]:
    if chats is None:
        return [translate(THERE_ALREADY, export=sanitise(str(path)))]
    return [added_line(chat.title, chat.new, chat.messages) for chat in chats]


def _owners(imports: Sequence[Import], zone: ZoneInfo, given: str | None) -> list[str]:
    """The owner's name in each of the exports; asked where neither it nor anybody said and somebody is there.

    Raises:
        OwnerUnknownError: nobody said.
    """
    names = [one.owner if given is None else None for one in imports]
    unclear = [one for one, name in zip(imports, names, strict=True) if name is None]
    if not unclear:
        return [name for name in names if name]
    common = known_owner(import_of([result for one in unclear for result in one.results], zone), given)
    return [
        name or (common if common in one.people else one.owner or common)
        for one, name in zip(imports, names, strict=True)
    ]
