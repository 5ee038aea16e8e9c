"""Stages from exports to findings: read, measure, detect, explain; `stages` runs them in order."""
