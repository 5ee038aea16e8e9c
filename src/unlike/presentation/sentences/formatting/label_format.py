"""Labels before what they name, with the sign between them as the current language writes it."""

from __future__ import annotations

from unlike.i18n import translate


def with_label(label: str, text: str) -> str:
    """E.g. "as usual: time to answer"; in French with a space before the sign."""
    return translate("{label}: {text}", label=label, text=text)


def as_label(label: object) -> str:
    """E.g. "as usual:", for a label that is set apart from what follows it."""
    return with_label(str(label), "").rstrip()
