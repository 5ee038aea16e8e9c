from __future__ import annotations

import mailbox
import re
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from email.utils import format_datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from example_counts import examples
from random_chats import RandomMessage, random_messages, rows_of
from unlike.errors import BrokenExportError, EmptyExportError, UnknownExportError
from unlike.messages import schema_violations
from unlike.readers import ParsedConversation, ReadOptions, read
from unlike.readers.apps.mail import MailReader, mail_stream
from unlike.readers.apps.mail.mail_dates import mail_date
from unlike.readers.apps.mail.mail_owner import is_sent_folder
from unlike.readers.apps.mail.mail_parts import Mail, mail_of
from unlike.readers.apps.mail.mail_words import QuotationForm, own_words
from unlike.readers.base import Interpretation
from unlike.readers.testkit import check_golden, check_reader, memory_export, parse

HERE = Path(__file__).parent / "mail"
OPTIONS = ReadOptions(ZoneInfo("Europe/Berlin"))
PEOPLE = ("Imke", "Rosa", "Lou Ñandú")
ADDRESSES = ("imke@example.org", "rosa@example.org", "lou@example.org")
SEPARATOR = "From MAILER Sat Jan 03 09:00:00 2026\n"


def mail(message: RandomMessage, number: int, other: int = 1, transfer: str = "8bit") -> EmailMessage:
    mail_message = EmailMessage()
    to = other if message.sender == 0 else 0
    mail_message["From"] = f"{PEOPLE[message.sender]} <{ADDRESSES[message.sender]}>"
    mail_message["To"] = f"{PEOPLE[to]} <{ADDRESSES[to]}>"
    mail_message["Date"] = format_datetime(message.sent_at.astimezone(ZoneInfo("Europe/Berlin")))
    mail_message["Message-ID"] = f"<k{number}@example.org>"
    mail_message.set_content(message.text, cte=transfer)
    return mail_message


def box(mails: list[EmailMessage], path: Path) -> bytes:
    path.unlink(missing_ok=True)
    written = mailbox.mbox(path)
    for one in mails:
        written.add(one)
    written.close()
    return path.read_bytes()


def parsed(content: bytes, name: str = "a.mbox") -> list[ParsedConversation]:
    return parse(MailReader(), content, name, OPTIONS)


def typed(messages: list[RandomMessage]) -> list[RandomMessage]:
    """The messages without what no mail keeps, and without what reads like a quotation or a signature."""
    lines = ((message, (line.rstrip().lstrip("> |-") for line in message.text.splitlines())) for message in messages)
    return [RandomMessage(message.after, message.sender, "\n".join(kept).strip() or "x") for message, kept in lines]


@pytest.mark.parametrize("name", ["All mail.mbox", "maildir"])
def test_reads_as_the_golden_file_shows(name: str) -> None:
    check_golden(check_reader(MailReader(), HERE / name, OPTIONS), HERE / name)


@examples(20)
@given(
    random_messages(step=1_000), random_messages(step=1_000), st.sampled_from(("8bit", "quoted-printable", "base64"))
)
def test_random_mails_are_read_back_and_tell_their_owner(
    tmp_path_factory: pytest.TempPathFactory, first: list[RandomMessage], second: list[RandomMessage], transfer: str
) -> None:
    first, second = typed(first), typed(second)
    other = [RandomMessage(message.after, 2 * message.sender, message.text) for message in second]
    mails = [mail(message, number, 1, transfer) for number, message in enumerate(first)]
    mails += [mail(message, number, 2, transfer) for number, message in enumerate(other, 100)]
    content = box(mails, tmp_path_factory.getbasetemp() / "random.mbox")
    assert MailReader().recognise(memory_export({"random.mbox": content}))
    for part, messages in zip(parsed(content), (first, other), strict=True):
        texts: list[tuple[Any, ...]] = [
            (message.sent_at, ADDRESSES[message.sender], message.text) for message in messages
        ]
        names = dict(zip(ADDRESSES, PEOPLE, strict=True))
        assert rows_of(part.messages) == [(at, names[who], text) for at, who, text in texts]
        assert part.conversation.owner == "Imke"
        assert not part.conversation.group


def test_an_owner_who_is_not_in_every_mail_is_asked_for(tmp_path: Path) -> None:
    mails = [mail(RandomMessage(number * 1_000, number % 2, "yes"), number) for number in range(4)]
    mails += [mail(RandomMessage(9_000, 0, "yes"), 9, 2)]
    assert parsed(box(mails, tmp_path / "a.mbox"))[0].conversation.owner == "Imke"
    between = mail(RandomMessage(10_000, 1, "yes"), 10)
    between.replace_header("To", ADDRESSES[2])
    assert parsed(box([*mails, between], tmp_path / "b.mbox"))[0].conversation.owner is None


