"""What a browser has not (threads, processes), reading and analysing do without; see docs/explanation/browser.md."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from conftest import Studied

SCRIPT = """
import os, subprocess, sys, threading, _thread
import polars, numpy  # their own threads are in wheels that a browser has in another build

def refused(*_arguments, **_options):
    raise RuntimeError("a browser has no such thing")

for owner, name in (
    (threading.Thread, "start"), (_thread, "start_new_thread"), (_thread, "start_joinable_thread"),
    (subprocess, "Popen"), (os, "fork"), (os, "posix_spawn"), (os, "system"),
):
    if hasattr(owner, name):
        setattr(owner, name, refused)

import unlike.api
analysis = unlike.api.read(sys.argv[1], zone="Europe/Berlin").analyse(me=sys.argv[2])
print(len(analysis.findings.conversations[0].people[0].spells))
print(analysis._repr_html_().count("unlike-row"))
"""


def test_reading_and_analysing_start_neither_threads_nor_processes(small: Studied) -> None:
    command = [sys.executable, "-c", SCRIPT, str(small.path), small.chat.owner]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert int(done.stdout.split()[0]) == len(small.person.spells) > 0
