"""The shell in which commands of the documentation run: in this process, in a folder with what the pages speak of."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import click
import pytest

from library_exports import PASSPHRASE
from unlike.cli import main, unlike

_ROOT: Final = Path(__file__).parents[2]
_PROGRAM: Final = re.compile(r"^(?:~/unlike/bin/|\.venv/bin/)?unlike ")
_COMMENT = re.compile(r"(?:^|\s)#.*")
_BEYOND: Final = re.compile(r"[|&;<$`]")
"""Signs of the shell that this one leaves to the system's."""
_EXTRAS: Final = re.compile(r"unlike\[([\w,]+)\]")
_STICK: Final = "/media/stick"


class TypedAnswers:
    """Terminal at which somebody answers every question; `answer` is what they type."""

    encoding = "utf-8"
    closed = False
    answer = ""

    def isatty(self) -> bool:
        return True

    def readline(self) -> str:
        return f"{self.answer}\n"


@dataclass
class PageShell:
    """Runs commands and Python of a page.

    Attributes:
        home: the home of whoever runs them, which the page has for itself.
        folder: where they run: in that home, with the files that the page names.
        capture: what they print.
        give_passphrase: lets the next command read the passphrase of the library.
        typed: who answers questions.
        printed: what the block before printed.
    """

    home: Path
    folder: Path
    capture: pytest.CaptureFixture[str]
    give_passphrase: Callable[[str], None]
    typed: TypedAnswers
    printed: str = ""

    def write_file(self, name: str, text: str) -> Path:
        """Write a file that the page shows."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
        return path

    def run_python(self, code: Callable[[], None]) -> None:
        """Run Python, and hold what it prints."""
        self.capture.readouterr()
        code()
        self.printed = self.capture.readouterr().out

    def run(self, block: str, *, alone: bool = False) -> None:
        """Run the commands of a block, and hold what they print.

        Args:
            block: one command a line.
            alone: each of them begins with the files there are now.

        Raises:
            AssertionError: a command failed, or printed a mistake.
        """
        before = self.home.with_name(f"{self.home.name}-before")
        if alone:
            shutil.copytree(self.home, before, symlinks=True)
        printed = []
        for command in commands_of(block):
            printed.append(self._run_one(command.replace(_STICK, str(self.home / "stick"))))
            if alone:
                shutil.rmtree(self.home)
                shutil.copytree(before, self.home, symlinks=True)
                os.chdir(self.folder)
        self.printed = "".join(printed)

    def _run_one(self, command: str) -> str:
        program, _, target = command.partition(" > ")
        if not _PROGRAM.match(command) or _BEYOND.search(program):
            return run_bash(command, self.folder, HOME=str(self.home))
        name, *arguments = shlex.split(_COMMENT.sub("", _PROGRAM.sub("", program)))
        self.typed.answer = "yes" if name == "forget" else "Imke"
        self.give_passphrase(PASSPHRASE)
        self.capture.readouterr()
        code = main([name, *arguments])
        out, err = self.capture.readouterr()
        assert code == 0, f"{command} ended with {code}: {err}"
        assert "unlike: " not in err, command
        if target:
            self.write_file(str(Path(shlex.split(target)[0]).expanduser()), out)
        return "" if target else out


def commands_of(block: str) -> Iterator[str]:
    """Commands of a block: each line that is neither empty nor a comment."""
    return (line.removeprefix("$ ").strip() for line in block.splitlines() if line.strip() and line.strip()[0] != "#")


def check_commands(block: str) -> None:
    """Look up what a block that is not run asks of the program: its commands, options and extras.

    Raises:
        AssertionError: there is no such extra.
        click.ClickException: there is no such command or option.
    """
    extras = tomllib.loads((_ROOT / "pyproject.toml").read_text("utf-8"))["project"]["optional-dependencies"]
    unknown = {name for names in _EXTRAS.findall(block) for name in names.split(",")} - extras.keys()
    assert not unknown, f"no such extra: {', '.join(unknown)}"
    for line in commands_of(block):
        for part in re.split(r" && | \| ", line):
            words = shlex.split(re.sub(r" \d?[<>] ?\S+", "", part)) if _PROGRAM.match(part) else []
            if words:
                unlike.commands[words[1]].make_context(
                    words[1], words[2:], parent=click.Context(unlike, **unlike.context_settings)
                )


def run_bash(block: str, folder: Path, **environment: str) -> str:
    """Run commands by the system's shell, with this Python's programs first, and return what they print.

    Raises:
        AssertionError: one failed.
    """
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        ["/bin/bash", "-e", "-o", "pipefail", "-c", block],
        cwd=folder,
        env={**os.environ, "PATH": path, **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, f"{block}: {done.stderr}"
    return done.stdout
