"""Microsoft Teams, as exports of its messages from Microsoft Graph."""

from unlike.readers.apps.teams.teams_reader import TeamsReader

__all__ = ["TeamsReader"]
