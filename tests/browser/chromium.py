"""A program that serves, and a browser that may reach nothing but this machine."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from playwright.sync_api import Page

FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
    "--disable-sync", "--no-first-run", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]  # fmt: skip
NO_BROWSER = "no Chromium here: apt-get install chromium"


@dataclass
class Served:
    """A program that runs, and everything that its pages asked for or complained about."""

    link: str
    process: subprocess.Popen[str]
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    @property
    def base(self) -> str:
        return self.link.partition("/enter/")[0]


Serve = Callable[..., Served]
Visit = Callable[..., Page]


@contextmanager
def running(*arguments: str) -> Iterator[Served]:
    command = [sys.executable, "-m", "unlike", "open", *arguments, "--timezone", "Europe/Berlin", "--no-browser"]
    environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as process:
        assert process.stdout
        told = process.stdout.readline()
        found = re.search(r"http://127\.0\.0\.1:\d+/enter/\S+", told)
        assert found, told
        yield Served(found[0], process)
        if process.poll() is None:
            process.send_signal(signal.SIGINT)
            process.wait(10)
