"""Writers of exports: chats in the formats of real apps."""

from unlike.synthetic.telegram_export import write_telegram
from unlike.synthetic.whatsapp_export import Layout, write_whatsapp

__all__ = ["Layout", "write_telegram", "write_whatsapp"]
