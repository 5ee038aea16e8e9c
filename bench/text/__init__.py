"""Measurements of what single messages say: topics, tone, concerns, plans, routines, and the days before a spell."""
