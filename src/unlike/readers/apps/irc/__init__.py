"""Logs of IRC, as the usual programs and bouncers write them."""

from unlike.readers.apps.irc.irc_reader import IrcReader

__all__ = ["IrcReader"]
