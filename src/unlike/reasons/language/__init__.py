"""What single messages say: topics, tone, and what must not be passed over. Offline; see docs/language-model.md."""

from unlike.reasons.language.concerns import CONCERNS, concerns
from unlike.reasons.language.grammar import TOPICS
from unlike.reasons.language.spoken import language_of, languages
from unlike.reasons.language.tones import tones
from unlike.reasons.language.topics import topics
from unlike.reasons.language.weights import TONES

__all__ = ["CONCERNS", "TONES", "TOPICS", "concerns", "language_of", "languages", "tones", "topics"]
