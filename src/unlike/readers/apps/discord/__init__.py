"""Discord: exports of DiscordChatExporter, and the data package that Discord sends its users."""

from unlike.readers.apps.discord.discord_reader import DiscordReader

__all__ = ["DiscordReader"]
