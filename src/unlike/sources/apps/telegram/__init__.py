"""Telegram Desktop's `result.json`."""

from unlike.sources.apps.telegram.source import Telegram

__all__ = ["Telegram"]
