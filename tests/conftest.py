from __future__ import annotations

import pytest

from unlike.samples import Chat, demo, generate


@pytest.fixture(scope="session")
def english() -> Chat:
    return generate(demo()[0])


@pytest.fixture(scope="session")
def german() -> Chat:
    return generate(demo()[1])
