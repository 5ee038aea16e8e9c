"""Place in the program where an error was raised."""

from __future__ import annotations

from pathlib import Path


def place_raised(error: BaseException) -> str:
    """File and line of the program where an error was raised, such as "scores.py:12"; nothing of the chat."""
    trace = error.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    return f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}" if trace else ""
