"""Which readers there are: the built-in ones, then those of installed packages."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Final, NamedTuple, cast

from unlike.errors import UnlikeError
from unlike.i18n import lazy, verbatim

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint, EntryPoints

    from unlike.readers.base import Reader

GROUPS: Final = ("unlike.readers", "unlike.sources")
"""A package adds a reader with an entry point of the first group that names a class without arguments; the second goes
on working."""

_APPS: Final = "unlike.readers.apps"


class BuiltIn(NamedTuple):
    """A built-in reader, whose module loads when an export is to be read.

    Attributes:
        name, title: of the reader.
        package: folder in `apps`.
        class_name: of the reader there.
    """

    name: str
    title: str
    package: str
    class_name: str

    def load(self) -> type[Reader]:
        """Class of the reader."""
        return cast("type[Reader]", getattr(import_module(f"{_APPS}.{self.package}"), self.class_name))


BUILT_IN: Final = (
    BuiltIn("whatsapp", "WhatsApp", "whatsapp", "WhatsAppReader"),
    BuiltIn("telegram", "Telegram", "telegram", "TelegramReader"),
    BuiltIn("messenger", "Messenger", "meta", "MessengerReader"),
    BuiltIn("instagram", "Instagram", "meta", "InstagramReader"),
    BuiltIn("imessage", "iMessage", "imessage", "IMessageReader"),
    BuiltIn("signal", "Signal", "signal", "SignalReader"),
    BuiltIn("sms", "Text messages (SMS)", "sms", "SmsReader"),
    BuiltIn("discord", "Discord", "discord", "DiscordReader"),
    BuiltIn("whatsapp_database", "WhatsApp, database", "whatsapp_database", "WhatsAppDatabaseReader"),
    BuiltIn("google_chat", "Google Chat", "google_chat", "GoogleChatReader"),
    BuiltIn("google_voice", "Google Voice", "google_voice", "GoogleVoiceReader"),
    BuiltIn("slack", "Slack", "slack", "SlackReader"),
    BuiltIn("mattermost", "Mattermost", "mattermost", "MattermostReader"),
    BuiltIn("teams", "Microsoft Teams", "teams", "TeamsReader"),
    BuiltIn("zoom", "Zoom", "zoom", "ZoomReader"),
    BuiltIn("chatlab", "ChatLab", "chatlab", "ChatLabReader"),
    BuiltIn("line", "LINE", "line", "LineReader"),
    BuiltIn("kakaotalk", "KakaoTalk", "kakaotalk", "KakaoTalkReader"),
    BuiltIn("line_database", "LINE, database", "line_database", "LineDatabaseReader"),
    BuiltIn("skype", "Skype", "skype", "SkypeReader"),
    BuiltIn("snapchat", "Snapchat", "snapchat", "SnapchatReader"),
    BuiltIn("x", "X (Twitter)", "x_archive", "XReader"),
    BuiltIn("linkedin", "LinkedIn", "linkedin", "LinkedInReader"),
    BuiltIn("tiktok", "TikTok", "tiktok", "TikTokReader"),
    BuiltIn("qq", "QQ", "qq", "QqReader"),
    BuiltIn("wechat", "WeChat", "wechat", "WeChatReader"),
    BuiltIn("matrix", "Matrix (Element)", "matrix", "MatrixReader"),
    BuiltIn("irc", "IRC", "irc", "IrcReader"),
    BuiltIn("viber", "Viber", "viber", "ViberReader"),
    BuiltIn("mail", "Mail", "mail", "MailReader"),
    BuiltIn("convokit", "ConvoKit", "convokit", "ConvoKitReader"),
    BuiltIn("table", "Table", "table", "TableReader"),
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
    return (
        *(RegisteredReader(built_in.load()()) for built_in in BUILT_IN),
        *(_loaded(point) for point in sorted_points),
    )


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


def entry_points() -> EntryPoints:
    """Entry points of all installed packages."""
    from importlib.metadata import entry_points as installed  # noqa: PLC0415 - the title of a built-in reader needs none

    return cast("EntryPoints", installed())


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
