"""The words of a poll: its question and its options, which the sender typed."""

from __future__ import annotations


def poll_words(question: object, options: object) -> str | None:
    """The question and the options, one a line; None where neither has words.

    Args:
        question: a text; anything else says nothing.
        options: a list of texts; anything else says nothing.
    """
    lines = [question, *(options if isinstance(options, list) else ())]
    return "\n".join(line for line in lines if isinstance(line, str) and line.strip()) or None
