"""Matrix rooms that Element exports, as JSON and as text."""

from unlike.readers.apps.matrix.matrix_reader import MatrixReader

__all__ = ["MatrixReader"]
