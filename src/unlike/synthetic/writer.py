"""Text of one message: sentences of the wanted length, with the person's own markers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from unlike.synthetic.sentence_grammar import Draw, SentenceGrammar

_END_MARKS: Final = ".!?…)"
_MAX_SENTENCES: Final = 5
_BEGINNING_CHARS: Final = 9
"""Characters by which two sentences count as beginning alike."""


@dataclass(frozen=True, slots=True)
class TextRequest:
    """Request for the text of a message.

    Attributes:
        intents: intents of the grammar, one after another.
        more_intent: intent of further sentences, where the message should be long.
        words: wanted number of words in all.
        side: "owner" or "other", whose words in the grammar's `own` table are used.
        template: number in [0, 1) that chooses the template: neighbours take different ones.
        markers: markers it carries, of: pet_name, saying, stretched, exclamation, emoji, lower_case, full_stop,
            line_breaks.
    """

    intents: tuple[str, ...]
    more_intent: str
    words: float
    side: str
    template: float
    markers: frozenset[str]


def write_text(grammar: SentenceGrammar, request: TextRequest, draw: Draw) -> str:
    """Write the text of a message."""
    own_phrases = grammar.tables["own"]
    sentences = _draw_sentences(grammar, request, draw)
    if "pet_name" in request.markers:
        sentences[0] = _with_pet_name(sentences[0], _choose_option(own_phrases[f"{request.side}_calls"], draw), draw)
    if "stretched" in request.markers:
        sentences.insert(0, _choose_option(own_phrases["stretched"], draw))
    if "saying" in request.markers:
        sentences.insert(len(sentences) if draw() < 0.7 else 0, _choose_option(own_phrases["sayings"], draw))
    sentences = [_with_case(text, lower="lower_case" in request.markers) for text in sentences]
    if "exclamation" in request.markers:
        sentences = _with_exclamation_marks(sentences)
    text = _join_sentences(sentences, request.markers)
    return f"{text} {_draw_emoji(own_phrases, request.side, draw)}" if "emoji" in request.markers else text


def _draw_sentences(grammar: SentenceGrammar, request: TextRequest, draw: Draw) -> list[str]:
    """Draw as many sentences as the wanted length takes; markers that are words count."""
    markers = request.markers
    marker_words = ("pet_name" in markers) + 2 * ("saying" in markers) + ("stretched" in markers)
    remaining_words = max(request.words - marker_words, 0.6)
    *earlier_intents, last_intent = request.intents
    sentences = [grammar.sentence(intent, min(remaining_words / 2, 4), draw) for intent in earlier_intents]
    remaining_words -= sum(len(text.split()) for text in sentences)
    max_words = grammar.banks[request.more_intent].max_words
    while remaining_words > grammar.banks[last_intent].max_words + 4 and len(sentences) < _MAX_SENTENCES:
        options = [grammar.sentence(request.more_intent, max_words * (0.4 + 0.5 * draw()), draw) for _ in range(2)]
        sentences.append(_choose_new(sentences, options))
        remaining_words -= len(sentences[-1].split())
    sentences.append(grammar.sentence(last_intent, max(remaining_words, 0.6), draw, request.template))
    return _attach_opening(sentences)


def _choose_new(sentences: list[str], options: list[str]) -> str:
    """Choose the first option, or the second where a sentence begins like the first."""
    beginning = options[0][:_BEGINNING_CHARS]
    return options[any(text[:_BEGINNING_CHARS] == beginning for text in sentences)]


def _attach_opening(sentences: list[str]) -> list[str]:
    """Attach an opening ("listen,") to the sentence after it."""
    if sentences[0][-1] in ",:" and len(sentences) > 1:
        return [f"{sentences[0]} {sentences[1]}", *sentences[2:]]
    return sentences


def _choose_option(options: list[str], draw: Draw) -> str:
    return options[int(draw() * len(options))]


def _with_pet_name(text: str, name: str, draw: Draw) -> str:
    """Put a pet name before or after a sentence."""
    if draw() < 0.3:
        return f"{name}, {text}"
    if text[-1] in _END_MARKS:
        return f"{text[:-1]}, {name}{text[-1]}"
    return f"{text}, {name}"


def _with_case(text: str, *, lower: bool) -> str:
    return text if lower else text[:1].upper() + text[1:]


def _with_exclamation_marks(sentences: list[str]) -> list[str]:
    """End sentences without an end mark with an exclamation mark."""
    return [text if text[-1] in _END_MARKS else f"{text}!" for text in sentences]


def _join_sentences(sentences: list[str], markers: frozenset[str]) -> str:
    """Join sentences by line breaks, or by full stops where there is no other end mark."""
    if "line_breaks" in markers:
        return "\n".join(sentences)
    text = sentences[0]
    for sentence in sentences[1:]:
        text += (" " if text[-1] in _END_MARKS else ". ") + sentence
    return f"{text}." if "full_stop" in markers and text[-1] not in _END_MARKS else text


def _draw_emoji(own_phrases: dict[str, list[str]], side: str, draw: Draw) -> str:
    """Draw one of the person's emoji, now and then twice or three times."""
    emoji = _choose_option(own_phrases[f"{side}_emoji"], draw)
    return emoji * (3 if draw() < 0.08 else 2) if draw() < 0.2 else emoji
