"""Running `unlike donate`: rows of a donation on standard output, and in a file where one is named."""

from __future__ import annotations

from pathlib import Path

from unlike.api import read
from unlike.cli.options import CheckOptions
from unlike.cli.output import write_output
from unlike.cli.own_process import give_up_network
from unlike.cli.timezones import zone_of
from unlike.corpus.donation import donation
from unlike.library.private_output import new_private_file
from unlike.presentation.sentences.interface.corpus_text import donation_line


def write_donation(options: CheckOptions, output: Path | None, *, own: bool) -> None:
    """Read the exports, show every row, and write them where that is wished.

    Raises:
        UnlikeError: the exports, the options or the file cannot be used.
    """
    give_up_network()
    import_result = read(options.exports, zone=zone_of(options), date_order=options.date_order, app=options.app)
    rows = donation(import_result, options.me, own=own)
    text = rows.csv()
    write_output(text)
    if output is not None:
        with new_private_file(output) as temporary:
            temporary.write_bytes(text.encode("ascii"))
        write_output(f"{donation_line(len(rows.rows), output)}\n")
