"""Invented chats with planted truth: what demo, tests, docs and bench run on.

A `World` says who writes and what is planted; `generate` writes its `Chat`; the writers turn it into exports.
Everything follows from seeds: the same world gives the same bytes.
"""

from unlike.samples.chat import Chat
from unlike.samples.demo import demo
from unlike.samples.generating import generate
from unlike.samples.random_world import random_world
from unlike.samples.strange import NAMES, Strange, strange
from unlike.samples.style import Style
from unlike.samples.truth import Lasting, Spell, Truth
from unlike.samples.world import (
    MILD,
    MODERATE,
    STRONG,
    WARMER,
    WARMER_MILD,
    Change,
    Strength,
    World,
)
from unlike.samples.writing import write_telegram, write_whatsapp

__all__ = [
    "MILD", "MODERATE", "NAMES", "STRONG", "WARMER", "WARMER_MILD", "Change", "Chat", "Lasting", "Spell", "Strange",
    "Strength", "Style", "Truth", "World", "demo", "generate", "random_world", "strange", "write_telegram",
    "write_whatsapp",
]  # fmt: skip
