"""WhatsApp's "Export chat": a .txt, or the .zip it comes in. Its oddities are told in `docs/sources/whatsapp.md`."""

from unlike.sources.apps.whatsapp.reader import WhatsApp

__all__ = ["WhatsApp"]
