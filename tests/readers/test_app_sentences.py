"""What Meta's apps write themselves is told from what people type."""

from __future__ import annotations

import pytest

from unlike.readers.apps.meta.app_sentences import app_sentence

APP = (
    ("You sent an attachment.", "media"),
    ("Ada Ek sent an attachment.", "media"),
    ("Ada sent 3 photos.", "media"),
    ("Ada Ek hat einen Anhang gesendet.", "media"),
    ("Vous avez envoyé une pièce jointe.", "media"),
    ("Enviaste un archivo adjunto.", "media"),
    ("Ada Ek sent a location.", "location"),
    ("Ada started an audio call", "call"),
    ("You missed a video call from Ada.", "call"),
    ("Missed video chat", "call"),
    ("You unsent a message", "deleted"),
    ("Liked a message", "system"),
    ("Reacted 😂 to your message ", "system"),
    ("Hat mit ❤️ auf deine Nachricht reagiert ", "system"),
    ("A réagi 😮 à votre message", "system"),
    ("Ada Ek named the group Rowers: 2024.", "system"),
    ("The video call ended.", "system"),
    ("Ada created a poll: Tea?.", "system"),
    ("Ada created a poll.", "system"),
    ("You created a poll: Tea?.", "system"),
    ("Ada hat eine Umfrage erstellt: Tee?.", "system"),
    ("Ada a créé un sondage : Thé ?.", "system"),
    ("Ada creó una encuesta: ¿Té?.", "system"),
    ("Ada criou uma enquete: Chá?.", "system"),
    ("Ada ha creato un sondaggio: Tè?.", "system"),
    ("Ada loi kyselyn: Teetä?.", "system"),
    ("Você criou uma enquete: Chá?.", "system"),
    ('Ada voted for "yes" in the poll: Tea?.', "system"),
    ("Ada wasn't notified about this message because they're in quiet mode.", "system"),
    ("Ada Ek muutti ryhmän nimeksi Soutajat.", "system"),
)
TYPED = (
    "You are the best, you know.",
    "You called me, and I was asleep",
    "Ada, are you there?",
    "liked a message of yours, sorry",
    "reacted badly to your message",
    "Bo left the group.",
    "You created a pollution of words.",
    "You created a poll: nobody asked",
    "Ada left the group, imagine. " * 20,
    "sent an attachment",
    "Ada, what did you say: tea?.",
)


@pytest.mark.parametrize(("text", "kind"), APP)
def test_the_apps_sentences_are_known(text: str, kind: str) -> None:
    assert app_sentence(text, "Ada Ek") == kind


@pytest.mark.parametrize("text", TYPED)
def test_what_people_type_is_left_alone(text: str) -> None:
    assert app_sentence(text, "Ada Ek") is None


def test_nobody_without_a_surname_is_silenced() -> None:
    assert app_sentence("Ada te espera en el puerto", "Ada") is None
    assert app_sentence("Ada left the group.", "Ada") == "system"
