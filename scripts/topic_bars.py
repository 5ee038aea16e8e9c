"""Learn `topic_model/bars.json`: log odds from which on a topic is told by a phrase, or by the table alone.

    UNLIKE_DATA=../shared/data PYTHONPATH=. nice python scripts/topic_bars.py

Run after `distil_topics.py`. The files of `training` whose name ends in a number from `-2` on, of other hands than the
first, are parted in two; the messages of each part get the odds of a table that is learnt without that part. Beside
them stand ordinary messages that nothing is learnt from: the `dev` part of GoEmotions, and messages of the channels
that one tunes on. For either case (a phrase says it; the table alone does) a logistic function says how likely a topic
is told: a slope for the odds, an intercept for each topic and group of languages. Both are cut at the same chance,
the lowest at which at most `FIRING` of the ordinary messages have a topic.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl

from distil_topics import TARGET, Corpus, corpus, learn
from distillation_texts import channel_messages, comments
from encoder_pieces import PieceEncoder
from unlike.text import TOPICS, languages
from unlike.text.assertions import without_quotations
from unlike.text.phrase_topics import phrase_topics
from unlike.text.topic_grammar import grammar
from unlike.text.topic_odds import TopicModel, odds_of_pieces
from unlike.text.topics import CLAUSE_MARGINS, FIND_MARGIN, LONG_MARGIN, is_long, short_clauses
from unlike.text.word_pieces import WordPieces

