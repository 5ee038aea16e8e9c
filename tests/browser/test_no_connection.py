"""A whole run under the eyes of the kernel: no connection, and the lock before the first byte of a chat."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import expect

from chromium import RunningPage, Visit, said_link
from conftest import Studied

pytestmark = pytest.mark.browser
STRACE = shutil.which("strace")
NETWORK = re.compile(r"\b(socket|connect|sendto|sendmsg|sendmmsg)\((?:\d+, )?.*AF_(INET6?|NETLINK|PACKET)")


@pytest.mark.skipif(STRACE is None, reason="no strace here: apt-get install strace")
def test_a_whole_visit_opens_no_connection_and_is_locked_before_the_chat_is_opened(
    visit: Visit, small: Studied, tmp_path: Path
) -> None:
    log, export = tmp_path / "calls", small.path
    watch = [str(STRACE), "-f", "-qq", "--seccomp-bpf", "-e", "trace=network,seccomp,openat,execve", "-o", str(log)]
    command = [
        sys.executable,
        "-m",
        "unlike",
        "open",
        str(export),
        "--me",
        small.chat.owner,
        "--timezone",
        "UTC",
        "--no-browser",
    ]
    environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen([*watch, *command], stdout=subprocess.PIPE, text=True, env=environment) as process:
        running = RunningPage(said_link(process), process)
        page = visit(running)
        for address in ("/finding/1", "/chat/0", "/people", "/settings", "/about"):
            page.goto(running.base + address)
        expect(page.get_by_text("Locked by the kernel, for good")).to_be_visible()
        page.goto(running.base + "/add")
        page.get_by_label("Exports").set_input_files(export)
        page.get_by_role("button", name="Read the chat").click()
        expect(page.get_by_role("heading", level=1, name=re.compile("Rosa"))).to_be_visible(timeout=120_000)
        (program,) = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text("ascii").split()
        os.kill(int(program), signal.SIGINT)  # strace itself takes none
    calls = log.read_text("utf-8", "replace").splitlines()
    (locked,) = [
        at for at, call in enumerate(calls) if "seccomp(SECCOMP_SET_MODE_FILTER" in call and call.endswith("= 0")
    ]
    opened = [at for at, call in enumerate(calls) if f'"{export}"' in call and "openat(" in call]
    assert opened
    assert min(opened) > locked
    sockets = [call.partition(" ")[2].strip() for call in calls if NETWORK.search(call)]
    assert [call for call in sockets if not re.match(r"socket\(AF_INET, SOCK_STREAM.*= \d+$", call)] == []
    assert len(sockets) == 1  # the page's own, which listens on this machine
    assert not any(NETWORK.search(call) for call in calls[locked:])
