"""Words of somebody in a type of message that came after this program: read, or said to be unread."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from unlike.readers import Import, ReadOptions, read

SAMPLES = Path(__file__).parents[1] / "readers"
OPTIONS = ReadOptions(ZoneInfo("Europe/Berlin"), "dmy")
KINDS = {
    "discord": ("Direct Messages - Private - rosa.q [80000000000000001].json", "type", "are you up?"),
    "slack": ("Rowers Slack export", "subtype", "is the boat dry?"),
    "teams": ("TeamsExport", "MessageType", "who rows?"),
    "telegram": ("one_chat.json", "type", "word"),
    "skype": ("messages.json", "messagetype", "are you up?"),
    "matrix": ("matrix - The lake - Chat Export - 2025-03-02T10-15-20.123Z.json", "msgtype", "in the thread"),
    "wechat": ("rowers.json", "type", "when do we row?"),
    "chatlab": ("group.json", "type", "row on Sunday?"),
    "qq": ("group.json", "type", "eight o'clock"),
}


def changed(value: Any, key: str, words: str) -> Any:  # noqa: ANN401 - any value of JSON
    """The document with another type in each object that holds some words."""
    if isinstance(value, list):
        return [changed(part, key, words) for part in value]
    if not isinstance(value, dict):
        return value
    parts = {name: changed(part, key, words) for name, part in value.items()}
    holds = words in json.dumps(value, ensure_ascii=False) and not any(
        isinstance(part, list) and any(isinstance(one, dict) and key in one for one in part) for part in value.values()
    )
    return parts | {key: "brand_new"} if holds and (key in value or (key == "subtype" and "ts" in value)) else parts


def remarks(imported: Import) -> set[str]:
    return {str(note) for chat in imported.conversations for note in (*chat.notes, *chat.skipped)}


@pytest.mark.parametrize("app", KINDS)
def test_words_of_an_unknown_kind_are_read_or_said(app: str, tmp_path: Path) -> None:
    name, key, words = KINDS[app]
    sample = SAMPLES / app / name
    copy = tmp_path / name
    (shutil.copytree if sample.is_dir() else shutil.copyfile)(sample, copy)
    before = read([copy], OPTIONS)
    files = [copy] if copy.is_file() else [file for file in copy.rglob("*.json") if words in file.read_text("utf-8")]
    for file in files:
        document = json.loads(file.read_text("utf-8-sig"))
        new = changed(document, key, words)
        assert new != document
        file.write_text(json.dumps(new, ensure_ascii=False), "utf-8")
    after = read([copy], OPTIONS)
    lost = set(before.messages["text"].drop_nulls()) - set(after.messages["text"].drop_nulls())
    assert not lost or remarks(after) - remarks(before)
