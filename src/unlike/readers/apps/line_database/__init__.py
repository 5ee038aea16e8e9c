"""LINE's own databases: `naver_line` of Android, `Line.sqlite` of an iPhone."""

from unlike.readers.apps.line_database.line_database_reader import LineDatabaseReader

__all__ = ["LineDatabaseReader"]
