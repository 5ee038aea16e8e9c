"""Which language the sentences are in: what marks a sentence, what says it, and the catalogues beside this file.

A sentence is written once, whole and in English, with named places for what changes; see docs/translating.md.
"""

from unlike.i18n.current_language import Speaker, current, named, speak, speaking
from unlike.i18n.lazy_messages import Sentence, later, later_many, phrase, phrase_in, phrases, phrases_in, worded
from unlike.i18n.negotiate import LANGUAGES, known, of_environment, of_header
from unlike.i18n.translate import grouped, quotation, say, say_in, say_many, say_many_in, spoken

__all__ = [
    "LANGUAGES",
    "Sentence",
    "Speaker",
    "current",
    "grouped",
    "known",
    "later",
    "later_many",
    "named",
    "of_environment",
    "of_header",
    "phrase",
    "phrase_in",
    "phrases",
    "phrases_in",
    "quotation",
    "say",
    "say_in",
    "say_many",
    "say_many_in",
    "speak",
    "speaking",
    "spoken",
    "worded",
]
