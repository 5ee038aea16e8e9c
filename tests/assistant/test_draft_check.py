"""What a draft may not say is found, and what it may say is let pass: above all the findings' own sentences."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from assistant_sessions import invented_session
from example_findings import CASES
from unlike.assistant.draft_check import draft_faults
from unlike.assistant.person_answers import lasting_answer, now_answer, spells_answer, why_answer
from unlike.i18n import LANGUAGES, language_context
from wording_rules import FORBIDDEN

DRAFTS = Path(__file__).parents[2] / "bench/text/labelled/drafts"
OF_PEOPLE = {
    "losing interest", "interest in you", "angry", "anger", "sad", "toxic", "red flag", "love you less", "cold",
    "avoidant", "affair", "upset", "bored", "gay", "bipolar", "suspicious", "lying", "wants to",
}  # fmt: skip


def labelled(part: str) -> list[tuple[bool, bool]]:
    """Of each draft, whether something may not be said, and whether something was found."""
    with (DRAFTS / f"{part}.tsv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    return [(bool(row["reasons"]), bool(draft_faults(row["draft"]))) for row in rows]


@pytest.mark.parametrize("part", ["tune", "kept"])
def test_of_the_labelled_drafts_nearly_all_are_told_apart(part: str) -> None:
    pairs = labelled(part)
    caught = [found for bad, found in pairs if bad]
    refused = [found for bad, found in pairs if not bad]
    assert (len(caught), len(refused)) == (50, 50)
    assert sum(caught) >= 0.95 * len(caught)
    assert sum(refused) <= 0.05 * len(refused)


@pytest.mark.parametrize(("part", "bad", "good"), [("plain", 70, 40), ("stranger", 100, 100)])
def test_of_the_drafts_of_another_hand_nearly_all_are_told_apart(part: str, bad: int, good: int) -> None:
    caught = [found for is_bad, found in labelled(part) if is_bad]
    refused = [found for is_bad, found in labelled(part) if not is_bad]
    assert (len(caught), len(refused)) == (bad, good)
    assert sum(caught) >= 0.95 * bad
    assert sum(refused) == 0


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", CASES)
def test_no_finding_says_what_a_draft_may_not(name: str, language: str) -> None:
    with language_context(language):
        session = invented_session(CASES[name])
        people = [person for make in (now_answer, spells_answer, lasting_answer, why_answer)
                  for person in make(session).people if not person.help]  # fmt: skip
        drafts = {" ".join(said) for one in people for said in (one.said, *(finding.said for finding in one.findings))}
    assert {draft: draft_faults(draft) for draft in drafts if draft_faults(draft)} == {}


@pytest.mark.parametrize("word", sorted(OF_PEOPLE))
def test_words_of_people_that_no_finding_says_are_found(word: str) -> None:
    assert word in FORBIDDEN
    sentence = {
        "affair": "She has an affair.",
        "wants to": "She wants to go.",
        "love you less": "They love you less now.",
    }.get(word, f"She is {word}.")
    assert draft_faults(sentence)


@pytest.mark.parametrize(
    ("draft", "reason"),
    [
        ("He writes less because he is bored of this.", "motive"),
        ("I can't tell for sure, but she is angry.", "feeling"),
        ("Ben is “toxic”.", "verdict"),
        ("You should confront him.", "advice"),
        ("Her messages are 40 % shorter.", "number"),
        ("Ihre Nachrichten wurden um 40 Prozent kürzer.", "number"),
        ("What you can see here is a toxic bond.", "verdict"),
        ("He doesn't want to see you.", "motive"),
        ("Il ne va pas pouvoir t'aimer.", "interest"),
        ("Er kann dich nicht mehr lieben, er ist dir gleichgültig.", "interest"),
        ("Ben answered on Monday and is “toxic”.", "verdict"),
        ("On Monday she wrote “fine”, so she is angry.", "feeling"),
        ("She puts less effort into this.", "interest"),
        ("Your closeness score is 41.", "number"),
        ("The odds that she writes are good.", "number"),
        ("Tu índice de conexión es 6,3.", "number"),
        ("Votre score de complicité est de 72.", "number"),
        ("Euer Nähewert liegt bei 5,8.", "number"),
        ("A nota de proximidade de vocês ficou em 4,7.", "number"),
    ],
)
def test_the_reason_is_named(draft: str, reason: str) -> None:
    assert reason in {fault.reason.value for fault in draft_faults(draft)}


@pytest.mark.parametrize(
    "draft",
    [
        "",
        "…",
        "On Monday she wrote “I am so angry and sad”.",
        "Nobody can tell from the messages whether he is angry, sad or tired.",
        "Her messages are 40 % shorter, counted in 300 messages; 6 words, usually 10.",
        "I'm sorry that you feel sad.",
        "You could ask him how he is, and leave room for no.",
        "You planned to watch a film on Friday.",
        "On Monday she wrote “I am so exhausted. I was crying all day.” Nothing came after it.",
        "El jueves puso: «No estoy enfadado contigo, es el trabajo».",
        "Il t'a écrit dimanche qu'il n'était « pas en colère, juste débordé ».",
        "Am 14. Mai kam von ihm: „Bin nicht böse, nur müde.“ Mehr steht nicht im Chat.",
        "Der Mittelwert liegt bei 12 Minuten, gezählt in 300 Antworten.",
        "Elle met plus de temps à répondre : 50 minutes au lieu de 20, sur 210 réponses.",
        "No respondió a 3 de tus 12 mensajes de esta semana.",
        "Revisado: 80 mensajes con palabras del 9 al 11 de noviembre.",
        "Es comprensible que esto te ponga triste.",
        "A última mensagem termina com um coração, como quase sempre.",
        "Sie schreibt nicht mehr jeden Abend, sondern an 9 von 20 Abenden.",
    ],
)
def test_what_may_be_said_is_let_pass(draft: str) -> None:
    assert draft_faults(draft) == ()


def test_a_sentence_is_given_as_it_stands_and_in_order() -> None:
    faults = draft_faults("Rosa wrote 3 messages. She IS angry!\nHe lies.")
    assert [(fault.sentence, fault.words, fault.language) for fault in faults] == [
        ("She IS angry!", "angry", "en"),
        ("He lies.", "lies", "en"),
    ]


def test_a_long_draft_takes_no_long() -> None:
    assert draft_faults("she wrote and wrote and wrote, " * 600) == ()
    assert draft_faults("“" * 5_000) == ()
    assert draft_faults("a" * 20_000) == ()
    assert draft_faults('"' * 19_999) == ()
    assert draft_faults("„a" * 10_000) == ()
