"""A command that waits beside the program until it is released, outside of the lock that the program puts on itself."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Sequence
from types import TracebackType
from typing import Final, Self

_GATE: Final = 'read -r word && [ "$word" = go ] && exec "$@" </dev/null'
"""Shell program: wait for a line, then become the command; an end of the input instead of it ends the shell."""


class HeldCommand:
    """Fixed command, outside the lock that the program puts upon itself afterwards.

    A small shell waits with it from now on and becomes it when it is released. Nothing about it can be changed after
    the start, so that it is no way around the lock. On Windows, which has no such lock, it starts when it is released.

    Args:
        command: program and arguments. Its output is thrown away, and it outlives the program.
    """

    def __init__(self, command: Sequence[str]) -> None:
        self._command = tuple(command)
        self._process: subprocess.Popen[bytes] | None = None
        if os.name == "posix":
            self._process = _start_process(["/bin/sh", "-c", _GATE, "sh", *command], subprocess.PIPE)

    def release(self) -> None:
        """Let the command run, beside the program; a command that cannot be started is none.

        Raises:
            OSError: the command cannot be started, on Windows.
        """
        if self._process is None:
            self._process = _start_process(self._command, subprocess.DEVNULL)
        elif self._process.stdin and not self._process.stdin.closed:
            try:
                with self._process.stdin as gate:
                    gate.write(b"go\n")
            except BrokenPipeError:
                return  # somebody ended the shell

    def wait(self, seconds: float) -> int | None:
        """Wait for the end of the command that was released.

        Returns:
            Its exit code; None where it goes on after some seconds: then it is ended.
        """
        if self._process is None:
            return None
        try:
            return self._process.wait(seconds)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
            return None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the shell where the command was never released; leave a command that runs alone."""
        if self._process is None:
            return
        if self._process.stdin and not self._process.stdin.closed:
            self._process.stdin.close()
            self._process.wait()
        self._process.poll()


def _start_process(command: Sequence[str], source: int) -> subprocess.Popen[bytes]:
    """Start a command away from the terminal, so that Ctrl-C is for the program alone."""
    return subprocess.Popen(  # noqa: S603 - commands of the program itself
        command, stdin=source, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )
