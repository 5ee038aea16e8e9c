"""ConvoKit's corpora of conversations."""

from unlike.readers.apps.convokit.convokit_reader import ConvoKitReader

__all__ = ["ConvoKitReader"]
