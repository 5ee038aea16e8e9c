"""Caches whose keys are what somebody wrote, or is called: of a bounded size, and emptied when chats are closed."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Final, ParamSpec, TypeVar, cast
from weakref import WeakValueDictionary

_Arguments = ParamSpec("_Arguments")
_Result = TypeVar("_Result")
_Value = TypeVar("_Value")

_EMPTIES: Final[list[Callable[[], None]]] = []
"""Empty one cache each."""
_DICTIONARIES: Final[WeakValueDictionary[int, ContentDictionary[object]]] = WeakValueDictionary()
"""Those in use, by identity."""


class ContentDictionary(dict[str, _Value]):
    """Dictionary by words of chats, emptied with the caches; whoever fills it bounds its size."""

    def __init__(self) -> None:
        super().__init__()
        _DICTIONARIES[id(self)] = cast("ContentDictionary[object]", self)


def content_cache(size: int) -> Callable[[Callable[_Arguments, _Result]], Callable[_Arguments, _Result]]:
    """Keep the latest results of a function; `functools.cache` is for what only the program's own words go into.

    Args:
        size: results that are kept at most.
    """

    def decorate(function: Callable[_Arguments, _Result]) -> Callable[_Arguments, _Result]:
        cached = lru_cache(maxsize=size)(function)
        _EMPTIES.append(cached.cache_clear)
        return cast("Callable[_Arguments, _Result]", cached)

    return decorate


def empty_content_caches() -> None:
    """Forget the results, and the words they were made of, of every `content_cache` and `ContentDictionary`."""
    for empty in _EMPTIES:
        empty()
    for dictionary in list(_DICTIONARIES.values()):
        dictionary.clear()
