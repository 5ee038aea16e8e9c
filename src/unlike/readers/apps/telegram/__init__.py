"""Telegram Desktop's `result.json`."""

from unlike.readers.apps.telegram.telegram_reader import Telegram

__all__ = ["Telegram"]
