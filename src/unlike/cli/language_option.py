"""Option `--language`: the language of the output, in place of the machine's own."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click

from unlike.i18n import LANGUAGES, use_language


def language_option(*, expose_value: bool = False) -> Callable[[Any], Any]:
    """Declare `--language`; it is read before all other options, so that their errors are in the language, too.

    Args:
        expose_value: pass the language to the command as an argument, besides using it.
    """
    return click.option(
        "--language",
        type=click.Choice(LANGUAGES, case_sensitive=False),
        is_eager=True,
        expose_value=expose_value,
        callback=_use_language,
        help="Language of what is said. [default: this machine's, else English]",
    )


def _use_language(_context: click.Context, _option: click.Parameter, language: str | None) -> str | None:
    """Use the language, where there is one, and return it."""
    if language:
        use_language(language)
    return language
