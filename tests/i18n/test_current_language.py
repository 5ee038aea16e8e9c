from __future__ import annotations

from contextvars import copy_context
from gettext import NullTranslations

import pytest

from unlike.i18n import (
    LANGUAGES,
    CurrentLanguage,
    current_language,
    language_context,
    load_language,
    translate,
    use_language,
)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_a_catalogue_and_a_locale(language: str) -> None:
    loaded = load_language(language)
    assert (loaded.language, loaded.locale.language, loaded.direction) == (language, language, "ltr")
    assert load_language(language) is loaded
    with language_context(language):
        assert (translate("Reading") == "Reading") == (language == "en")


@pytest.mark.parametrize("language", ["nl", "", "../de"])
def test_a_language_without_a_catalogue_is_english(language: str) -> None:
    assert load_language(language).language == "en"


def test_a_context_ends_with_the_earlier_language() -> None:
    with language_context("de"):
        with language_context(CurrentLanguage("fr", NullTranslations())) as inner:
            assert current_language() is inner
        assert current_language().language == "de"
    assert current_language().language == "en"


def test_a_language_is_used_within_its_own_context_alone() -> None:
    copy_context().run(use_language, "de")
    assert current_language().language == "en"
