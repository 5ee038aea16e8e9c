"""Google Voice, as Google Takeout gives it."""

from unlike.readers.apps.google_voice.google_voice_reader import GoogleVoiceReader

__all__ = ["GoogleVoiceReader"]
