"""What single messages say: topics, tone, and what must not be passed over. Offline; a card is in docs/reference."""

from unlike.text.concerns import CONCERNS, concerns
from unlike.text.language_id import language_of
from unlike.text.phrase_lists import languages
from unlike.text.tone import tones
from unlike.text.tone_model import TONES
from unlike.text.topic_grammar import TOPICS
from unlike.text.topics import topics

__all__ = ["CONCERNS", "TONES", "TOPICS", "concerns", "language_of", "languages", "tones", "topics"]
