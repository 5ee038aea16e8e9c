"""LinkedIn: messages.csv of the copy of one's data."""

from unlike.readers.apps.linkedin.linkedin_reader import LinkedInReader

__all__ = ["LinkedInReader"]
