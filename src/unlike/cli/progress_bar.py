"""Progress bar on standard error for work that takes over a second; quicker work shows none."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Timer

from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn

from unlike.i18n import translate
from unlike.presentation.sentences.interface.prompt_text import COMPARING, READING

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
    console = Console(stderr=True)
    if not (is_shown and console.is_terminal):
        yield lambda _done, _total: None
        return
    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(_BAR_CHARS))
    reading, comparing = translate(READING), translate(COMPARING)
    bar = Progress(*columns, console=console, transient=True)
    task = bar.add_task(reading, total=None)

    def update_bar(bytes_read: int, total: int) -> None:
        complete = bytes_read >= total
        description = comparing if complete else reading
        bar.update(task, description=description, completed=bytes_read, total=None if complete else total)

    timer = Timer(_DELAY_SECONDS, bar.start)
    timer.daemon = True
    timer.start()
    try:
        yield update_bar
    finally:
        timer.cancel()
        timer.join()
        bar.stop()