@examples(20)
@given(random_messages(step=1_000), st.integers(1, 300))
def test_a_file_that_breaks_off_gives_what_stands_before(
    tmp_path_factory: pytest.TempPathFactory, messages: list[RandomMessage], lost: int
) -> None:
    mails = [mail(message, number) for number, message in enumerate(typed(messages))]
    content = box(mails, tmp_path_factory.getbasetemp() / "cut.mbox")[:-lost]
    if not MailReader().recognise(memory_export({"a.mbox": content})):
        return
    try:
        parts = parsed(content)
    except (BrokenExportError, EmptyExportError):
        return
    assert all(schema_violations(part.messages.sort("sent_at", maintain_order=True)) == [] for part in parts)
    assert sum(part.conversation.coverage.total for part in parts) == content.count(b"Date: ") or b"Date:" in content


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("yes\n\nOn Mon, 3 Jan 2026, Rosa\n<rosa@example.org> wrote:\n> old\n> words\n\nand more", "yes\n\nand more"),
        ("ja\n\nAm 3. Jan. 2026 um 10:04 schrieb Rosa <r@example.org>:\n\nalte Worte", "ja"),
        ("oui\n\nLe sam. 3 janv. 2026 à 10:04, Rosa <r@example.org> a écrit :\n> vieux", "oui"),
        ("sí\n\nEl sáb, 3 ene 2026 a las 10:04, Rosa (<r@example.org>) escribió:\n\n> viejo", "sí"),
        ("sim\n\nEm sáb., 3 de jan. de 2026 às 10:04, Rosa <r@example.org> escreveu:\n> velho", "sim"),
        ("yes\n________________________________\nFrom: Rosa\nSent: Monday\nTo: Imke\nSubject: x\n\nold", "yes"),
        ("ja\n\nVon: Rosa\nGesendet: Montag\nAn: Imke\nBetreff: x\n\nalt", "ja"),
        ("yes\n-----Original Message-----\nold", "yes"),
        ("> old\nmine\n> old\nmine, too", "mine\n\nmine, too"),
        ("Am Montag schrieb ich dir:\nheute auch", "Am Montag schrieb ich dir:\nheute auch"),
        ("From: the lake\nit is fine", "From: the lake\nit is fine"),
        ("yes\n\nSent from my iPhone", "yes"),
        ("ja\n-- \nImke Weil", "ja"),
        ("> only theirs", ""),
    ],
)
def test_only_what_the_sender_typed_is_read(text: str, words: str) -> None:
    assert own_words(text) == words


def test_a_zip_of_a_maildir_and_a_folder_of_mails_read_alike(tmp_path: Path) -> None:
    folder = HERE / "maildir"
    files = [file for file in folder.rglob("*") if file.is_file()]
    (tmp_path / "mails").mkdir()
    with zipfile.ZipFile(tmp_path / "maildir.zip", "w") as archive:
        for number, file in enumerate(files):
            archive.write(file, file.relative_to(folder))
            (tmp_path / "mails" / f"{number}.eml").write_bytes(file.read_bytes())
    columns = ("sent_at", "sender", "text", "kind", "ref")
    plain = read([folder], OPTIONS).messages.select(columns)
    assert read([tmp_path / "maildir.zip"], OPTIONS).messages.select(columns).equals(plain)
    assert read([tmp_path / "mails"], OPTIONS).messages.select(columns).sort("ref").equals(plain.sort("ref"))


def test_two_boxes_are_one_history(tmp_path: Path) -> None:
    messages = [RandomMessage(number * 60_000, number % 2, f"word {number}") for number in range(9)]
    other = mail(RandomMessage(0, 0, "hello"), 99, 2)
    mails = [mail(message, number) for number, message in enumerate(messages)]
    for name, some in (("a.mbox", mails[:6]), ("b.mbox", mails[3:])):
        box([*some, other], tmp_path / name)
    assert read([tmp_path], OPTIONS).messages.height == 10


def test_apple_mail_s_own_files_are_read(tmp_path: Path) -> None:
    content = mail(RandomMessage(0, 1, "are you up?"), 1).as_bytes()
    (tmp_path / "1.emlx").write_bytes(b"%d\n%s<?xml version='1.0'?><plist/>" % (len(content), content))
    assert read([tmp_path / "1.emlx"], OPTIONS).messages["text"].to_list() == ["are you up?"]


