"""Progress bar on standard error for work that takes over a second; quicker work shows none."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Lock, Timer
from typing import TYPE_CHECKING

from unlike.cli.output import is_terminal
from unlike.i18n import translate
from unlike.presentation.sentences.interface.prompt_text import COMPARING, READING

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

_DELAY_SECONDS = 1.0
_BAR_CHARS = 30


@contextmanager
def progress_bar(*, is_shown: bool) -> Iterator[Callable[[int, int], None]]:
    """Show a bar while the block runs, and remove it afterwards.

    Args:
        is_shown: False for output that must stay free of it; without a terminal there is no bar, either.

    Yields:
        A function to call with the bytes read so far and the bytes in all. Reading is measured; comparing, which comes
        after it, is not, so that the bar only moves to and fro.
    """
    if not (is_shown and is_terminal(sys.stderr)):
        yield lambda _done, _total: None
        return
    bar = _DelayedBar(translate(READING), translate(COMPARING))  # here: the timer's thread has no language
    timer = Timer(_DELAY_SECONDS, bar.start)
    timer.daemon = True
    timer.start()
    try:
        yield bar.update
    finally:
        timer.cancel()
        timer.join()
        bar.stop()


@dataclass(slots=True)
class _DelayedBar:
    """A bar that loads what draws it when it starts, so that quick work does not wait for that.

    Attributes:
        reading, comparing: what it says.
    """

    reading: str
    comparing: str
    _progress: tuple[int, int] | None = None
    _bar: Progress | None = None
    _task: TaskID | None = None
    _lock: Lock = field(default_factory=Lock)

    def start(self) -> None:
        """Show the bar."""
        from rich.console import Console  # noqa: PLC0415 - see above
        from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn  # noqa: PLC0415 - see above

        columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(_BAR_CHARS))
        bar = Progress(*columns, console=Console(stderr=True), transient=True)
        with self._lock:
            self._task = bar.add_task(self.reading, total=None)
            self._bar = bar
            self._draw()
        bar.start()

    def update(self, bytes_read: int, total: int) -> None:
        """Move the bar, once it is there, to the bytes read so far."""
        with self._lock:
            self._progress = (bytes_read, total)
            self._draw()

    def stop(self) -> None:
        """Remove the bar."""
        if self._bar is not None:
            self._bar.stop()

    def _draw(self) -> None:
        if self._bar is None or self._task is None or self._progress is None:
            return
        bytes_read, total = self._progress
        is_complete = bytes_read >= total
        self._bar.update(
            self._task,
            description=self.comparing if is_complete else self.reading,
            completed=bytes_read,
            total=None if is_complete else total,
        )
