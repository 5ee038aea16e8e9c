"""Reading of a source: whatever is not read of it is a failure, and every entry is looked at once."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from corpus_folders import ZONE, small_chat
from unlike.corpus import source_reading
from unlike.corpus.corpus_plan import sources_in
from unlike.corpus.corpus_types import TaskSettings
from unlike.corpus.source_reading import SourceReading, read_source
from unlike.readers import driver
from unlike.readers.claims import claims_at
from unlike.synthetic import write_telegram, write_whatsapp


@pytest.fixture
def donor(tmp_path: Path) -> Path:
    """A folder with one export."""
    folder = tmp_path / "in" / "donor"
    folder.mkdir(parents=True)
    write_whatsapp(small_chat(61), folder / "WhatsApp Chat with Rosa.txt")
    return folder


def reading(folder: Path) -> SourceReading:
    (source,) = sources_in(folder.parent)
    return read_source(source, TaskSettings("", ZONE, None, None, text=False))


def test_an_export_alone_is_read_without_a_failure(donor: Path) -> None:
    (donor / ".DS_Store").write_bytes(b"x")
    (donor / "IMG-1.jpg").write_bytes(b"x")
    result = reading(donor)
    assert result.imported is not None
    assert result.failures == ()


@pytest.mark.parametrize("place", ["list.txt", "more.json", "sub/list.txt"])
def test_what_nobody_recognises_beside_an_export_is_a_failure(donor: Path, place: str) -> None:
    (donor / place).parent.mkdir(exist_ok=True)
    (donor / place).write_text("milk", "utf-8")
    result = reading(donor)
    assert result.imported is not None
    assert [(one.source, one.kind) for one in result.failures] == [(f"donor/{Path(place).name}", "PassedOver")]


@pytest.mark.parametrize("place", ["talk.txt", "sub/talk.txt", "a/b/c/d/e/f/g/h/i/talk.txt"])
def test_an_export_that_counts_as_sent_in_another_is_a_failure(donor: Path, place: str) -> None:
    (donor / "WhatsApp Chat with Rosa.txt").rename(donor / "_chat.txt")
    (donor / place).parent.mkdir(parents=True, exist_ok=True)
    write_whatsapp(small_chat(62), donor / place)
    result = reading(donor)
    assert result.imported is not None
    read = len(result.imported.conversations)
    assert read + len(result.failures) == 2
    assert all(one.kind == "PassedOver" and one.source.endswith("talk.txt") for one in result.failures)


def test_the_same_export_twice_is_no_failure(donor: Path) -> None:
    (donor / "again.txt").write_bytes((donor / "WhatsApp Chat with Rosa.txt").read_bytes())
    assert reading(donor).failures == ()


@pytest.mark.parametrize("content", ["", ".DS_Store", "sub/"])
def test_a_folder_without_anything_is_a_failure(tmp_path: Path, content: str) -> None:
    folder = tmp_path / "in" / "donor"
    folder.mkdir(parents=True)
    if content.endswith("/"):
        (folder / content).mkdir()
    elif content:
        (folder / content).write_bytes(b"x")
    result = reading(folder)
    assert result.imported is None
    assert len(result.failures) == 1


def test_what_breaks_one_entry_leaves_the_others_to_be_read(donor: Path) -> None:
    (donor / "broken.zip").write_bytes(b"PK\3\4 damaged")
    (donor / "more").mkdir()
    write_telegram(small_chat(62), donor / "more" / "result.json")
    (donor / "more" / "talk.txt").write_bytes((donor / "WhatsApp Chat with Rosa.txt").read_bytes()[:-500])
    result = reading(donor)
    assert result.imported is not None
    assert {one.source for one in result.failures} >= {"donor/broken.zip"}
    assert len(result.imported.conversations) >= 2


def test_nothing_is_claimed_twice(donor: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: Counter[Path] = Counter()

    def counted(path: Path, readers: object) -> object:
        asked[path] += 1
        return claims_at(path, readers)  # type: ignore[arg-type]

    monkeypatch.setattr(driver, "claims_at", counted)
    monkeypatch.setattr(source_reading, "claims_at", counted)
    write_telegram(small_chat(62), donor / "result.json")
    reading(donor)
    assert asked
    assert set(asked.values()) == {1}
