"""Everything that can go wrong, as one tree of exceptions.

UnlikeError                     root; its sentence is written by the class that is raised
├── OutputError                 what was asked for cannot be written (exit code 2)
├── InputError                  a file cannot be used as it is (exit code 2)
│   ├── NotFoundError           no such file or folder
│   ├── UnreadableError         the file cannot be opened
│   ├── EmptyExportError        the export holds no messages
│   ├── UnknownExportError      no reader recognises the file
│   ├── AmbiguousExportError    two readers or more recognise the file
│   ├── BrokenExportError       the file begins like an export and cannot be read to its end
│   ├── UndatedExportError      its lines have times, and nothing says the day
│   ├── MiscountError           a reader's counts contradict what it returns
│   ├── ContainerError          a zip or folder exceeds the limits
│   ├── RefusedExportError      `unlike open` stops because an export cannot be used
│   ├── AnnotationError         a calendar or a list of dates cannot be used
│   ├── LibraryError            the file of notes and settings cannot be read or written
│   └── ChatLibraryError        the library of chats cannot be opened, read or written
└── QuestionError               only the owner can answer, and nobody could be asked (exit code 2)
    ├── OwnerUnknownError       which participant is the owner?
    ├── PersonUnknownError      no participant has that name
    ├── DateOrderError          does the day or the month come first?
    ├── PassphraseError         what is the passphrase of the library?
    ├── OptionError             the value of an option is not understood
    └── UsageError              options or arguments do not go together

Each class writes its own sentence with the next step, as a lazy message: `str(error)` is in the language of whoever
shows it. Problems *inside* an export are values that are counted and shown, not exceptions.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar, Final

from unlike.i18n import LazyMessage, lazy, lazy_plural, mark, quotation, translate_lazy, verbatim

SYSTEM_MESSAGES: Final = (
    mark("Permission denied"),
    mark("Is a directory"),
    mark("Not a directory"),
    mark("No space left on device"),
    mark("Read-only file system"),
    mark("Input/output error"),
)
"""Most frequent messages of the operating system (`OSError.strerror`), marked so that catalogues have them."""

_MAX_LISTED_NAMES: Final = 12


class UnlikeError(Exception):
    """Root of the tree: `str(error)` is one sentence with the next step, in the current language.

    Attributes:
        exit_code: exit code of the command line.
    """

    exit_code: ClassVar[int] = 1

    def __str__(self) -> str:
        return translate_lazy(self.args[0]) if self.args else ""


class OutputError(UnlikeError):
    """An answer that cannot be written: to standard output, or to a file."""

    exit_code = 2

    def __init__(self, reason: str, path: Path | None = None) -> None:
        sentence = mark("The answer cannot be written ({why}). Free some room, or write it elsewhere.")
        if path:
            sentence = mark("{path}: cannot be written ({why}). Nothing was changed; name another file.")
        super().__init__(lazy(sentence, path=path or "", why=verbatim(reason)))


class InputError(UnlikeError):
    """A file that cannot be used as it is."""

    exit_code = 2


class NotFoundError(InputError):
    """A path at which there is no file or folder."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            lazy("{path}: there is no such file or folder. Check the path, or drag the export here.", path=path)
        )


class UnreadableError(InputError):
    """A file that cannot be opened, with the reason of the operating system."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(
            lazy(
                "{path}: cannot be read ({why}). Check its permissions, or export the chat again.",
                path=path,
                why=verbatim(reason),
            )
        )


class EmptyExportError(InputError):
    """An export without messages."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            lazy("{path}: this export is empty. Export the chat again and choose a chat with messages.", path=path)
        )


class UnknownExportError(InputError):
    """A file that no reader recognises; `step` says what to give instead."""

    def __init__(self, path: Path, step: str = "") -> None:
        next_step = step or mark("Give the file as the app exported it.")
        super().__init__(
            lazy("{path}: this is no chat export that unlike knows. {step}", path=path, step=verbatim(next_step))
        )


class AmbiguousExportError(InputError):
    """A file that two readers or more recognise."""

    def __init__(self, path: Path, readers: Sequence[str]) -> None:
        super().__init__(
            lazy(
                "{path}: several readers claim this file ({readers}). Name the one to use with --app.",
                path=path,
                readers=", ".join(readers),
            )
        )


