"""Synthetic chats with known ground truth, for demo, tests, documentation and benches.

A `World` says who writes and what is planted; `generate` writes its `SyntheticChat`; `write_whatsapp` and
`write_telegram` turn it into exports. Everything follows from seeds: the same world gives the same bytes.
"""

from unlike.synthetic.confounders import CONFOUNDERS, ConfounderWorld, confounder_world
from unlike.synthetic.demo import demo
from unlike.synthetic.exports import write_telegram, write_whatsapp
from unlike.synthetic.generator import generate
from unlike.synthetic.ground_truth import BadDay, GroundTruth, PlantedShift, PlantedSpell
from unlike.synthetic.random_world import random_world
from unlike.synthetic.synthetic_chat import SyntheticChat
from unlike.synthetic.world import (
    MILD,
    MODERATE,
    STRONG,
    WARMER,
    WARMER_MILD,
    ChangeStrength,
    PlantedChange,
    World,
)
from unlike.synthetic.writing_style import WritingStyle

__all__ = [
    "CONFOUNDERS",
    "MILD",
    "MODERATE",
    "STRONG",
    "WARMER",
    "WARMER_MILD",
    "BadDay",
    "ChangeStrength",
    "ConfounderWorld",
    "GroundTruth",
    "PlantedChange",
    "PlantedShift",
    "PlantedSpell",
    "SyntheticChat",
    "World",
    "WritingStyle",
    "confounder_world",
    "demo",
    "generate",
    "random_world",
    "write_telegram",
    "write_whatsapp",
]  # fmt: skip
