"""Which readers there are: the built-in ones, then those of installed packages."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.metadata import EntryPoint, entry_points
from typing import Final, cast

from unlike.errors import UnlikeError
from unlike.i18n import lazy, verbatim
from unlike.readers.apps.chatlab import ChatLabReader
from unlike.readers.apps.convokit import ConvoKitReader
from unlike.readers.apps.discord import DiscordReader
from unlike.readers.apps.google_chat import GoogleChatReader
from unlike.readers.apps.google_voice import GoogleVoiceReader
from unlike.readers.apps.imessage import IMessageReader
from unlike.readers.apps.irc import IrcReader
from unlike.readers.apps.kakaotalk import KakaoTalkReader
from unlike.readers.apps.line import LineReader
from unlike.readers.apps.line_database import LineDatabaseReader
from unlike.readers.apps.linkedin import LinkedInReader
from unlike.readers.apps.mail import MailReader
from unlike.readers.apps.matrix import MatrixReader
from unlike.readers.apps.mattermost import MattermostReader
from unlike.readers.apps.meta import InstagramReader, MessengerReader
from unlike.readers.apps.qq import QqReader
from unlike.readers.apps.signal import SignalReader
from unlike.readers.apps.skype import SkypeReader
from unlike.readers.apps.slack import SlackReader
from unlike.readers.apps.sms import SmsReader
from unlike.readers.apps.snapchat import SnapchatReader
from unlike.readers.apps.table import TableReader
from unlike.readers.apps.teams import TeamsReader
from unlike.readers.apps.telegram import TelegramReader
from unlike.readers.apps.tiktok import TikTokReader
from unlike.readers.apps.viber import ViberReader
from unlike.readers.apps.wechat import WeChatReader
from unlike.readers.apps.whatsapp import WhatsAppReader
from unlike.readers.apps.whatsapp_database import WhatsAppDatabaseReader
from unlike.readers.apps.x_archive import XReader
from unlike.readers.apps.zoom import ZoomReader
from unlike.readers.base import Reader

GROUPS: Final = ("unlike.readers", "unlike.sources")
"""A package adds a reader with an entry point of the first group that names a class without arguments; the second goes
on working."""

BUILT_IN: Final[tuple[type[Reader], ...]] = (
    WhatsAppReader,
    TelegramReader,
    MessengerReader,
    InstagramReader,
    IMessageReader,
    SignalReader,
    SmsReader,
    DiscordReader,
    WhatsAppDatabaseReader,
    GoogleChatReader,
    GoogleVoiceReader,
    SlackReader,
    MattermostReader,
    TeamsReader,
    ZoomReader,
    ChatLabReader,
    LineReader,
    KakaoTalkReader,
    LineDatabaseReader,
    SkypeReader,
    SnapchatReader,
    XReader,
    LinkedInReader,
    TikTokReader,
    QqReader,
    WeChatReader,
    MatrixReader,
    IrcReader,
    ViberReader,
    MailReader,
    ConvoKitReader,
    TableReader,
)

_MEMBERS: Final = (
    *("name", "title", "export_description", "guides", "file_names", "takes_folders"),
    *("recognise", "read", "hint"),
)


@dataclass(frozen=True, slots=True)
class RegisteredReader:
    """A reader and where it comes from.

    Attributes:
        reader: ready to use.
        package: name and version of the package that adds it; None for a built-in one.
    """

    reader: Reader
    package: str | None = None


def registered_readers() -> tuple[RegisteredReader, ...]:
    """One of every reader; which ones depends on what is installed, never on what was imported.

    Raises:
        UnlikeError: a package's reader cannot be loaded.
    """
    installed = entry_points()  # once for both groups: it reads a file of every installed package
    points = {(point.name, point.value): point for group in reversed(GROUPS) for point in installed.select(group=group)}
    sorted_points = sorted(points.values(), key=lambda point: point.name)
    return (*(RegisteredReader(reader()) for reader in BUILT_IN), *(_loaded(point) for point in sorted_points))


def readers() -> tuple[Reader, ...]:
    """The readers themselves; see `registered_readers`."""
    return tuple(entry.reader for entry in registered_readers())


def app_title(app: str) -> str:
    """What people call an app, as a lazy message; its own name where no reader has it any more.

    Args:
        app: as in the message table's `source`.
    """
    title = next((reader.title for reader in BUILT_IN if reader.name == app), None)
    if title is None:  # only then: which packages are installed takes a while to find out
        title = next((reader.title for reader in readers() if reader.name == app), app)
    return verbatim(title)


def _loaded(point: EntryPoint) -> RegisteredReader:
    """A reader of another package, whatever that package does while it loads."""
    package = f"{point.dist.name} {point.dist.version}" if point.dist else point.value
    try:
        reader = cast("Reader", point.load()())
        absent = [member for member in _MEMBERS if not hasattr(reader, member)]
    except Exception as error:
        raise _unusable(point, package, str(error)) from error
    if absent:
        raise _unusable(point, package, lazy("it lacks: {names}", names=", ".join(absent)))
    return RegisteredReader(reader, package)


def _unusable(point: EntryPoint, package: str, why: str) -> UnlikeError:
    return UnlikeError(
        lazy(
            "The reader “{name}” of the package {package} cannot be loaded ({why}). Update that package, or "
            "uninstall it.",
            name=point.name,
            package=package,
            why=why,
        )
    )
