"""Extract the sentences of the code, update the catalogues and compile them; `--check` only checks.

The template is `src/unlike/i18n/unlike.pot`; a translator works in `src/unlike/i18n/*/LC_MESSAGES/unlike.po`.
The exit code is 1 where a catalogue has mistakes, and, for a release (UNLIKE_RELEASE=1 in the environment), where a
sentence is not translated.
"""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from string import Formatter

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "src/unlike/i18n"
TEMPLATE = FOLDER / "unlike.pot"
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
COMMENT_TAGS = ("For translators:",)
HEADER_COMMENT = "# The sentences of unlike; docs/how-to/translating.md says how they are translated."
HEADER = {
    "project": "unlike",
    "msgid_bugs_address": "see CONTRIBUTING.md",
    "last_translator": "-",
    "language_team": "-",
}
FIXED_DATE = datetime(2025, 1, 1, tzinfo=UTC)
"""Date in every compiled catalogue, so that it changes only where a sentence does."""
MessageKey = tuple[str | None, str | tuple[str, ...]]
"""Context (msgctxt) of a message, and its msgid or msgids."""


class UntranslatedWarning(UserWarning):
    """Sentences that some language has no translation of; in a release this is an error."""


def is_release(environment: Mapping[str, str] = os.environ) -> bool:
    """Whether every sentence must be translated: UNLIKE_RELEASE=1."""
    return environment.get("UNLIKE_RELEASE") == "1"


def catalogue_path(language: str) -> Path:
    """Path of a language's catalogue."""
    return FOLDER / language / "LC_MESSAGES" / "unlike.po"


def extract_template() -> Catalog:
    """Extract the sentences of the code."""
    template = Catalog(header_comment=HEADER_COMMENT, fuzzy=False, charset="utf-8", **HEADER)
    extracted = extract_from_dir(
        str(ROOT / "src"), [("**.py", "python")], keywords=KEYWORDS, comment_tags=COMMENT_TAGS, strip_comment_tags=True
    )
    for file, _line, message, comments, context in sorted(extracted, key=lambda entry: entry[:2]):
        if message:
            template.add(message, None, [(f"src/{file}", 0)], auto_comments=comments, context=context)
    return template


def read_catalogue(path: Path, language: str | None = None) -> Catalog:
    """Read a catalogue or the template."""
    with path.open("rb") as file:
        return read_po(file, locale=language)


def message_key(message: Message) -> MessageKey:
    """Key by which gettext looks a message up."""
    return message.context, tuple(message.id) if isinstance(message.id, list | tuple) else message.id


def messages_by_key(catalogue: Catalog) -> dict[MessageKey, Message]:
    """Messages of a catalogue by key, without its header."""
    return {message_key(message): message for message in catalogue if message.id}


def compile_catalogue(catalogue: Catalog) -> bytes:
    """Compile a catalogue to the format that the program reads (.mo)."""
    catalogue.creation_date = catalogue.revision_date = FIXED_DATE
    buffer = io.BytesIO()
    write_mo(buffer, catalogue)
    return buffer.getvalue()


def place_names(text: str) -> set[str]:
    """Names of the places (`{name}`) of a sentence.

    Raises:
        ValueError: its braces do not match.
    """
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def translated_forms(message: Message) -> tuple[str, ...]:
    """Every plural form of a translation; ("",) where there is none."""
    string = message.string
    return tuple(string) if isinstance(string, list | tuple) else (string or "",)


def find_untranslated(catalogue: Catalog, template: Catalog) -> Iterator[str]:
    """Yield the sentences of the code that a catalogue does not translate."""
    translations = messages_by_key(catalogue)
    for key, message in messages_by_key(template).items():
        if key not in translations or not all(translated_forms(translations[key])):
            yield f"not translated: {message.id}"


