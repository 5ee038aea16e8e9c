"""What single messages say: topics, tone, and what must not be passed over."""
