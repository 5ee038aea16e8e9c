"""Dates and numbers in the current language."""
