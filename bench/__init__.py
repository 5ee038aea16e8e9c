"""Measurements of what the program claims; each bench is a module, run by `python -m bench.ROOM.NAME`."""
