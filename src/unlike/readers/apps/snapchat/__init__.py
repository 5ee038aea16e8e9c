"""Snapchat: the chats in the download of My Data."""

from unlike.readers.apps.snapchat.snapchat_reader import SnapchatReader

__all__ = ["SnapchatReader"]
