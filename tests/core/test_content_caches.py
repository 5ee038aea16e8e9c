"""What is kept of the words of chats can be forgotten, and no module keeps any in another way."""

from __future__ import annotations

import gc
import importlib
import pkgutil
import sys
from collections.abc import Iterator
from contextlib import suppress

import polars as pl
import pytest

import unlike
from unlike.core import content_caches
from unlike.core.content_caches import ContentDictionary, content_cache, empty_content_caches
from unlike.text import topics


def test_a_result_is_kept_until_all_are_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(content_caches, "_EMPTIES", [])
    asked: list[str] = []

    @content_cache(2)
    def length(word: str) -> int:
        asked.append(word)
        return len(word)

    assert [length("otter"), length("otter")] == [5, 5]
    assert asked == ["otter"]
    empty_content_caches()
    assert length("otter") == 5
    assert asked == ["otter", "otter"]


def test_no_more_results_are_kept_than_the_size(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(content_caches, "_EMPTIES", [])
    asked: list[str] = []

    @content_cache(1)
    def same(word: str) -> str:
        asked.append(word)
        return word

    for word in ("a", "b", "a"):
        assert same(word) == word
    assert asked == ["a", "b", "a"]


def test_a_dictionary_of_words_is_emptied_as_long_as_it_is_in_use() -> None:
    kept, dropped = ContentDictionary[int](), ContentDictionary[int]()
    kept["otter"] = dropped["otter"] = 1
    del dropped
    empty_content_caches()
    assert kept == {}
    kept["otter"] = 2
    assert kept == {"otter": 2}


def test_no_word_that_was_looked_up_is_left() -> None:
    word = "quorvelish"
    topics(pl.Series([f"my {word} has a fever and is in hospital, so sad"]), "en")
    assert _holders(word)
    empty_content_caches()
    assert _holders(word) == []


def _holders(word: str) -> list[str]:
    """Classes of the dictionaries in memory that have a word among their keys."""
    gc.collect()
    dictionaries = (each for each in gc.get_objects() if isinstance(each, dict))
    return [type(each).__qualname__ for each in dictionaries if dict.__contains__(each, word)]


def test_every_cache_of_a_bounded_size_can_be_emptied() -> None:
    """A bound says that anything may go in; what is only as large as the program's own words needs none."""
    for module in pkgutil.walk_packages(unlike.__path__, "unlike."):
        if not module.name.endswith("__main__"):
            with suppress(ModuleNotFoundError):  # of an extra that is not installed
                importlib.import_module(module.name)
    empties = {empty.__self__ for empty in content_caches._EMPTIES}  # type: ignore[attr-defined]
    bounded = [each for each in _functions() if _is_bounded_cache(each)]
    assert len(bounded) == len(empties)
    assert [each for each in bounded if each not in empties] == []


def _functions() -> Iterator[object]:
    """What the program's modules and their classes define."""
    modules = [module for name, module in sys.modules.items() if name.startswith("unlike.")]
    for module in modules:
        own = [each for each in vars(module).values() if getattr(each, "__module__", "") == module.__name__]
        for each in own:
            members = vars(each).values() if isinstance(each, type) else ()
            yield from (each, *(getattr(member, "__func__", member) for member in members))


def _is_bounded_cache(each: object) -> bool:
    """Whether something is a function whose latest results are kept."""
    parameters = getattr(each, "cache_parameters", None)
    return parameters is not None and parameters()["maxsize"] is not None
