"""Where nobody can tell how somebody is now, what the last days tell is cited, and no change is claimed."""

from __future__ import annotations

import random
import tomllib
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from analyses import analysis_of
from unlike.i18n import language_context, translate
from unlike.presentation.html.html_conversation import html_conversation
from unlike.presentation.html.report_options import ReportOptions
from unlike.presentation.json.document import document
from unlike.presentation.model import SectionKind
from unlike.presentation.numbering import subjects
from unlike.presentation.sentences import Section, group_sections, overview_sections
from unlike.presentation.sentences.formatting.date_format import format_days
from unlike.results import Findings, Grade, LookBack

START = datetime(2025, 3, 3, 8)  # noqa: DTZ001 - the export's own wall clock
CAUSES = Path(__file__).parent / "causes"
TOLD = {
    "en": ("i've got the flu, sorry i'm so short", "39 fever and chills"),
    "de": ("hab die grippe, sorry dass ich so kurz bin", "39 fieber und schüttelfrost"),
    "es": ("tengo la gripe, perdona que escriba tan poco", "39 de fiebre y escalofríos"),
    "fr": ("j'ai la grippe, désolée d'être si brève", "39 de fièvre et des frissons"),
    "pt": ("tô com gripe, desculpa responder pouco", "39 de febre e calafrios"),
}
HARM = "i want to die and i'm not joking"
SHORT, LONG = 25, 160


@dataclass(frozen=True, slots=True)
class InventedChat:
    """An invented chat in which Mira often begins and ends with one bare word, so that another one tells nothing.

    Attributes:
        code: of its language.
        days: its length.
        last: (sender, text) on the last day but one.
        names: who writes, Jon the owner first.
    """

    code: str
    days: int
    last: tuple[tuple[str, str], ...] = ()
    names: tuple[str, ...] = ("Jon", "Mira")

    def write(self, folder: Path) -> Path:
        """Write it as WhatsApp does."""
        chance = random.Random(7)  # noqa: S311 - no secret
        usual = tomllib.loads((CAUSES / f"{self.code}.toml").read_text("utf-8"))["usual"]
        rows = []
        for day in range(self.days):
            begin = START + timedelta(days=day, minutes=chance.randrange(90))
            for at in range(chance.choice((6, 8, 10))):
                sender = self.names[at % len(self.names)]
                bare = sender == "Mira" and chance.random() < 0.5
                rows.append((begin + timedelta(minutes=7 * at), sender, "ok" if bare else chance.choice(usual)))
            rows.append((begin + timedelta(hours=9), "Mira", "ok"))
        told = START + timedelta(days=self.days - 2, hours=4)
        rows += [(told + timedelta(minutes=at), *line) for at, line in enumerate(self.last)]
        path = folder / f"WhatsApp Chat with {'Mira' if len(self.names) == 2 else 'Rowers'}.txt"
        lines = (f"{moment:%d/%m/%Y, %H:%M} - {sender}: {text}" for moment, sender, text in sorted(rows))
        path.write_text("\n".join(lines) + "\n", "utf-8")
        return path


def findings_of(chat: InventedChat, folder: Path, person: str | None = None) -> Findings:
    return analysis_of([chat.write(folder)], owner="Jon", person=person).findings


def last_days(findings: Findings, name: str = "Mira") -> LookBack:
    (chat,) = findings.conversations
    (person,) = (person for person in chat.people if person.name == name)
    assert person.explanations is not None
    assert person.explanations.last_days is not None
    return person.explanations.last_days


def sections(findings: Findings) -> tuple[Section, ...]:
    ((_, people),) = subjects(findings, None)
    return overview_sections(people[0]) if len(people) == 1 else group_sections(people, 5, len(people))


def why(findings: Findings) -> Section:
    (section,) = (section for section in sections(findings) if section.kind is SectionKind.EXPLANATION)
    return section


def by(sender: str, code: str) -> tuple[tuple[str, str], ...]:
    return tuple((sender, text) for text in TOLD[code])


def refs_of(path: Path, texts: tuple[str, ...]) -> set[str]:
    lines = path.read_text("utf-8").splitlines()
    return {f"L{at}" for at, line in enumerate(lines, start=1) if line.endswith(texts)}


