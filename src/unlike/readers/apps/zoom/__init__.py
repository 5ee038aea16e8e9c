"""The chat of Zoom meetings, as Zoom saves it."""

from unlike.readers.apps.zoom.zoom_reader import ZoomReader

__all__ = ["ZoomReader"]
