"""Gives up the network for good: the kernel refuses this process, its threads and its children every new connection.

On Linux a seccomp filter does that. It cannot be taken back, and needs no rights. What was open before stays open: a
page that listens on this machine goes on answering.
"""

from __future__ import annotations

import ctypes
import errno
import platform
import struct
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Final

from unlike.core.posix_calls import c_library

_PR_SET_NO_NEW_PRIVS: Final = 38
_SECCOMP_SET_MODE_FILTER: Final = 1
_FILTER_ALL_THREADS: Final = 1  # SECCOMP_FILTER_FLAG_TSYNC

_LOAD, _EQUAL, _AT_LEAST, _ANY_BIT, _MASK, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x54, 0x06  # the filter's instructions
_ALLOW: Final = 0x7FFF0000
_REFUSE: Final = 0x00050000 | errno.EPERM
_ABSENT: Final = 0x00050000 | errno.ENOSYS
_NUMBER, _ARCHITECTURE = 0, 4  # offsets in struct seccomp_data
_ARGUMENT: Final = tuple(16 + 8 * place for place in range(6))  # low halves: both processors are little-endian
_AF_UNIX: Final = 1
_SOCKET_KIND: Final = 0xF  # the rest of the kind are flags
_SOCK_STREAM, _SOCK_SEQPACKET = 1, 5  # others can be sent to any program without `connect`
_TYPING: Final = (0x5412, 0x541C)  # TIOCSTI and TIOCLINUX type into the terminal, as commands for the shell behind it
_MSG_FASTOPEN: Final = 0x20000000  # sends and connects in one call
_X32: Final = 0x40000000  # numbers of x86-64's second interface begin here


class LockState(Enum):
    """Whether the kernel refuses the network, and if not, why."""

    LOCKED = "locked"
    NO_SUPPORT = "no support"
    """This system has no such lock."""
    REFUSED = "refused"
    """The system has one and did not grant it."""


@dataclass(frozen=True, slots=True)
class _Calls:
    """Numbers of system calls on one processor; `wide` is where those of a second interface begin, 0 for none."""

    architecture: int
    seccomp: int
    socket: int
    socketpair: int
    connect: int
    sendto: int
    sendmsg: int
    sendmmsg: int
    ioctl: int
    other_processes: tuple[int, ...]
    keys: tuple[int, ...]
    wide: int = 0


_IO_URING: Final = (425, 426, 427)  # does what sockets do without their calls
_CALLS: Final[Mapping[str, _Calls]] = {
    # ptrace, process_vm_writev and pidfd_getfd reach into other processes of the user, which keep the network; for
    # add_key, request_key and keyctl the kernel starts a program of the system, which looks up the name of a host
    "x86_64": _Calls(0xC000003E, 317, 41, 53, 42, 44, 46, 307, 16, (101, 311, 438), (248, 249, 250), _X32),
    "aarch64": _Calls(0xC00000B7, 277, 198, 199, 203, 206, 211, 269, 29, (117, 271, 438), (217, 218, 219)),
}


class _Program(ctypes.Structure):
    """`struct sock_fprog`."""

    _fields_ = (("length", ctypes.c_ushort), ("instructions", ctypes.c_char_p))


_state: LockState | None = None


def lock_network() -> LockState:
    """Give up the network for this process, its threads and all children from now on; a second time does nothing.

    Returns:
        Whether it is locked. It never raises: what cannot be locked works as before, and has to say so.
    """
    global _state  # noqa: PLW0603 - a process is locked or not
    if _state is not LockState.LOCKED:
        _state = _install_filter()
    return _state


def lock_thread() -> LockState:
    """Give up the network for the calling thread, the threads and the children that it starts from now on.

    For a thread that reads chats in a process whose other threads belong to an engine that needs the network.

    Returns:
        Whether it is locked; as `lock_network`, it never raises.
    """
    return _install_filter(whole_process=False)


def lock_state() -> LockState | None:
    """Whether this process was locked, and if not, why; None where it was never asked for."""
    return _state