def test_a_name_in_raw_bytes_is_read() -> None:
    content = mail(RandomMessage(0, 1, "yes"), 1).as_bytes().replace(b"From: Rosa", "From: René".encode())
    table = parsed(SEPARATOR.encode() + content)[0].messages
    assert table["sender"].cast(pl.String).to_list() == ["René"]


def test_a_chat_that_was_mailed_is_no_mail(tmp_path: Path) -> None:
    mail_message = mail(RandomMessage(0, 0, "here it is"), 1)
    mail_message.add_attachment("12/11/2025, 08:06 - Ines: yes", filename="WhatsApp Chat with Ines.txt")
    (tmp_path / "chat.eml").write_bytes(mail_message.as_bytes())
    with pytest.raises(UnknownExportError, match="It is a mail"):
        read([tmp_path / "chat.eml"], OPTIONS)


@pytest.mark.parametrize(
    "content", [b"From Rosa, yes\n", b"Date: x\n\nyes", b"From: x\nTo: y\n\nz", b"From: x: y\nDate\n"]
)
def test_other_texts_are_not_claimed(content: bytes) -> None:
    assert not MailReader().recognise(memory_export({"x.txt": content}))


def leaf(text: str, kind: str = "text/plain", **headers: str) -> EmailMessage:
    mail_message = EmailMessage()
    mail_message["Content-Type"] = f"{kind}; charset=utf-8"
    for name, value in headers.items():
        mail_message[name.replace("_", "-")] = value
    mail_message.set_payload(text)
    return mail_message


def whole(kind: str, *parts: EmailMessage) -> EmailMessage:
    mail_message = EmailMessage()
    mail_message["Content-Type"] = kind
    mail_message.set_payload(list(parts) if kind != "message/rfc822" else [parts[0]])
    return mail_message


def holding(*parts: EmailMessage) -> Mail:
    mail_message = whole("multipart/mixed", *parts)
    for name, value in (("From", ADDRESSES[1]), ("To", ADDRESSES[0]), ("Date", "Sat, 3 Jan 2026 10:04:00 +0100")):
        mail_message[name] = value
    return mail_of(mail_message.as_bytes())


PICTURE = leaf("AAAA", "image/jpeg")
INNER = [
    leaf("inner words"),
    leaf("<p>inner words</p>", "text/html"),
    whole("multipart/mixed", leaf("inner words"), PICTURE, leaf("inner words, too")),
    whole("multipart/alternative", leaf("inner words"), leaf("<p>inner words</p>", "text/html")),
    whole("message/rfc822", leaf("inner words")),
]


@examples(20)
@given(st.sampled_from(INNER), st.sampled_from(("message/rfc822", "message/delivery-status", "multipart/digest")))
def test_the_words_of_a_mail_inside_are_not_the_sender_s(inner: EmailMessage, kind: str) -> None:
    forwarded = whole("multipart/digest", whole("message/rfc822", inner)) if "digest" in kind else whole(kind, inner)
    for parts in (
        (forwarded,),
        (forwarded, leaf("mine")),
        (leaf("mine"), forwarded),
        (leaf("a"), forwarded, leaf("b")),
    ):
        read_mail = holding(*parts)
        assert read_mail.text == "\n".join(str(part.get_payload()) for part in parts if part is not forwarded)
        assert read_mail.kind == "document"


LINES = st.lists(st.sampled_from(("one", "two", "three")), min_size=1, max_size=4)


@examples(40)
@given(LINES, st.sampled_from(("mixed", "related", "parallel", "report; report-type=x", "x-other")), st.data())
def test_all_texts_of_the_sender_are_joined_in_order(words: list[str], kind: str, data: st.DataObject) -> None:
    typed_words = [f"{word} {number}" for number, word in enumerate(words)]
    shapes: dict[str, Callable[[str], EmailMessage]] = {
        "text": leaf,
        "page": lambda text: leaf(f"<p>{text}</p>", "text/html"),
        "both": lambda text: whole("multipart/alternative", leaf(text), leaf(f"<p>{text}</p>", "text/html")),
        "page first": lambda text: whole("multipart/alternative", leaf(f"<p>{text}</p>", "text/html"), leaf(text)),
        "richer": lambda text: whole(
            "multipart/alternative",
            leaf(text),
            whole("multipart/mixed", leaf(f"<p>{text}</p>", "text/html"), PICTURE, leaf("<p></p>", "text/html")),
        ),
        "page alone": lambda text: whole("multipart/alternative", leaf("> old"), leaf(f"<p>{text}</p>", "text/html")),
        "said again": lambda text: whole("multipart/mixed", leaf(text), leaf(f"<p>{text}</p>", "text/html")),
    }
    parts = [part for text in typed_words for part in (shapes[data.draw(st.sampled_from([*shapes]))](text), PICTURE)]
    assert holding(whole(f"multipart/{kind}", *parts)).text == "\n".join(typed_words)
    assert holding(*parts).kind == "image"


