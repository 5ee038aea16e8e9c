"""Which language the sentences are in: what marks a sentence, what says it, and the catalogues beside this file.

A sentence is written once, whole and in English, with named places for what changes; see docs/how-to/translating.md.
"""

from unlike.i18n.current_language import (
    CurrentLanguage,
    current_language,
    language_context,
    language_name,
    use_language,
)
from unlike.i18n.lazy_messages import (
    LazyMessage,
    lazy,
    lazy_plural,
    mark,
    mark_in,
    mark_plural,
    mark_plural_in,
    verbatim,
)
from unlike.i18n.negotiate import LANGUAGES, environment_language, header_language, known_language
from unlike.i18n.translation import (
    grouped,
    quotation,
    translate,
    translate_in,
    translate_lazy,
    translate_plural,
    translate_plural_in,
)

__all__ = [
    "LANGUAGES",
    "CurrentLanguage",
    "LazyMessage",
    "current_language",
    "environment_language",
    "grouped",
    "header_language",
    "known_language",
    "language_context",
    "language_name",
    "lazy",
    "lazy_plural",
    "mark",
    "mark_in",
    "mark_plural",
    "mark_plural_in",
    "quotation",
    "translate",
    "translate_in",
    "translate_lazy",
    "translate_plural",
    "translate_plural_in",
    "use_language",
    "verbatim",
]
