"""The terminal face: where sections stand on the screen, and in which colour."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from rich.text import Text

from unlike.i18n import translate
from unlike.presentation.numbering import NumberedFinding, subjects
from unlike.presentation.sentences import (
    Section,
    SectionKind,
    Subject,
    all_sections,
    concern,
    finding_section,
    group_sections,
    overview_sections,
    repeat_visits_sections,
)
from unlike.presentation.sentences.findings.activity_text import activity_section
from unlike.presentation.sentences.findings.chat_table import MIN_CHATS, chat_rows, not_writing_sentence, urgent_first
from unlike.presentation.sentences.findings.cross_chat_text import same_name_sentences
from unlike.presentation.sentences.findings.explanation_text import look_back_before, look_back_section
from unlike.presentation.sentences.findings.help_text import help_section
from unlike.presentation.sentences.findings.no_findings import nobody_section, unread_sections
from unlike.presentation.sentences.findings.usual_text import usual_section
from unlike.presentation.sentences.interface.import_summary import (
    conversation_title,
    conversation_title_line,
    note_lines,
    rate_sentences,
    read_line,
    skipped_line,
    skipped_lines,
    zone_line,
)
from unlike.presentation.terminal.chat_list import chat_list, reading_summary
from unlike.presentation.terminal.section_layout import ALL_SIGNALS, SectionLayout, section_lines
from unlike.presentation.terminal.styles import FAINT, HEAD, stack_blocks, wrapped_text
from unlike.presentation.terminal.time_axis import history_picture
from unlike.presentation.terminal.transcript import transcript
from unlike.results import ConversationFindings, Findings, PersonFindings, Quote

Chats = list[tuple[ConversationFindings, tuple[Subject, ...]]]
_MAX_PEOPLE = 5
_MAX_SIGNALS = 5
_JOINED_KINDS = {
    (SectionKind.CROSS_CHAT, SectionKind.EXPLANATION),
    (SectionKind.LASTING, SectionKind.OPEN),
    (SectionKind.LASTING, SectionKind.CROSS_CHAT),
}
"""Kinds of sections of one line that stand right below another section: its own, and that of the one above."""


@dataclass(frozen=True, slots=True)
class ScreenOptions:
    """How much is shown, and where.

    Attributes:
        width: columns of the screen.
        shows_usual: what is usual for each person and the owner, too.
        shows_everything: every person, every spell, every note.
        quiet: the findings' sentences alone.
        today: the reader's day, for "this morning".
        zone_assumed: nobody said the zone, so the face says which one it is.
        person: the only one who is looked at; chats in which they do not write are counted, and not shown.
    """

    width: int = 80
    shows_usual: bool = False
    shows_everything: bool = False
    quiet: bool = False
    today: date | None = None
    zone_assumed: bool = False
    person: str | None = None


def screen(findings: Findings, options: ScreenOptions) -> Text:
    """The answer to `unlike check`."""
    every = subjects(findings, options.today)
    chats = [chat for chat in every if chat[1] or not _is_silent_chat(chat[0])] if options.person else every
    is_table = len(chats) >= MIN_CHATS and not (options.shows_everything or options.quiet or options.shows_usual)
    blocks = (
        _many_chats(chats, options)
        if is_table
        else [
            *_same_names(chats, options),
            *(block for chat in urgent_first(chats) for block in _conversation_lines(*chat, options)),
        ]
    )
    if options.quiet:
        return stack_blocks(blocks)
    if len(chats) < len(every):
        silent = not_writing_sentence(options.person or "", len(every) - len(chats))
        blocks.append(wrapped_text(silent, options.width, FAINT))
    # notes of a chat in which the person does not write are told somewhere, too
    named_chats = () if is_table else every if options.shows_everything else chats
    return stack_blocks([*blocks, _footnotes(findings, [chat for chat, _ in named_chats], options)])


def _same_names(chats: Chats, options: ScreenOptions) -> list[list[Text]]:
    """Lines saying that chats of one name may be one person's; none where only sentences of findings are wanted."""
    sentences = () if options.quiet else same_name_sentences(chats)
    return [wrapped_text(sentence, options.width, FAINT) for sentence in sentences]


def _is_silent_chat(conversation: ConversationFindings) -> bool:
    """Whether it can be told of a chat that who has no findings there does not write: its source is whole, and read."""
    is_selection = any(limit.is_selection for limit in conversation.medium_limits)
    return not (is_selection or conversation.unread.number or conversation.unread.breaks_off)


def finding_screen(numbered: NumberedFinding, quotes: Sequence[Quote], options: ScreenOptions) -> Text:
    """The answer to `--show N`: the finding, what was told before it, and the messages of both; behind help, if any."""
    worry = concern(numbered.subject)
    first = [section_lines(help_section(worry, numbered.subject), SectionLayout(options.width))] if worry else []
    full_layout = SectionLayout(options.width, options=False, certainty=True)
    finding_lines = section_lines(finding_section(numbered.finding, numbered.subject), full_layout)
    back = look_back_before(numbered.finding, numbered.subject)
    sections = (
        look_back_section(back, numbered.subject) if back else None,
        activity_section(numbered.finding, numbered.subject),
    )
    before = [section_lines(section, full_layout) for section in sections if section]
    title = wrapped_text(conversation_title_line(numbered.conversation, options.today), options.width, HEAD)
    return stack_blocks(
        [title, *first, finding_lines, *before, transcript(quotes, numbered.subject.owner, options.width)]
    )


