"""WhatsApp's "Export chat": a .txt, or the .zip it comes in. See `docs/sources/whatsapp.md` for its oddities."""

from unlike.readers.apps.whatsapp.whatsapp_reader import WhatsAppReader

__all__ = ["WhatsAppReader"]
