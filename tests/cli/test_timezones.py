from __future__ import annotations

import pytest

from unlike.cli.timezones import parse_zone
from unlike.errors import OptionError


def test_a_zone_that_was_named_is_never_replaced() -> None:
    assert parse_zone("Europe/Berlin").key == "Europe/Berlin"
    with pytest.raises(OptionError, match="Europe/Berlin or"):
        parse_zone("Berlin")
