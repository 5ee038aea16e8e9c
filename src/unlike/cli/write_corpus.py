"""`unlike corpus`: tables of many conversations for research."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from unlike.cli.export_options import timezone_option
from unlike.cli.language_option import language_option

_EPILOG = (
    "Exit codes: 0 done; 1 something inside broke; 2 the input, or a question only you can answer; 3 done, but some of "
    "it could not be read; 130 interrupted."
)


@click.command(epilog=_EPILOG)
@click.argument("source", metavar="IN", type=click.Path(path_type=Path))
@click.argument("output", metavar="OUT", type=click.Path(path_type=Path))
@language_option()
@timezone_option
@click.option("--date-order", type=click.Choice(["dmy", "mdy", "ymd"]), help="How dates in the exports are to be read.")
@click.option("--app", metavar="APP", help="Which app made the exports, where two could have.")
@click.option("--text", is_flag=True, help="Keep what was written in the table of messages; names in it stay.")
@click.option(
    "--key",
    "key_file",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="32 random bytes that pseudonyms are made with. [default: new ones, deleted at the end]",
)
@click.option("--workers", type=click.IntRange(1), metavar="N", help="Tasks at a time. [default: one a processor]")
@click.option("--executor", type=click.Choice(["pool", "ray"]), default="pool", help="Where they run. [default: pool]")
@click.option("--address", metavar="ADDRESS", help="With --executor ray: a cluster that is there.")
@click.option("--quiet", is_flag=True, help="Without progress.")
def corpus(**values: Any) -> int:  # noqa: ANN401 - click hands over what was declared above
    """Write tables of all conversations in the folder IN to OUT, for research.

    Every entry of IN is a source: an export, the folder of a donor, or a Parquet dataset of many conversations. OUT
    gets messages without their text, daily signals and findings as Parquet, under pseudonyms, and a codebook. What
    is interrupted goes on when it is run again.
    """
    from unlike.cli.write_corpus_action import CorpusRequest, write_corpus  # noqa: PLC0415 - tables load only if needed

    return write_corpus(CorpusRequest(**values))
