"""Types that every layer may use: the day rule, spans of days, series of daily values, directions."""
