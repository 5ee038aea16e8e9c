from __future__ import annotations

from threading import Event

import pytest
from rich.progress import Progress

from unlike.cli import progress_bar


def test_no_bar_without_a_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    for wanted in (True, False):
        with progress_bar.progress_bar(is_shown=wanted) as update:
            update(1, 2)
    assert capsys.readouterr() == ("", "")


def test_the_bar_starts_after_the_delay(monkeypatch: pytest.MonkeyPatch) -> None:
    started = Event()

    class Bar(Progress):
        def start(self) -> None:
            started.set()

    monkeypatch.setattr("rich.progress.Progress", Bar)
    monkeypatch.setattr(progress_bar, "_DELAY_SECONDS", 0.01)
    monkeypatch.setattr(progress_bar, "is_terminal", lambda _stream: True)
    with progress_bar.progress_bar(is_shown=True) as update:
        update(1, 2)
        assert started.wait(20)
        update(2, 2)


def test_quick_work_shows_no_bar(monkeypatch: pytest.MonkeyPatch) -> None:
    class Bar(Progress):
        def start(self) -> None:
            raise AssertionError

    monkeypatch.setattr("rich.progress.Progress", Bar)
    monkeypatch.setattr(progress_bar, "_DELAY_SECONDS", 1000.0)
    monkeypatch.setattr(progress_bar, "is_terminal", lambda _stream: True)
    with progress_bar.progress_bar(is_shown=True) as update:
        update(2, 2)
