"""Write `docs/reference/json.md` from the JSON document's schema; `--check` says whether it is still the same."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

ROOT = Path(__file__).parents[1]
SCHEMA = ROOT / "src/unlike/presentation/json/schema.json"
PAGE = ROOT / "docs/reference/json.md"
TOP: Final = """# The JSON document

Every field of the document that `unlike check EXPORT --json` writes, for other programs. It has a version and only
grows: fields are added, and no field changes its meaning. In names, a dot means a field of a field, and `[]` each entry
of a list.

`make docs` writes this page from the schema of the package, `unlike/presentation/json/schema.json`; a test compares the
two. [What the words mean](glossary.md), [other ways to the data](../how-to/research.md).

"""
Schema = Mapping[str, Any]


def page_text(schema: Schema) -> str:
    """The whole page: the document, then each kind of value it refers to."""
    parts = [_section_text("The document", schema, str(schema.get("description", "")))]
    parts += [
        _section_text(f"`{name}`", kind, str(kind.get("description", ""))) for name, kind in schema["$defs"].items()
    ]
    return TOP + "\n".join(parts)


def _section_text(title: str, schema: Schema, description: str) -> str:
    rows = list(_field_rows("", schema))
    table = "".join(f"| `{name}` | {kind} | {words} |\n" for name, kind, words in rows)
    head = "| field | type | meaning |\n|---|---|---|\n" if rows else ""
    kind = _type_text(schema)
    return f"## {title}\n\n{kind[:1].upper()}{kind[1:]}. {description}".rstrip() + (
        f"\n\n{head}{table}" if rows else "\n"
    )


def _field_rows(prefix: str, schema: Schema) -> Iterator[tuple[str, str, str]]:
    """Fields of an object, of the entries of a list, and of their fields: name, type, description."""
    required = schema.get("required", ())
    for name, field in schema.get("properties", {}).items():
        path = f"{prefix}{name}"
        optional = "" if name in required else ", may be missing"
        yield path, _type_text(field) + optional, str(field.get("description", "")).replace("|", "\\|")
        yield from _field_rows(f"{path}.", field)
        for choice in field.get("anyOf", ()):
            yield from _field_rows(f"{path}.", choice)
        yield from _field_rows(f"{path}[].", field.get("items", {}))
    if not prefix:
        yield from _field_rows("[].", schema.get("items", {}))


def _type_text(schema: Schema) -> str:
    """A type in words, e.g. "list of `spell`" or "number or null"."""
    if "$ref" in schema:
        return f"`{schema['$ref'].rpartition('/')[2]}`"
    if "anyOf" in schema:
        return " or ".join(map(_type_text, sorted(schema["anyOf"], key=lambda choice: choice.get("type") == "null")))
    if "enum" in schema:
        return " or ".join(f"`{json.dumps(value)}`" for value in schema["enum"])
    if "const" in schema:
        return f"`{json.dumps(schema['const'])}`"
    names = schema.get("type", "object")
    words = " or ".join(names) if isinstance(names, list) else str(names)
    if "items" in schema:
        return words.replace("array", f"list of {_type_text(schema['items'])}")
    return f"{words} ({schema['format']})" if "format" in schema else words


def main(check: bool) -> int:
    """Write the page, or compare it with what it should be."""
    text = page_text(json.loads(SCHEMA.read_text("utf-8")))
    if check:
        return int(PAGE.read_text("utf-8") != text)
    PAGE.write_text(text, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main("--check" in sys.argv[1:]))
