"""WhatsApp's own databases: `msgstore.db` of Android, `ChatStorage.sqlite` of an iPhone."""

from unlike.readers.apps.whatsapp_database.whatsapp_database_reader import WhatsAppDatabaseReader

__all__ = ["WhatsAppDatabaseReader"]
