"""One message's text: a sentence of the wanted length, dressed in the person's own marks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from unlike.synthetic.sentence_grammar import Draw, SentenceGrammar

_END: Final = ".!?…)"


@dataclass(frozen=True, slots=True)
class TextRequest:
    """What a message should be.

    Attributes:
        intent: the grammar's intents to say, one after another.
        more: the intent of further sentences, where it should be long.
        words: wanted number of words in all.
        voice: "owner" or "other".
        turn: in [0, 1), which template to take: neighbours take different ones.
        marks: names of the marks it carries: pet, saying, stretch, exclaim, emoji, lower, stop, lines.
    """

    intent: tuple[str, ...]
    more: str
    words: float
    voice: str
    turn: float
    marks: frozenset[str]


def spoken(grammar: SentenceGrammar, wish: TextRequest, draw: Draw) -> str:
    """The text of a wish."""
    own = grammar.lists["own"]
    said = _sentences(grammar, wish, draw)
    if "pet" in wish.marks:
        said[0] = _called(said[0], _one(own[f"{wish.voice}_calls"], draw), draw)
    if "stretch" in wish.marks:
        said.insert(0, _one(own["stretched"], draw))
    if "saying" in wish.marks:
        said.insert(len(said) if draw() < 0.7 else 0, _one(own["sayings"], draw))
    said = [_cased(text, lower="lower" in wish.marks) for text in said]
    text = _joined(_exclaimed(said) if "exclaim" in wish.marks else said, wish.marks)
    return f"{text} {_emoji(own, wish.voice, draw)}" if "emoji" in wish.marks else text


def _sentences(grammar: SentenceGrammar, wish: TextRequest, draw: Draw) -> list[str]:
    """As many sentences as the wanted length takes; marks that are words count."""
    spare = ("pet" in wish.marks) + 2 * ("saying" in wish.marks) + ("stretch" in wish.marks)
    left = max(wish.words - spare, 0.6)
    *before, last = wish.intent
    said = [grammar.say(intent, min(left / 2, 4), draw) for intent in before]
    left -= sum(len(text.split()) for text in said)
    most = grammar.banks[wish.more].most
    while left > grammar.banks[last].most + 4 and len(said) < 5:
        said.append(_new(said, [grammar.say(wish.more, most * (0.4 + 0.5 * draw()), draw) for _ in range(2)]))
        left -= len(said[-1].split())
    said.append(grammar.say(last, max(left, 0.6), draw, wish.turn))
    return _led(said)


def _new(said: list[str], options: list[str]) -> str:
    """The first sentence unless one that begins so was said already."""
    return options[any(text[:9] == options[0][:9] for text in said)]


def _led(said: list[str]) -> list[str]:
    """An opening ("listen,") belongs to the sentence after it."""
    return [f"{said[0]} {said[1]}", *said[2:]] if said[0][-1] in ",:" and len(said) > 1 else said


def _one(options: list[str], draw: Draw) -> str:
    return options[int(draw() * len(options))]


def _called(text: str, name: str, draw: Draw) -> str:
    """With the other's pet name, before or after."""
    if draw() < 0.3:
        return f"{name}, {text}"
    if text[-1] in _END:
        return f"{text[:-1]}, {name}{text[-1]}"
    return f"{text}, {name}"


def _cased(text: str, *, lower: bool) -> str:
    return text if lower else text[:1].upper() + text[1:]


def _exclaimed(said: list[str]) -> list[str]:
    """An exclamation mark where no other mark stands."""
    return [text if text[-1] in _END else f"{text}!" for text in said]


def _joined(said: list[str], marks: frozenset[str]) -> str:
    if "lines" in marks:
        return "\n".join(said)
    text = said[0]
    for more in said[1:]:
        text += (" " if text[-1] in _END else ". ") + more
    return f"{text}." if "stop" in marks and text[-1] not in _END else text


def _emoji(own: dict[str, list[str]], voice: str, draw: Draw) -> str:
    one = _one(own[f"{voice}_emoji"], draw)
    return one * (3 if draw() < 0.08 else 2) if draw() < 0.2 else one
