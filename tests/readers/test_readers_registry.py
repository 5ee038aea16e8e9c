from __future__ import annotations

from collections.abc import Iterator
from importlib.metadata import EntryPoint, EntryPoints
from pathlib import Path

import pytest

from unlike.errors import UnknownExportError, UnlikeError
from unlike.readers import Export, ExportGuide, ParsedConversation, Reader, ReadOptions, registry
from unlike.readers.claims import claims_at

BUILT_IN = [reader.name for reader in registry.BUILT_IN]


class Lines(Reader):
    name = "lines"
    title = "Lines"
    export_description = "a .txt of lines"
    guides = (ExportGuide("Lines", "Write lines."),)

    def recognise(self, export: Export) -> bool:
        return export.size < 0

    def read(self, export: Export, options: ReadOptions) -> Iterator[ParsedConversation]:
        raise AssertionError(export, options)


class Nothing:
    name = "nothing"


SAMPLES = sorted(
    path
    for folder in Path(__file__).parent.iterdir()
    if folder.is_dir() and folder.name != "__pycache__"
    for path in folder.iterdir()
    if not path.name.endswith(".messages.json") and path.suffix != ".sql"
)


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_no_two_readers_claim_a_sample(path: Path) -> None:
    try:
        claims = claims_at(path, registry.readers())
    except UnknownExportError:  # a part of an export that is none by itself
        return
    assert len({claim.reader.name for claim in claims}) == 1


def test_the_table_says_what_the_readers_say() -> None:
    for built_in in registry.BUILT_IN:
        reader = built_in.load()
        assert (reader.name, reader.title) == (built_in.name, built_in.title)
        assert reader.__module__.startswith(f"unlike.readers.apps.{built_in.package}.")


def test_readers_are_the_same_whatever_was_imported() -> None:
    assert [reader.name for reader in registry.readers()][: len(BUILT_IN)] == BUILT_IN


@pytest.mark.parametrize("group", ["unlike.readers", "unlike.sources"])
def test_a_package_adds_a_reader(monkeypatch: pytest.MonkeyPatch, group: str) -> None:
    point = EntryPoint("more", "somewhere:Lines", group)
    monkeypatch.setattr(EntryPoint, "load", lambda _: Lines)
    monkeypatch.setattr(registry, "entry_points", lambda: EntryPoints([point]))
    assert [reader.name for reader in registry.readers()] == [*BUILT_IN, "lines"]
    assert [one.package for one in registry.registered_readers()] == [*(None for _ in BUILT_IN), "somewhere:Lines"]


def test_a_package_that_names_both_groups_adds_one_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    points = [EntryPoint("lines", "somewhere:Lines", group) for group in registry.GROUPS]
    monkeypatch.setattr(EntryPoint, "load", lambda _: Lines)
    monkeypatch.setattr(registry, "entry_points", lambda: EntryPoints(points))
    assert [reader.name for reader in registry.readers()] == [*BUILT_IN, "lines"]


def test_a_package_that_cannot_be_loaded_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    point = EntryPoint("more", "no_such_package_here:Source", registry.GROUPS[0])
    monkeypatch.setattr(registry, "entry_points", lambda: EntryPoints([point]))
    with pytest.raises(UnlikeError, match="reader “more” of the package"):
        registry.readers()


def test_a_class_that_is_no_reader_is_named_with_what_it_lacks(monkeypatch: pytest.MonkeyPatch) -> None:
    point = EntryPoint("more", "somewhere:Nothing", registry.GROUPS[0])
    monkeypatch.setattr(EntryPoint, "load", lambda _: Nothing)
    monkeypatch.setattr(registry, "entry_points", lambda: EntryPoints([point]))
    with pytest.raises(UnlikeError, match="it lacks: title, export_description"):
        registry.readers()


def test_the_title_of_an_app_is_its_readers_or_its_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(EntryPoint, "load", lambda _: Lines)
    point = EntryPoint("lines", "somewhere:Lines", registry.GROUPS[0])
    monkeypatch.setattr(registry, "entry_points", lambda: EntryPoints([point]))
    titles = [str(registry.app_title(app)) for app in ("whatsapp", "lines", "gone")]
    assert titles == ["WhatsApp", "Lines", "gone"]
