"""Sentences of findings."""
