from __future__ import annotations

from collections.abc import Iterator
from importlib.metadata import EntryPoint

import pytest

from unlike.errors import UnlikeError
from unlike.readers import ExportFile, ParsedConversation, ReadOptions, registry


class Lines:
    name = "lines"

    def recognise(self, document: ExportFile) -> bool:
        return document.size < 0

    def read(self, document: ExportFile, options: ReadOptions) -> Iterator[ParsedConversation]:
        raise AssertionError(document, options)


def test_sources_are_the_same_whatever_was_imported() -> None:
    assert [source.name for source in registry.readers()][:2] == ["whatsapp", "telegram"]


def test_a_package_adds_a_source(monkeypatch: pytest.MonkeyPatch) -> None:
    point = EntryPoint("more", "somewhere:Lines", registry.GROUP)
    monkeypatch.setattr(EntryPoint, "load", lambda _: Lines)
    monkeypatch.setattr(registry, "entry_points", lambda group: [point] if group == "unlike.sources" else [])
    assert [source.name for source in registry.readers()] == ["whatsapp", "telegram", "lines"]


def test_a_package_that_cannot_be_loaded_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    point = EntryPoint("more", "no_such_package_here:Source", registry.GROUP)
    monkeypatch.setattr(registry, "entry_points", lambda group: [point] if group else [])
    with pytest.raises(UnlikeError, match="reader “more” of the package"):
        registry.readers()
