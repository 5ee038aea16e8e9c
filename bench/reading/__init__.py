"""Measurements of readers: seconds and memory of an export, beside other readers."""
