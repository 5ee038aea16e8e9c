"""Catalogues are whole, keep the places of each sentence, and keep the rules of what may be said.

A sentence without a translation is a warning, so that English alone passes; in a release (UNLIKE_RELEASE=1) an error.
"""

from __future__ import annotations

import ast
import re
import sys
import warnings
from collections.abc import Callable
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message

from unlike.i18n import LANGUAGES

sys.path.insert(0, str(Path(__file__).parents[2] / "scripts"))

import translations

SOURCES = sorted((translations.ROOT / "src").rglob("*.py"))
KEYWORDS = set(translations.KEYWORDS)

# No feeling, motive or diagnosis is named, and nothing is advised but asking: rules 2 and 9 of what a finding may say.
FORBIDDEN = {
    "de": (
        "wütend", "sauer", "traurig", "depress", "ängstlich", "eifersüchtig", "gleichgültig", "betrüg", "fremdgeh",
        "toxisch", "narziss", "verliebt", "liebt dich nicht", "will dich nicht", "manipul", "verdächtig", "anomal",
        "signifikan", "krankhaft", "diagnos", "kontrollier", "nachspionier", "beweise",
    ),
    "es": (
        "enfadad", "enojad", "triste", "deprim", "celos", "infiel", "engañ", "tóxic", "narcis", "manipul", "sospech",
        "anómal", "significativ", "diagnóstic", "ya no te quiere", "perdió el interés",
    ),
    "fr": (
        "fâché", "en colère", "triste", "dépress", "jaloux", "infidèle", "trompe", "toxique", "narciss", "manipul",
        "suspect", "anormal", "significati", "diagnosti", "ne t’aime plus", "n’est plus intéressé",
    ),
    "pt": (
        "zangad", "com raiva", "triste", "depress", "ciúme", "infiel", "traindo", "tóxic", "narcis", "manipul",
        "suspeit", "anômal", "significativ", "diagnóstic", "não te ama mais", "perdeu o interesse",
    ),
}  # fmt: skip
WATCHED = re.compile(r"überwach|vigilar|espiar|espionar|espionner|surveille-")
"""Said once, to advise against it: "do not use it to watch anyone"."""
GENDERED = {
    "de": r"\b(er|ihn|ihm)\b",
    "es": r"\b(él|ella)\b",
    "fr": r"\b(il ou elle|lui-même|elle-même)\b",
    "pt": r"\b(ele|dele|nele)\b",
}
"""Nobody's gender is guessed at; words that can stand for things as well are not looked for."""


def read(language: str) -> Catalog:
    return translations.read_catalogue(translations.catalogue_path(language), language)


def translated(language: str) -> list[str]:
    """Every form of every sentence in a language."""
    messages = translations.messages_by_key(read(language)).values()
    return [form for message in messages for form in translations.translated_forms(message) if form]


def report(untranslated: list[str], *, release: bool) -> None:
    """Fail in a release; else warn, with the first few sentences."""
    if not untranslated:
        return
    summary = "\n  ".join([f"untranslated: {len(untranslated)} (make translations lists them)", *untranslated[:5]])
    if release:
        pytest.fail(summary)
    warnings.warn(summary, translations.UntranslatedWarning, stacklevel=2)


def test_no_sentence_is_unsure_obsolete_or_broken() -> None:
    assert list(translations.all_mistakes()) == []


@pytest.mark.filterwarnings("default::translations.UntranslatedWarning")
def test_every_sentence_is_translated_for_a_release() -> None:
    report(list(translations.all_untranslated()), release=translations.is_release())


