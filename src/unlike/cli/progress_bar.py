"""A bar on standard error for everything that takes over a second, and nothing for what does not."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Timer

from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn

from unlike.i18n import translate
from unlike.presentation.sentences.interface.prompt_text import COMPARING, READING

_PATIENCE = 1.0


@contextmanager
def shown(*, wanted: bool) -> Iterator[Callable[[int, int], None]]:
    """A callable for (done, all); the bar comes after a second and leaves no trace."""
    console = Console(stderr=True)
    if not (wanted and console.is_terminal):
        yield lambda _done, _all: None
        return
    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(30))
    reading, comparing = translate(READING), translate(COMPARING)
    bar = Progress(*columns, console=console, transient=True)
    task = bar.add_task(reading, total=None)

    def told(done: int, whole: int) -> None:
        """How far the reading is; after it comes the comparing, which has no measure."""
        ready = done >= whole
        bar.update(task, description=comparing if ready else reading, completed=done, total=None if ready else whole)

    timer = Timer(_PATIENCE, bar.start)
    timer.daemon = True
    timer.start()
    try:
        yield told
    finally:
        timer.cancel()
        timer.join()
        bar.stop()
