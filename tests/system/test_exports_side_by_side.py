"""Exports of two apps in one folder: each is read, or named as not read; never passed over in silence."""

from __future__ import annotations

import shutil
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from unlike.errors import UnlikeError
from unlike.readers import Import, ReadOptions, read

SAMPLES = Path(__file__).parents[1] / "readers"
APPS = sorted(
    folder.name
    for folder in SAMPLES.iterdir()
    if folder.is_dir() and any(folder.rglob("*.messages.json")) and not folder.name.startswith("whatsapp")
)
OPTIONS = ReadOptions(ZoneInfo("Europe/Berlin"), "dmy")
WHATSAPP = "WhatsApp Chat with Bo.txt"
LINES = "13/10/2025, 10:00 - Imke: are you home?\n13/10/2025, 10:01 - Bo: in a minute\n" * 3


def sample(app: str, folder: Path) -> Path:
    """A folder with all samples of an app, without what they are compared with."""
    ignored = shutil.ignore_patterns("*.messages.json", "__pycache__", "*.py")
    return shutil.copytree(SAMPLES / app, folder / app, ignore=ignored)


def words_of(imported: Import) -> str:
    return " ".join(note for conversation in imported.conversations for note in map(str, conversation.notes))


@pytest.mark.parametrize("app", APPS)
def test_a_chat_beside_another_apps_export_is_read_or_named(app: str, tmp_path: Path) -> None:
    folder = sample(app, tmp_path)
    try:
        alone = read([folder], OPTIONS)
    except UnlikeError:
        pytest.skip("the samples of this app are given one by one")
    (folder / WHATSAPP).write_text(LINES, "utf-8")
    both = read([folder], OPTIONS)
    assert "whatsapp" in {conversation.app for conversation in both.conversations} or WHATSAPP in words_of(both)
    assert {conversation.key for conversation in alone.conversations} <= {one.key for one in both.conversations}


def test_what_was_sent_in_a_chat_is_no_chat_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "_chat.txt").write_text(
        "[13.10.25, 10:00:00] Rosa: hi\n[13.10.25, 10:01:00] Imke: hello\n" * 3, "utf-8"
    )
    (tmp_path / "00000012-WhatsApp Chat with Bo.txt").write_text(LINES, "utf-8")
    imported = read([tmp_path], OPTIONS)
    assert len(imported.conversations) == 1
    assert "Chat with Bo" in words_of(imported)


@pytest.mark.parametrize("inside", ["files", "messages/inbox/rosa_1/files"])
def test_what_lies_deep_in_an_export_is_named_and_not_read(inside: str, tmp_path: Path) -> None:
    if inside == "files":
        folder = tmp_path / "ChatExport_2025-06-01"
        folder.mkdir()
        shutil.copyfile(SAMPLES / "telegram/account.json", folder / "result.json")
    else:
        folder = sample("meta", tmp_path)
    alone = read([folder], OPTIONS)
    (folder / inside).mkdir(parents=True, exist_ok=True)
    (folder / inside / WHATSAPP).write_text(LINES, "utf-8")
    both = read([folder], OPTIONS)
    assert [one.key for one in both.conversations] == [one.key for one in alone.conversations]
    assert WHATSAPP in words_of(both)
