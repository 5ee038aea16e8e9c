"""ChatLab's exchange format, as JSON or as JSON lines."""

from unlike.readers.apps.chatlab.chatlab_reader import ChatLabReader

__all__ = ["ChatLabReader"]
