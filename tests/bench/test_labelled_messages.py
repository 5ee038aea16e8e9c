"""The labelled messages keep their rule: the text alone tells what is kept apart, and fresh ones stand nowhere else."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import polars as pl
import pytest

from bench.shared.paths import LABELLED, TABLED
from unlike.text import CONCERNS, TONES, TOPICS, concerns, languages

MOST_IN_TABLES = 2
"""Messages of another hand that stand word for word in a table, too: short ones that many people write."""
TABLES = [code for code in languages() if (LABELLED / f"{code}.tsv").is_file()]


def read(name: str) -> pl.DataFrame:
    return pl.read_csv(LABELLED / f"{name}.tsv", separator="\t", quote_char=None).fill_null("")


def part_of(text: str) -> str:
    return "tune" if int.from_bytes(sha256(text.encode()).digest()[:4], "big") % 3 else "kept"


@pytest.mark.parametrize("name", [*TABLES, "safety"])
def test_a_third_is_kept_apart_by_the_text_alone(name: str) -> None:
    table = read(name)
    assert table["part"].to_list() == [part_of(text) for text in table["text"]]
    assert table["id"].n_unique() == table.height
    assert table["text"].str.to_lowercase().n_unique() == table.height


@pytest.mark.parametrize("name", TABLES)
def test_fresh_messages_stand_nowhere_else(name: str) -> None:
    fresh, other = read(f"fresh/{name}"), read(name)
    assert set(fresh["part"]) <= {"fresh", "later"}
    assert fresh["text"].str.to_lowercase().is_in(other["text"].str.to_lowercase().to_list()).sum() == 0
    assert fresh.height >= (200 if name == "en" else 60)


@pytest.mark.parametrize("name", [*TABLES, *(f"fresh/{code}" for code in TABLES)])
def test_labels_are_known(name: str) -> None:
    table = read(name)
    assert set(",".join(table["topics"]).split(",")) <= {*TOPICS, ""}
    assert set(",".join(table["tone"]).split(",")) <= {*TONES, ""}


def test_calls_for_help_that_were_kept_apart_are_seen() -> None:
    table = read("safety").filter(pl.col("part") == "kept", pl.col("concerns") != "")
    assert set(",".join(table["concerns"]).split(",")) <= set(CONCERNS)
    english = table.filter(pl.col("language") == "en")
    assert english.height >= 60
    detected = concerns(english["text"], "en").select(pl.any_horizontal(pl.all())).to_series()
    assert detected.sum() / english.height >= 0.95


def headed(folder: str, language: str) -> list[str]:
    """Messages of the files of a language in which `# topic,topic` stands above them."""
    files = [file for file in sorted((LABELLED / folder).glob("*.txt")) if file.stem.split("-")[0] == language]
    lines = [line for file in files for line in file.read_text("utf-8").splitlines() if line]
    names = {name for line in lines if line.startswith("# ") for name in line[2:].split(",")}
    assert names <= {*TOPICS, "nothing"}
    return [line.lower() for line in lines if not line.startswith("# ")]


@pytest.mark.parametrize("language", sorted({*languages(), "it", "nl", "pl", "ru", "tr", "zh", "ja"}))
def test_unseen_messages_are_not_learnt_from(language: str) -> None:
    unseen, training = headed("unseen", language), headed("training", language)
    assert len(unseen) >= 50
    assert len(training) >= 100
    learnt = set(training)
    if language in TABLES:
        learnt |= set(read(language)["text"].str.to_lowercase())
    assert learnt.isdisjoint(unseen)


@pytest.mark.parametrize("language", TABLED)
@pytest.mark.parametrize("folder", ["unseen-2", "harmless-2"])
def test_messages_of_another_hand_are_not_learnt_from(folder: str, language: str) -> None:
    other = headed(folder, language)
    assert len(other) >= 60
    assert set(headed("training", language)).isdisjoint(other)
    assert sum(text in set(read(language)["text"].str.to_lowercase()) for text in other) <= MOST_IN_TABLES


def test_comments_are_labelled_by_their_hash_alone() -> None:
    table = pl.read_csv(LABELLED / "comments.tsv", separator="\t").fill_null("")
    assert table["key"].str.contains("^[0-9a-f]{16}$").all()
    assert table["key"].n_unique() == table.height
    assert set(",".join(table["topics"]).split(",")) <= {*TOPICS, ""}


def test_every_language_has_messages_that_nothing_is_learnt_from() -> None:
    for language in languages():
        assert language in TABLES or len(headed("usual", language)) >= 60


def lines_of(file: Path) -> list[str]:
    """Messages of a file of any form, in lower case."""
    rows = [line.split("\t")[-1].strip().lower() for line in file.read_text("utf-8").splitlines()]
    return [row for row in rows if row and not row.startswith("# ")]


@pytest.mark.parametrize("language", TABLED)
def test_blind_messages_stand_nowhere_else(language: str) -> None:
    blind = [lines_of(LABELLED / folder / f"{language}.txt") for folder in ("blind-harmless", "blind-reasons")]
    assert [len(lines) for lines in blind] == [20, 20]
    files = [file for file in LABELLED.rglob("*.t[sx][vt]") if not file.parent.name.startswith("blind")]
    others = {line for file in files for line in lines_of(file)}
    assert len(others) > 5000
    assert others.isdisjoint(blind[0] + blind[1])
