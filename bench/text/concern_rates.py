"""Concerns per 10,000 messages of strangers, and accuracy of topics where strangers' messages were labelled by hand.

    python -m bench.text.concern_rates [--sms FILE] [--to PAGE]

Reads the test part of GoEmotions (Demszky et al. 2020, ACL), 100,000 messages of the public channels (seed 1; only sums
come out), and, where FILE is given, the NUS SMS Corpus (Chen & Kan 2013, Language Resources and Evaluation 47:299; its
zip of English XML): messages that people really sent each other. `labelled/strangers.tsv` has labels by the hash of a
text, and no text.
"""

from __future__ import annotations

import argparse
import xml.etree.ElementTree as ET
import zipfile
from hashlib import sha256
from pathlib import Path

import polars as pl

from bench.shared.intervals import share_text
from bench.shared.measurement_page import write_section
from bench.shared.paths import DATA, LABELLED
from bench.shared.public_channels import channels
from bench.text.text_accuracy import labels
from unlike.text import TOPICS, concerns, topics

NATIVE = {"United States", "USA", "Canada", "United Kingdom"}


def comments() -> pl.Series:
    lines = (DATA / "goemotions" / "test.tsv").read_text(encoding="utf-8").splitlines()
    return pl.Series([line.split("\t")[0] for line in lines])


def texting(path: Path) -> pl.DataFrame:
    """The messages of the SMS corpus, each text once: `country`, `text`, and `key`, by which labels find it."""
    with zipfile.ZipFile(path) as archive, archive.open(archive.namelist()[0]) as file:
        root = ET.parse(file).getroot()  # noqa: S314 - a file that one chose oneself
    rows = [
        {
            "country": next((at.text for at in message.iter("country")), None),
            "text": (message.findtext("text") or "").replace("\t", " ").replace("\n", " ").strip(),
        }
        for message in root.iter("message")
    ]
    rows = [row | {"key": sha256(str(row["text"]).encode()).hexdigest()[:16]} for row in rows]
    return pl.DataFrame(rows).filter(pl.col("text") != "").unique("text", keep="first", maintain_order=True)


def concern_row(name: str, texts: pl.Series) -> str:
    """How many messages have words of harm, in any of the known languages, as the program looks for them."""
    count = concerns(texts, None).select(pl.any_horizontal(pl.all())).to_series().sum()
    return f"| {name} | {texts.len():,} | {count} | {1e4 * count / texts.len():.1f} |"


def strangers(text_messages: pl.DataFrame) -> list[str]:
    """How right topics are where they were labelled."""
    table = pl.read_csv(LABELLED / "strangers.tsv", separator="\t").fill_null("")
    rows = table.join(text_messages, on="key", how="inner", maintain_order="left")
    truth, predicted = labels(rows["topics"], TOPICS), topics(rows["text"], "en").to_numpy()
    hits = int((truth & predicted).sum())
    return [
        f"Of {rows.height} of them that were labelled by hand: {truth.sum()} topics labelled, {predicted.sum()} found,",
        f"{hits} right: precision {share_text(hits, int(predicted.sum()))},",
        f"recall {share_text(hits, int(truth.sum()))}.",
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sms", type=Path)
    parser.add_argument("--to", type=Path)
    options = parser.parse_args()
    public = channels()["text"].drop_nulls().sample(100_000, seed=1)
    lines = ["| messages | read | with a concern | per 10,000 |", "|---|---|---|---|"]
    lines += [concern_row("GoEmotions test", comments()), concern_row("public channels", public)]
    if options.sms:
        text_messages = texting(options.sms)
        lines.append(concern_row("text messages, NUS SMS", text_messages["text"]))
        lines.append(
            concern_row("… of North America and Britain", text_messages.filter(pl.col("country").is_in(NATIVE))["text"])
        )
        lines += ["", *strangers(text_messages)]
    text = "\n".join(lines)
    print(text)
    if options.to:
        write_section("concern_rates", text, options.to)


if __name__ == "__main__":
    main()