def test_nothing_behind_a_whole_mail_of_somebody_else_is_the_sender_s() -> None:
    original = leaf("yes\n\n-----Original Message-----\nold")
    assert holding(original, PICTURE, leaf("older")).text == "yes"
    assert holding(leaf("yes\n-- \nImke"), PICTURE, leaf("and this")).text == "yes\nand this"


WROTE = "On Mon, 3 Jan 2026, Rosa <rosa@example.org> wrote:"


@pytest.mark.parametrize("shape", ["bottom", "inline", "top"])
@pytest.mark.parametrize("form", ["marked", "page", "both", "apart"])
def test_what_the_sender_typed_around_a_marked_quotation_is_read(form: str, shape: str) -> None:
    pieces = {"bottom": ["", "mine"], "inline": ["first", "mine"], "top": ["mine", ""]}[shape]
    marked = f"{pieces[0]}\n\n{WROTE}\n\n> old words\n> more\n\n{pieces[1]}"
    bare = f"{pieces[0]}\n\n{WROTE}\n\nold words\nmore\n\n{pieces[1]}"
    page = f"<p>{pieces[0]}</p><div>{WROTE}</div><blockquote>old words<br>more</blockquote><p>{pieces[1]}</p>"
    parts = {
        "marked": [leaf(marked)],
        "page": [leaf(page, "text/html")],
        "both": [whole("multipart/alternative", leaf(bare), leaf(page, "text/html"))],
        "apart": [leaf(f"{pieces[0]}\n{WROTE}\n"), PICTURE, leaf(f"> old words\n\n{pieces[1]}")],
    }[form]
    read_mail = holding(*parts)
    assert read_mail.text.split() == " ".join(pieces).split()
    assert read_mail.quotation.form in {QuotationForm.MARKED, QuotationForm.NONE}


@pytest.mark.parametrize(
    "parts",
    [
        [leaf(f"mine\n\n{WROTE}\n\nold words\n\nmine, too")],
        [leaf(f"mine\n\n{WROTE}\n\nold words\n\n{WROTE}\n> older")],
        [leaf(f"<p>mine</p><div>{WROTE}</div><p>old words</p><p>mine, too</p>", "text/html")],
        [leaf(f"mine\n{WROTE}\n"), PICTURE, leaf("old words"), leaf("mine, too")],
        [leaf("<p>mine</p><div class='gmail_quote'><blockquote>a</blockquote>mine?<blockquote>b</blockquote></div>",
              "text/html")],
    ],
)  # fmt: skip
def test_a_mail_of_which_nobody_can_tell_what_is_quoted_is_counted(parts: list[EmailMessage]) -> None:
    read_mail = holding(*parts)
    assert (read_mail.text, read_mail.quotation.form) == ("mine", QuotationForm.BARE)
    message = whole("multipart/mixed", *parts)
    for name, value in (("From", ADDRESSES[1]), ("To", ADDRESSES[0]), ("Date", "Sat, 3 Jan 2026 10:04:00 +0100")):
        message[name] = value
    (part,) = parsed(message.as_bytes(), "a.eml")
    assert part.conversation.coverage.ambiguous == 1
    assert any("without marking it" in note for note in part.conversation.notes)


OUTLOOK = "-----Original Message-----"
HEADER = "From: Rosa\nSent: Friday\nTo: Imke\nSubject: the lake"
QUOTED_LINES = ("when do we meet", "shall I bring the oars", "and who has the key")


def answer(form: str, lines: list[str], above: str) -> EmailMessage:
    """A mail that quotes these lines."""
    text = "\n".join(lines)
    marked = "\n".join(f"> {line}" for line in lines)
    block = text.replace("\n", "<br>")
    head = HEADER.replace("\n", "<br>")
    pages = {
        "reply header": f"<div>{above}</div><hr><div id='divRplyFwdMsg'>{head}</div><div>{block}</div>",
        "word": f"<p>{above}</p><div><p>{head}</p></div><p>{block}</p>",
        "blockquote": f"<p>{above}</p><div>{WROTE}</div><blockquote>{block}</blockquote>",
        "gmail": f"<p>{above}</p><div class=gmail_quote>{WROTE}<blockquote>{block}</blockquote></div>",
    }
    texts = {
        "outlook": f"{above}\n\n{OUTLOOK}\n{HEADER}\n\n{text}",
        "rule": f"{above}\n{'_' * 32}\n{HEADER}\n\n{text}",
        "bare": f"{above}\n\n{WROTE}\n\n{text}",
        "marked": f"{above}\n\n{WROTE}\n{marked}",
    }
    return leaf(pages[form], "text/html") if form in pages else leaf(texts[form])


