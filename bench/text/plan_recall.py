"""Precision and recall of plans and promises.

    python -m bench.text.plan_recall

Messages are those of `bench/text/labelled/plans.tsv` (ours, invented); the phrases were not tuned on the fresh ones.
Writes its section of docs/measurements/explanations.md.
"""

from __future__ import annotations

import argparse

import polars as pl

from bench.shared.intervals import share_text
from bench.shared.measurement_page import EXPLANATIONS_PAGE, write_section
from bench.shared.paths import LABELLED
from unlike.explain.plans import plans

NAMES = {"en": "English", "de": "German", "es": "Spanish", "fr": "French", "pt": "Portuguese"}


def labelled() -> pl.DataFrame:
    rows = pl.read_csv(LABELLED / "plans.tsv", separator="\t", quote_char=None)
    parts = []
    for (language,), part in rows.group_by("language", maintain_order=True):
        parts.append(part.with_columns(found=plans(part["text"], str(language))))
    return pl.concat(parts)


def line(name: str, rows: pl.DataFrame) -> str:
    planned, predicted = pl.col("plan") == 1, pl.col("found")
    hits, predicted_count, planned_count = (
        rows.filter(condition).height for condition in (planned & predicted, predicted, planned)
    )
    return f"| {name} | {rows.height} | {share_text(hits, predicted_count)} | {share_text(hits, planned_count)} |"


def document(rows: pl.DataFrame) -> str:
    tuned, fresh = (rows.filter((pl.col("part") == "fresh") == is_fresh) for is_fresh in (False, True))
    return "\n".join(
        [
            "## Plans and promises",
            "",
            "Made by `python -m bench.text.plan_recall` on the messages of `bench/text/labelled/plans.tsv`:",
            "invented, about half of",
            "them plans, the others chosen to tempt (what is past, somebody else's, called off). *Fresh* are those",
            "that were written after the phrases, which were not tuned on them; one hand wrote them all, and the",
            "phrases too.",
            "Brackets are 95 % intervals.",
            "",
            "| | messages | of those found, plans | of the plans, found |",
            "|---|---|---|---|",
            *(line(name, tuned.filter(pl.col("language") == code)) for code, name in NAMES.items()),
            *(line(f"{name}, fresh", fresh.filter(pl.col("language") == code)) for code, name in NAMES.items()),
            line("**all, fresh**", fresh),
        ]
    )


def main() -> None:
    argparse.ArgumentParser(description=__doc__).parse_args()
    rows = labelled()
    text = document(rows)
    write_section("plan_recall", text, EXPLANATIONS_PAGE)
    print(text)
    tuned = rows.filter(pl.col("part") != "fresh", (pl.col("plan") == 1) != pl.col("found"))
    print(tuned.select("language", "plan", "text").rows())


if __name__ == "__main__":
    main()
