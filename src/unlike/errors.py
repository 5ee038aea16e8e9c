"""Everything that can go wrong, as one tree.

UnlikeError
├── InputError                 the export cannot be used as it is (exit 2)
│   ├── NotFoundError          no such file or folder
│   ├── UnreadableError        the file cannot be opened
│   ├── EmptyExportError       nothing in it
│   ├── UnknownExportError     no reader knows this file
│   ├── AmbiguousExportError   two readers claim it
│   ├── BrokenExportError      it begins like an export and cannot be read on
│   ├── ContainerError         a zip or folder beyond the limits
│   ├── ContextError           a calendar or a file of dates cannot be used
│   └── LibraryError           what is kept on this machine cannot be read or written
└── QuestionError              only the owner can answer, and nobody was there to ask (exit 2)
    ├── OwnerUnknownError      who is "me"?
    ├── PersonUnknownError     nobody of that name
    ├── DateOrderError         day or month first?
    └── OptionError            an option's value cannot be understood

Each class writes its own sentence and the next step; problems *inside* an export are values, not exceptions.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path


class UnlikeError(Exception):
    """The root: `str(error)` is one clear sentence with what to do next."""

    exit_code = 1


class InputError(UnlikeError):
    """The export cannot be used as it is."""

    exit_code = 2


class NotFoundError(InputError):
    """No such file or folder."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"{path}: there is no such file or folder. Check the path, or drag the export here.")


class UnreadableError(InputError):
    """The file cannot be opened."""

    def __init__(self, path: Path, why: str) -> None:
        super().__init__(f"{path}: cannot be read ({why}). Check its permissions, or export the chat again.")


class EmptyExportError(InputError):
    """Nothing in it."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"{path}: this export is empty. Export the chat again and choose a chat with messages.")


class UnknownExportError(InputError):
    """No reader knows this file."""

    def __init__(self, path: Path, hint: str = "") -> None:
        step = hint or "Give a WhatsApp .txt or .zip, or a Telegram result.json, as the app exported it."
        super().__init__(f"{path}: this is no chat export that unlike knows. {step}")


class AmbiguousExportError(InputError):
    """Two readers claim it."""

    def __init__(self, path: Path, readers: Sequence[str]) -> None:
        super().__init__(f"{path}: {' and '.join(readers)} both claim this file. Name the one to use with --app.")


class BrokenExportError(InputError):
    """It begins like an export and cannot be read on."""

    def __init__(self, path: Path, where: str, why: str) -> None:
        super().__init__(f"{path}, {where}: {why}. Export the chat again; nothing was changed.")


class ContainerError(InputError):
    """A zip or folder beyond the limits."""

    def __init__(self, path: Path, why: str) -> None:
        super().__init__(f"{path}: {why}. Unpack it yourself and give the chat's own file.")


class ContextError(InputError):
    """A calendar or a file of dates cannot be used."""

    def __init__(self, path: Path, where: str, why: str) -> None:
        place = f", {where}" if where else ""
        super().__init__(
            f"{path}{place}: {why}. --calendar takes an iCalendar file (.ics); --dates takes a CSV file with a date "
            "such as 2025-11-12 in each line."
        )


class LibraryError(InputError):
    """What is kept on this machine cannot be read or written."""

    def __init__(self, path: Path, why: str) -> None:
        super().__init__(
            f"{path}: your notes are kept there, and that does not work now ({why}). Mend the file or move it away."
        )


class QuestionError(UnlikeError):
    """Only the owner can answer, and nobody was there to ask."""

    exit_code = 2


class OwnerUnknownError(QuestionError):
    """Who is "me"? `names` are those to choose from."""

    def __init__(self, names: Sequence[str], given: str | None = None) -> None:
        self.names = tuple(names)
        start = f"Nobody is called “{given}” here." if given else "The export does not say which of these is you."
        super().__init__(f"{start} Say it with --me NAME, one of: {_listed(names)}.")


class PersonUnknownError(QuestionError):
    """Nobody of that name."""

    def __init__(self, given: str, names: Sequence[str]) -> None:
        super().__init__(f"Nobody is called “{given}” here. --with takes one of: {_listed(names)}.")


class DateOrderError(QuestionError):
    """Day or month first?"""

    def __init__(self, path: Path, example: str) -> None:
        super().__init__(
            f"{path}: “{example}” can be read day first or month first, and nothing in the file decides it. "
            "Say which with --date-order dmy or --date-order mdy."
        )


class OptionError(QuestionError):
    """An option's value cannot be understood."""

    def __init__(self, option: str, given: str, wanted: str) -> None:
        super().__init__(f"{option} {given!r} is not understood. Give {wanted}.")


def _listed(names: Sequence[str], most: int = 12) -> str:
    """Names for a sentence, the first few and how many more."""
    shown = ", ".join(f"“{name}”" for name in names[:most])
    return shown + (f" and {len(names) - most} more" if len(names) > most else "")
