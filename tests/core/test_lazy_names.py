from __future__ import annotations

import math

import pytest

from unlike.core.lazy_names import load_name


def test_a_name_is_that_of_its_module() -> None:
    assert load_name("package", {"pi": "math"}, "pi") is math.pi


@pytest.mark.parametrize("modules", [{}, {"tau": "math"}])
def test_another_name_is_missing_from_the_package(modules: dict[str, str]) -> None:
    with pytest.raises(AttributeError, match="module 'package' has no attribute 'pi'"):
        load_name("package", modules, "pi")