def _conversation_lines(
    conversation: ConversationFindings, people: tuple[Subject, ...], options: ScreenOptions
) -> list[list[Text]]:
    """One conversation: who, what, the picture, and what was read."""
    top = [] if options.quiet else [_title_line(conversation, options)]
    top += _section_blocks(unread_sections(conversation), options)
    if not people:
        return [*top, section_lines(nobody_section(conversation), SectionLayout(options.width))]
    if len(people) > 1 and not options.shows_everything:
        return [
            *top,
            *_section_blocks(group_sections(people, _MAX_PEOPLE, conversation.writers), options),
            *_repeat_visits(conversation, people, options),
        ]
    middle = [block for subject in people for block in _person_lines(subject, options)]
    return [*top, *middle, *_repeat_visits(conversation, people, options)]


def _title_line(conversation: ConversationFindings, options: ScreenOptions) -> list[Text]:
    return wrapped_text(conversation_title_line(conversation, options.today), options.width, HEAD)


def _many_chats(chats: Chats, options: ScreenOptions) -> list[list[Text]]:
    """A row for each chat; behind chats with words of harm, which are shown whole."""
    urgent = [chat for chat in chats if any(map(concern, chat[1]))]
    others = [chat for chat in chats if chat not in urgent]
    blocks = [block for chat in urgent for block in _conversation_lines(*chat, options)]
    for conversation, _ in others:
        if sections := unread_sections(conversation):
            blocks += [_title_line(conversation, options), *_section_blocks(sections, options)]
    return blocks + (chat_list(chat_rows(others), options.width) if others else [])


def _repeat_visits(
    conversation: ConversationFindings, people: tuple[Subject, ...], options: ScreenOptions
) -> list[list[Text]]:
    """Lines saying that nothing in it is new; none where only sentences of findings are wanted."""
    return [] if options.quiet else _section_blocks(repeat_visits_sections(conversation, people), options)


def _person_lines(subject: Subject, options: ScreenOptions) -> list[list[Text]]:
    """One person's findings, with the picture where something is to be seen."""
    glance = not (options.shows_everything or options.quiet)
    blocks = _section_blocks(overview_sections(subject, glance=glance), options)
    has_picture = options.shows_everything or (
        subject.person.enough and not subject.person.is_quiet and not concern(subject)
    )
    if has_picture and not options.quiet and subject.person.signal_histories:
        blocks.append(history_picture(subject, options.width, glance=glance))
    usual_part = (
        usual_section(subject) if options.shows_usual or (subject.person.is_quiet and not options.quiet) else None
    )
    if usual_part and not concern(subject):
        blocks += _section_blocks((usual_part,), options)
    if options.shows_everything:
        blocks += _section_blocks(all_sections(subject), options)
    return blocks


def _footnotes(
    findings: Findings, named_conversations: Sequence[ConversationFindings], options: ScreenOptions
) -> list[Text]:
    """Lines on what was read of each named chat and of the others together; the error rate; the zone.

    `named_conversations` is empty where the chats are rows of one table.
    """
    named = set(map(id, named_conversations))
    others = tuple(chat for chat in findings.conversations if id(chat) not in named)
    import_lines = [" ".join(_import_sentences(chat, options)) for chat in named_conversations]
    if len(findings.conversations) > 1:
        import_lines = [
            f"{conversation_title(chat)} · {import_line}"
            for chat, import_line in zip(named_conversations, import_lines, strict=True)
        ]
    last = [reading_summary(others, others=bool(named_conversations))] if others else []
    people = (person for chat in findings.conversations for person in chat.people)
    if rate := rate_sentences(findings, (person for person in people if _shows_spells(person, options))):
        last += rate
        if not named_conversations:
            last.append(translate("That is for one person; among many it adds up."))
    last.append(zone_line(findings, assumed=options.zone_assumed))
    paragraphs = (
        [*import_lines, " ".join(last)]
        if len(import_lines) > 1 or (others and import_lines)
        else [" ".join((*import_lines, *last))]
    )
    return [line for paragraph in paragraphs for line in wrapped_text(paragraph, options.width, FAINT)]


def _shows_spells(person: PersonFindings, options: ScreenOptions) -> bool:
    """Whether a person's spells, if any, are shown, and do not step back behind words of harm."""
    return options.shows_everything or not (person.explanations and person.explanations.concern)


def _import_sentences(conversation: ConversationFindings, options: ScreenOptions) -> list[str]:
    """Sentences on what became of an export."""
    skipped = skipped_lines(conversation) if options.shows_everything else (skipped_line(conversation),)
    return [read_line(conversation), *note_lines(conversation), *filter(None, skipped)]


def _section_blocks(sections: Sequence[Section], options: ScreenOptions) -> list[list[Text]]:
    """Sections as blocks; quiet ones of one line stand together, and small ones below what they go with."""
    blocks: list[list[Text]] = []
    previous: SectionKind | None = None
    max_signals = ALL_SIGNALS if options.shows_everything else _MAX_SIGNALS
    layout = SectionLayout(options.width, not options.quiet, max_signals, certainty=options.shows_everything)
    for section in sections:
        lines = section_lines(section, layout)
        joins_quiet = section.kind is previous is SectionKind.QUIET and not section.sentences[1:]
        joins_above = len(lines) == 1 and (section.kind, previous) in _JOINED_KINDS and not options.shows_everything
        if joins_quiet or joins_above:
            blocks[-1] += lines
        else:
            blocks.append(lines)
        previous = section.kind
    return blocks
