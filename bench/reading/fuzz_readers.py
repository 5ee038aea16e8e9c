"""The readers that a fuzz run can try, by name."""

from __future__ import annotations

from unlike.readers import Reader
from unlike.readers.apps.chatlab import ChatLabReader
from unlike.readers.apps.discord import DiscordReader
from unlike.readers.apps.imessage import IMessageReader
from unlike.readers.apps.irc import IrcReader
from unlike.readers.apps.kakaotalk import KakaoTalkReader
from unlike.readers.apps.line import LineReader
from unlike.readers.apps.matrix import MatrixReader
from unlike.readers.apps.meta import InstagramReader, MessengerReader
from unlike.readers.apps.signal import SignalReader
from unlike.readers.apps.skype import SkypeReader
from unlike.readers.apps.sms import SmsReader
from unlike.readers.apps.table import TableReader
from unlike.readers.apps.telegram import TelegramReader
from unlike.readers.apps.viber import ViberReader
from unlike.readers.apps.whatsapp import WhatsAppReader
from unlike.readers.apps.whatsapp_database import WhatsAppDatabaseReader

READERS: dict[str, type[Reader]] = {
    "imessage": IMessageReader,
    "instagram": InstagramReader,
    "matrix": MatrixReader,
    "messenger": MessengerReader,
    "chatlab": ChatLabReader,
    "discord": DiscordReader,
    "irc": IrcReader,
    "kakaotalk": KakaoTalkReader,
    "line": LineReader,
    "signal": SignalReader,
    "skype": SkypeReader,
    "sms": SmsReader,
    "table": TableReader,
    "telegram": TelegramReader,
    "viber": ViberReader,
    "whatsapp": WhatsAppReader,
    "whatsapp_database": WhatsAppDatabaseReader,
}
