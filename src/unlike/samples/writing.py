"""The writers: chats as the exports of real apps."""

from unlike.samples.telegram import write_telegram
from unlike.samples.whatsapp import Layout, write_whatsapp

__all__ = ["Layout", "write_telegram", "write_whatsapp"]
