"""How right the words are: topics, tone and concerns on labelled messages, beside plainer ways, with intervals.

    python -m bench.text.text_accuracy [--part kept] [--data ../shared/data/goemotions] [--to PAGE]

Messages are those of `bench/text/labelled` (ours, invented); tone is scored on the test part of GoEmotions as well
(Demszky et al. 2020, ACL), beside VADER (Hutto & Gilbert 2014, ICWSM), which is installed into an environment of its
own in the user's cache folder. Intervals are 95 % of 1,000 draws of the messages with replacement; of shares,
Wilson's.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import subprocess
import sys
import venv
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

import numpy as np
import polars as pl
from numpy.typing import NDArray

from bench.shared.measurement_page import write_section
from bench.shared.paths import CACHE, DATA, LABELLED, TABLED
from unlike.text import TONES, TOPICS, concerns, tones, topics
from unlike.text.distinct_texts import marked
from unlike.text.normalise import plain
from unlike.text.phrase_index import is_in
from unlike.text.topic_grammar import grammar

DRAWS = 1000
EMOTIONS = {
    "warm": {"love", "caring", "gratitude", "admiration", "joy", "amusement", "excitement"},
    "irritated": {"anger", "annoyance", "disgust", "disapproval"},
    "sad": {"sadness", "grief", "disappointment", "remorse"},
    "worried": {"fear", "nervousness"},
}
KEYWORDS = {
    "health": "sick ill doctor hospital fever pain flu headache surgery medicine",
    "sleep": "sleep slept tired exhausted insomnia awake nightmare",
    "family": "mum mom dad sister brother parents family son daughter gran grandma",
    "friends": "friend friends bestie mate",
    "work": "work job boss deadline meeting office shift fired interview",
    "study": "exam study essay class test school thesis homework",
    "money": "money rent bill broke debt pay paid",
    "moving": "move moving flat apartment boxes landlord keys",
    "travel": "flight airport travel trip holiday plane train hotel",
    "grief": "died dead death funeral miss lost",
    "quarrel": "fight argue always never hate angry leave",
    "apology": "sorry apologise forgive fault",
    "disappointment": "cancelled forgot promised birthday waited disappointed",
    "device": "phone screen internet wifi signal number stolen",
}
SOUNDS = {
    "warm": "love thanks thank happy great amazing beautiful lol haha congrats",
    "irritated": "hate angry stupid annoying wtf ridiculous disgusting shut idiot worst",
    "sad": "sad sorry miss cry crying lost died alone unfortunately disappointed",
    "worried": "worried scared afraid nervous anxious fear terrified scary worry panic",
}
Bools = NDArray[np.bool_]
Floats = NDArray[np.float64]
VADER = """
import json, sys
from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer
score = SentimentIntensityAnalyzer().polarity_scores
print(json.dumps([score(text)["compound"] for text in json.load(sys.stdin)]))
"""
SPEED = """
import sys, time
import polars as pl
from unlike.text import concerns, tones, topics
texts = pl.read_csv(sys.argv[1], separator="\\t", quote_char=None, has_header=False).to_series(0)
assert texts.str.len_chars().mean() > 20, "not the comments"
for run in (topics, tones, concerns):
    run(texts.head(3000), "en")
    taken = []
    for _ in range(3):
        start = time.process_time()
        run(texts, "en")
        taken.append(time.process_time() - start)
    print(round(texts.len() / min(taken)))
