"""Families of signals, one module each."""