def _install_filter(*, whole_process: bool = True) -> LockState:
    calls, library = _CALLS.get(platform.machine()), c_library()
    if not sys.platform.startswith("linux") or calls is None or library is None or sys.maxsize < 2**32:
        return LockState.NO_SUPPORT
    code = _assemble_filter(calls)
    program = _Program(len(code) // 8, code)
    library.syscall.restype = ctypes.c_long
    if library.prctl(_PR_SET_NO_NEW_PRIVS, *map(ctypes.c_ulong, (1, 0, 0, 0))):
        return LockState.REFUSED
    scope = _FILTER_ALL_THREADS if whole_process else 0
    number, mode, flags = map(ctypes.c_long, (calls.seccomp, _SECCOMP_SET_MODE_FILTER, scope))
    return LockState.REFUSED if library.syscall(number, mode, flags, ctypes.byref(program)) else LockState.LOCKED


def _assemble_filter(calls: _Calls) -> bytes:
    """Assemble the filter, `struct sock_filter[]`; each part decides on its calls or hands on to the next."""
    parts = [
        _instruction(_LOAD, _ARCHITECTURE)
        + _instruction(_EQUAL, calls.architecture, 1, 0)
        + _instruction(_RETURN, _REFUSE),
        _instruction(_LOAD, _NUMBER),
    ]
    if calls.wide:
        parts.append(_instruction(_AT_LEAST, calls.wide, 0, 1) + _instruction(_RETURN, _ABSENT))
    parts += [_refuse_call(number, _REFUSE) for number in (calls.connect, *calls.other_processes)]
    parts += [_refuse_call(number, _ABSENT) for number in (*_IO_URING, *calls.keys)]
    parts += [_decide_socket(number) for number in (calls.socket, calls.socketpair)]
    for request in _TYPING:
        parts.append(_refuse_or_pass(calls.ioctl, _ARGUMENT[1], _instruction(_EQUAL, request, 0, 1)))
    for number, flags in ((calls.sendto, 3), (calls.sendmsg, 2), (calls.sendmmsg, 3)):
        parts.append(_refuse_or_pass(number, _ARGUMENT[flags], _instruction(_ANY_BIT, _MSG_FASTOPEN, 0, 1)))
    address = _ARGUMENT[4]
    for address_half in (address, address + 4):  # sendto an address: only to what is connected already
        parts.append(_refuse_or_pass(calls.sendto, address_half, _instruction(_EQUAL, 0, 1, 0)))
    return b"".join((*parts, _instruction(_RETURN, _ALLOW)))


def _instruction(code: int, value: int, if_true: int = 0, if_false: int = 0) -> bytes:
    """Encode one instruction of the filter; a jump skips that number of the following ones."""
    return struct.pack("HBBI", code, if_true, if_false, value)


def _refuse_call(number: int, answer: int) -> bytes:
    """Refuse a call, whatever its arguments."""
    return _instruction(_EQUAL, number, 0, 1) + _instruction(_RETURN, answer)


def _decide_socket(number: int) -> bytes:
    """Allow a call that makes sockets between processes that one of them connects, and refuse any other one."""
    body = b"".join((
        _instruction(_LOAD, _ARGUMENT[0]),
        _instruction(_EQUAL, _AF_UNIX, 0, 4),
        _instruction(_LOAD, _ARGUMENT[1]),
        _instruction(_MASK, _SOCKET_KIND),
        _instruction(_EQUAL, _SOCK_STREAM, 2, 0),
        _instruction(_EQUAL, _SOCK_SEQPACKET, 1, 0),
        _instruction(_RETURN, _REFUSE),
        _instruction(_RETURN, _ALLOW),
    ))  # fmt: skip
    return _instruction(_EQUAL, number, 0, len(body) // 8) + body


def _refuse_or_pass(number: int, argument: int, test: bytes) -> bytes:
    """Refuse a call where a test of one argument holds, else leave it to the parts that follow."""
    body = _instruction(_LOAD, argument) + test + _instruction(_RETURN, _REFUSE) + _instruction(_LOAD, _NUMBER)
    return _instruction(_EQUAL, number, 0, len(body) // 8) + body
