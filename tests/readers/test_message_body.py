"""Kinds, captions, edits and the app's own lines, in every language of the phrases."""

from __future__ import annotations

from collections.abc import Iterator
from zoneinfo import ZoneInfo

import pytest

from unlike.messages import schema_violations
from unlike.readers import MediumLimitKind, ParsedConversation, ReadOptions
from unlike.readers.apps.whatsapp import WhatsAppReader
from unlike.readers.apps.whatsapp.app_phrases import KIND_BY_KEY, phrases
from unlike.readers.apps.whatsapp.message_body import message_body_of
from unlike.readers.apps.whatsapp.wording_index import AppPhrase
from unlike.readers.coverage import miscount
from unlike.readers.testkit import parse

LRM = "\u200e"
FILLED = {
    "{name}": "Bo Ek",
    "{number}": "12",
    "{file}": "IMG-1.pdf",
    "{url}": "https://maps.google.com/?q=1,2",
    "{any}": "5 m",
}


def read(text: str, name: str = "WhatsApp Chat with Imke.txt") -> ParsedConversation:
    (part,) = parse(WhatsAppReader(), text.encode(), name, ReadOptions(ZoneInfo("UTC"), "dmy"))
    assert miscount(part.conversation.coverage, part.messages, len(part.conversation.skipped)) is None
    assert schema_violations(part.messages.sort("sent_at", maintain_order=True)) == []
    return part


def filled(phrase: AppPhrase) -> str:
    text = phrase.text
    for hole, value in FILLED.items():
        text = text.replace(hole, value)
    return text


def android(*bodies: str) -> ParsedConversation:
    return read("".join(f"12/11/2025, 08:06 - {one}\n" for one in bodies))


def iphone(*bodies: str) -> ParsedConversation:
    return read("".join(f"[13.11.25, 08:06:31] {one}\n" for one in bodies), "WhatsApp Chat - Rowers.txt")


def known() -> Iterator[tuple[str, str]]:
    for phrase in phrases().bodies.all():
        yield filled(phrase), KIND_BY_KEY[phrase.key]


def test_all_languages_on_android() -> None:
    texts, kinds = zip(*known(), strict=True)
    part = android(*(f"Imke: {text}" for text in texts))
    wrong = [
        (text, kind, got)
        for text, kind, got in zip(texts, kinds, part.messages["kind"].to_list(), strict=True)
        if kind != got
    ]
    assert wrong == []
    assert set(part.messages.filter(part.messages["text"].is_not_null())["kind"]) == {"poll"}  # whose question is words


def test_all_languages_on_an_iphone() -> None:
    texts, kinds = zip(*known(), strict=True)
    part = iphone(*(f"Imke: {LRM}{text}" for text in texts))
    assert part.messages["kind"].to_list() == list(kinds)
    unmarked = iphone(*(f"Imke: {text}" for text in texts), f"Imke: {LRM}image omitted")
    assert set(unmarked.messages["kind"][:-1].to_list()) == {"text"}
    assert unmarked.messages["text"][:-1].to_list() == list(texts)


def test_there_are_enough_languages() -> None:
    for text in (
        "<Medien ausgeschlossen>",
        "<Multimedia omitido>",
        "<Médias omis>",
        "<Mídia oculta>",
        "<Без медиафайлов>",
    ):
        assert message_body_of(text, bracket=False, marked=False).kind == "media"


def test_system_lines() -> None:
    texts = [filled(phrase) for phrase in phrases().system.all()]
    one_line = [text for text in texts if ": " not in text]
    part = android(*texts, "Imke: hi", *(f"Imke: {text}" for text in one_line))
    kinds = part.messages["kind"].to_list()
    assert [text for text, kind in zip(texts, kinds, strict=False) if kind != "system"] == []
    assert part.messages["sender"][: len(texts)].null_count() == len(texts)
    # Whoever types such words is heard.
    assert part.messages["text"][len(texts) + 1 :].to_list() == one_line
    marked = iphone(*(f"Rowers: {LRM}{text}" for text in texts), "Imke: hi", *(f"Imke: {text}" for text in texts))
    assert marked.messages["kind"].to_list() == ["system"] * len(texts) + ["text"] * (len(texts) + 1)


