"""Apple's Messages: iMessage, SMS and RCS."""

from unlike.readers.apps.imessage.imessage_reader import IMessageReader

__all__ = ["IMessageReader"]
