"""unlike."""
