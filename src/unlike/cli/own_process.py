"""Locks the process of the command line away from the network, and its memory from the disk, before it reads a chat."""

from __future__ import annotations

from dataclasses import dataclass

import click


@dataclass(frozen=True, slots=True)
class ProgramContext:
    """How the command line was called.

    Attributes:
        own_process: as a program; False where another Python program calls `main`, whose process is not ours to lock.
    """

    own_process: bool


def give_up_network() -> None:
    """Give up the network and dumps of the memory for good, where this process is the command line's own."""
    if is_own_process():
        from unlike.core.memory_dump import forbid_memory_dump  # noqa: PLC0415 - --help needs no lock
        from unlike.core.network_lock import lock_network  # noqa: PLC0415 - as above

        forbid_memory_dump()
        lock_network()


def is_own_process() -> bool:
    """Whether the process is the command line's own."""
    context = click.get_current_context(silent=True)
    program = context.find_root().obj if context else None
    return isinstance(program, ProgramContext) and program.own_process
