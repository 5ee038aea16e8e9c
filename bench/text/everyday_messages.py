"""Everyday messages: how many harmless ones are taken for a reason, and how many told ones are detected.

    python -m bench.text.everyday_messages [--part tune] [--read] [--dry]

Both halves of `everyday-harmless` and `everyday-told` of `bench/text/labelled`, which a hash of the text parts: the
grammar is mended on `tune` with the errors in view (`--read`), `held` is scored in sums alone. Writes its section of
docs/measurements/topics-and-tone.md; intervals are Wilson's, 95 %.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from hashlib import sha256

import polars as pl

from bench.shared.intervals import share_text
from bench.shared.measurement_page import TEXT_PAGE, write_section
from bench.shared.paths import LABELLED, TABLED
from bench.text.labelled_files import headed
from bench.text.text_accuracy import Bools, labels
from unlike.text import TOPICS, topics

PARTS = ("tune", "held")
KINDS = ("harmless", "told")


def part_of(text: str) -> str:
    """The half that a message is in, by the text alone."""
    return PARTS[int.from_bytes(sha256(text.encode()).digest()[:4], "big") % 2]


def everyday(kind: str, language: str, part: str) -> pl.DataFrame:
    """`topics` (of harmless messages their sort) and `text` of one half."""
    table = headed(LABELLED / f"everyday-{kind}" / f"{language}.txt")
    return table.filter(pl.Series([part_of(text) == part for text in table["text"]]))


def detected(table: pl.DataFrame, language: str) -> Bools:
    """Topics of the messages; shape (messages, topics)."""
    return topics(table["text"], language).to_numpy()


def score_lines(part: str) -> Iterator[str]:
    """A row a language: of harmless messages the share that has a topic, of told ones the share that has its own."""
    yield f"| language, {part} | harmless, with a topic | told, with its topic | told, with any topic |"
    yield "|---|---|---|---|"
    for language in TABLED:
        harmless, told = (everyday(kind, language, part) for kind in KINDS)
        wrong, result = detected(harmless, language).any(axis=1), detected(told, language)
        right = (result & labels(told["topics"], TOPICS)).any(axis=1)
        cells = [
            share_text(int(wrong.sum()), harmless.height),
            share_text(int(right.sum()), told.height),
            share_text(int(result.any(axis=1).sum()), told.height),
        ]
        yield f"| {language} ({harmless.height}, {told.height}) | {' | '.join(cells)} |"


def sort_lines(part: str) -> Iterator[str]:
    """A row a sort of harmless messages: the share that has a topic in each language."""
    yield f"| harmless, {part} | {' | '.join(TABLED)} |"
    yield f"|---|{'---|' * len(TABLED)}"
    rows: dict[str, list[str]] = {}
    for language in TABLED:
        table = everyday("harmless", language, part)
        wrong = table.with_columns(pl.Series("wrong", detected(table, language).any(axis=1)))
        for sort, count, total in wrong.group_by("topics", maintain_order=True).agg(pl.sum("wrong"), pl.len()).rows():
            rows.setdefault(sort, []).append(f"{count} of {total}")
    yield from (f"| {sort} | {' | '.join(cells)} |" for sort, cells in rows.items())


def error_lines() -> Iterator[str]:
    """Harmless messages of `tune` that have a topic, and told ones that lack theirs."""
    for language in TABLED:
        for kind in KINDS:
            table = everyday(kind, language, "tune")
            for (label, text), row in zip(table.rows(), detected(table, language), strict=True):
                names = {name for name, there in zip(TOPICS, row, strict=True) if there}
                if names if kind == "harmless" else label not in names:
                    yield f"{language}\t{kind}\t{label}\t{','.join(sorted(names)) or '-'}\t{text}"


def score_options(description: str | None) -> argparse.Namespace:
    """The options of a bench on messages of which one half is tuned on and the other held out."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--part", choices=PARTS, help="one half, printed alone")
    parser.add_argument("--read", action="store_true", help="print the errors of `tune` alone")
    parser.add_argument("--dry", action="store_true", help="print alone")
    return parser.parse_args()


def main() -> None:
    options = score_options(__doc__)
    if options.read:
        print("\n".join(error_lines()))
        return
    parts = (options.part,) if options.part else PARTS
    tables = [table for part in parts for table in (score_lines(part), sort_lines(part))]
    text = "\n\n".join(["### Everyday messages", *("\n".join(table) for table in tables)])
    print(text)
    if not (options.dry or options.part):
        write_section("everyday_messages", text, TEXT_PAGE)


if __name__ == "__main__":
    main()