def test_an_older_iphone_marks_nothing() -> None:
    part = iphone("Rowers: Imke added Bo", "Imke: Imke added Bo", "Rowers: Imke: hi", "Imke: image omitted", "Bo: hi")
    assert part.messages["kind"].to_list() == ["system", "text", "text", "image", "text"]


def test_on_an_older_iphone_a_friend_may_type_the_app_s_words() -> None:
    notice = "Messages to this chat and calls are now secured with end-to-end encryption. Tap for more info."
    part = iphone(f"Rowers: {notice}", "Rowers: Bo left", "Imke: Bo left", "Rowers: Bo added Mia")
    assert part.messages["kind"].to_list() == ["system", "text", "text", "text"]
    assert part.messages["text"].to_list() == [None, "Bo left", "Bo left", "Bo added Mia"]
    assert not part.conversation.group


@pytest.mark.parametrize("mark", ["\u200f", "\u200b"])
def test_only_the_app_s_own_mark_counts(mark: str) -> None:
    part = iphone(f"Imke: {mark}Bo left", f"Imke: {mark}image omitted", f"Imke: {LRM}image omitted")
    assert part.messages["kind"].to_list() == ["text", "text", "image"]
    assert part.messages["text"].to_list() == ["Bo left", "image omitted", None]


def test_a_short_phrase_is_the_app_s_on_android_and_needs_its_mark_on_an_iphone() -> None:
    for words in ("Mensagem apagada", "Message deleted"):
        assert android(f"Imke: {words}", f"Imke: {words}?").messages["kind"].to_list() == ["deleted", "text"]
        assert iphone(f"Imke: {words}").messages["text"].to_list() == [words]
        assert iphone(f"Imke: {words}", f"Bo: {LRM}{words}").messages["kind"].to_list() == ["text", "deleted"]


@pytest.mark.parametrize("mark", sorted(phrases().edited))
def test_edited(mark: str) -> None:
    part = android(f"Imke: see you {mark}", f"Imke: one\ntwo {LRM}{mark}", f"Imke: {mark}", f"Imke: < {mark} >")
    assert part.messages["text"].to_list() == ["see you", "one\ntwo", None, f"< {mark} >"]
    assert part.messages["kind"].to_list() == ["text", "text", "media", "text"]


@pytest.mark.parametrize(
    ("text", "kind", "caption"),
    [
        (f"{LRM}IMG-20251112-WA0001.jpg (file attached)", "image", None),
        (f"{LRM}IMG-20251112-WA0001.jpg (file attached)\nlook\nhere", "image", "look\nhere"),
        ("VID-20251112-WA0001.mp4 (file attached)", "video", None),
        ("PTT-20251112-WA0001.opus (Datei angehängt)", "audio", None),
        ("STK-20251112-WA0001.webp (archivo adjunto)", "sticker", None),
        ("Imke.vcf (file attached)", "contact", None),
        ("list.final.pdf (file attached)", "document", None),
        ("<Media omitted>\nfrom the boat", "media", "from the boat"),
        (f"{LRM}<attached: 00000012-PHOTO-2025-11-12.jpg>", "image", None),
        (f"our boat {LRM}<attached: 00000012-PHOTO-2025-11-12.jpg>", "image", "our boat"),
        (f"{LRM}our boat {LRM}image omitted", "image", "our boat"),
        (f"report.pdf • {LRM}3 pages {LRM}document omitted", "document", None),
        ("", "media", None),
        (LRM, "media", None),
        ("I said <Media omitted> is boring", "text", "I said <Media omitted> is boring"),
        ("This message was deleted, was it?", "text", "This message was deleted, was it?"),
        ("null and void", "text", "null and void"),
        (" spaces stay ", "text", " spaces stay "),
    ],
)
def test_bodies(text: str, kind: str, caption: str | None) -> None:
    part = android(f"Imke: {text}", "Imke: x")
    assert part.messages["kind"][0] == kind
    assert part.messages["text"][0] == caption


