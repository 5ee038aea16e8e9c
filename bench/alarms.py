"""What is found where strangers write: concerns per 10,000 messages, and topics that were labelled by hand.

Run: `python bench/alarms.py [--sms FILE] [--to docs/language.md]`. Read are the test part of GoEmotions (Demszky et al.
2020, ACL), 100,000 messages of the public channels (seed 1; only sums come out), and, where FILE is given, the NUS SMS
Corpus (Chen & Kan 2013, Language Resources and Evaluation 47:299; its zip of English XML): messages that people really
sent each other. `labelled/strangers.tsv` has labels by the hash of a text, and no text.
"""

from __future__ import annotations

import argparse
import xml.etree.ElementTree as ET
import zipfile
from hashlib import sha256
from pathlib import Path

import polars as pl

from channels import DATA, channels
from language import LABELLED, labels, share
from unlike.text import TOPICS, concerns, topics

NATIVE = {"United States", "USA", "Canada", "United Kingdom"}


def comments() -> pl.Series:
    lines = (DATA / "goemotions" / "test.tsv").read_text(encoding="utf-8").splitlines()
    return pl.Series([line.split("\t")[0] for line in lines])


def texting(path: Path) -> pl.DataFrame:
    """The messages of the SMS corpus, each text once: `country`, `text`, and `key`, by which labels find it."""
    with zipfile.ZipFile(path) as whole, whole.open(whole.namelist()[0]) as file:
        root = ET.parse(file).getroot()  # noqa: S314 - a file that one chose oneself
    rows = [
        {
            "country": next((at.text for at in one.iter("country")), None),
            "text": (one.findtext("text") or "").replace("\t", " ").replace("\n", " ").strip(),
        }
        for one in root.iter("message")
    ]
    rows = [row | {"key": sha256(str(row["text"]).encode()).hexdigest()[:16]} for row in rows]
    return pl.DataFrame(rows).filter(pl.col("text") != "").unique("text", keep="first", maintain_order=True)


def alarm(name: str, texts: pl.Series) -> str:
    """How many messages have words of harm, in any of the known languages, as the program looks for them."""
    found = concerns(texts, None).select(pl.any_horizontal(pl.all())).to_series().sum()
    return f"| {name} | {texts.len():,} | {found} | {1e4 * found / texts.len():.1f} |"


def strangers(told: pl.DataFrame) -> list[str]:
    """How right topics are where they were labelled."""
    table = pl.read_csv(LABELLED / "strangers.tsv", separator="\t").fill_null("")
    rows = table.join(told, on="key", how="inner", maintain_order="left")
    truth, found = labels(rows["topics"], TOPICS), topics(rows["text"], "en").to_numpy()
    right = int((truth & found).sum())
    return [
        f"Of {rows.height} of them that were labelled by hand: {truth.sum()} topics labelled, {found.sum()} found,",
        f"{right} right: precision {share(right, int(found.sum()))}, recall {share(right, int(truth.sum()))}.",
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sms", type=Path)
    parser.add_argument("--to", type=Path)
    given = parser.parse_args()
    public = channels()["text"].drop_nulls().sample(100_000, seed=1)
    lines = ["| messages | read | with a concern | per 10,000 |", "|---|---|---|---|"]
    lines += [alarm("GoEmotions test", comments()), alarm("public channels", public)]
    if given.sms:
        told = texting(given.sms)
        lines.append(alarm("text messages, NUS SMS", told["text"]))
        lines.append(alarm("… of North America and Britain", told.filter(pl.col("country").is_in(NATIVE))["text"]))
        lines += ["", *strangers(told)]
    text = "\n".join(lines)
    print(text)
    if given.to:
        before, _, rest = given.to.read_text(encoding="utf-8").partition("<!-- alarms -->")
        _, _, after = rest.partition("<!-- /alarms -->")
        given.to.write_text(f"{before}<!-- alarms -->\n{text}\n<!-- /alarms -->{after}", encoding="utf-8")


if __name__ == "__main__":
    main()
