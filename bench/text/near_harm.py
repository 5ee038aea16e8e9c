"""Near words of harm: how many harmless messages are taken for harm, and how many grave ones beside them are detected.

    python -m bench.text.near_harm [--part tune] [--read] [--dry]

Reads `near-harm` of `bench/text/labelled`, of seven kinds, in which harmless and grave messages have the same verbs.
Harm is looked for as the program does, in all languages at once. A hash of the text parts the messages: phrases are
mended on `tune` with the errors in view (`--read`), `held` is scored in sums alone. Writes its section of
docs/measurements/concerns.md; intervals are Wilson's, 95 %.
"""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from bench.shared.intervals import share_text
from bench.shared.measurement_page import write_section
from bench.shared.paths import LABELLED, MEASUREMENTS
from bench.text.everyday_messages import part_of, score_options
from bench.text.labelled_files import headed
from unlike.text import CONCERNS, concerns, languages

KINDS = {
    "jest": "killing and dying in jest",
    "game": "beaten in a game",
    "injury": "an accident",
    "control": "control of things, of an illness or at work",
    "phone": "reading, one's own phone",
    "duty": "kept in by a duty",
    "encouragement": "pushed and forced to something good",
}


def near_harm(language: str) -> pl.DataFrame:
    """Messages of a language: `kind`, `grave`, `part`, `text`, and `found`, whether the program sees harm in them."""
    table = headed(LABELLED / "near-harm" / f"{language}.txt")
    kind = pl.col("topics").str.split(" ")
    return table.select(
        pl.lit(language).alias("language"),
        kind.list.first().alias("kind"),
        (kind.list.last() == "harm").alias("grave"),
        pl.Series("part", [part_of(text) for text in table["text"]]),
        "text",
        concerns(table["text"], None).select(found=pl.any_horizontal(CONCERNS))["found"],
    )


def cells(rows: pl.DataFrame) -> str:
    """Harmless messages taken for harm, and grave ones detected, of one table."""
    of = [rows.filter(pl.col("grave") == grave)["found"] for grave in (False, True)]
    return " | ".join(f"{share_text(int(found.sum()), found.len())} of {found.len()}" for found in of)


def score_lines(rows: pl.DataFrame) -> Iterator[str]:
    """A row a part, a language and a kind of the parts that errors were not read of."""
    yield "| messages | harmless, taken for harm | grave, detected |"
    yield "|---|---|---|"
    for part in rows["part"].unique().sort(descending=True):
        of = rows.filter(pl.col("part") == part)
        yield f"| all, {part} | {cells(of)} |"
        for language in of["language"].unique(maintain_order=True):
            yield f"| {language}, {part} | {cells(of.filter(pl.col('language') == language))} |"
        for kind, name in KINDS.items():
            yield f"| {name}, {part} | {cells(of.filter(pl.col('kind') == kind))} |"


def error_lines(rows: pl.DataFrame) -> Iterator[str]:
    """Harmless messages of `tune` that are taken for harm, and grave ones that are not detected."""
    wrong = rows.filter(pl.col("part") == "tune", pl.col("found") != pl.col("grave"))
    for language, kind, grave, text in wrong.select("language", "kind", "grave", "text").rows():
        yield f"{language}\t{kind}\t{'missed' if grave else 'false'}\t{text}"


def main() -> None:
    options = score_options(__doc__)
    rows = pl.concat([near_harm(language) for language in languages()])
    if options.read:
        print("\n".join(error_lines(rows)))
        return
    of = rows.filter(pl.col("part") == options.part) if options.part else rows
    text = "\n".join(["### Messages near harm", "", "Made by `python -m bench.text.near_harm`.", "", *score_lines(of)])
    print(text)
    if not (options.dry or options.part):
        write_section("near_harm", text, MEASUREMENTS / "concerns.md")


if __name__ == "__main__":
    main()
