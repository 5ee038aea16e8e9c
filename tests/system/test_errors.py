"""Every error writes its own sentence, and the tree that is drawn is the tree that is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from unlike import errors
from unlike.i18n import LANGUAGES, language_context, lazy, mark

EXPORT = Path("chat.txt")
EXAMPLES: tuple[errors.UnlikeError, ...] = (
    errors.NotFoundError(EXPORT),
    errors.UnreadableError(EXPORT, errors.SYSTEM_MESSAGES[0]),
    errors.EmptyExportError(EXPORT),
    errors.UnknownExportError(EXPORT),
    errors.AmbiguousExportError(EXPORT, ["whatsapp", "telegram"]),
    errors.BrokenExportError(EXPORT, mark("the zip"), mark("it is damaged or was cut short")),
    errors.UndatedExportError(EXPORT),
    errors.MiscountError(
        EXPORT,
        lazy("conversation {number}", number=1),
        "diary",
        lazy("messages: {number} counted, {rows} returned", number=3, rows=2),
    ),
    errors.ContainerError(EXPORT, lazy("it holds another zip, “{place}”", place="b.zip")),
    errors.RefusedExportError(
        mark("It is written in UTF-16. Save it as UTF-8, or give the file as the app exported it.")
    ),
    errors.AnnotationError(EXPORT, lazy("line {number}", number=3), mark("no date is in it")),
    errors.LibraryError(EXPORT, mark("it cannot be opened")),
    errors.ChatLibraryError(EXPORT, mark("another program has been using it for too long")),
    errors.PassphraseError(mark("The two are not the same. Nothing was changed; try again.")),
    errors.OutputError(mark("No space left on device")),
    errors.OutputError(mark("No space left on device"), EXPORT),
    errors.OwnerUnknownError(["Imke", "Rosa"]),
    errors.PersonUnknownError("Rose", ["Imke", "Rosa"]),
    errors.DateOrderError(EXPORT, "01/02/2025"),
    errors.OptionError("--until", "x", mark("a date such as 2025-11-12")),
    errors.UsageError(mark("Say where to write it: --html FILE, --pdf FILE or --ics FILE.")),
)


def drawn_tree() -> dict[str, str | None]:
    """Each class that the module's docstring draws, and the class above it."""
    parents: dict[str, str | None] = {}
    branch: list[str] = []
    for line in (errors.__doc__ or "").splitlines():
        found = re.match(r"([│├└─ ]*)(\w+Error)\b", line)
        if found:
            branch = [*branch[: len(found[1]) // 4], found[2]]
            parents[branch[-1]] = branch[-2] if len(branch) > 1 else None
    return parents


def test_the_tree_in_the_docstring_is_the_tree_of_the_classes() -> None:
    classes = {
        name: value for name, value in vars(errors).items() if isinstance(value, type) and name.endswith("Error")
    }
    parents = {name: value.__base__.__name__ if value.__base__ else "" for name, value in classes.items()}
    assert drawn_tree() == parents | {"UnlikeError": None}


def test_every_class_that_can_be_raised_has_an_example() -> None:
    raised = set(drawn_tree()) - {"UnlikeError", "InputError", "QuestionError"}
    assert {type(error).__name__ for error in EXAMPLES} == raised


@pytest.mark.parametrize("error", EXAMPLES, ids=lambda error: type(error).__name__)
def test_an_error_is_one_finished_sentence_in_every_language(error: errors.UnlikeError) -> None:
    sentences = set()
    for language in LANGUAGES:
        with language_context(language):
            sentences.add(str(error))
    assert len(sentences) == len(LANGUAGES)
    assert all(sentence.endswith(".") and "\n" not in sentence and "{" not in sentence for sentence in sentences)


def test_long_lists_of_names_are_cut() -> None:
    sentence = str(errors.PersonUnknownError("Rose", [f"Member {number}" for number in range(40)]))
    assert "“Member 11” and 28 more" in sentence
    assert "Member 12" not in sentence


@pytest.mark.parametrize("error", EXAMPLES, ids=lambda error: type(error).__name__)
def test_all_leave_with_the_code_for_bad_input(error: errors.UnlikeError) -> None:
    assert error.exit_code == 2
