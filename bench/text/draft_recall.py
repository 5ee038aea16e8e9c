"""Recall of what a draft may not say, and drafts that are refused wrongly.

    python -m bench.text.draft_recall

Drafts are those of `bench/text/labelled/drafts` (ours, invented) and, as drafts that must pass, the sentences of the
findings themselves in five languages. Writes docs/measurements/drafts.md.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from zoneinfo import ZoneInfo

import polars as pl

from bench.shared.intervals import share_text
from bench.shared.measurement_page import write_section
from bench.shared.paths import LABELLED, MEASUREMENTS
from unlike.api import AnalysisOptions, analyse, read
from unlike.assistant.assistant_session import AssistantSession
from unlike.assistant.draft_check import draft_faults
from unlike.assistant.draft_rules import DraftReason
from unlike.assistant.person_answers import lasting_answer, now_answer, spells_answer, why_answer
from unlike.i18n import LANGUAGES, language_context
from unlike.presentation.redaction import Redaction
from unlike.synthetic import demo, generate, write_whatsapp

NAMES = {"en": "English", "de": "German", "es": "Spanish", "fr": "French", "pt": "Portuguese"}
PARTS = {
    "tune": "the rules were made on these",
    "idioms": "written after the first scoring, the rules were widened on these",
    "plain": "plain words by another hand, the rules were widened on these",
    "stranger": "by a stranger who had not read the rules, the rules were widened on these",
    "kept": "kept apart",
    "fresh": "written when the rules were wide, nothing was tuned on these",
    "second_stranger": "by a second stranger, nothing was tuned on these",
}
APART = ("kept", "fresh", "second_stranger")


def predictions() -> pl.DataFrame:
    """Every draft with its part, whether it has something that may not be said, and what was found."""
    parts = [
        pl.read_csv(LABELLED / "drafts" / f"{part}.tsv", separator="\t", quote_char=None).with_columns(
            part=pl.lit(part)
        )
        for part in PARTS
    ]
    rows = pl.concat(parts).with_columns(pl.col("reasons").fill_null(""))
    found = [" ".join(fault.reason for fault in draft_faults(draft)) for draft in rows["draft"]]
    return rows.with_columns(
        true=pl.col("reasons") != "", reasons_found=pl.Series(found, dtype=pl.String), found=pl.Series(found) != ""
    )


def cells(rows: pl.DataFrame) -> str:
    """Caught of those that must be, and refused of the others."""
    bad, good = rows.filter("true"), rows.filter(~pl.col("true"))
    caught, wrong = int(bad["found"].sum()), int(good["found"].sum())
    return f"{share_text(caught, bad.height)} of {bad.height} | {share_text(wrong, good.height)} of {good.height}"


def lines(rows: pl.DataFrame) -> Iterator[str]:
    yield "| drafts | caught, of those that must be | refused, of the others |"
    yield "|---|---|---|"
    for part, name in PARTS.items():
        yield f"| all, {name} | {cells(rows.filter(pl.col('part') == part))} |"
    apart = rows.filter(pl.col("part").is_in(APART))
    for language, name in NAMES.items():
        yield f"| {name}, the last three | {cells(apart.filter(pl.col('language') == language))} |"
    yield ""
    yield "| what is said, the last three | caught | with this reason among those given |"
    yield "|---|---|---|"
    for reason in DraftReason:
        of = apart.filter(pl.col("reasons") == reason.value)
        named = of.filter(pl.col("reasons_found").str.split(" ").list.contains(reason.value)).height
        yield f"| {reason.value} | {share_text(int(of['found'].sum()), of.height)} of {of.height} | {named} |"


def own_sentences() -> Iterator[str]:
    """How many answers about the invented chat would be refused, said as they stand."""
    yield "| the sentences of the findings themselves | refused |"
    yield "|---|---|"
    session = demo_session()
    for language in LANGUAGES:
        with language_context(language):
            answers = [make(session) for make in (now_answer, spells_answer, lasting_answer, why_answer)]
        said = [
            " ".join(sentences)
            for answer in answers
            for person in answer.people
            for sentences in (person.said, *(finding.said for finding in person.findings))
        ]
        refused = sum(bool(draft_faults(draft)) for draft in said)
        yield f"| {NAMES[language]} | {refused} of {len(said)} |"


def demo_session() -> AssistantSession:
    """What the server would answer from, of the invented chat in English."""
    chat = generate(demo()[0])
    with TemporaryDirectory() as folder:
        path = Path(folder) / "WhatsApp Chat with Rosa.txt"
        write_whatsapp(chat, path)
        imported = read([path], zone=ZoneInfo("Europe/Berlin"))
    analysis = analyse(imported, AnalysisOptions(owner="Imke"))
    return AssistantSession(analysis, Redaction(names=True), 1_000_000, date(2025, 11, 12))


def main() -> None:
    argparse.ArgumentParser(description=__doc__).parse_args()
    text = "\n".join(
        [
            "Made by `python -m bench.text.draft_recall`.",
            "But for three rows, drafts, labels and rules are by the same hand; brackets are 95 %",
            "intervals.",
            "",
            *lines(predictions()),
            "",
            *own_sentences(),
        ]
    )
    write_section("draft_recall", text, MEASUREMENTS / "drafts.md")
    print(text)


if __name__ == "__main__":
    main()
