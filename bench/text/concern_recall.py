"""Recall of messages that must not be passed over, and false alarms among ordinary ones.

    python -m bench.text.concern_recall

Messages are those of `bench/text/labelled/safety.tsv` (ours, invented; nobody real wrote or received one), and for
false alarms those of the other files and the demo's two chats. Writes its section of docs/measurements/concerns.md.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator

import polars as pl

from bench.shared.intervals import share_text
from bench.shared.measurement_page import write_section
from bench.shared.paths import LABELLED, MEASUREMENTS, TABLED
from unlike.synthetic import demo, generate
from unlike.text import CONCERNS, concerns

NAMES = {"en": "English", "de": "German", "es": "Spanish", "fr": "French", "pt": "Portuguese"}
CONCERN_NAMES = {
    "self_harm": "self-harm",
    "violence": "violence",
    "partner": "fear of a partner or parent",
    "addressee": "fear of whom it is written to, or a request to stop",
}
PARTS = {"tune": "phrases were tuned on these", "kept": "kept apart", "fresh": "written later, kept apart"}


def predictions() -> pl.DataFrame:
    """Every message with `true` and `found`: whether it must not be passed over, and whether it was not.

    `addressee` says whether fear of whom it is written to, or a request to stop, was found in it.
    """
    rows = pl.read_csv(LABELLED / "safety.tsv", separator="\t", quote_char=None)
    parts = []
    for (language,), part in rows.group_by("language", maintain_order=True):
        each = concerns(part["text"], str(language))
        predicted = each.select(pl.any_horizontal(CONCERNS)).to_series()
        parts.append(
            part.with_columns(true=pl.col("concerns").fill_null("") != "", found=predicted, addressee=each["addressee"])
        )
    return pl.concat(parts)


def cells(rows: pl.DataFrame) -> str:
    """Found of those that must be, and taken for some of those that are none."""
    positives, negatives = rows.filter("true"), rows.filter(~pl.col("true"))
    hits, false_alarms = positives["found"].sum(), negatives["found"].sum()
    recall = f"{share_text(int(hits), positives.height)} of {positives.height}"
    return f"{recall} | {share_text(int(false_alarms), negatives.height)} of {negatives.height}"


def lines(rows: pl.DataFrame) -> Iterator[str]:
    yield "| messages | found, of those that must be | taken for some, of the others |"
    yield "|---|---|---|"
    for part, name in PARTS.items():
        of = rows.filter(pl.col("part") == part)
        if of.height:
            yield f"| all, {name} | {cells(of)} |"
    apart = rows.filter(pl.col("part") != "tune")
    for code, name in NAMES.items():
        yield f"| {name}, kept apart | {cells(apart.filter(pl.col('language') == code))} |"
    yield ""
    yield "| what is spoken of, kept apart | found |"
    yield "|---|---|"
    for concern, name in CONCERN_NAMES.items():
        of = apart.filter(pl.col("concerns").str.split(" ").list.contains(concern) | (pl.col("concerns") == concern))
        yield f"| {name} | {share_text(int(of['found'].sum()), of.height)} of {of.height} |"
    yield ""
    yield from addressee_lines(apart)


def addressee_lines(rows: pl.DataFrame) -> Iterator[str]:
    """Whether the direction of fear is seen: recall of messages so labelled, precision among all that are no other."""
    yield "| fear of whom it is written to, or a request to stop, kept apart | found | right, of those found |"
    yield "|---|---|---|"
    for name, of in [("all", rows), *((name, rows.filter(pl.col("language") == code)) for code, name in NAMES.items())]:
        labelled = of.filter(pl.col("concerns") == "addressee")
        hits, false_alarms = int(labelled["addressee"].sum()), int(of.filter("addressee", ~pl.col("true")).height)
        recall = f"{share_text(hits, labelled.height)} of {labelled.height}"
        yield f"| {name} | {recall} | {share_text(hits, hits + false_alarms)} of {hits + false_alarms} |"


def ordinary() -> Iterator[str]:
    """How often ordinary messages are taken for some."""
    yield "| ordinary messages | with words of harm |"
    yield "|---|---|"
    for world in demo():
        texts = generate(world).rows["text"].drop_nulls()
        count = concern_count(texts, world.language)
        yield f"| the invented chat in {NAMES[world.language]} | {count} of {texts.len():,} |"
    for language in TABLED:
        rows = pl.read_csv(LABELLED / f"{language}.tsv", separator="\t", quote_char=None)
        count = concern_count(rows["text"], language)
        yield f"| those labelled with topics, {NAMES[language]} | {count} of {rows.height:,} |"


def concern_count(texts: pl.Series, language: str) -> int:
    return int(concerns(texts, language).select(pl.any_horizontal(CONCERNS)).to_series().sum())


def main() -> None:
    argparse.ArgumentParser(description=__doc__).parse_args()
    rows = predictions()
    text = "\n".join(
        [
            "Made by `python -m bench.text.concern_recall`.",
            "Messages, labels and phrases are by the same hands; brackets are 95 %",
            "intervals.",
            "",
            *lines(rows),
            "",
            *ordinary(),
        ]
    )
    write_section("concern_recall", text, MEASUREMENTS / "concerns.md")
    print(text)


if __name__ == "__main__":
    main()
