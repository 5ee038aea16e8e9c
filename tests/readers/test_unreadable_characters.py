"""Names of files that are no text cost no message."""

from __future__ import annotations

import io
import os
import tarfile
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from unlike.readers import ReadOptions, read
from unlike.readers.unreadable_characters import readable_name

OPTIONS = ReadOptions(ZoneInfo("UTC"))
CHAT = b"13/05/2024, 10:00 - Ines: hello\n14/05/2024, 10:00 - Tom: hi\n"
NAME = os.fsdecode(b"Zo\xeb")


def given(root: Path, place: str) -> Path:
    """A chat whose own name, or that of what is around it, is no text."""
    folder = root / (f"WhatsApp {NAME}" if place == "folder" else "WhatsApp x")
    folder.mkdir()
    if place == "tar":
        path = root / f"{NAME}.tar"
        with tarfile.open(path, "w") as packed:
            info = tarfile.TarInfo(f"{NAME}.txt")
            info.size = len(CHAT)
            packed.addfile(info, io.BytesIO(CHAT))
        return path
    path = folder / ("_chat.txt" if place == "folder" else f"WhatsApp Chat with {NAME}.txt")
    path.write_bytes(CHAT)
    return folder if place == "inside" else path


@pytest.mark.parametrize("place", ["file", "folder", "inside", "tar"])
def test_messages_of_a_file_whose_name_is_no_text_are_found_under_its_key(place: str, tmp_path: Path) -> None:
    result = read([given(tmp_path, place)], OPTIONS)
    (conversation,) = result.conversations
    assert "\ufffd" in conversation.title
    assert set(result.messages["conversation"]) == {conversation.key}
    assert result.messages.height == 2


@pytest.mark.parametrize("name", ["a", "Zoë", "\ufffd", "😂.txt", ""])
def test_names_that_are_text_stay(name: str) -> None:
    assert readable_name(name) == name
