"""Google Chat and the older Hangouts, as Google Takeout gives them."""

from unlike.readers.apps.google_chat.google_chat_reader import GoogleChatReader

__all__ = ["GoogleChatReader"]
