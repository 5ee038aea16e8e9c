"""Gathers the sentences of the code, brings the catalogues up to date and compiles them; `--check` only checks.

The template is `src/unlike/i18n/unlike.pot`; a translator works in `src/unlike/i18n/*/LC_MESSAGES/unlike.po`.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from string import Formatter

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parents[1]
PLACE = ROOT / "src/unlike/i18n"
TEMPLATE = PLACE / "unlike.pot"
LANGUAGES = ("de", "es", "fr", "pt")
KEYWORDS = {
    "translate": None,
    "lazy": None,
    "mark": None,
    "translate_plural": (1, 2),
    "lazy_plural": (1, 2),
    "mark_plural": (1, 2),
    "translate_in": ((1, "c"), 2),
    "mark_in": ((1, "c"), 2),
    "translate_plural_in": ((1, "c"), 2, 3),
    "mark_plural_in": ((1, "c"), 2, 3),
}
COMMENTS = ("For translators:",)
HEADER = "# The sentences of unlike; docs/how-to/translating.md says how they are translated."
HEAD = {"project": "unlike", "msgid_bugs_address": "see CONTRIBUTING.md", "last_translator": "-", "language_team": "-"}
WHENEVER = datetime(2025, 1, 1, tzinfo=UTC)
"""No date stands in a catalogue, so that it changes only where a sentence does."""
Key = tuple[str | None, str | tuple[str, ...]]


def catalogue_of(language: str) -> Path:
    """Where a language's sentences are."""
    return PLACE / language / "LC_MESSAGES" / "unlike.po"


def gathered() -> Catalog:
    """The sentences of the code."""
    made = Catalog(header_comment=HEADER, fuzzy=False, charset="utf-8", **HEAD)
    found = extract_from_dir(
        str(ROOT / "src"), [("**.py", "python")], keywords=KEYWORDS, comment_tags=COMMENTS, strip_comment_tags=True
    )
    for file, _line, message, comments, context in sorted(found, key=lambda one: one[:2]):
        if message:
            made.add(message, None, [(f"src/{file}", 0)], auto_comments=comments, context=context)
    return made


def read(path: Path, language: str | None = None) -> Catalog:
    """A catalogue as it stands."""
    with path.open("rb") as file:
        return read_po(file, locale=language)


def key(message: Message) -> Key:
    """What tells a sentence from all others."""
    return message.context, tuple(message.id) if isinstance(message.id, list | tuple) else message.id


def sentences(catalogue: Catalog) -> dict[Key, Message]:
    """Without the header."""
    return {key(message): message for message in catalogue if message.id}


def compiled(catalogue: Catalog) -> bytes:
    """The catalogue as the program reads it."""
    catalogue.creation_date = catalogue.revision_date = WHENEVER
    out = io.BytesIO()
    write_mo(out, catalogue)
    return out.getvalue()


def places(text: str) -> set[str]:
    """The named places of a sentence."""
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def strings(message: Message) -> tuple[str, ...]:
    """All forms of a translation."""
    told = message.string
    return tuple(told) if isinstance(told, list | tuple) else (told or "",)


def mistakes(catalogue: Catalog, template: Catalog) -> Iterator[str]:
    """What is amiss in a language: missing, unsure or obsolete sentences, and places that are not the sentence's."""
    known = sentences(catalogue)
    for where, message in sentences(template).items():
        told = known.get(where)
        if told is None or not all(strings(told)):
            yield f"not translated: {message.id}"
            continue
        if told.fuzzy:
            yield f"marked as unsure: {message.id}"
        yield from _places(message, told)
    yield from (f"no longer said: {message.id}" for where, message in known.items() if where not in sentences(template))
    yield from (f"obsolete: {message.id}" for message in catalogue.obsolete.values())


def _places(message: Message, told: Message) -> Iterator[str]:
    """A plural may leave out a number that its word says already; nothing else is left out or made up."""
    forms = message.id if isinstance(message.id, list | tuple) else (message.id,)
    allowed, needed = set().union(*map(places, forms)), set.intersection(*map(places, forms))
    for form in strings(told):
        try:
            there = places(form)
        except ValueError:
            yield f"broken braces: {form}"
            continue
        if not (needed - {"number"}) <= there <= allowed or ("{" in form.replace("{{", "") and "" in there):
            yield f"places {sorted(there)} instead of {sorted(needed)}: {form}"


def amiss() -> Iterator[str]:
    """Everything that is not as it should be."""
    template = gathered()
    if sentences(template).keys() != sentences(read(TEMPLATE)).keys():
        yield "unlike.pot is not what the code says"
    for language in LANGUAGES:
        catalogue = read(catalogue_of(language), language)
        yield from (f"{language}: {mistake}" for mistake in mistakes(catalogue, template))
        if catalogue_of(language).with_suffix(".mo").read_bytes() != compiled(catalogue):
            yield f"{language}: unlike.mo is not what unlike.po says"


def put(path: Path, catalogue: Catalog) -> None:
    """Write a catalogue as people read it; no line numbers, so that it changes only where a sentence does."""
    path.parent.mkdir(parents=True, exist_ok=True)
    out = io.BytesIO()
    write_po(out, catalogue, width=100, include_lineno=False, ignore_obsolete=True)
    dated = ('"POT-Creation-Date:', '"PO-Revision-Date:', '"Generated-By:')
    lines = [line for line in out.getvalue().decode().splitlines(keepends=True) if not line.startswith(dated)]
    path.write_text("".join(lines), "utf-8")


def update() -> None:
    """Bring everything up to date; sentences that are new wait untranslated."""
    template = gathered()
    put(TEMPLATE, template)
    for language in LANGUAGES:
        path = catalogue_of(language)
        catalogue = (
            read(path, language)
            if path.exists()
            else Catalog(locale=language, header_comment=HEADER, fuzzy=False, **HEAD)
        )
        catalogue.update(template, no_fuzzy_matching=True, update_creation_date=False)
        put(path, catalogue)
        path.with_suffix(".mo").write_bytes(compiled(read(path, language)))


if __name__ == "__main__":
    if "--check" not in sys.argv:
        update()
    wrong = list(amiss())
    if wrong:
        sys.exit("\n".join(wrong))
