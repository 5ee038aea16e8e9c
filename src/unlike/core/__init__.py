"""Basics that every layer may use: the day rule, spans of days, daily series, and the lock against the network."""