FORMS = ("reply header", "word", "blockquote", "gmail", "outlook", "rule", "bare", "marked")


def box_of(answering: EmailMessage, *, has_original: bool, has_id: bool = True) -> ParsedConversation:
    original = leaf("\n".join(QUOTED_LINES), Message_ID="<n1@example.org>", From=ADDRESSES[0], To=ADDRESSES[1])
    headers = {
        "From": ADDRESSES[1],
        "To": ADDRESSES[0],
        "Message-ID": "<n2@example.org>",
        **({"In-Reply-To": "<n1@example.org>"} if has_id else {}),
    }
    for name, value in headers.items():
        answering[name] = value
    mails = [original, answering] if has_original else [answering]
    for one in mails:
        one["Date"] = "Sat, 3 Jan 2026 10:04:00 +0100"
    (part,) = parsed(b"".join(f"{SEPARATOR}{one.as_string()}\n\n".encode() for one in mails))
    return part


@examples(60)
@given(
    st.sampled_from(FORMS), st.sampled_from(("fine", "")), st.sampled_from(("at nine", "no", None)), st.integers(0, 3)
)
def test_words_inside_of_a_quotation_are_counted_by_the_mail_that_is_answered(
    form: str, above: str, inner: str | None, place: int
) -> None:
    lines = [*QUOTED_LINES[:place], *([inner] if inner else []), *QUOTED_LINES[place:]]
    part = box_of(answer(form, lines, above), has_original=True)
    assert part.messages["text"].to_list() == ["\n".join(QUOTED_LINES), above or None]
    assert part.conversation.coverage.ambiguous == (inner is not None)
    assert bool(part.conversation.notes) == (inner is not None)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("above", ["", "see my answers below", "fine"])
@pytest.mark.parametrize("inner", [(), ("at nine",)])
def test_a_mail_whose_original_no_id_names_is_compared_with_the_one_that_it_quotes(
    form: str, above: str, inner: tuple[str, ...]
) -> None:
    part = box_of(answer(form, [*QUOTED_LINES, *inner], above), has_original=True, has_id=False)
    assert part.messages["text"].to_list() == ["\n".join(QUOTED_LINES), above or None]
    if not inner:
        assert (part.conversation.coverage.ambiguous, part.conversation.notes) == (0, ())
    elif form not in {"marked", "blockquote", "gmail"}:
        assert part.conversation.notes


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("above", ["", "see my answers below", "fine"])
def test_a_mail_that_says_that_there_are_words_in_its_quotation_is_counted(form: str, above: str) -> None:
    part = box_of(answer(form, [*QUOTED_LINES, "at nine"], above), has_original=False)
    assert part.conversation.coverage.ambiguous == (above != "fine" or form == "bare")
    assert bool(part.conversation.notes) == (above != "fine" or form not in {"marked", "blockquote", "gmail"})


def test_what_a_mail_passes_on_is_no_quotation_of_an_answer() -> None:
    part = box_of(leaf(f"---------- Forwarded message ---------\n{HEADER}\n\nold words"), has_original=False)
    assert (part.conversation.coverage.ambiguous, part.conversation.notes) == (0, ())


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (f"yes\n\n-- \nImke\n\n{WROTE}\n> old\n\nmine, below", "yes\n\nmine, below"),
        (f"{OUTLOOK}\n> From: Rosa\n> Sent: Friday\n>\n> old\nmine\n> old, too", "mine"),
        ("Begin forwarded message:\n\n> From: Rosa\n> old\n\nmine", "mine"),
    ],
)
def test_words_behind_marked_lines_are_read_wherever_these_stand(text: str, words: str) -> None:
    assert own_words(text) == words


def test_the_end_of_a_very_long_mail_is_read() -> None:
    assert own_words("word\n" * 400_000 + "the end").endswith("the end")


