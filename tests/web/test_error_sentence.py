"""Mistakes on the page: what the command line alone can do is not said there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from unlike.api import read
from unlike.errors import AmbiguousExportError, UnknownExportError, UnlikeError
from unlike.i18n import LANGUAGES, language_context, load_language
from unlike.web.error_sentence import error_sentence


def mistakes(folder: Path) -> Iterator[UnlikeError]:
    notes, database = folder / "notes.txt", folder / "notes.edb"
    notes.write_text("milk\neggs\n", "utf-8")
    database.write_bytes(bytes(range(1, 256)) * 64)
    for path in (notes, database):
        with pytest.raises(UnlikeError) as raised:
            read(path)
        yield raised.value
    yield AmbiguousExportError(notes, ("a", "b"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_mistake_on_the_page_names_the_command_line(language: str, tmp_path: Path) -> None:
    with language_context(load_language(language)):
        for mistake in mistakes(tmp_path):
            assert re.search("unlike sources|--app", str(mistake))
            said = error_sentence(mistake)
            assert not re.search('unlike [a-z]+[”“»"]|--[a-z]', said)
            assert said.startswith("notes.")
            assert said.endswith(".")


def test_what_can_be_done_on_the_page_stays() -> None:
    said = error_sentence(UnknownExportError(Path("/uploads/a--b.jpg"), "It is a picture. Give the .txt."))
    assert said == "a--b.jpg: this is no chat export that unlike knows. It is a picture. Give the .txt."
