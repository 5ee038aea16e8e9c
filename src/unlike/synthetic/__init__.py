"""Invented chats with planted truth: what demo, tests, docs and bench run on.

A `World` says who writes and what is planted; `generate` writes its `Chat`; the writers turn it into exports.
Everything follows from seeds: the same world gives the same bytes.
"""

from unlike.synthetic.confounders import NAMES, Strange, strange
from unlike.synthetic.demo import demo
from unlike.synthetic.exports import write_telegram, write_whatsapp
from unlike.synthetic.generator import generate
from unlike.synthetic.ground_truth import Lasting, Spell, Truth
from unlike.synthetic.random_world import random_world
from unlike.synthetic.synthetic_chat import Chat
from unlike.synthetic.world import (
    MILD,
    MODERATE,
    STRONG,
    WARMER,
    WARMER_MILD,
    Change,
    Strength,
    World,
)
from unlike.synthetic.writing_style import Style

__all__ = [
    "MILD", "MODERATE", "NAMES", "STRONG", "WARMER", "WARMER_MILD", "Change", "Chat", "Lasting", "Spell", "Strange",
    "Strength", "Style", "Truth", "World", "demo", "generate", "random_world", "strange", "write_telegram",
    "write_whatsapp",
]  # fmt: skip
