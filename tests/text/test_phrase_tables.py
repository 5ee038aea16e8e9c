"""Tables of phrases: an index file holds what its source says, and is passed over once the source is another."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import pytest

from unlike.core.index_files import read_index
from unlike.text import languages, phrase_tables
from unlike.text.concerns import concern_lists
from unlike.text.phrase_index import PhraseIndex
from unlike.text.phrase_lists import bare_phrases, table
from unlike.text.phrase_tables import (
    ListsOfLanguage,
    PhraseTable,
    index_path,
    language_table,
    new_language_table,
    phrase_table,
)
from unlike.text.topic_grammar import topic_lists

LISTS = {"concerns": concern_lists, "topics": topic_lists}


@pytest.fixture(autouse=True)
def nothing_kept() -> Iterator[None]:
    language_table.cache_clear()
    yield
    language_table.cache_clear()


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the English phrases, which the tables are read from."""
    source = Path(str(files("unlike.text").joinpath("phrases", "en")))
    copy = Path(shutil.copytree(source, tmp_path / "en"))
    monkeypatch.setattr(phrase_tables, "_folder", lambda language: tmp_path / language)
    return copy


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize("language", languages())
def test_what_is_read_is_what_would_be_made(language: str, name: str) -> None:
    made = new_language_table(language, name, LISTS[name])
    assert read_index(index_path(language, name), PhraseTable, made.key) == made, "run: make indexes"
    lists = {listed: bare_phrases(written) for listed, written in LISTS[name](language).items()}
    assert made.lists == lists
    assert len(made.slot_counts) == sum(map(len, lists.values()))


def unmade(language: str) -> dict[str, str]:
    raise AssertionError(language)


def test_a_table_is_read_where_it_can_be(folder: Path) -> None:
    assert folder.is_dir()
    assert language_table("en", "concerns", unmade).lists


@pytest.mark.parametrize("lists_of", [concern_lists])
def test_a_table_is_made_where_its_index_is_missing_or_broken(folder: Path, lists_of: ListsOfLanguage) -> None:
    index = folder / "concerns.index.json"
    read = language_table("en", "concerns", unmade)
    for content in (b"", b"{}", index.read_bytes()[:-9]):
        index.write_bytes(content)
        language_table.cache_clear()
        assert language_table("en", "concerns", lists_of) == read
    index.unlink()
    language_table.cache_clear()
    assert language_table("en", "concerns", lists_of) == read


def test_what_is_edited_counts_at_once(folder: Path) -> None:
    source = folder / "concerns.toml"
    source.write_text(source.read_text("utf-8") + "\n# a note\n", "utf-8")
    with pytest.raises(AssertionError):
        language_table("en", "concerns", unmade)
    assert language_table("en", "concerns", lambda _: {"all": "sore throat"}).lists == {"all": ["sore throat"]}


def test_the_key_of_a_language_without_spaces_is_of_its_characters_too() -> None:
    assert table("zh", "concerns") is table("zh", "concerns")
    assert language_table("zh", "concerns", unmade).lead == ""


def test_places_are_gaps_by_words_beginnings_and_ends() -> None:
    made = phrase_table("en", {"one": r"sore throat, vomit\S+", "two": r"\S+ache, \S+, sore"})
    assert made.lists == {"one": ["sore throat", r"vomit\S+"], "two": [r"\S+ache", r"\S+", "sore"]}
    assert made.slot_counts == [2, 1, 1, 0, 1]
    assert {word: sorted(gaps.split()) for word, gaps in made.words.items()}.keys() == {"sore", "throat"}
    assert (made.begins, made.ends) == ({"vomit": "4"}, {"ache": "8"})
    places = {int(made.words["throat"]), int(made.words["sore"].split()[0])}
    assert places == {0, 1}
    assert PhraseIndex([made]).candidates(" toothache ").keys() == {"two"}
