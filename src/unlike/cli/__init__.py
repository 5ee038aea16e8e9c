"""The command line. `main` turns every outcome into an exit code and one sentence; what is heavy loads only when asked.

Exit codes: 0 done, 1 something inside broke, 2 the input or a question only the owner can answer, 130 interrupted.
"""

from __future__ import annotations

import gc
import os
from collections.abc import Sequence
from contextlib import suppress
from typing import Any

import click
from click.exceptions import NoArgsIsHelpError

from unlike.cli.add import add
from unlike.cli.backup import backup, restore
from unlike.cli.check import check
from unlike.cli.command_examples import add_examples
from unlike.cli.doctor import doctor
from unlike.cli.export_history import export_history
from unlike.cli.forget import forget
from unlike.cli.list_chats import list_chats
from unlike.cli.list_people import list_people
from unlike.cli.note import note
from unlike.cli.open_page import open_page
from unlike.cli.output import drop_output, flush_output
from unlike.cli.own_process import ProgramContext
from unlike.cli.report import report
from unlike.cli.sample import sample
from unlike.cli.serve_assistant import mcp
from unlike.cli.sources import sources
from unlike.cli.write_corpus import corpus
from unlike.cli.write_donation import donate
from unlike.cli.write_series import series
from unlike.core.error_places import place_raised
from unlike.core.orderly_end import orderly_end
from unlike.errors import UnlikeError
from unlike.i18n import environment_language, language_context, translate

_EPILOG = (
    "Exit codes: 0 done; 1 something inside broke; 2 the input, or a question only you can answer; 130 interrupted."
)
_OBJECTS_BETWEEN_COLLECTIONS = 50_000
"""New objects until Python looks for circles of unused ones: at its own 700, a twelfth of a run goes into that."""


class Program(click.Group):
    """All commands; output that nobody reads any more ends them without a mistake."""

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401 - whatever a command returns
        """Run the command that was asked for."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError:  # click itself would make a failure of it
            drop_output()
            return 0


@click.group(
    cls=Program, epilog=_EPILOG, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 80}
)
@click.version_option(package_name="unlike", message="unlike %(version)s")
def unlike() -> None:
    """Are these messages unlike this person?

    Reads your own chat exports on your own machine, compares a person with themselves, and says what changed, what did
    not, and how it went before. Nothing leaves the machine: before it reads a chat, it gives up the network for good,
    and on Linux the kernel refuses it every connection (unlike doctor shows that).
    """


for command in (
    *(add, backup, check, corpus, doctor, donate, export_history, forget, list_chats, list_people),
    *(mcp, note, open_page, report, restore, sample, series, sources),
):
    unlike.add_command(command)
add_examples(unlike)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line, in the language of the machine or of --language.

    Args:
        arguments: None for those of the program; its process then gives up the network before it reads a chat. Where
            another Python program hands over some, the process is that program's, and is left as it is.

    Returns:
        The exit code.
    """
    # a second thread of OpenBLAS only waits for small matrices, and doubles the processor time; read when NumPy loads
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    with language_context(environment_language(os.environ)):
        if arguments is not None:
            return _run_commands(arguments, ProgramContext(own_process=False))
        gc.set_threshold(_OBJECTS_BETWEEN_COLLECTIONS)
        with orderly_end():
            return _run_commands(None, ProgramContext(own_process=True))


def _run_commands(arguments: Sequence[str] | None, program: ProgramContext) -> int:
    try:
        code = unlike.main(args=arguments, prog_name="unlike", standalone_mode=False, obj=program)
        flush_output()
    except NoArgsIsHelpError as error:
        click.echo(error.format_message())
        return 0
    except (click.Abort, KeyboardInterrupt):
        return 130
    except Exception as error:  # noqa: BLE001 - the last door: nobody should be met by a traceback
        return _exit_code(error)
    return code if isinstance(code, int) else 0


def _exit_code(error: Exception) -> int:
    """Exit code of what went wrong, and its sentence."""
    if isinstance(error, BrokenPipeError):  # whoever read our output has had enough: nothing is wrong
        drop_output()
        return 0
    if isinstance(error, UnlikeError):
        return _print_error(str(error), error.exit_code)
    if isinstance(error, click.ClickException):
        return _print_error(
            translate("{what}. unlike --help shows what there is.", what=error.format_message().rstrip(".")), 2
        )
    return _print_internal_error(error)


def _print_error(sentence: str, code: int) -> int:
    """One sentence on standard error."""
    from unlike.presentation.sanitise import sanitise  # noqa: PLC0415 - only a mistake needs it

    with suppress(OSError):  # nobody reads standard error
        click.echo(f"unlike: {sanitise(sentence)}", err=True)
    drop_output()
    return code


def _print_internal_error(error: Exception) -> int:
    """A mistake of ours: its kind and place, and never a word of the chat. UNLIKE_TRACEBACK=1 shows where."""
    if os.environ.get("UNLIKE_TRACEBACK"):
        raise error
    kind = ", ".join(filter(None, (type(error).__name__, place_raised(error))))
    return _print_error(
        translate("something inside broke ({where}). Nothing was changed; please report this line.", where=kind), 1
    )
