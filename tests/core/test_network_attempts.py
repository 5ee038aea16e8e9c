"""Attempts to reach the network tell a locked process from one that is not."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from unlike.core.network_attempts import AttemptOrigin

PROGRAM = """
import json, sys
from unlike.core.network_attempts import refused_attempts
from unlike.core.network_lock import lock_network
locked = "lock" in sys.argv and lock_network().value == "locked"
print(json.dumps([locked, {origin.value: refused for origin, refused in refused_attempts().items()}]))
"""


@pytest.mark.parametrize("options", [(), ("lock",)])
def test_every_attempt_is_refused_where_the_process_is_locked_and_none_else(options: tuple[str, ...]) -> None:
    run = subprocess.run([sys.executable, "-c", PROGRAM, *options], capture_output=True, text=True, check=True)
    locked, refused = json.loads(run.stdout)
    assert set(refused) == {origin.value for origin in AttemptOrigin}
    assert set(refused.values()) == {locked}
