"""A small invented corpus: exports of two apps, the folder of a donor, a dataset, and what cannot be read."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import polars as pl

from unlike.corpus.corpus_types import CorpusOptions
from unlike.synthetic import STRONG, SyntheticChat, generate, random_world, write_telegram, write_whatsapp

ZONE = "Europe/Berlin"
DAYS = 120


def small_chat(seed: int, messages_per_day: float = 9.0) -> SyntheticChat:
    """A pair with spells, and history just enough to find something."""
    world = replace(random_world(seed, STRONG, years=1, spells=2), messages_per_day=messages_per_day)
    return generate(world)


def short_chat(seed: int) -> SyntheticChat:
    """A pair of a few weeks, about whom there is too little to say anything."""
    return generate(random_world(seed, STRONG, years=0.1, spells=0))


def write_corpus_sources(folder: Path) -> list[SyntheticChat]:
    """Write the sources of a corpus, and return its chats in the order of the sources' names."""
    chats = [short_chat(61), small_chat(67), small_chat(74), short_chat(62)]
    (folder / "donor 1").mkdir(parents=True)
    write_whatsapp(chats[0], folder / "donor 1" / f"WhatsApp Chat with {chats[0].other}.txt")
    write_telegram(chats[1], folder / "result.json")
    write_whatsapp(chats[2], folder / "z.txt")
    (folder / "no export.txt").write_text("a shopping list\n", "utf-8")
    (folder / ".hidden").write_text("x", "utf-8")
    table = dataset_of({"first": chats[3], "second": chats[0]})
    (folder / "table").mkdir()
    table[::2].write_parquet(folder / "table" / "a.parquet")
    table[1::2].write_parquet(folder / "table" / "b.parquet")
    return chats


def dataset_of(chats: dict[str, SyntheticChat]) -> pl.DataFrame:
    """Chats as one table with a message a row."""
    return pl.concat(
        chat.table(ZONE)
        .filter(pl.col("sender").is_not_null())
        .select(
            conversation=pl.lit(title),
            timestamp="sent_at",
            sender=pl.col("sender").cast(pl.String),
            text="text",
            kind=pl.col("kind").cast(pl.String),
        )
        for title, chat in chats.items()
    )


def options_of(source: Path, output: Path, **others: object) -> CorpusOptions:
    """Options of a run over a folder."""
    return replace(CorpusOptions(source, output, ZONE), **others)  # type: ignore[arg-type] # whatever a test asks


def table_of(output: Path, name: str) -> pl.DataFrame:
    """A whole table of a corpus, its rows in an order of their own."""
    table = pl.read_parquet(output / name / "**/*.parquet", hive_partitioning=True)
    return table.sort(pl.all())