def test_a_new_sentence_warns_and_keeps_a_release_back() -> None:
    template, german = translations.read_catalogue(translations.TEMPLATE), read("de")
    template.add("Brand new in {place}.")
    untranslated = list(translations.find_untranslated(german, template))
    assert untranslated == ["not translated: Brand new in {place}."]
    assert list(translations.find_mistakes(german, template)) == []
    with pytest.warns(translations.UntranslatedWarning, match=r"untranslated: 1 .*\n  not translated: Brand new"):
        report(untranslated, release=False)
    with pytest.raises(pytest.fail.Exception, match="untranslated: 1"):
        report(untranslated, release=True)
    assert translations.is_release({"UNLIKE_RELEASE": "1"})
    assert not translations.is_release({})


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        (lambda message: setattr(message, "string", "Etwas ganz anderes."), "places"),
        (lambda message: setattr(message, "string", f"{message.string} {{"), "broken braces"),
        (lambda message: message.flags.add("fuzzy"), "marked as unsure"),
    ],
)
def test_a_mistake_of_a_translation_is_an_error(change: Callable[[Message], object], problem: str) -> None:
    template, german = translations.read_catalogue(translations.TEMPLATE), read("de")
    change(next(message for message in german if isinstance(message.id, str) and "{" in message.id))
    problems = list(translations.find_mistakes(german, template))
    assert len(problems) == 1
    assert problem in problems[0]


def test_a_sentence_that_left_the_code_is_an_error() -> None:
    german = read("de")
    german.add("In the code no more.", "Nicht mehr im Code.")
    problems = list(translations.find_mistakes(german, translations.read_catalogue(translations.TEMPLATE)))
    assert problems == ["no longer in the code: In the code no more."]


def test_no_sentence_hides_where_it_cannot_be_gathered() -> None:
    hidden = [
        f"{path.name}: {call.lineno}"
        for path in SOURCES
        for joined in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(joined, ast.JoinedStr)
        for call in ast.walk(joined)
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in KEYWORDS
        if call.args and isinstance(call.args[0], ast.Constant)
    ]
    assert hidden == []


@pytest.mark.parametrize("language", LANGUAGES[1:])
def test_no_feeling_no_motive_and_no_diagnosis_in_any_language(language: str) -> None:
    forms = [form.casefold() for form in translated(language)]
    assert len(forms) > 700
    assert [(word, form) for form in forms for word in FORBIDDEN[language] if word in form] == []
    assert sum(bool(WATCHED.search(form)) for form in forms) <= 1


@pytest.mark.parametrize("language", LANGUAGES[1:])
def test_nobody_is_guessed_at_and_nothing_is_cried(language: str) -> None:
    forms = [form for form in translated(language) if "{name}" in form]
    assert forms
    assert [form for form in forms if re.search(GENDERED[language], form, re.IGNORECASE)] == []
    assert [form for form in translated(language) if "!" in form] == []


@pytest.mark.parametrize("language", LANGUAGES[1:])
def test_a_language_is_its_own(language: str) -> None:
    """Few sentences of some words are the same as in English."""
    same = [
        key
        for key, message in translations.messages_by_key(read(language)).items()
        if isinstance(message.id, str) and message.id == message.string
        if len(message.id.split()) > 3 and not message.id.startswith("{")
    ]
    assert same == []


FRENCH_TYPOGRAPHY = r"[^\S\u00a0\u202f][:;?!»…]|«[^\S\u00a0\u202f]|\w'\w"
"""A mark that a line's end would tear off its word, or a straight apostrophe."""


def test_french_marks_stay_at_their_words() -> None:
    forms = [
        form
        for message in translations.messages_by_key(read("fr")).values()
        if not (message.context or "").startswith("pattern of")
        for form in translations.translated_forms(message)
    ]
    assert re.search(FRENCH_TYPOGRAPHY, "Pourquoi ?")
    assert re.search(FRENCH_TYPOGRAPHY, "qu'un")
    assert [form for form in forms if re.search(FRENCH_TYPOGRAPHY, form)] == []


FRENCH_FORMAL = r"(?<!vous )(?<!vous deux )\b(?!(?:assez|chez)\b)\w+ez\b"
"""An order to somebody who is addressed as "vous"; "vous écrivez" speaks of two people."""
FRENCH_GENDER = r"\btoi seule?\b|\btous (?:les )?deux\b|\btoutes (?:les )?deux\b|\bceux que tu\b"


def test_french_is_informal_and_guesses_at_nobody() -> None:
    assert re.search(FRENCH_FORMAL, "Mettez-y les exports")
    assert re.search(FRENCH_GENDER, "que toi seul peux lire")
    pattern = re.compile(f"{FRENCH_FORMAL}|{FRENCH_GENDER}", re.IGNORECASE)
    assert [form for form in translated("fr") if pattern.search(form)] == []
