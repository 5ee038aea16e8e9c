"""Chats as tables: CSV, TSV, JSON lines and Parquet, with columns that are found by their names."""

from unlike.readers.apps.table.table_reader import TableReader

__all__ = ["TableReader"]
