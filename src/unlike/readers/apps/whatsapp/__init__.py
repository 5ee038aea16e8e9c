"""WhatsApp's "Export chat": a .txt, or the .zip it comes in; its oddities are in `docs/reference/sources`."""

from unlike.readers.apps.whatsapp.whatsapp_reader import WhatsAppReader

__all__ = ["WhatsAppReader"]
