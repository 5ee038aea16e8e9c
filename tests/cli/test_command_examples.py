from __future__ import annotations

import shlex

import click
import pytest

from unlike.cli import unlike
from unlike.cli.command_examples import EXAMPLES

LINES = [line for examples in EXAMPLES.values() for line, _ in examples]


@pytest.mark.parametrize("line", LINES)
def test_every_example_is_understood(line: str) -> None:
    words = shlex.split(line.partition(" > ")[0])[1:]
    command = unlike.commands[words[0]]
    context = command.make_context(words[0], words[1:], parent=click.Context(unlike, **unlike.context_settings))
    assert context.args == []


@pytest.mark.parametrize("name", sorted(EXAMPLES))
def test_examples_stand_below_the_help_and_fit_a_terminal(name: str) -> None:
    command: click.Command = unlike if name == "unlike" else unlike.commands[name]
    context = click.Context(command, info_name=name, terminal_width=80, **unlike.context_settings)
    text = command.get_help(context)
    for line, _ in EXAMPLES[name]:
        assert f"  {line}" in text
    assert max(map(len, text.splitlines())) <= 80


def test_every_command_that_takes_something_has_an_example() -> None:
    without = {name for name, command in unlike.commands.items() if any(
        isinstance(parameter, click.Argument) for parameter in command.params)} - EXAMPLES.keys()  # fmt: skip
    assert without == set()