def find_mistakes(catalogue: Catalog, template: Catalog) -> Iterator[str]:
    """Yield what is wrong in a catalogue: unsure or obsolete sentences, and places other than the sentence's."""
    messages, translations = messages_by_key(template), messages_by_key(catalogue)
    for key, translation in translations.items():
        if key not in messages:
            yield f"no longer in the code: {translation.id}"
        elif all(translated_forms(translation)):
            if translation.fuzzy:
                yield f"marked as unsure: {translation.id}"
            yield from _wrong_places(messages[key], translation)
    yield from (f"obsolete: {message.id}" for message in catalogue.obsolete.values())


def _wrong_places(message: Message, translation: Message) -> Iterator[str]:
    """Yield forms with other places. A plural form may leave `{number}` out where its words say it."""
    forms = message.id if isinstance(message.id, list | tuple) else (message.id,)
    allowed, needed = set().union(*map(place_names, forms)), set.intersection(*map(place_names, forms))
    for form in translated_forms(translation):
        try:
            names = place_names(form)
        except ValueError:
            yield f"broken braces: {form}"
            continue
        if not (needed - {"number"}) <= names <= allowed or ("{" in form.replace("{{", "") and "" in names):
            yield f"places {sorted(names)} instead of {sorted(needed)}: {form}"


def all_untranslated() -> Iterator[str]:
    """Yield the sentences that a language lacks, or the template: everything that keeps a release back."""
    template = extract_template()
    for key in messages_by_key(template).keys() - messages_by_key(read_catalogue(TEMPLATE)).keys():
        yield f"unlike.pot: not gathered yet: {key[1]}"
    for language in LANGUAGES:
        catalogue = read_catalogue(catalogue_path(language), language)
        yield from (f"{language}: {problem}" for problem in find_untranslated(catalogue, template))


def all_mistakes() -> Iterator[str]:
    """Yield everything that is wrong in the template and the catalogues, translated or not."""
    template = extract_template()
    for key in messages_by_key(read_catalogue(TEMPLATE)).keys() - messages_by_key(template).keys():
        yield f"unlike.pot: no longer in the code: {key[1]}"
    for language in LANGUAGES:
        catalogue = read_catalogue(catalogue_path(language), language)
        yield from (f"{language}: {problem}" for problem in find_mistakes(catalogue, template))
        if catalogue_path(language).with_suffix(".mo").read_bytes() != compile_catalogue(catalogue):
            yield f"{language}: unlike.mo is not what unlike.po says"


def write_catalogue(path: Path, catalogue: Catalog) -> None:
    """Write a catalogue as people read it; no line numbers, so that it changes only where a sentence does."""
    path.parent.mkdir(parents=True, exist_ok=True)
    buffer = io.BytesIO()
    write_po(buffer, catalogue, width=100, include_lineno=False, ignore_obsolete=True)
    date_headers = ('"POT-Creation-Date:', '"PO-Revision-Date:', '"Generated-By:')
    lines = [line for line in buffer.getvalue().decode().splitlines(keepends=True) if not line.startswith(date_headers)]
    path.write_text("".join(lines), "utf-8")


def update() -> None:
    """Bring template and catalogues up to date; new sentences wait untranslated."""
    template = extract_template()
    write_catalogue(TEMPLATE, template)
    for language in LANGUAGES:
        path = catalogue_path(language)
        catalogue = (
            read_catalogue(path, language)
            if path.exists()
            else Catalog(locale=language, header_comment=HEADER_COMMENT, fuzzy=False, **HEADER)
        )
        catalogue.update(template, no_fuzzy_matching=True, update_creation_date=False)
        write_catalogue(path, catalogue)
        path.with_suffix(".mo").write_bytes(compile_catalogue(read_catalogue(path, language)))


def main() -> int:
    """Update unless `--check`; list what is wrong or missing."""
    if "--check" not in sys.argv:
        update()
    mistakes, untranslated = list(all_mistakes()), list(all_untranslated())
    for line in (*mistakes, *untranslated):
        print(line)
    return int(bool(mistakes) or (is_release() and bool(untranslated)))


if __name__ == "__main__":
    sys.exit(main())
