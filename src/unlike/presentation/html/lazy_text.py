"""The words of a module for a template: each in the language at hand when it is shown, its functions as they are."""

from __future__ import annotations

from dataclasses import dataclass
from types import ModuleType
from typing import Any

from unlike.i18n import translate_lazy


@dataclass(frozen=True)
class LazyText:
    """A module of `reports/wording`, to templates."""

    module: ModuleType

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever the module has
        """A word, several of them, or a function."""
        return _translated(getattr(self.module, name))


def _translated(found: Any) -> Any:  # noqa: ANN401 - as above
    if isinstance(found, str):
        return translate_lazy(found)
    return tuple(map(_translated, found)) if isinstance(found, tuple) else found
