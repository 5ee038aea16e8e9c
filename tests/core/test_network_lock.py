"""The network lock, tried from everywhere; in processes of their own, because it can never be taken back."""

from __future__ import annotations

import ctypes
import json
import platform
import struct
import subprocess
import sys
from typing import Any

import pytest

from unlike.core import network_lock
from unlike.core.network_lock import LockState, lock_state

SUPPORTED = sys.platform.startswith("linux") and platform.machine() in {"x86_64", "aarch64"}
needs_lock = pytest.mark.skipif(not SUPPORTED, reason="this system has no such lock")

PROGRAM = """
import ctypes, errno, fcntl, json, os, pty, socket, subprocess, sys, threading, time
from unlike.core.network_lock import lock_network
answers = {}
libc = ctypes.CDLL(None, use_errno=True)

def attempt(name, action):
    try:
        action()
    except PermissionError:
        answers[name] = "refused"
    except OSError as error:
        answers[name] = errno.errorcode.get(error.errno, str(error))
    else:
        answers[name] = "open"

def called(number, *values):
    ctypes.set_errno(0)
    if libc.syscall(ctypes.c_long(number), *map(ctypes.c_long, values)) < 0:
        raise OSError(ctypes.get_errno(), "refused")

listener = socket.create_server(("127.0.0.1", 0))
udp = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
idle = socket.socket()
earlier = threading.Event()
def waiting():
    earlier.wait()
    attempt("earlier thread", socket.socket)
thread = threading.Thread(target=waiting)
thread.start()
reader, writer = os.pipe()
child = os.fork()
if child == 0:  # a friend from before the lock comes to the page
    os.close(writer)
    if not os.read(reader, 1):
        os._exit(2)
    with socket.create_connection(listener.getsockname()) as there:
        there.sendall(b"hello")
        os._exit(0 if there.recv(9) == b"welcome" else 1)

answers["lock"] = lock_network().value
answers["again"] = lock_network().value
earlier.set()
thread.join()
for name in ("AF_INET", "AF_INET6", "AF_NETLINK", "AF_PACKET", "AF_VSOCK", "AF_ALG"):
    attempt(name, lambda: socket.socket(getattr(socket, name), socket.SOCK_RAW))
attempt("udp", lambda: socket.socket(socket.AF_INET, socket.SOCK_DGRAM))
attempt("connect", lambda: udp.connect(("127.0.0.1", 9)))
attempt("connect of what was open", lambda: idle.connect(listener.getsockname()))
attempt("sendto", lambda: udp.sendto(b"x", ("127.0.0.1", 9)))
attempt("fast open", lambda: idle.sendto(b"x", socket.MSG_FASTOPEN, listener.getsockname()))
attempt("fast open by sendmsg", lambda: idle.sendmsg([b"x"], [], socket.MSG_FASTOPEN, listener.getsockname()))
attempt("unix", lambda: socket.socket(socket.AF_UNIX).connect("/nowhere"))
attempt("pair", socket.socketpair)
for kind in ("SOCK_DGRAM", "SOCK_RAW"):
    attempt("unconnected " + kind, lambda: socket.socket(socket.AF_UNIX, getattr(socket, kind)))
    attempt("pair " + kind, lambda: socket.socketpair(socket.AF_UNIX, getattr(socket, kind)))
    attempt("flagged " + kind, lambda: socket.socket(socket.AF_UNIX, getattr(socket, kind) | socket.SOCK_NONBLOCK))
terminal = pty.openpty()[1]
attempt("typing into the terminal", lambda: fcntl.ioctl(terminal, 0x5412, b"x"))
attempt("pasting into the terminal", lambda: fcntl.ioctl(terminal, 0x541C, b"\\x03"))
attempt("asking how large the terminal is", lambda: os.get_terminal_size(terminal))
kind, name = ctypes.create_string_buffer(b"user"), ctypes.create_string_buffer(b"localhost.invalid")
keys = (248, 249, 250) if os.uname().machine == "x86_64" else (217, 218, 219)
attempt("add_key", lambda: called(keys[0], ctypes.addressof(kind), ctypes.addressof(name), 0, 0, -1))
attempt("request_key", lambda: called(keys[1], ctypes.addressof(kind), ctypes.addressof(name), 0, 0))
attempt("keyctl", lambda: called(keys[2], 0, -1, 0))
other = threading.Thread(target=lambda: attempt("thread", socket.socket))
other.start()
other.join()
attempt("compiled socket", lambda: called(41 if os.uname().machine == "x86_64" else 198, 2, 1, 0))
attempt("io_uring", lambda: called(425, 8, 0))
attempt("ptrace", lambda: called(101 if os.uname().machine == "x86_64" else 117, 16, os.getppid(), 0, 0))
attempt("taking a socket of another process", lambda: called(438, 0, 0, 0))
if os.uname().machine == "x86_64":
    attempt("second interface", lambda: called(0x40000000 + 41, 2, 1, 0))
inner = "import socket\\ntry:\\n socket.socket()\\nexcept PermissionError:\\n print('refused')"
answers["child"] = subprocess.run([sys.executable, "-I", "-c", inner], capture_output=True, text=True).stdout.strip()
shell = subprocess.run(["sh", "-c", sys.executable + " -I -c \\"" + inner + "\\""], capture_output=True, text=True)
answers["grandchild"] = shell.stdout.strip()
fork = os.fork()
if fork == 0:
    try:
        socket.socket()
    except PermissionError:
        os._exit(7)
    os._exit(1)
answers["fork"] = "refused" if os.waitstatus_to_exitcode(os.waitpid(fork, 0)[1]) == 7 else "open"
os.write(writer, b"x")
with listener.accept()[0] as friend:
    answers["served"] = friend.recv(9).decode()
    friend.sendmsg([b"wel", b"come"])
answers["friend"] = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
try:
    socket.getaddrinfo("localhost.invalid", 80)
except OSError:
    answers["names"] = "refused"
print(json.dumps(answers))
"""


