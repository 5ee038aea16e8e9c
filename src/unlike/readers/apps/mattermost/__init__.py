"""Mattermost, as the bulk export of a server."""

from unlike.readers.apps.mattermost.mattermost_reader import MattermostReader

__all__ = ["MattermostReader"]
