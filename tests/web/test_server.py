"""The server where the system lacks what others have, and where its port is taken."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

WITHOUT = """
import signal, sys, warnings
for name in ("fcntl", "resource", "pwd", "grp", "termios"):
    sys.modules[name] = None
del signal.SIGHUP
warnings.simplefilter("ignore")  # that its locks are simpler here
from unlike.cli import main
sys.argv = ["unlike", "open", "--no-browser", "--timezone", "UTC"]
sys.exit(main())
"""


def test_it_runs_without_the_modules_and_signals_that_windows_lacks(tmp_path: Path) -> None:
    environment = {**os.environ, "PYTHONUNBUFFERED": "1", "TMPDIR": str(tmp_path)}
    with subprocess.Popen(
        [sys.executable, "-c", WITHOUT], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment
    ) as process:
        assert process.stdout
        assert process.stderr
        assert re.search(r"http://127\.0\.0\.1:\d+/enter/", process.stdout.readline())
        assert len(list(tmp_path.iterdir())) == 1
        process.terminate()
        assert process.wait(30) == 143
        assert process.stderr.read() == ""
    assert list(tmp_path.iterdir()) == []


def test_a_port_that_is_taken_is_a_sentence() -> None:
    command = [sys.executable, "-m", "unlike", "open", "--no-browser", "--timezone", "UTC"]
    environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as first:
        assert first.stdout
        port = re.search(r":(\d+)/enter/", first.stdout.readline())
        assert port
        second = subprocess.run([*command, "--port", port[1]], capture_output=True, text=True, check=False, timeout=60)
        assert second.returncode == 2
        assert second.stderr == (
            f"unlike: --port '{port[1]}' is not understood. Give another port, or none for a free one: this one cannot "
            "be used.\n"
        )
        first.terminate()
