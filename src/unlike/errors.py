"""Everything that can go wrong, as one tree.

UnlikeError
├── InputError                 the export cannot be used as it is (exit 2)
│   ├── NotFoundError          no such file or folder
│   ├── UnreadableError        the file cannot be opened
│   ├── EmptyExportError       nothing in it
│   ├── UnknownExportError     no reader knows this file
│   ├── AmbiguousExportError   two readers claim it
│   ├── BrokenExportError      it begins like an export and cannot be read on
│   ├── MiscountError          a reader's counts contradict what it returns
│   ├── ContainerError         a zip or folder beyond the limits
│   ├── ContextError           a calendar or a file of dates cannot be used
│   └── LibraryError           what is kept on this machine cannot be read or written
└── QuestionError              only the owner can answer, and nobody was there to ask (exit 2)
    ├── OwnerUnknownError      who is "me"?
    ├── PersonUnknownError     nobody of that name
    ├── DateOrderError         day or month first?
    ├── OptionError            an option's value cannot be understood
    └── UsageError             options that do not go together

Each class writes its own sentence and the next step; problems *inside* an export are values, not exceptions.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from unlike.i18n import LazyMessage, lazy, lazy_plural, mark, quotation, translate_lazy, verbatim

OF_THE_SYSTEM: Final = (
    mark("Permission denied"),
    mark("Is a directory"),
    mark("Not a directory"),
    mark("No space left on device"),
    mark("Read-only file system"),
    mark("Input/output error"),
)
"""What the system says most often when a file cannot be used."""


class UnlikeError(Exception):
    """The root: `str(error)` is one clear sentence with what to do next, in the language of whoever asks for it."""

    exit_code = 1

    def __str__(self) -> str:
        return translate_lazy(self.args[0]) if self.args else ""


class InputError(UnlikeError):
    """The export cannot be used as it is."""

    exit_code = 2


class NotFoundError(InputError):
    """No such file or folder."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            lazy("{path}: there is no such file or folder. Check the path, or drag the export here.", path=path)
        )


class UnreadableError(InputError):
    """The file cannot be opened."""

    def __init__(self, path: Path, why: str) -> None:
        super().__init__(
            lazy(
                "{path}: cannot be read ({why}). Check its permissions, or export the chat again.",
                path=path,
                why=verbatim(why),
            )
        )


class EmptyExportError(InputError):
    """Nothing in it."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            lazy("{path}: this export is empty. Export the chat again and choose a chat with messages.", path=path)
        )


class UnknownExportError(InputError):
    """No reader knows this file; `step` says what to give instead."""

    def __init__(self, path: Path, step: str = "") -> None:
        next_step = step or mark("Give the file as the app exported it.")
        super().__init__(
            lazy("{path}: this is no chat export that unlike knows. {step}", path=path, step=verbatim(next_step))
        )


class AmbiguousExportError(InputError):
    """Two readers claim it."""

    def __init__(self, path: Path, readers: Sequence[str]) -> None:
        super().__init__(
            lazy(
                "{path}: several readers claim this file ({readers}). Name the one to use with --app.",
                path=path,
                readers=", ".join(readers),
            )
        )


class BrokenExportError(InputError):
    """It begins like an export and cannot be read on."""

    def __init__(self, path: Path, where: str, why: str) -> None:
        super().__init__(
            lazy(
                "{path}, {where}: {why}. Export the chat again; nothing was changed.",
                path=path,
                where=verbatim(where),
                why=verbatim(why),
            )
        )


class MiscountError(InputError):
    """A reader's counts contradict what it returns."""

    def __init__(self, path: Path, where: str, reader: str, why: str) -> None:
        super().__init__(
            lazy(
                "{path}, {where}: the reader “{reader}” cannot be trusted with it ({why}). Tell whoever maintains that "
                "reader; nothing was changed.",
                path=path,
                where=verbatim(where),
                reader=reader,
                why=verbatim(why),
            )
        )


class ContainerError(InputError):
    """A zip or folder beyond the limits."""

    def __init__(self, path: Path, why: str) -> None:
        super().__init__(
            lazy("{path}: {why}. Unpack it yourself and give the chat's own file.", path=path, why=verbatim(why))
        )


class ContextError(InputError):
    """A calendar or a file of dates cannot be used."""

    def __init__(self, path: Path, where: str, why: str) -> None:
        reason = lazy("{where}: {why}", where=verbatim(where), why=verbatim(why)) if where else verbatim(why)
        super().__init__(
            lazy(
                "{path}: {why}. --calendar takes an iCalendar file (.ics); --dates takes a CSV file with a date such "
                "as 2025-11-12 in each line.",
                path=path,
                why=reason,
            )
        )


class LibraryError(InputError):
    """What is kept on this machine cannot be read or written."""

    def __init__(self, path: Path, why: str) -> None:
        super().__init__(
            lazy(
                "{path}: your notes are kept there, and that does not work now ({why}). Mend the file or move it away.",
                path=path,
                why=verbatim(why),
            )
        )


class QuestionError(UnlikeError):
    """Only the owner can answer, and nobody was there to ask."""

    exit_code = 2


class OwnerUnknownError(QuestionError):
    """Who is "me"? `names` are those to choose from."""

    def __init__(self, names: Sequence[str], given: str | None = None) -> None:
        self.names = tuple(names)
        asked = mark("The export does not say which of these is you. Say it with --me NAME, one of: {names}.")
        if given:
            asked = mark("Nobody is called “{given}” here. Say it with --me NAME, one of: {names}.")
        super().__init__(lazy(asked, given=given, names=_listed(names)))


class PersonUnknownError(QuestionError):
    """Nobody of that name."""

    def __init__(self, given: str, names: Sequence[str]) -> None:
        super().__init__(
            lazy("Nobody is called “{given}” here. --with takes one of: {names}.", given=given, names=_listed(names))
        )


class DateOrderError(QuestionError):
    """Day or month first?"""

    def __init__(self, path: Path, example: str) -> None:
        super().__init__(
            lazy(
                "{path}: “{example}” can be read day first or month first, and nothing in the file decides it. "
                "Say which with --date-order dmy or --date-order mdy.",
                path=path,
                example=example,
            )
        )


class OptionError(QuestionError):
    """An option's value cannot be understood."""

    def __init__(self, option: str, given: str, wanted: str) -> None:
        super().__init__(
            lazy(
                "{option} {given} is not understood. Give {wanted}.",
                option=option,
                given=repr(given),
                wanted=verbatim(wanted),
            )
        )


class UsageError(QuestionError):
    """The options and arguments do not go together; its sentence says what would."""


def _listed(names: Sequence[str], most: int = 12) -> LazyMessage:
    """Names for a sentence, the first few and how many more."""
    shown = ", ".join(map(quotation, names[:most]))
    more = len(names) - most
    return (
        lazy_plural("{names} and {number} more", "{names} and {number} more", more, names=shown)
        if more > 0
        else verbatim(shown)
    )