@pytest.mark.parametrize("kind", ["multipart/mixed; boundary=b{0}\n\n--b{0}\n", "message/rfc822\n\n"])
@pytest.mark.parametrize("levels", [90, 3_000])
def test_a_mail_nested_too_deep_is_a_message_without_words(kind: str, levels: int) -> None:
    start = "From: rosa@example.org\nTo: imke@example.org\nDate: Sat, 3 Jan 2026 10:04:00 +0100\n"
    parts = "".join(f"Content-Type: {kind.format(level)}" for level in range(levels))
    deep = mail_of(f"{start}{parts}\nhello".encode())
    assert (deep.sender, deep.text) == ("rosa@example.org", "hello" if levels < 100 and "mixed" in kind else "")


ENVELOPES = (
    "From MAILER-DAEMON Sat Jan  3 09:00:00 2026",
    "From rosa@example.org Sat Jan  3 09:00 2026",
    "From rosa@example.org Sat Jan  3 09:00:00",
    "From rosa@example.org Sat Jan 03 09:00:00 +0000 2026",
    "From rosa@example.org Sat Jan 03 09:00:00 2026 +0100",
    "From rosa@example.org Sat Jan 03 09:00:00 CET 2026",
    "From rosa@example.org Sat, 3 Jan 2026 09:00:00 +0100",
    "From rosa@example.org 3 Jan 2026 09:00:00",
    "From rosa@example.org 2026-01-03 09:00:00",
    "From ???@??? Sat Jan 03 09:00:00 2026",
    "From - Sat Jan 03 09:00:00 2026",
    "From rosa Sat Jan 03 09:00:00 2026 remote from host",
    "From rosa@example.org",
    "From - ",
    "From ",
)
WORDS = (
    "From here on it is easy",
    "From Monday, 10:30, in 2026",
    "From: the lake",
    "From rosa",
    "From",
    "plain",
    "",
    "From now on\nNote: bring it",
)


@examples(60)
@given(
    st.sampled_from(ENVELOPES),
    st.lists(st.lists(st.sampled_from(WORDS), min_size=1, max_size=5), min_size=2, max_size=4),
    st.sampled_from(("mboxo", "mboxrd", "plain")),
    st.sampled_from(("\n", "\r\n")),
    st.booleans(),
)
def test_every_flavour_of_mbox_is_divided_where_its_mails_begin(
    envelope: str, bodies: list[list[str]], flavour: str, end: str, has_blank: bool
) -> None:
    content = ""
    texts = [f"x\n{chr(10).join(body)}\ny" for body in bodies]
    for number, text in enumerate(texts):
        lines = text.split("\n")
        if flavour != "plain":
            form = r">*From " if flavour == "mboxrd" else r"From "
            lines = [f">{line}" if re.match(form, line) else line for line in lines]
        head = f"From: rosa@example.org\nTo: imke@example.org\nDate: Sat, 3 Jan 2026 10:0{number}:00 +0100"
        content += f"{envelope}\n{head}\n\n{chr(10).join(lines)}\n" + "\n" * has_blank
    part = parsed(content.replace("\n", end).encode())[0]
    assert part.messages["text"].to_list() == [own_words(text) for text in texts]
    assert part.conversation.notes == ()


def test_a_line_that_may_begin_a_mail_is_counted() -> None:
    start = mail(RandomMessage(0, 1, "yes"), 1).as_bytes()
    body = b"\nFrom rosa Sat Jan 03 09:00:00 2026\nis what it said\n\nFrom rosa@example.org\nNote: bring it\n"
    part = parsed(SEPARATOR.encode() + start + body)[0]
    assert part.messages.height == 1
    assert any("may begin a mail" in note and "2" in note for note in part.conversation.notes)


def test_a_line_that_begins_so_in_what_is_quoted_stays_quoted() -> None:
    start = mail(RandomMessage(0, 1, "yes"), 1).as_bytes()
    part = parsed(SEPARATOR.encode() + start + b">older words\n>From the pier\n\n>From here\n")[0]
    assert part.messages["text"].to_list() == ["yes\n\nFrom here"]


def test_a_mail_whose_end_is_not_read_is_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mail_stream, "_MAX_MAIL_BYTES", 300)
    content = mail(RandomMessage(0, 1, "yes\n" * 200), 1).as_bytes()
    for name, start in (("a.mbox", SEPARATOR.encode()), ("a.eml", b"")):
        assert any("whose end was not read: 1" in note for note in parsed(start + content, name)[0].conversation.notes)


def utc(hour: int, minute: int, day: int = 3, month: int = 1, year: int = 2026) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=UTC)


