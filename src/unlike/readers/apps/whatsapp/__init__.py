"""WhatsApp's "Export chat": a .txt, or the .zip it comes in. Its oddities are told in `docs/sources/whatsapp.md`."""

from unlike.readers.apps.whatsapp.whatsapp_reader import WhatsAppReader

__all__ = ["WhatsAppReader"]
