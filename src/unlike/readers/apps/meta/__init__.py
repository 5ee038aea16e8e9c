"""Messenger and Instagram: both are downloads of Meta's, in one layout."""

from unlike.readers.apps.meta.meta_reader import InstagramReader, MessengerReader

__all__ = ["InstagramReader", "MessengerReader"]
