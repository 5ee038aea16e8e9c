"""An end from outside lets everything be put away."""

from __future__ import annotations

import signal
import subprocess
import sys

import pytest

PROGRAM = """
import signal, sys, time
if "ignore" in sys.argv:
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
if "hide" in sys.argv:
    del signal.SIGHUP
from unlike.core.orderly_end import orderly_end
with orderly_end():
    try:
        print("ready", flush=True)
        time.sleep(2 if "ignore" in sys.argv else 60)
        print("went on")
    finally:
        print("put away")
assert signal.getsignal(signal.SIGTERM) is signal.SIG_DFL
"""


def ended(number: signal.Signals, *options: str) -> tuple[int, str, str]:
    with subprocess.Popen(
        [sys.executable, "-c", PROGRAM, *options], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout
        assert process.stderr
        assert process.stdout.readline() == "ready\n"
        process.send_signal(number)
        said, complaint = process.stdout.read(), process.stderr.read()
        return process.wait(30), said, complaint


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_it_puts_everything_away_and_says_nothing(number: signal.Signals) -> None:
    assert ended(number) == (128 + number, "put away\n", "")


def test_a_hang_up_that_is_ignored_stays_so() -> None:
    assert ended(signal.SIGHUP, "ignore") == (0, "went on\nput away\n", "")


def test_a_system_without_hang_ups_ends_in_order_too() -> None:
    assert ended(signal.SIGTERM, "hide") == (128 + signal.SIGTERM, "put away\n", "")
