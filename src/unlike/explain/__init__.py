"""What the days around a shift say by themselves: words in them, and what they are about."""
