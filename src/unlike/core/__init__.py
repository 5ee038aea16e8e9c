"""What every layer may use: dates and days, spans, series of daily values."""
