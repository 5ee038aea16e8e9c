"""How many plans and promises are found, and how many of those found are some.

    python bench/plans.py

Messages are those of `bench/labelled/plans.tsv` (ours, invented); the phrases were not tuned on the fresh ones. It
writes its section of docs/accuracy-reasons.md.
"""

from __future__ import annotations

from pathlib import Path

import polars as pl

from accuracy import share
from page import put
from unlike.explain.plans import plans

ROOT = Path(__file__).resolve().parents[1]
NAMES = {"en": "English", "de": "German", "es": "Spanish", "fr": "French", "pt": "Portuguese"}


def labelled() -> pl.DataFrame:
    rows = pl.read_csv(ROOT / "bench" / "labelled" / "plans.tsv", separator="\t", quote_char=None)
    parts = []
    for (language,), part in rows.group_by("language", maintain_order=True):
        parts.append(part.with_columns(found=plans(part["text"], str(language))))
    return pl.concat(parts)


def line(name: str, rows: pl.DataFrame) -> str:
    true, found = pl.col("plan") == 1, pl.col("found")
    hits, said, there = (rows.filter(one).height for one in (true & found, found, true))
    return f"| {name} | {rows.height} | {share(hits, said)} | {share(hits, there)} |"


def document(rows: pl.DataFrame) -> str:
    old, fresh = (rows.filter((pl.col("part") == "fresh") == new) for new in (False, True))
    return "\n".join(
        [
            "## Plans and promises",
            "",
            "Made by `python bench/plans.py` on the messages of `bench/labelled/plans.tsv`: invented, about half of",
            "them plans, the others chosen to tempt (what is past, somebody else's, called off). *Fresh* are those",
            "that were written after the phrases, which were not tuned on them; one hand wrote them all, and the",
            "phrases too.",
            "Brackets are 95 % intervals.",
            "",
            "| | messages | of those found, plans | of the plans, found |",
            "|---|---|---|---|",
            *(line(name, old.filter(pl.col("language") == code)) for code, name in NAMES.items()),
            *(line(f"{name}, fresh", fresh.filter(pl.col("language") == code)) for code, name in NAMES.items()),
            line("**all, fresh**", fresh),
        ]
    )


def main() -> None:
    rows = labelled()
    text = document(rows)
    put("plans", text, ROOT / "docs" / "accuracy-reasons.md")
    print(text)
    tuned = rows.filter(pl.col("part") != "fresh", (pl.col("plan") == 1) != pl.col("found"))
    print(tuned.select("language", "plan", "text").rows())


if __name__ == "__main__":
    main()
