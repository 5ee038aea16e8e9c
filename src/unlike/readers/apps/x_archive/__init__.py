"""X, formerly Twitter: direct messages of the archive."""

from unlike.readers.apps.x_archive.x_reader import XReader

__all__ = ["XReader"]
