"""Which files of tests the workers take first: those that take long, so that none of them is left for the end."""

from __future__ import annotations

from typing import Final

import pytest
from xdist.scheduler import LoadFileScheduling  # type: ignore[import-untyped]

BROWSER: Final = "tests/browser/"
LONG_FILES: Final = (BROWSER, "tests/system/test_documentation_blocks.py", "tests/readers/test_meridiem_words.py")
"""From the longest on; the others follow by the number of their tests, as xdist orders them."""


class LongFilesFirst(LoadFileScheduling):  # type: ignore[misc] # without types
    """Scheduling by files, of which those in the browser count as one: one worker starts it and opens the page."""

    def _split_scope(self, nodeid: str) -> str:
        return BROWSER if nodeid.startswith(BROWSER) else nodeid.partition("::")[0]

    def _assign_work_unit(self, node: object) -> None:
        first = next((file for file in LONG_FILES if file in self.workqueue), None)
        if first:
            self.workqueue.move_to_end(first, last=False)
        super()._assign_work_unit(node)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> LongFilesFirst | None:
    """Scheduler of `--dist loadfile`."""
    return LongFilesFirst(config, log) if config.option.dist == "loadfile" else None
