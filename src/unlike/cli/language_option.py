"""The option that chooses the language of what is said; without it the machine's own is spoken, where it is known."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click

from unlike.i18n import LANGUAGES, use_language


def language_option(*, kept: bool = False) -> Callable[[Any], Any]:
    """`--language`, which counts before all others, so that what is said of them is said in it.

    Args:
        kept: the command is handed the language, too.
    """
    return click.option(
        "--language",
        type=click.Choice(LANGUAGES, case_sensitive=False),
        is_eager=True,
        expose_value=kept,
        callback=_chosen,
        help="Language of what is said. [default: this machine's, else English]",
    )


def _chosen(_context: click.Context, _option: click.Parameter, language: str | None) -> str | None:
    if language:
        use_language(language)
    return language