"""


def messages(name: str, part: str) -> pl.DataFrame:
    folder = LABELLED if part in {"kept", "tune"} else LABELLED / "fresh"
    table = pl.read_csv(folder / f"{name}.tsv", separator="\t", quote_char=None)
    return table.filter(pl.col("part") == part).fill_null("")


def labels(column: pl.Series, names: Sequence[str]) -> Bools:
    """Which rows have which labels; shape (rows, names)."""
    return np.array([[name in row.split(",") for name in names] for row in column], dtype=bool)


def each_f1(truth: Bools, found: Bools) -> Floats:
    """F1 a column; NaN where there is neither a label nor a find."""
    hits = (truth & found).sum(axis=0)
    with np.errstate(invalid="ignore"):
        result: Floats = 2 * hits / (truth.sum(axis=0) + found.sum(axis=0))
    return result


def macro_f1(truth: Bools, found: Bools) -> float:
    return float(np.nanmean(each_f1(truth, found)))


def macro_of(truth: Bools, found: Bools, rows: NDArray[np.int64]) -> float:
    return macro_f1(truth[rows], found[rows])


def share(hits: int, whole: int) -> str:
    """A share with its 95 % Wilson interval, which draws would make too narrow where all or none were hit."""
    if not whole:
        return ""
    part, z = hits / whole, 1.96
    middle = (part + z * z / (2 * whole)) / (1 + z * z / whole)
    half = z * math.sqrt(part * (1 - part) / whole + z * z / (4 * whole**2)) / (1 + z * z / whole)
    return f"{part:.2f} ({middle - half:.2f}–{min(middle + half, 1):.2f})"


def auc_of(truth: Bools, score: Floats, rows: NDArray[np.int64]) -> float:
    return auc(truth[rows], score[rows])


def auc(truth: Bools, score: Floats) -> float:
    """How often a message that has the label scores above one that has not; ties count half."""
    if truth.all() or not truth.any():
        return float("nan")
    ranks = pl.Series(score).rank("average").to_numpy()
    have = truth.sum()
    return float((ranks[truth].sum() - have * (have + 1) / 2) / (have * (~truth).sum()))


def interval(score: Callable[[NDArray[np.int64]], float], size: int) -> str:
    """The score of all rows, and where 95 % of the draws lie."""
    draws = np.random.default_rng(1)
    low, high = np.nanpercentile([score(draws.integers(0, size, size)) for _ in range(DRAWS)], [2.5, 97.5])
    return f"{score(np.arange(size)):.2f} ({low:.2f}–{high:.2f})"


def with_phrases_alone(texts: pl.Series, language: str) -> Bools:
    """Our phrases without sayings, negation and people."""
    known = grammar(language)
    bare = plain(texts, known.apostrophe)

    def of_text(text: str) -> set[str]:
        candidates = known.phrases.candidates(text).items()
        return {name.split(" ")[0] for name, patterns in candidates if is_in(text, patterns)} & set(TOPICS)

    return marked(bare, TOPICS, of_text).to_numpy()


def with_keywords(texts: pl.Series) -> Bools:
    """A short list of English words a topic."""
    bare = plain(texts)
    patterns = [f" (?:{KEYWORDS[name].replace(' ', '|')}) " for name in TOPICS]
    return np.stack([bare.str.contains(pattern).to_numpy() for pattern in patterns], axis=1)


def topic_lines(part: str) -> list[str]:
    lines = [
        "| language | messages | macro-F1 | phrases alone | ten words a topic |",
        "|---|---|---|---|---|",
    ]
    for language in TABLED:
        table = messages(language, part)
        if table.is_empty():
            continue
        truth = labels(table["topics"], TOPICS)
        ways = [topics(table["text"], language).to_numpy(), with_phrases_alone(table["text"], language)]
        ways += [with_keywords(table["text"])] if language == "en" else []
        cells = [interval(partial(macro_of, truth, way), table.height) for way in ways]
        lines.append(f"| {language} | {table.height} | {' | '.join([*cells, ''][:3])} |")
    return lines


def each_topic(part: str) -> list[str]:
    table = messages("en", part)
    truth, found = labels(table["topics"], TOPICS), topics(table["text"], "en").to_numpy()
    scores = each_f1(truth, found)
    lines = ["| English topic | labelled | found | right | F1 |", "|---|---|---|---|---|"]
    for at, name in enumerate(TOPICS):
        right = (truth & found)[:, at].sum()
        if not truth[:, at].any() and not found[:, at].any():
            continue  # neither labelled nor found: there is no F1
        lines.append(f"| {name} | {truth[:, at].sum()} | {found[:, at].sum()} | {right} | {scores[at]:.2f} |")
    nothing = ~truth.any(axis=1)
    lines.append(f"| nothing | {nothing.sum()} | | {(nothing & ~found.any(axis=1)).sum()} | |")
    return lines


def vader(texts: pl.Series) -> Floats:
    """VADER's compound score, from an environment of its own."""
    python = CACHE / "vader" / "bin" / "python"
    if not python.exists():
        venv.create(CACHE / "vader", with_pip=True)
        subprocess.run([python, "-m", "pip", "install", "-q", "vaderSentiment==3.3.2"], check=True)
    given = json.dumps(texts.to_list())
    done = subprocess.run([python, "-c", VADER], input=given, capture_output=True, check=True, text=True)
    return np.array(json.loads(done.stdout))


