"""Chats that LINE exports as text, on phones and on computers."""

from unlike.readers.apps.line.line_reader import LineReader

__all__ = ["LineReader"]
