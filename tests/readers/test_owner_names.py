"""The owner's name in most chats stands for them in all."""

from __future__ import annotations

from dataclasses import replace

from library_exports import parsed
from unlike.readers.base import Conversation
from unlike.readers.owner_names import NAMELESS_OWNER, common_name, common_owner


def conversation(owner: str | None) -> Conversation:
    return replace(parsed([(0, "x", "well")], "a").conversation, owner=owner)


def test_the_common_name_is_that_of_most() -> None:
    conversations = [conversation(owner) for owner in ("Me", "Imke", "Imke", None)]
    assert common_owner(conversations) == "Imke"
    assert common_owner([conversation(None)]) is None


def test_no_name_is_the_common_one_only_where_there_is_no_other() -> None:
    assert common_name([NAMELESS_OWNER, NAMELESS_OWNER, "Imke"]) == "Imke"
    assert common_name([NAMELESS_OWNER]) == NAMELESS_OWNER
