"""Translation of sentences with GNU gettext: marking, lookup, plurals, contexts, and the catalogues beside this file.

A message is one whole English sentence with named places (`{name}`); it is its own key (msgid) in the catalogues.

| | marked, returned as it is | looked up at once | looked up when shown (lazy) |
|---|---|---|---|
| message | `mark` | `translate` (gettext) | `lazy` |
| plural | `mark_plural` | `translate_plural` (ngettext) | `lazy_plural` |
| in a context | `mark_in` | `translate_in` (pgettext) | |
| plural in a context | `mark_plural_in` | `translate_plural_in` (npgettext) | |

`translate_lazy` looks up what `mark`, `lazy` or `lazy_plural` returned. See docs/how-to/translating.md.
"""

from unlike.i18n.current_language import (
    CurrentLanguage,
    current_language,
    language_context,
    load_language,
    use_language,
)
from unlike.i18n.lazy_messages import (
    LazyMessage,
    lazy,
    lazy_plural,
    mark,
    mark_in,
    mark_plural,
    mark_plural_in,
    verbatim,
)
from unlike.i18n.negotiate import LANGUAGES, environment_language, header_language, supported_language
from unlike.i18n.translation import (
    format_integer,
    quotation,
    translate,
    translate_in,
    translate_lazy,
    translate_plural,
    translate_plural_in,
)

__all__ = [
    "LANGUAGES",
    "CurrentLanguage",
    "LazyMessage",
    "current_language",
    "environment_language",
    "format_integer",
    "header_language",
    "language_context",
    "lazy",
    "lazy_plural",
    "load_language",
    "mark",
    "mark_in",
    "mark_plural",
    "mark_plural_in",
    "quotation",
    "supported_language",
    "translate",
    "translate_in",
    "translate_lazy",
    "translate_plural",
    "translate_plural_in",
    "use_language",
    "verbatim",
]
