"""Measurements of the local page in a browser."""
