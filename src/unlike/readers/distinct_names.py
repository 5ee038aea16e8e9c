"""Names that tell people of one name apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Final

from unlike.readers.formats.value_names import bounded_name, is_visible, name_look

_MOST_NAMES: Final = 6


def distinct_names(people: Mapping[str, tuple[str, str]], *, may_lack_id: bool = False) -> dict[str, str]:
    """A name for every id, each name and look once: those of one look get what else is known of them, in brackets.

    Somebody of whose name nothing can be seen is called by their id.

    Args:
        people: name and something short that tells them apart, such as the end of a number, by id.
        may_lack_id: whoever lacks an id stands there under the name; that is the one person of that name with an id.
    """
    people = {who: (name if is_visible(name) else who, mark) for who, (name, mark) in people.items()}
    looks = {who: name_look(name) for who, (name, _) in people.items()}
    named = Counter(looks[who] for who, (name, _) in people.items() if who != name)
    bare = {
        who: looks[who] for who, (name, _) in people.items() if may_lack_id and who == name and named[looks[who]] == 1
    }
    others = {who: (looks[who], mark) for who, (_, mark) in people.items() if who not in bare}
    called = Counter(name for name, _ in others.values())
    short = {who: name if called[name] == 1 else f"{name} ({mark})" for who, (name, mark) in others.items()}
    again = Counter(map(name_look, short.values()))
    return bare | {
        who: name if again[name_look(name)] == 1 else f"{others[who][0]} ({who})" for who, name in short.items()
    }


def people_title(names: Sequence[str], *, has_key: bool) -> str:
    """The names of those in a chat, as what it is called; empty for nobody.

    Args:
        names: in order.
        has_key: something else tells it from other chats, so that the first names are enough.
    """
    if not has_key:
        return bounded_name(", ".join(names))
    return ", ".join(names[:_MOST_NAMES]) + (" …" if len(names) > _MOST_NAMES else "")
