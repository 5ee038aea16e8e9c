"""Marked words of a module for templates, translated when they are shown."""

from __future__ import annotations

from dataclasses import dataclass
from types import ModuleType
from typing import Any

from unlike.i18n import translate_lazy


@dataclass(frozen=True)
class LazyText:
    """A module of `presentation.sentences.interface`, as a template sees it."""

    module: ModuleType

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever the module has
        """A word or several of them in the current language; a function as it is."""
        return _in_current_language(getattr(self.module, name))


def _in_current_language(value: Any) -> Any:  # noqa: ANN401 - as above
    """Marked words in the current language; anything else as it is."""
    if isinstance(value, str):
        return translate_lazy(value)
    return tuple(map(_in_current_language, value)) if isinstance(value, tuple) else value