NAMED: dict[str, float] = {
    "EST": -5,
    "EDT": -4,
    "CST": -6,
    "CDT": -5,
    "MST": -7,
    "MDT": -6,
    "PST": -8,
    "PDT": -7,
    "GMT": 0,
    "UT": 0,
}
NAMED |= {"UTC": 0, "Z": 0, "A": 0, "WET": 0, "WEST": 1, "CET": 1, "CEST": 2, "MET": 1, "MEST": 2, "MEZ": 1, "MESZ": 2}
NAMED |= {"EET": 2, "EEST": 3, "MSK": 3, "MSD": 4, "cet": 1, "GMT+0100": 1, "UTC+2": 2, "GMT-03:30": -3.5}
NAMED |= {"+0100": 1, "+01:00": 1, "-0330": -3.5, "-0000": 0, "+0200 (CEST)": 2, '"GMT"': 0, "-0500 (EST)": -5}
LOCAL = ("BST", "IST", "AST", "XYZ", "", "(CET)", "W. Europe Standard Time", "E Europe", "Local")


@pytest.mark.parametrize(("zone", "hours"), NAMED.items())
def test_a_zone_that_names_one_offset_is_read_by_it(zone: str, hours: float) -> None:
    for written in (f"Wed, 7 Jan 2026 10:04:00 {zone}", f"07 Jan 26 10:04 {zone}", f"Wed Jan  7 10:04:00 {zone} 2026"):
        date = mail_date(written)
        assert not date.is_local
        assert date.at == (utc(10, 4, 7) - timedelta(hours=hours)).timestamp() * 1_000_000


@pytest.mark.parametrize("zone", LOCAL)
def test_a_date_whose_zone_nothing_tells_is_a_wall_clock_in_the_zone_that_was_chosen(zone: str) -> None:
    start = f"{SEPARATOR}From: rosa@example.org\nTo: imke@example.org\nMessage-ID: <m"
    other = f"\n{start}2>\nDate: Sat, 3 Jan 2026 10:00:00 +0000\n\nno\n"
    part = parsed(f"{start}1>\nDate: Sat, 3 Jan 2026 10:04:00 {zone}\n\nyes\n{other}".encode())[0]
    assert part.messages["sent_at"].to_list() == [utc(9, 4), utc(10, 0)]
    assert "Times without a zone, read as those of Europe/Berlin: 1." in map(str, part.conversation.notes)
    assert part.reinterpret is not None
    elsewhere = part.reinterpret(Interpretation(ZoneInfo("Asia/Kolkata")))
    assert isinstance(elsewhere, ParsedConversation)
    assert elsewhere.messages["sent_at"].to_list() == [utc(4, 34), utc(10, 0)]


def test_moscow_s_time_is_that_of_the_year() -> None:
    for written, ahead in (("3 Jul 2010", 3), ("3 Jul 2012", 4), ("3 Jul 2015", 3)):
        at = mail_date(f"{written} 10:00:00 MSK").at or 0
        assert datetime.fromtimestamp(at / 1_000_000, UTC).hour == 10 - ahead


@pytest.mark.parametrize(
    "date", ["", "Date:\n", "Date: some day\n", "Date: Sat, 3 Jan 2026\n", "Date: 40 Jan 2026 10:00:00\n"]
)
def test_a_mail_without_a_date_is_counted(date: str) -> None:
    start = f"{SEPARATOR}From: rosa@example.org\nTo: imke@example.org\n"
    good = f"{start}Date: Sat, 3 Jan 2026 10:04:00 +0100\n\nyes\n\n"
    conversation = parsed(f"{good}{start}{date}\nwords\n".encode())[0].conversation
    assert [record.why for record in conversation.skipped] == ["it has no date that can be read"]
    assert conversation.coverage.total == 2


def between(*people: str, name: str = "", **headers: str) -> bytes:
    """A mail from the first of some people to the others."""
    known = {"imke": "Imke Weil", "work": "Imke Weil", "rosa": "Rosa Quist", "lou": "Lou", "otto": "Otto Weil"}
    shown = [f"{known[person]} <{person}@example.org>" for person in people]
    lines = [f"From: {shown[0]}", f"To: {', '.join(shown[1:])}", "Date: Sat, 3 Jan 2026 10:04:00 +0100"]
    lines += [f"{header.replace('_', '-')}: {value}" for header, value in headers.items()]
    return "\n".join((*lines, f"Message-ID: <{name or '.'.join(people)}@example.org>", "", "yes", "")).encode()


