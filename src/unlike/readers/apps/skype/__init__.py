"""Chats from the export that Skype offered until it closed."""

from unlike.readers.apps.skype.skype_reader import SkypeReader

__all__ = ["SkypeReader"]
