"""Texts that the table of topics is made of: with labels, and without.

Without labels: comments of GoEmotions (train part; Demszky et al. 2020, ACL; Apache-2.0), chatterbot-corpus (BSD-3),
the public channels' half that is tuned on (see bench/shared/public_channels.py), and invented chats of this program.
With labels: the `tune` part of bench/text/labelled, the half `tune` of its everyday messages, and all of
bench/text/labelled/training, written for this; and the comments of GoEmotions that bench/text/labelled/comments.tsv
labels by the hash of their text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

import polars as pl

from bench.shared.paths import DATA, LABELLED, TABLED
from bench.shared.public_channels import channels, tuned_on
from bench.text.everyday_messages import everyday
from unlike.synthetic import MODERATE, generate, random_world

_CHANNEL_MESSAGES, _INVENTED, _WORLDS = 30_000, 30_000, 40
_KEY_DIGITS = 16
_LINE = re.compile(r"^\s*- (?:- )?(.+)$")


class Labelled(NamedTuple):
    """A labelled message: its language, the file of `training` it stands in, topics between commas, and text."""

    language: str
    file: str
    topics: str
    text: str


def comments(part: str) -> list[str]:
    """Comments of a part of GoEmotions."""
    lines = (DATA / "goemotions" / f"{part}.tsv").read_text("utf-8").splitlines()
    return [line.split("\t")[0] for line in lines]


def channel_messages(size: int, *, tune: bool) -> list[str]:
    """An even sample of messages of the people that one tunes on, or of those that one only reports."""
    rows = channels().filter(pl.col("text").str.len_chars() >= 4)
    senders = rows["sender"].unique().to_list()
    half = [sender for sender in senders if tuned_on(sender) == tune]
    texts = rows.filter(pl.col("sender").is_in(half))["text"]
    return texts.gather_every(max(1, texts.len() // size)).head(size).to_list()


def invented_messages(worlds: range) -> list[str]:
    """Distinct messages of invented chats."""
    parts = [generate(random_world(seed, MODERATE, spells=3)).rows["text"].drop_nulls() for seed in worlds]
    texts = pl.concat(parts).unique(maintain_order=True)
    return texts.gather_every(max(1, texts.len() // _INVENTED)).to_list()


def dialogues() -> list[str]:
    """Lines of chatterbot-corpus in all its languages."""
    found = find_spec("chatterbot_corpus")
    if found is None or found.origin is None:
        raise SystemExit("The dialogues are missing: pip install --no-deps chatterbot-corpus==1.3.3")
    lines: list[str] = []
    for file in sorted(Path(found.origin).parent.glob("data/*/*.y*ml")):
        each = map(_LINE.match, file.read_text("utf-8").splitlines())
        lines += [match[1].strip("'\"") for match in each if match]
    return lines


def unlabelled() -> list[str]:
    """Distinct texts without labels, in a fixed order."""
    texts = [*comments("train"), *channel_messages(_CHANNEL_MESSAGES, tune=True)]
    texts += [*invented_messages(range(_WORLDS)), *dialogues()]
    return list(dict.fromkeys(text for text in texts if 3 < len(text) <= 400))


def labelled() -> list[Labelled]:
    """Messages that are learnt from."""
    rows: list[Labelled] = []
    for language in TABLED:
        table = pl.read_csv(LABELLED / f"{language}.tsv", separator="\t", quote_char=None).fill_null("")
        tune = table.filter(pl.col("part") == "tune")
        rows += [Labelled(language, "", topics, text) for topics, text in tune.select("topics", "text").iter_rows()]
        rows += [Labelled(language, "", "", text) for text in everyday("harmless", language, "tune")["text"]]
        rows += [Labelled(language, "", topics, text) for topics, text in everyday("told", language, "tune").rows()]
    for file in sorted((LABELLED / "training").glob("*.txt")):
        language = file.stem.split("-")[0]
        rows += [Labelled(language, file.stem, topics, text) for topics, text in headed(file)]
    return rows


def labelled_comments(texts: list[str]) -> dict[int, str]:
    """Topics between commas of those of some texts that comments.tsv labels, by their place."""
    table = pl.read_csv(LABELLED / "comments.tsv", separator="\t").fill_null("")
    topics = dict(table.iter_rows())
    keys = [sha256(text.encode()).hexdigest()[:_KEY_DIGITS] for text in texts]
    return {place: topics[key] for place, key in enumerate(keys) if key in topics}


def headed(file: Path) -> Iterator[tuple[str, str]]:
    """Topics and text of each line of a file in which `# topic,topic` stands above the messages that tell them."""
    topics = ""
    for line in file.read_text("utf-8").splitlines():
        if line.startswith("# "):
            topics = "" if line[2:].strip() == "nothing" else line[2:].strip()
        elif line.strip():
            yield topics, line.strip()
