"""Origin of the texts of a result: those from chats or the owner must not stand in a report that is passed on.

A field of a result that holds such a text is declared with one of these types; all other texts are the program's own
words, refs and keys. `unlike.presentation.redaction` replaces the declared ones before any sentence is made.
"""

from __future__ import annotations

from enum import Enum
from typing import Annotated


class TextOrigin(Enum):
    """Origin of a text that the program did not write."""

    PERSON = "the name of a person, as a conversation has it"
    CONVERSATION = "the title of a conversation"
    TYPED = "what somebody typed: a message, a note, a label of a calendar"


PersonName = Annotated[str, TextOrigin.PERSON]
ConversationTitle = Annotated[str, TextOrigin.CONVERSATION]
TypedText = Annotated[str, TextOrigin.TYPED]
