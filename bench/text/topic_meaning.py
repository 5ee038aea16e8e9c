"""Topics by the table of meanings: recall and precision on labelled messages, and how often ordinary ones fire.

    UNLIKE_DATA=../shared/data python -m bench.text.topic_meaning [--dry]

Labelled: the `kept`, `fresh` and `later` parts, and `unseen`, written before the table was made and avoiding the usual
words. Ordinary: the test part of GoEmotions (5,427 comments) and 10,000 messages of those people of the public channels
that nothing is tuned on. "The table alone" finds a topic above its bar. Writes its section of
docs/measurements/topics-and-tone.md; intervals are 95 %, of shares Wilson's, of macro-F1 1,000 draws with replacement.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Iterator
from functools import partial

import numpy as np
import polars as pl

from bench.shared.intervals import share_text
from bench.shared.measurement_page import TEXT_PAGE, write_section
from bench.shared.paths import DATA, LABELLED, TABLED
from bench.shared.public_channels import channels, tuned_on
from bench.text.everyday_messages import PARTS, everyday
from bench.text.labelled_files import headed
from bench.text.text_accuracy import Bools, interval, labels, macro_of, messages
from unlike.text import TOPICS, languages, topics
from unlike.text.phrase_topics import phrase_topics
from unlike.text.topic_bars import topic_bars
from unlike.text.topic_odds import topic_odds

SEED = 3
Look = Callable[[pl.Series, str], Bools]


def with_phrases(texts: pl.Series, language: str) -> Bools:
    return phrase_topics(texts, language).to_numpy()


def with_table(texts: pl.Series, language: str) -> Bools:
    return topic_odds(texts) > topic_bars(language).find


def as_built(texts: pl.Series, language: str) -> Bools:
    return topics(texts, language).to_numpy()


WAYS: dict[str, Look] = {"phrases": with_phrases, "the table alone": with_table, "as built": as_built}


def sets() -> Iterator[tuple[str, str, pl.DataFrame]]:
    """Part, language, and its messages."""
    ordered = sorted(languages(), key=lambda code: code != "en")
    for part in ("kept", "fresh", "later"):
        for language in (code for code in ordered if (LABELLED / f"{code}.tsv").is_file()):
            table = messages(language, part) if part != "later" or language == "en" else pl.DataFrame()
            if not table.is_empty():
                yield part, language, table
    for part in ("usual", "unseen", "unseen-2", "unseen-3", "blind-reasons"):
        files = {code: LABELLED / part / f"{code}.txt" for code in ordered}
        yield from ((part.replace("-", ", "), code, headed(file)) for code, file in files.items() if file.is_file())


def comments() -> pl.Series:
    lines = (DATA / "goemotions" / "test.tsv").read_text("utf-8").splitlines()
    return pl.Series([line.split("\t")[0] for line in lines])


def channel_messages(size: int = 10_000) -> pl.Series:
    rows = channels().filter(pl.col("text").str.len_chars() >= 4)
    reported = [sender for sender in rows["sender"].unique().to_list() if not tuned_on(sender)]
    texts = rows.filter(pl.col("sender").is_in(reported))["text"]
    return texts.gather_every(max(1, texts.len() // size)).head(size)


def labelled_lines() -> Iterator[str]:
    yield "| messages | by | macro-F1 | precision | recall |"
    yield "|---|---|---|---|---|"
    for part, language, table in sets():
        truth = labels(table["topics"], TOPICS)
        labelled = truth.any(axis=0)  # a topic that no message of a set has is in its precision alone
        for name, look in WAYS.items():
            result = look(table["text"], language)
            hits = int((truth & result).sum())
            cells = [
                interval(partial(macro_of, truth[:, labelled], result[:, labelled]), table.height),
                share_text(hits, int(result.sum())),
                share_text(hits, int(truth.sum())),
            ]
            yield f"| {language}, {part} ({table.height}) | {name} | {' | '.join(cells)} |"


def ordinary_lines() -> Iterator[str]:
    yield "| ordinary messages | by | with a topic | in 1,000 |"
    yield "|---|---|---|---|"
    for name, texts in (("GoEmotions test", comments()), ("public channels", channel_messages())):
        for way, look in WAYS.items():
            fired = int(look(texts, "en").any(axis=1).sum())
            yield f"| {name} ({texts.len()}) | {way} | {fired} | {1000 * fired / texts.len():.1f} |"


def harmless_lines() -> Iterator[str]:
    """Messages that tell nothing of the writer: how many have a topic."""
    yield "| jokes, films, third persons, past and denied | phrases | the table alone | as built |"
    yield "|---|---|---|---|"
    for part in ("harmless", "harmless-fresh", "harmless-2", "harmless-3", "blind-harmless"):
        for language in sorted(languages(), key=lambda code: code != "en"):
            file = LABELLED / part / f"{language}.txt"
            if file.is_file():
                texts = headed(file)["text"]
                cells = [
                    share_text(int(look(texts, language).any(axis=1).sum()), texts.len()) for look in WAYS.values()
                ]
                yield f"| {language}, {part.replace('-', ', ')} ({texts.len()}) | {' | '.join(cells)} |"


def accompanied(texts: pl.Series, language: str) -> pl.Series:
    """The texts, each with a message that tells nothing before it."""
    files = sorted((LABELLED / "training").glob(f"{language}*.txt"))
    others = pl.concat(headed(file).filter(pl.col("topics") == "")["text"] for file in files)
    chosen = others.gather(np.random.default_rng(SEED).integers(0, others.len(), texts.len()))
    return chosen + ". " + texts


def accompanied_lines() -> Iterator[str]:
    """Reasons by themselves, and in one message with something else: how many are detected."""
    yield "| reasons of `kept`, `fresh` and `everyday`, as built | alone | beside something else |"
    yield "|---|---|---|"
    for language in TABLED:
        parts = [messages(language, part).select("topics", "text") for part in ("kept", "fresh")]
        parts += [everyday("told", language, part) for part in PARTS]
        table = pl.concat(parts).filter(pl.col("topics") != "")
        truth = labels(table["topics"], TOPICS)
        versions = (table["text"], accompanied(table["text"], language))
        hits = [int((truth & as_built(texts, language)).sum()) for texts in versions]
        yield f"| {language} ({table.height}) | {' | '.join(share_text(count, int(truth.sum())) for count in hits)} |"


def speed_line() -> str:
    texts = pl.Series([line.split("\t")[0] for line in (DATA / "goemotions/train.tsv").read_text("utf-8").splitlines()])
    topic_odds(texts.head(10))
    start = time.process_time()
    topic_odds(texts)
    cold, start = time.process_time() - start, time.process_time()
    topic_odds(texts)
    warm, start = time.process_time() - start, time.process_time()
    topics(texts, "en")
    both = time.process_time() - start
    each = [f"{texts.len() / seconds:,.0f}" for seconds in (cold, warm, both)]
    return (
        f"Messages a second of one core, over {texts.len():,} comments: the table {each[0]} where no word was met"
        f" before, {each[1]} where all were; with phrases {each[2]}."
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--dry", action="store_true", help="print alone")
    options = parser.parse_args()
    tables = (labelled_lines(), accompanied_lines(), ordinary_lines(), harmless_lines())
    parts = [list(part) for part in tables]
    text = "\n\n".join(
        ["### By phrases, by the table, and as built", *("\n".join(part) for part in parts), speed_line()]
    )
    print(text)
    if not options.dry:
        write_section("topic_meaning", text, TEXT_PAGE)


if __name__ == "__main__":
    main()
