"""Public names of a package that load their module when they are first asked for (PEP 562)."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import Any


def load_name(package: str, modules: Mapping[str, str], name: str) -> Any:  # noqa: ANN401 - whatever the name stands for
    """Look up a public name of a package in the module that defines it.

    Args:
        package: whose `__getattr__` was asked.
        modules: the defining module of each name.
        name: as asked for.

    Raises:
        AttributeError: the package has no such name.
    """
    if name not in modules:
        raise AttributeError(f"module {package!r} has no attribute {name!r}")
    return getattr(import_module(modules[name]), name)
