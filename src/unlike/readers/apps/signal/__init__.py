"""Signal: the app's own export as plain text, and what signal-export makes of Signal Desktop."""

from unlike.readers.apps.signal.signal_reader import SignalReader

__all__ = ["SignalReader"]
