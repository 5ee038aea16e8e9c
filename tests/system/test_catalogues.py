"""Every sentence is there in every language, whole, with its places, and under the rules of what may be said."""

from __future__ import annotations

import ast
import re
import sys
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog

from unlike.i18n import LANGUAGES

sys.path.insert(0, str(Path(__file__).parents[2] / "scripts"))

import translations

SOURCES = sorted((translations.ROOT / "src").rglob("*.py"))
SAYING = set(translations.KEYWORDS)

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
OTHERS = {
    "de": r"\b(er|ihn|ihm)\b",
    "es": r"\b(él|ella)\b",
    "fr": r"\b(il ou elle|lui-même|elle-même)\b",
    "pt": r"\b(ele|dele|nele)\b",
}
"""Nobody's gender is guessed at; words that can stand for things as well are not looked for."""


def catalogue(language: str) -> Catalog:
    found: Catalog = translations.read(translations.catalogue_of(language), language)
    return found


def told(language: str) -> list[str]:
    """All that is said in a language."""
    return [form for one in translations.sentences(catalogue(language)).values() for form in translations.strings(one)]


def test_no_sentence_is_missing_unsure_obsolete_or_broken() -> None:
    assert list(translations.amiss()) == []


def test_what_is_missing_would_be_noticed() -> None:
    template, german = translations.gathered(), catalogue("de")
    some = next(one for one in german if one.id and "{" in str(one.id) and isinstance(one.id, str))
    some.string = "Etwas ganz anderes."
    assert any("places" in mistake for mistake in translations.mistakes(german, template))
    del german[some.id]
    assert any("not translated" in mistake for mistake in translations.mistakes(german, template))


def test_no_sentence_hides_where_it_cannot_be_gathered() -> None:
    hidden = [
        f"{path.name}: {call.lineno}"
        for path in SOURCES
        for text in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(text, ast.JoinedStr)
        for call in ast.walk(text)
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in SAYING
        if call.args and isinstance(call.args[0], ast.Constant)
    ]
    assert hidden == []


@pytest.mark.parametrize("language", LANGUAGES[1:])
def test_no_feeling_no_motive_and_no_diagnosis_in_any_language(language: str) -> None:
    said = [one.casefold() for one in told(language)]
    assert len(said) > 700
    assert [(word, one) for one in said for word in FORBIDDEN[language] if word in one] == []
    assert sum(bool(WATCHED.search(one)) for one in said) <= 1


@pytest.mark.parametrize("language", LANGUAGES[1:])
def test_nobody_is_guessed_at_and_nothing_is_cried(language: str) -> None:
    said = [one for one in told(language) if "{name}" in one]
    assert said
    assert [one for one in said if re.search(OTHERS[language], one, re.IGNORECASE)] == []
    assert [one for one in told(language) if "!" in one] == []


@pytest.mark.parametrize("language", LANGUAGES[1:])
def test_a_language_is_its_own(language: str) -> None:
    """Few sentences of some words are the same as in English."""
    same = [
        key
        for key, one in translations.sentences(catalogue(language)).items()
        if isinstance(one.id, str) and one.id == one.string and len(one.id.split()) > 3 and not one.id.startswith("{")
    ]
    assert same == []
