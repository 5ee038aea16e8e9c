"""TikTok: the direct messages in the download of one's data."""

from unlike.readers.apps.tiktok.tiktok_reader import TikTokReader

__all__ = ["TikTokReader"]
