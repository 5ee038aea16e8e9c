"""Text messages of a phone, as the app SMS Backup & Restore saves them."""

from unlike.readers.apps.sms.sms_reader import SmsReader

__all__ = ["SmsReader"]