class BrokenExportError(InputError):
    """A file that begins like an export and cannot be read to its end."""

    def __init__(self, path: Path, location: str, reason: str) -> None:
        super().__init__(
            lazy(
                "{path}, {where}: {why}. Export the chat again; nothing was changed.",
                path=path,
                where=verbatim(location),
                why=verbatim(reason),
            )
        )


class UndatedExportError(InputError):
    """A chat whose lines have times, and that nowhere says the day."""

    def __init__(self, path: Path) -> None:
        super().__init__(lazy("{path}: it has no date. Name its folder like “2024-05-01 10.00.00 Topic”.", path=path))


class MiscountError(InputError):
    """Counts of a reader that contradict what it returns."""

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
    """A zip or folder that exceeds the limits of `readers`."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(
            lazy("{path}: {why}. Unpack it yourself and give the chat's own file.", path=path, why=verbatim(reason))
        )


class RefusedExportError(InputError):
    """An export because of which `unlike open` stops; the sentence is that of the error met while reading."""


class AnnotationError(InputError):
    """A calendar or list of dates that cannot be used; `location` is a line, or empty for the whole file."""

    def __init__(self, path: Path, location: str, reason: str) -> None:
        why = verbatim(reason)
        if location:
            why = lazy("{where}: {why}", where=verbatim(location), why=why)
        super().__init__(
            lazy(
                "{path}: {why}. --calendar takes an iCalendar file (.ics); --dates takes a CSV file with a date such "
                "as 2025-11-12 in each line.",
                path=path,
                why=why,
            )
        )


class LibraryError(InputError):
    """The file of notes and settings that cannot be read or written."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(
            lazy(
                "{path}: your notes are kept there, and that does not work now ({why}). Mend the file or move it away.",
                path=path,
                why=verbatim(reason),
            )
        )


class ChatLibraryError(InputError):
    """The library of chats that cannot be used, with the `reason`; `step` says what to do."""

    def __init__(self, path: Path, reason: str, step: str = "") -> None:
        self.reason = reason
        next_step = step or mark("Nothing in it was changed; try again when that is mended.")
        super().__init__(lazy("{path}: {why}. {step}", path=path, why=verbatim(reason), step=verbatim(next_step)))


class QuestionError(UnlikeError):
    """A question that only the owner can answer, raised where nobody could be asked."""

    exit_code = 2


class OwnerUnknownError(QuestionError):
    """Which participant is the owner?

    Attributes:
        names: the participants to choose from.
    """

    def __init__(self, names: Sequence[str], owner: str | None = None) -> None:
        self.names = tuple(names)
        question = mark("The export does not say which of these is you. Say it with --me NAME, one of: {names}.")
        if owner:
            question = mark("Nobody is called “{given}” here. Say it with --me NAME, one of: {names}.")
        if not names:
            question = mark("No person wrote in what was read: all of it is by the app or by other programs.")
        super().__init__(lazy(question, given=owner, names=_name_list(names)))


class PersonUnknownError(QuestionError):
    """A name that no participant has."""

    def __init__(self, name: str, names: Sequence[str]) -> None:
        super().__init__(
            lazy("Nobody is called “{given}” here. --with takes one of: {names}.", given=name, names=_name_list(names))
        )


class DateOrderError(QuestionError):
    """Does the day or the month come first? `example` is a date of the export that can be read both ways."""

    def __init__(self, path: Path, example: str) -> None:
        super().__init__(
            lazy(
                "{path}: “{example}” can be read day first or month first, and nothing in the file decides it. "
                "Say which with --date-order dmy or --date-order mdy.",
                path=path,
                example=example,
            )
        )


class PassphraseError(QuestionError):
    """What is the passphrase of the library? The caller's sentence says how to give it."""


class OptionError(QuestionError):
    """The value of an option that is not understood; `accepted` says what would be."""

    def __init__(self, option: str, value: str, accepted: str) -> None:
        super().__init__(
            lazy(
                "{option} {given} is not understood. Give {wanted}.",
                option=option,
                given=repr(value),
                wanted=verbatim(accepted),
            )
        )


class UsageError(QuestionError):
    """Options or arguments that do not go together; the caller's sentence says what would."""


def _name_list(names: Sequence[str]) -> LazyMessage:
    """List names between quotation marks: the first few, and how many more there are."""
    listed = ", ".join(map(quotation, names[:_MAX_LISTED_NAMES]))
    more = len(names) - _MAX_LISTED_NAMES
    if more <= 0:
        return verbatim(listed)
    return lazy_plural("{names} and {number} more", "{names} and {number} more", more, names=listed)
