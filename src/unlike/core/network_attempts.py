"""Attempts to reach the network from this process, to show whether the lock holds; they aim at this machine alone."""

from __future__ import annotations

import ctypes
import errno
import os
import subprocess
import sys
from collections.abc import Callable
from enum import Enum
from importlib import import_module
from threading import Thread
from typing import Final

from unlike.core.posix_calls import c_library

_ADDRESS: Final = ("127.0.0.1", 9)  # "discard", on this machine: nothing would leave it where the lock does not hold
_SECONDS: Final = 2.0
_CHILD_REFUSED: Final = 77
_CHILD: Final = f"""
import socket, sys
try:
    socket.create_connection({_ADDRESS!r}, {_SECONDS}).close()
except PermissionError:
    sys.exit({_CHILD_REFUSED})
except OSError:
    pass
"""
_AF_INET, _SOCK_STREAM = 2, 1


class AttemptOrigin(Enum):
    """Part of the program that an attempt comes from."""

    PYTHON = "python"
    THREAD = "thread"
    CHILD = "child"
    COMPILED = "compiled"


def refused_attempts() -> dict[AttemptOrigin, bool]:
    """Try to open a connection from each place, and say whether the system refused it."""
    attempts: dict[AttemptOrigin, Callable[[], bool]] = {
        AttemptOrigin.PYTHON: _is_python_refused,
        AttemptOrigin.THREAD: _is_thread_refused,
        AttemptOrigin.CHILD: _is_child_refused,
        AttemptOrigin.COMPILED: _is_compiled_code_refused,
    }
    return {origin: attempt() for origin, attempt in attempts.items()}


def _is_python_refused() -> bool:
    socket = import_module("socket")  # the one place that tries what nothing here may do
    try:
        socket.create_connection(_ADDRESS, _SECONDS).close()
    except PermissionError:
        return True
    except (OSError, RuntimeError):
        return False
    return False


def _is_thread_refused() -> bool:
    answers: list[bool] = []
    thread = Thread(target=lambda: answers.append(_is_python_refused()))
    thread.start()
    thread.join()
    return answers == [True]


def _is_child_refused() -> bool:
    command = [sys.executable, "-I", "-c", _CHILD]
    child = subprocess.run(command, capture_output=True, check=False)  # noqa: S603 - the program above
    return child.returncode == _CHILD_REFUSED


def _is_compiled_code_refused() -> bool:
    """Whether the C library itself is refused, beneath everything that Python does."""
    library = c_library()
    if library is None:
        return False
    handle = library.socket(_AF_INET, _SOCK_STREAM, 0)
    if handle >= 0:
        os.close(handle)
        return False
    return ctypes.get_errno() == errno.EPERM
