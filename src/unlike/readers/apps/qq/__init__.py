"""QQ: the text that the older desktop client exports, and what the program QQ Chat Exporter writes."""

from unlike.readers.apps.qq.qq_reader import QqReader

__all__ = ["QqReader"]
