"""Benches of corpora: kills, equality, throughput, donations."""