def test_a_bare_null_is_a_file_on_android_and_a_word_on_iphones() -> None:
    assert android("Imke: null").messages["kind"][0] == "media"
    assert iphone("Imke: null").messages["text"][0] == "null"


@pytest.mark.parametrize(
    "name", ["Dr: Who", "a: b: c", "Ana - work", "🌊 Bo", "+49 171 1234567", "3rd", "x" * 90, "Größe"]
)
def test_names(name: str) -> None:
    part = android(f"{name}: hi", f"{name}: <Media omitted>", f"{name}: oh: well", "Imke: a: b", "Imke: c")
    assert part.messages["sender"].to_list() == [name] * 3 + ["Imke"] * 2
    assert part.messages["text"].to_list() == ["hi", None, "oh: well", "a: b", "c"]
    assert part.messages["kind"].to_list() == ["text", "media", "text", "text", "text"]


@pytest.mark.parametrize(
    ("written", "name"),
    [("~ Mia", "Mia"), ("~\u202fMia", "Mia"), ("\u202a+49\u00a0171\u00a01\u202c", "+49 171 1"), (f"{LRM}Mia", "Mia")],
)
def test_names_are_cleaned(written: str, name: str) -> None:
    assert android(f"{written}: hi").messages["sender"].to_list() == [name]


def test_an_empty_name_is_no_system_line() -> None:
    part = android(": hi", "Imke: there")
    assert part.messages["kind"].to_list() == ["text", "text"]
    assert part.messages["sender"].to_list() == ["", "Imke"]


def test_a_space_that_an_editor_trimmed() -> None:
    part = android("Imke:", "Imke:\nhi", "Bo: x")
    assert part.messages["sender"].to_list() == ["Imke", "Imke", "Bo"]
    assert part.messages["text"].to_list() == [None, "\nhi", "x"]


def test_a_system_line_with_a_colon_has_no_sender() -> None:
    part = android('Imke changed the subject from "a: b" to "c"', "Imke: hi")
    assert part.messages["kind"].to_list() == ["system", "text"]
    assert part.messages["text"].to_list() == [None, "hi"]


def test_groups_and_pairs() -> None:
    assert not android("Imke: hi", "Bo: hi").conversation.group
    assert android("Imke: hi", "Bo: hi", "Mia: hi").conversation.group
    assert android("Imke created group “Rowers”", "Bo: hi").conversation.group
    assert not android(
        "Messages and calls are end-to-end encrypted. Learn more.", "Bo: my group left"
    ).conversation.group


def test_the_owner_is_who_deleted_here() -> None:
    assert android("Imke: You deleted this message", "Bo: hi").conversation.owner == "Imke"
    assert iphone(f"Imke: {LRM}Du hast diese Nachricht gelöscht.").conversation.owner == "Imke"
    assert android("Imke: You deleted this message", "Bo: You deleted this message").conversation.owner is None
    assert android("Imke: You deleted this message as admin", "Bo: hi").conversation.owner is None
    assert android("Imke: This message was deleted").conversation.owner is None


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("WhatsApp Chat with Imke.txt", "Imke"),
        ("WhatsApp Chat mit Imke Ek.txt", "Imke Ek"),
        ("Chat_de_WhatsApp_con_Imke.txt", "Imke"),
        ("Conversa do WhatsApp com Imke.txt", "Imke"),
        ("Imke ile WhatsApp Sohbeti.txt", "Imke"),
        ("ImkeとのWhatsAppチャット.txt", "Imke"),
        ("my chat.txt", "my chat"),
    ],
)
def test_titles(name: str, title: str) -> None:
    part = read("12/11/2025, 08:06 - Imke: hi\n", name)
    assert (part.conversation.title, part.conversation.key) == (title, title)


def test_what_disappears_is_said() -> None:
    part = android("Imke turned on disappearing messages. New messages will disappear after 7 days.", "Imke: hi")
    assert [limit.kind for limit in part.conversation.medium_limits] == [MediumLimitKind.DISAPPEARING]
    assert android("Imke: hi").conversation.medium_limits == ()
