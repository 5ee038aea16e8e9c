"""What makes the process that runs the tests cost less time; imported before NumPy is."""

from __future__ import annotations

import gc
import os
from typing import Final

_OBJECTS_BETWEEN_COLLECTIONS: Final = 50_000  # as in the program
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # as in the program: a second thread only waits for small matrices


def collect_seldom() -> None:
    """Let Python look for circles of unused objects less often, and never again among all that there are now."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(_OBJECTS_BETWEEN_COLLECTIONS)
