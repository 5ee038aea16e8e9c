"""Sentences of the command line and the local page."""
