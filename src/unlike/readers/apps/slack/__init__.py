"""Slack: the export of a workspace, and what the program slackdump makes of one's own chats."""

from unlike.readers.apps.slack.slack_reader import SlackReader

__all__ = ["SlackReader"]
