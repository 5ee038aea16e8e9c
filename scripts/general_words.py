"""Make `text/general/*.tsv`: how often the world uses its commonest words, per million.

Source: the word probabilities of `spacy-lookups-data` 1.0.5 (MIT licence; counted on web text and comments).
Run: `pip download --no-deps spacy-lookups-data==1.0.5`, then `python scripts/general_words.py WHEEL`.
"""

from __future__ import annotations

import gzip
import json
import math
import re
import sys
import zipfile
from collections import Counter
from pathlib import Path

LANGUAGES = ("de", "en", "es")
MOST = 12_000
TARGET = Path(__file__).parents[1] / "src/unlike/text/general"
WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")


def frequencies(wheel: zipfile.ZipFile, language: str) -> Counter[str]:
    """Occurrences per million of each word, letter case folded."""
    raw = gzip.decompress(wheel.read(f"spacy_lookups_data/data/{language}_lexeme_prob.json.gz"))
    counts: Counter[str] = Counter()
    for token, log_probability in json.loads(raw).items():
        word = token.lower().replace("’", "'")
        if WORD.fullmatch(word):
            counts[word] += math.exp(log_probability) * 1e6
    return counts


def main() -> None:
    """Write one file a language."""
    with zipfile.ZipFile(sys.argv[1]) as wheel:
        for language in LANGUAGES:
            rows = frequencies(wheel, language).most_common(MOST)
            text = "".join(f"{word}\t{count:.3g}\n" for word, count in rows)
            (TARGET / f"{language}.tsv").write_text(text, encoding="utf-8")
            print(f"{language}: {len(rows)} words, {sum(count for _, count in rows) / 1e6:.0%} of all")


if __name__ == "__main__":
    main()
