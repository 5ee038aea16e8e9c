"""How many messages that must not be passed over are found, and how many ordinary ones are taken for some.

    python bench/safety.py

Messages are those of `bench/labelled/safety.tsv` (ours, invented; nobody real wrote or received one), and for what is
found in ordinary chats those of the other files and the demo's two chats. It writes its section of docs/safety.md.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import polars as pl

from accuracy import share
from page import put
from unlike.synthetic import demo, generate
from unlike.text import CONCERNS, concerns, languages

ROOT = Path(__file__).resolve().parents[1]
LABELLED = ROOT / "bench" / "labelled"
NAMES = {"en": "English", "de": "German", "es": "Spanish", "fr": "French", "pt": "Portuguese"}
SAID = {
    "self_harm": "self-harm",
    "violence": "violence",
    "partner": "fear of a partner or parent",
}
PARTS = {"tune": "phrases were tuned on these", "kept": "kept apart", "fresh": "written later, kept apart"}


def looked() -> pl.DataFrame:
    """Every message with `true` and `found`: whether it must not be passed over, and whether it was not."""
    rows = pl.read_csv(LABELLED / "safety.tsv", separator="\t", quote_char=None)
    parts = []
    for (language,), part in rows.group_by("language", maintain_order=True):
        found = concerns(part["text"], str(language)).select(pl.any_horizontal(CONCERNS)).to_series()
        parts.append(part.with_columns(true=pl.col("concerns").fill_null("") != "", found=found))
    return pl.concat(parts)


def cells(rows: pl.DataFrame) -> str:
    """Found of those that must be, and taken for some of those that are none."""
    there, none = rows.filter("true"), rows.filter(~pl.col("true"))
    hits, wrong = there["found"].sum(), none["found"].sum()
    return f"{share(int(hits), there.height)} of {there.height} | {share(int(wrong), none.height)} of {none.height}"


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
    for concern, name in SAID.items():
        of = apart.filter(pl.col("concerns").str.split(" ").list.contains(concern) | (pl.col("concerns") == concern))
        yield f"| {name} | {share(int(of['found'].sum()), of.height)} of {of.height} |"


def ordinary() -> Iterator[str]:
    """How often ordinary messages are taken for some."""
    yield "| ordinary messages | with words of harm |"
    yield "|---|---|"
    for world in demo():
        texts = generate(world).rows["text"].drop_nulls()
        yield f"| the invented chat in {NAMES[world.language]} | {found_in(texts, world.language)} of {texts.len():,} |"
    for language in languages():
        rows = pl.read_csv(LABELLED / f"{language}.tsv", separator="\t", quote_char=None)
        told = found_in(rows["text"], language)
        yield f"| those labelled with topics, {NAMES[language]} | {told} of {rows.height:,} |"


def found_in(texts: pl.Series, language: str) -> int:
    return int(concerns(texts, language).select(pl.any_horizontal(CONCERNS)).to_series().sum())


def main() -> None:
    rows = looked()
    text = "\n".join(
        [
            "Made by `python bench/safety.py`. Messages, labels and phrases are by the same hands; brackets are 95 %",
            "intervals.",
            "",
            *lines(rows),
            "",
            *ordinary(),
        ]
    )
    put("safety", text, ROOT / "docs" / "safety.md")
    print(text)


if __name__ == "__main__":
    main()