@pytest.mark.parametrize("code", TOLD)
def test_of_a_history_too_short_what_was_told_is_cited_without_a_rate(code: str, tmp_path: Path) -> None:
    chat = InventedChat(code, SHORT, by("Mira", code))
    findings = findings_of(chat, tmp_path)
    back = last_days(findings)
    health = next(mention for mention in back.topics if mention.topic == "health")
    assert set(health.messages) <= refs_of(chat.write(tmp_path), TOLD[code])
    assert health.messages
    assert health.senders == ("Mira",)
    assert (back.is_rated, health.chance) == (False, None)
    with language_context(code):
        section = why(findings)
        assert translate("health") in section.headline
        assert translate("How usual that is cannot be told: there are too few other days.") in section.detail
        assert translate("This is what was written; whether anything changed cannot be told.") in section.detail
        assert section.finding is not None


@pytest.mark.parametrize("code", TOLD)
@pytest.mark.parametrize("days", [SHORT, LONG])
def test_where_nothing_is_told_it_is_said_that_the_chat_does_not_say(code: str, days: int, tmp_path: Path) -> None:
    findings = findings_of(InventedChat(code, days), tmp_path)
    back = last_days(findings)
    assert back.is_rated == (days == LONG)
    assert back.topics == ()
    with language_context(code):
        days_text = format_days(back.first, back.last)
        assert why(findings).headline == translate(
            "In the last days ({days}), the chat names no reason.", days=days_text
        )


@pytest.mark.parametrize("code", TOLD)
def test_of_messages_too_few_to_tell_what_was_told_is_rated(code: str, tmp_path: Path) -> None:
    findings = findings_of(InventedChat(code, LONG, by("Mira", code)), tmp_path)
    state = findings.conversations[0].people[0].current_state
    assert state is not None
    assert state.grade is Grade.CANNOT_TELL
    back = last_days(findings)
    assert back.is_rated
    health = next(mention for mention in back.topics if mention.topic == "health")
    assert health.chance is not None
    with language_context(code):
        assert translate("health") in why(findings).headline
    (person,) = document(findings)["conversations"][0]["people"]
    assert [told["topic"] for told in person["last_days"]["told"]] == [mention.topic for mention in back.topics]
    assert person["last_days"]["whole"]
    assert "reasons" not in person


@pytest.mark.parametrize("code", TOLD)
def test_in_a_group_the_person_asked_for_tells_and_others_do_not(code: str, tmp_path: Path) -> None:
    names = ("Jon", "Mira", "Ida", "Otto")
    own = findings_of(InventedChat(code, SHORT, by("Mira", code), names), tmp_path, person="Mira")
    assert "health" in {mention.topic for mention in last_days(own).topics}
    others = findings_of(InventedChat(code, SHORT, by("Otto", code), names), tmp_path, person="Mira")
    assert last_days(others).topics == ()


def test_what_answers_them_in_a_group_counts(tmp_path: Path) -> None:
    names = ("Jon", "Mira", "Ida", "Otto")
    talk = (("Mira", "hm"), ("Ida", "i've got the flu, too"), ("Otto", "39 fever and chills"))
    back = last_days(findings_of(InventedChat("en", SHORT, talk, names), tmp_path, person="Mira"))
    assert [mention.senders for mention in back.topics] == [("Ida",)]


def test_a_group_names_whose_last_days_tell_something(tmp_path: Path) -> None:
    names = ("Jon", "Mira", "Ida")
    findings = findings_of(InventedChat("en", LONG, by("Mira", "en"), names), tmp_path)
    said = [section.headline for section in sections(findings) if section.kind is SectionKind.EXPLANATION]
    assert any(headline.startswith("Mira, ") and headline.endswith(": health.") for headline in said)


def test_words_of_harm_come_before_it(tmp_path: Path) -> None:
    findings = findings_of(InventedChat("en", SHORT, (*by("Mira", "en"), ("Mira", HARM))), tmp_path)
    assert SectionKind.EXPLANATION not in {section.kind for section in sections(findings)}


def test_on_the_page_it_stands_once(tmp_path: Path) -> None:
    findings = findings_of(InventedChat("en", SHORT, by("Mira", "en")), tmp_path)
    ((found, people),) = subjects(findings, None)
    page = html_conversation(found, people, {}, ReportOptions(today=None))
    (finding,) = page.people[0].findings
    assert finding.number in {row.number for row in page.answers}
    assert page.people[0].other_findings(page.shown_findings) == ()
    assert page.people[0].other_findings(frozenset()) == (finding,)
