"""An invented corpus of many conversations: files, donors' folders, a dataset, large chats, and what cannot be read."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import polars as pl

from unlike.synthetic import STRONG, SyntheticChat, generate, random_world, write_telegram, write_whatsapp

ZONE = "Europe/Berlin"
BROKEN = ("a shopping list\n", "", '{"name": "x", "messages": [{"id": 1', "PK\x03\x04 cut off")
LARGE_EVERY = 250
"""One conversation of so many is far larger than the others."""


def write_corpus(folder: Path, conversations: int) -> int:
    """Write so many conversations; the same bytes every time.

    Args:
        folder: to write; a corpus that is there already stays.
        conversations: how many: six in ten as files, two in folders of two, the rest in a dataset.

    Returns:
        How many sources there are, those among them that cannot be read.
    """
    if not (folder / "complete").exists():
        shutil.rmtree(folder, ignore_errors=True)
        (folder / "in").mkdir(parents=True)
        _write_sources(folder / "in", conversations)
        (folder / "complete").touch()
    return sum(1 for _ in (folder / "in").iterdir())


def chat_of(seed: int) -> SyntheticChat:
    """A pair of two months, every fourth of four, and now and then of two years."""
    years, a_day = (2.0, 12.0) if seed % LARGE_EVERY == 0 else (0.36, 6.0) if seed % 4 == 0 else (0.17, 4.0)
    world = random_world(seed, STRONG, years=years, spells=2 if years > 1 else 0)
    return generate(replace(world, messages_per_day=a_day + seed % 3))


def _write_sources(folder: Path, conversations: int) -> None:
    donors, tables = conversations // 10, conversations // 5
    for seed in range(conversations - 2 * donors - tables):
        chat = chat_of(seed)
        write_whatsapp(chat, folder / f"chat {seed:05}.txt", "ios" if seed % 3 == 0 else "android")
    for seed in range(donors):
        donor_folder = folder / f"donor {seed:05}"
        (donor_folder / "telegram").mkdir(parents=True)
        write_whatsapp(chat_of(100_000 + seed), donor_folder / "WhatsApp Chat with Somebody.txt")
        write_telegram(chat_of(200_000 + seed), donor_folder / "telegram" / "result.json")
    frames = [_table_rows(chat_of(300_000 + seed), f"room {seed}") for seed in range(tables)]
    if frames:
        table = pl.concat(frames).sort("timestamp")  # as a public archive has it: all rooms together, by time
        (folder / "archive").mkdir()
        for part in range(4):
            table[part * table.height // 4 : (part + 1) * table.height // 4].write_parquet(
                folder / "archive" / f"{part}.parquet"
            )
    for number, content in enumerate(BROKEN):
        (folder / f"broken {number}.{'json' if content.startswith('{') else 'txt'}").write_text(content, "utf-8")


def _table_rows(chat: SyntheticChat, room: str) -> pl.DataFrame:
    return (
        chat.table(ZONE)
        .filter(pl.col("sender").is_not_null())
        .select(
            chat=pl.lit(room),
            timestamp="sent_at",
            sender=pl.col("sender").cast(pl.String),
            text="text",
            kind=pl.col("kind").cast(pl.String),
        )
    )