def comments(folder: Path) -> tuple[pl.Series, Bools]:
    """The test part of GoEmotions, and which tones each comment has."""
    names = (folder / "labels.txt").read_text(encoding="utf-8").split()
    lines = [line.split("\t") for line in (folder / "test.tsv").read_text(encoding="utf-8").splitlines()]
    felt = [{names[int(one)] for one in line[1].split(",")} for line in lines]
    truth = np.array([[bool(one & EMOTIONS[tone]) for tone in TONES] for one in felt])
    return pl.Series([line[0] for line in lines]), truth


def tone_cells(truth: Bools, scores: Floats) -> str:
    cells = (interval(partial(auc_of, truth[:, at], scores[:, at]), len(truth)) for at in range(len(TONES)))
    return " | ".join(cells)


def tone_lines(part: str, folder: Path) -> list[str]:
    lines = [f"| messages | by | {' | '.join(TONES)} |", "|---|---|---|---|---|---|"]
    sets: dict[str, tuple[pl.Series, Bools, str]] = {"GoEmotions test": (*comments(folder), "en")}
    for language in TABLED:
        table = messages(language, part)
        sets[f"ours, {language}"] = (table["text"], labels(table["tone"], TONES), language)
    for name, (texts, truth, language) in sets.items():
        lines.append(f"| {name} ({len(truth)}) | unlike | {tone_cells(truth, tones(texts, language).to_numpy())} |")
        if language == "en":
            bare = plain(texts)
            listed = [f" (?:{SOUNDS[tone].replace(' ', '|')}) " for tone in TONES]
            counts = np.stack([bare.str.count_matches(words).to_numpy() for words in listed], axis=1)
            lines.append(f"| {name} | ten words a tone | {tone_cells(truth, counts.astype(float))} |")
            compound = vader(texts)
            both = np.stack([compound, -compound, -compound, -compound], axis=1)
            lines.append(f"| {name} | VADER 3.3 | {tone_cells(truth, both)} |")
    return lines


def safety_lines(part: str) -> list[str]:
    table = messages("safety", part)
    lines = [
        "| language | calls for help | seen | recall | other | wrongly seen | precision |",
        "|---|---|---|---|---|---|---|",
    ]
    for language in TABLED:
        rows = table.filter(pl.col("language") == language)
        truth = (rows["concerns"] != "").to_numpy()
        found = concerns(rows["text"], language).to_numpy().any(axis=1)
        seen, false = int((truth & found).sum()), int((~truth & found).sum())
        lines.append(
            f"| {language} | {truth.sum()} | {seen} | {share(seen, int(truth.sum()))} | {(~truth).sum()} | {false} "
            f"| {share(seen, seen + false)} |"
        )
    return lines


def speed_lines(folder: Path) -> list[str]:
    run = [sys.executable, "-c", SPEED, str(folder / "train.tsv")]
    done = subprocess.run(run, capture_output=True, check=True, text=True, env=os.environ | {"POLARS_MAX_THREADS": "1"})
    topic, tone, concern = (f"{int(one):,}" for one in done.stdout.split())
    return [f"Messages a second of one core, over 43,410 comments: topics {topic}, tone {tone}, concerns {concern}."]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--part", default="kept", choices=["kept", "tune"])
    parser.add_argument("--data", type=Path, default=DATA / "goemotions")
    parser.add_argument("--to", type=Path)
    given = parser.parse_args()
    tables = [
        ("Topics", topic_lines(given.part)),
        ("Topics, fresh messages", topic_lines("fresh")),
        ("Each topic, English", each_topic(given.part)),
        ("Tone (AUC)", tone_lines(given.part, given.data)),
        ("Concerns", safety_lines(given.part)),
        ("Speed", speed_lines(given.data)),
    ]
    text = "\n\n".join(f"## {title}\n\n" + "\n".join(lines) for title, lines in tables)
    print(text)
    if given.to:
        write_section("text_accuracy", text, given.to)


if __name__ == "__main__":
    main()
