"""Mail: mbox files, Maildir folders and single mails."""

from unlike.readers.apps.mail.mail_reader import MailReader

__all__ = ["MailReader"]
