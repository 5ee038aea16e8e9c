"""Measurements of detection: what is found, missed and claimed falsely, on invented and on real histories."""
