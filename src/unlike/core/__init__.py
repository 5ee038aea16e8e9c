"""What every layer may use: the day rule, spans of days, series of daily values; how the process shuts itself in."""
