"""Corpora: many conversations of many people, one task each, as pseudonymous tables for research."""
