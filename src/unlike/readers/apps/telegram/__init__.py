"""Telegram Desktop's `result.json`."""

from unlike.readers.apps.telegram.telegram_reader import TelegramReader

__all__ = ["TelegramReader"]