@pytest.fixture(scope="module")
def answers() -> dict[str, Any]:
    run = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=True, timeout=60)
    told: dict[str, Any] = json.loads(run.stdout)
    return told


@needs_lock
def test_the_kernel_grants_it_and_a_second_time_does_nothing(answers: dict[str, Any]) -> None:
    assert answers["lock"] == answers["again"] == "locked"


@needs_lock
@pytest.mark.parametrize("family", ["AF_INET", "AF_INET6", "AF_NETLINK", "AF_PACKET", "AF_VSOCK", "AF_ALG"])
def test_no_socket_of_any_network_can_be_made(answers: dict[str, Any], family: str) -> None:
    assert answers[family] == "refused"


@needs_lock
@pytest.mark.parametrize(
    "origin",
    ["udp", "earlier thread", "thread", "child", "grandchild", "fork", "compiled socket", "connect",
     "connect of what was open", "sendto", "fast open", "fast open by sendmsg", "names", "ptrace",
     "taking a socket of another process"],
)  # fmt: skip
def test_it_is_refused_from_everywhere(answers: dict[str, Any], origin: str) -> None:
    assert answers[origin] == "refused"


@needs_lock
def test_what_does_the_same_by_other_calls_is_not_there(answers: dict[str, Any]) -> None:
    assert answers["io_uring"] == "ENOSYS"
    assert answers.get("second interface", "ENOSYS") == "ENOSYS"


@needs_lock
@pytest.mark.parametrize("call", ["add_key", "request_key", "keyctl"])
def test_no_key_is_asked_for_which_a_program_of_the_system_looks_up(answers: dict[str, Any], call: str) -> None:
    """Such as the address of a host, of which the kernel asks a program that is not locked."""
    assert answers[call] == "ENOSYS"


@needs_lock
@pytest.mark.parametrize("origin", ["unconnected", "pair", "flagged"])
@pytest.mark.parametrize("kind", ["SOCK_DGRAM", "SOCK_RAW"])
def test_no_socket_can_be_made_that_needs_no_connection(answers: dict[str, Any], origin: str, kind: str) -> None:
    """Whoever has such a socket sends to any local program, whose address the filter cannot see."""
    assert answers[f"{origin} {kind}"] == "refused"


@needs_lock
def test_nothing_can_be_typed_for_the_shell_behind_the_terminal(answers: dict[str, Any]) -> None:
    assert answers["typing into the terminal"] == answers["pasting into the terminal"] == "refused"
    assert answers["asking how large the terminal is"] == "open"


@needs_lock
def test_no_local_program_can_be_asked_to_do_it_instead(answers: dict[str, Any]) -> None:
    """Such as one that starts others, or a proxy, at a socket in a file."""
    assert answers["unix"] == "refused"


@needs_lock
def test_a_page_that_listens_already_goes_on_answering(answers: dict[str, Any]) -> None:
    assert (answers["served"], answers["friend"]) == ("hello", 0)
    assert answers["pair"] == "open"  # what Python's own loop needs


def test_this_process_was_never_locked() -> None:
    assert lock_state() is None


@pytest.mark.parametrize(("system", "machine"), [("win32", "AMD64"), ("darwin", "arm64"), ("linux", "riscv64")])
def test_a_system_without_it_is_said(monkeypatch: pytest.MonkeyPatch, system: str, machine: str) -> None:
    monkeypatch.setattr(sys, "platform", system)
    monkeypatch.setattr(platform, "machine", lambda: machine)
    assert network_lock._install_filter() is LockState.NO_SUPPORT


def test_a_refusal_of_the_system_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    class Refusing:
        class syscall:  # noqa: N801 - as the library names it
            restype: object = None

        @staticmethod
        def prctl(*_values: object) -> int:
            return -1

    monkeypatch.setattr(ctypes, "CDLL", lambda *_names, **_options: Refusing)
    expected = LockState.REFUSED if SUPPORTED else LockState.NO_SUPPORT
    assert network_lock._install_filter() is expected


@pytest.mark.parametrize("machine", ["x86_64", "aarch64"])
def test_every_jump_of_the_filter_stays_inside_and_its_end_allows(machine: str) -> None:
    """For both processors, on whichever this runs."""
    code = network_lock._assemble_filter(network_lock._CALLS[machine])
    steps = [struct.unpack_from("HBBI", code, at) for at in range(0, len(code), 8)]
    for at, (operation, if_true, if_false, _) in enumerate(steps):
        if operation & 0x07 == 0x05:
            assert at + 1 + max(if_true, if_false) < len(steps)
    assert steps[-1] == (0x06, 0, 0, 0x7FFF0000)
    assert len(steps) < 128


THREAD_PROGRAM = """
import json, socket, threading
from unlike.core.network_lock import lock_thread
answers = []
def attempt():
    try:
        socket.socket().close()
    except PermissionError:
        answers.append("refused")
    else:
        answers.append("open")
ready, done = threading.Event(), threading.Event()
other = threading.Thread(target=lambda: (ready.wait(), attempt(), done.set()))
other.start()
answers.append(lock_thread().value)
attempt()
later = threading.Thread(target=attempt)
later.start()
later.join()
ready.set()
other.join()
print(json.dumps(answers))
"""


@needs_lock
def test_a_thread_can_give_up_the_network_alone() -> None:
    done = subprocess.run([sys.executable, "-c", THREAD_PROGRAM], capture_output=True, text=True, check=True)
    assert json.loads(done.stdout) == ["locked", "refused", "refused", "open"]
