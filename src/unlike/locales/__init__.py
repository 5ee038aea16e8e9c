"""Which language the sentences are in: what marks a sentence, what says it, and the catalogues beside this file.

A sentence is written once, whole and in English, with named places for what changes; see docs/translating.md.
"""

from unlike.locales.choosing import LANGUAGES, known, of_environment, of_header
from unlike.locales.saying import grouped, quotation, say, say_in, say_many, say_many_in, spoken
from unlike.locales.sentences import Sentence, later, later_many, phrase, phrase_in, phrases, phrases_in, worded
from unlike.locales.speaker import Speaker, current, named, speak, speaking

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
