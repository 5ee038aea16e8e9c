"""Files of what the owner knows: what is no ordinary file is not waited for."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from unlike.annotations.calendar_entry import file_content
from unlike.errors import AnnotationError


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes in folders")
def test_a_pipe_is_a_sentence_at_once(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "mine.ics")
    with pytest.raises(AnnotationError, match="it is no ordinary file"):
        file_content(tmp_path / "mine.ics")


def test_a_device_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "mine.csv").symlink_to("/dev/zero")
    with pytest.raises(AnnotationError, match="it is no ordinary file"):
        file_content(tmp_path / "mine.csv")
