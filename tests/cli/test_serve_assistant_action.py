"""`unlike mcp` as a program: what it refuses, and that it answers with the network given up before a chat is read."""

from __future__ import annotations

import platform
import sys
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from mcp import Client, StdioServerParameters, stdio_client

from assistant_sessions import run_apart
from unlike.api import VisitCounter
from unlike.cli import main, serve_assistant_action
from unlike.cli.options import CheckOptions
from unlike.presentation.redaction import Redaction
from unlike.results import RepeatVisits

if TYPE_CHECKING:
    from conftest import Studied, Written

SUPPORTED = sys.platform.startswith("linux") and platform.machine() in {"x86_64", "aarch64"}
LOCKED_PROGRAM = """
import socket, sys
from unlike.cli import check_input, main
from unlike.core.network_lock import LockState, lock_state
read = check_input.read

def read_locked(*arguments, **options):
    assert lock_state() is LockState.LOCKED
    try:
        socket.create_connection(("127.0.0.1", 9))
    except PermissionError:
        return read(*arguments, **options)
    sys.exit("not refused")

check_input.read = read_locked
sys.argv[0] = "unlike"
sys.exit(main())
"""


@pytest.mark.skipif(not SUPPORTED, reason="this system has no such lock")
def test_it_answers_with_the_network_given_up_before_a_chat_is_read(small: Studied, tmp_path: Path) -> None:
    options = ["--me", small.chat.owner, "--timezone", "Europe/Berlin", "--names"]
    server = StdioServerParameters(
        command=sys.executable,
        args=["-c", LOCKED_PROGRAM, "mcp", str(small.path), *options],
        env={"XDG_DATA_HOME": str(tmp_path)},
    )

    async def asked() -> str:
        async with Client(stdio_client(server)) as client:
            result = await client.call_tool("now", {"person": small.chat.other})
            return str(result.structured_content["people"][0]["said"][0])

    assert run_apart(asked).endswith(f"within what is usual for {small.chat.other}.")


def test_starting_it_is_no_look_and_asking_is(small: Studied, monkeypatch: pytest.MonkeyPatch) -> None:
    looks: list[tuple[bool, int]] = []

    def counter(_clock: object, *, counted: bool) -> VisitCounter:
        def count(fingerprints: Mapping[str, object]) -> Mapping[str, RepeatVisits]:
            looks.append((counted, len(fingerprints)))
            return {}

        return count

    monkeypatch.setattr(serve_assistant_action, "visit_counter", counter)
    options = CheckOptions((small.path,), me=small.chat.owner, timezone="Europe/Berlin", quiet=True)
    session = serve_assistant_action.assistant_session(options, Redaction(), None)
    assert looks == [(False, 1)]
    session.count_visit()
    assert looks == [(False, 1), (True, 1)]


def test_a_budget_too_small_is_refused(rosa_written: Written, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["mcp", str(rosa_written[0]), "--budget", "10"]) == 2
    assert capsys.readouterr().err == "unlike: --budget '10' is not understood. Give 1,200 tokens or more.\n"


def test_an_owner_who_is_not_known_is_one_sentence(rosa_written: Written, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["mcp", str(rosa_written[0]), "--me", "Zoe"]) == 2
    out, err = capsys.readouterr()
    assert (out, err.count("\n")) == ("", 1)
    assert "Say it with --me NAME" in err


def test_without_its_package_it_says_what_to_install(
    rosa_written: Written, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(serve_assistant_action, "find_spec", lambda name: None if name == "mcp" else find_spec(name))
    assert main(["mcp", str(rosa_written[0])]) == 2
    assert "unlike[assistant]" in capsys.readouterr().err
