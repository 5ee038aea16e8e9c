"""Bytes that no app writes, in the words of a message: something is said about them, whatever the export."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from unlike.readers import Import, ReadOptions, read

SAMPLES = Path(__file__).parents[1] / "readers"
GOLDEN = ".messages.json"
OPTIONS = ReadOptions(ZoneInfo("Europe/Berlin"), "dmy")


def plain_texts(golden: Path) -> list[str]:
    """Words that stand in any format as they are."""
    texts = {row.get("text") or "" for row in json.loads(golden.read_text("utf-8"))["messages"]}
    return sorted(text for text in texts if text.isascii() and text.replace(" ", "").isalpha() and len(text) > 4)


def damageable() -> Iterator[tuple[Path, Path, bytes]]:
    """Samples with a file of them and words that stand there once."""
    for golden in sorted(SAMPLES.rglob(f"*{GOLDEN}")):
        sample = golden.with_name(golden.name.removesuffix(GOLDEN))
        files = [sample] if sample.is_file() else sorted(file for file in sample.rglob("*") if file.is_file())
        texts = [text.encode() for text in plain_texts(golden)]
        places = ((file, text) for file in files if file.suffix != ".sql" for text in texts)
        place = next((place for place in places if place[0].read_bytes().count(place[1]) == 1), None)
        if place is not None:
            yield sample, *place


PLACES = list(damageable())


def remarks(imported: Import) -> list[str]:
    return [str(note) for chat in imported.conversations for note in (*chat.notes, *chat.skipped)]


def test_most_samples_are_looked_at() -> None:
    assert len({sample.relative_to(SAMPLES).parts[0] for sample, *_ in PLACES}) > 15


@pytest.mark.parametrize(("sample", "file", "words"), PLACES, ids=[place[0].name for place in PLACES])
@pytest.mark.parametrize("damage", [b"\xff", b"\xc3", b"\x80\x81\x82"])
def test_bytes_that_are_no_character_are_said(
    sample: Path, file: Path, words: bytes, damage: bytes, tmp_path: Path
) -> None:
    copy = tmp_path / sample.name
    (shutil.copytree if sample.is_dir() else shutil.copyfile)(sample, copy)
    before = remarks(read([copy], OPTIONS))
    target = copy / file.relative_to(sample) if sample.is_dir() else copy
    target.write_bytes(file.read_bytes().replace(words, words[:2] + damage + words[2:]))
    assert set(remarks(read([copy], OPTIONS))) - set(before)
