"""Chats that Viber sends by mail: one text or table for each."""

from unlike.readers.apps.viber.viber_reader import ViberReader

__all__ = ["ViberReader"]