def owner_of(*mails: bytes, name: str = "a.mbox") -> str | None:
    names = {part.conversation.owner for part in parsed(b"\n".join(SEPARATOR.encode() + one for one in mails), name)}
    assert len(names) == 1
    return names.pop()


SENT_LABEL = {"X_Gmail_Labels": "Inbox,Gesendet"}
OWN_LABEL = {"X_Gmail_Labels": '"Sent to the notary",Inbox'}


@pytest.mark.parametrize(
    ("mails", "name", "owner"),
    [
        ((between("rosa", "imke"), between("imke", "rosa")), "a.mbox", None),
        ((between("rosa", "imke"), between("imke", "lou")), "a.mbox", "Imke Weil"),
        ((between("rosa", "imke"), between("imke", "lou"), between("rosa", "lou")), "a.mbox", None),
        ((between("rosa", "imke"), between("rosa", "work")), "a.mbox", None),  # a folder of mails with one person
        ((between("rosa", "imke"), between("lou", "imke"), between("lou", "rosa", "imke")), "a.mbox", "Imke Weil"),
        ((between("rosa", "imke"), between("imke", "rosa", **SENT_LABEL)), "a.mbox", "Imke Weil"),
        ((between("rosa", "imke"), between("imke", "rosa", **OWN_LABEL)), "a.mbox", None),
        ((between("imke", "rosa"), between("imke", "rosa", name="again")), "Sent", "Imke Weil"),
        ((between("imke", "rosa"), between("work", "rosa")), "Gesendet.mbox", "Imke Weil"),
        ((between("imke", "rosa"), between("otto", "rosa")), "Sent.mbox", None),
        ((between("rosa", "imke", Delivered_To="imke@example.org"),), "a.mbox", "Imke Weil"),
        (
            (
                *(between("rosa", "imke", name=f"{n}", Delivered_To="imke@example.org") for n in range(9)),
                between("imke", "rosa", Delivered_To="rosa@example.org"),
            ),
            "a.mbox",
            None,  # the boxes of two people
        ),
    ],
)
def test_the_owner_is_certain_or_not_told(mails: tuple[bytes, ...], name: str, owner: str | None) -> None:
    assert owner_of(*mails, name=name) == owner


@pytest.mark.parametrize("label", ["No spam here", "Work/Drafts", "junk food"])
def test_a_label_that_holds_the_word_for_spam_or_drafts_leaves_no_mail_out(label: str) -> None:
    assert parsed(SEPARATOR.encode() + between("rosa", "imke", X_Gmail_Labels=label))[0].messages.height == 1


@pytest.mark.parametrize(
    ("path", "is_sent"),
    [
        (".Sent/cur/1767340801.M1.host:2,S", True),
        ("INBOX.Sent Items/1.eml", True),
        ("Gesendet.mbox", True),
        ("Sent", True),
        ("Sent to Rosa/1.eml", False),
        ("cur/1", False),
        ("Inbox", False),
    ],
)
def test_a_folder_of_sent_mails_is_known_by_its_whole_name(path: str, is_sent: bool) -> None:
    assert is_sent_folder(path) is is_sent


POSTSCRIPTS = (
    "PS: bring the oars",
    "P.S. bring the oars",
    "P.P.S.: bring the oars",
    "PD: bring the oars",
    "ps bring it",
)


@pytest.mark.parametrize("words", POSTSCRIPTS)
def test_a_postscript_below_a_signature_is_words_of_the_sender(words: str) -> None:
    assert own_words(f"mine\n-- \nRosa\nPSA 12\n\n{words}\nand the key\n") == f"mine\n{words}\nand the key"
    assert own_words(f"mine\n-- \nRosa\n\n{words}\n-- \nRosa\n") == f"mine\n{words}"


def endings(*texts: str) -> ParsedConversation:
    mails = [mail(RandomMessage(number * 60_000, 1, text), number) for number, text in enumerate(texts)]
    (part,) = parsed(b"".join(SEPARATOR.encode() + message.as_bytes() + b"\n\n" for message in mails))
    return part


def test_many_lines_below_the_mark_of_a_signature_are_counted_unless_they_are_in_each_mail() -> None:
    below = "\n".join(f"a line {number}" for number in range(20))
    long = f"mine\n-- \n{below}"
    assert endings(long, "mine\n-- \nRosa").conversation.coverage.ambiguous == 1
    assert any("below the mark" in note for note in endings(long, "mine").conversation.notes)
    assert endings(long, f"also {long}").conversation.coverage.ambiguous == 0
    assert endings("mine\n-- \nRosa\nLake 1", "mine").conversation.coverage.ambiguous == 0
