"""Who is who on the page: suggested, joined, refused, taken apart and taken back, as on the terminal."""

from __future__ import annotations

from pathlib import Path

import pytest
from starlette.testclient import TestClient
from test_session_reading import held

from library_exports import CHEAP, PASSPHRASE
from library_pages import send
from page_client import SAME_ORIGIN, form_token, post_form, text, wait_until_read, workspace_of_page
from people_library import choices, make_library, people_of, values_of
from unlike.library.chat_library import open_library
from unlike.library.person_links import linked_people
from unlike.library.stored_people import set_owner
from unlike.web import session_reading

APART = [("Ada", [4]), ("Rosa", [1, 4]), ("Rosa", [2]), ("Rosi", [3])]
JOINED = [("Ada", [4]), ("Rosa", [1, 2, 4]), ("Rosi", [3])]
OF_BEFORE = "What is shown here was made before you last said who is who."


@pytest.fixture
def people(shown: TestClient, path: Path) -> TestClient:
    """Client of a page with a library that is open, of which nothing is."""
    make_library(path)
    send(shown, "/library/unlock", passphrase=PASSPHRASE)
    assert people_of(path) == APART
    return shown


def merge_suggested(page: TestClient) -> str:
    return send(page, "/library/people/merge", **values_of(text(page, "/library"), "merge"))


def join(page: TestClient, first: str, second: str) -> str:
    """Join two by choosing them."""
    options = choices(text(page, "/library"), "first")
    return send(page, "/library/people/merge", first=options[first], second=options[second])


def test_a_suggestion_comes_with_its_reason_and_is_accepted_and_taken_back(people: TestClient, path: Path) -> None:
    page = text(people, "/library")
    assert "the same first name, which nobody else bears there; one chat begins where the other ends" in page
    assert people_of(path) == APART
    joined = merge_suggested(people)
    assert "Rosa and Rosa are one person now, in 3 chats." in joined
    assert people_of(path) == JOINED
    assert "They may be one person" not in joined
    assert "Take apart" in joined
    back = send(people, "/library/people/undo", **values_of(joined, "undo"))
    assert "It is as it was before." in back
    assert people_of(path) == APART


def test_a_refused_suggestion_is_not_made_again_unless_asked_for(people: TestClient, path: Path) -> None:
    refused = send(people, "/library/people/distinct", **values_of(text(people, "/library"), "distinct"))
    assert "Rosa and Rosa are two people." in refused
    assert "1 suggestion that you refused" in refused
    assert "They may be one person" not in refused
    assert people_of(path) == APART
    assert "They may be one person" in send(people, "/library/people/undo", **values_of(refused, "undo"))
    refused = send(people, "/library/people/distinct", **values_of(text(people, "/library"), "distinct"))
    again = send(people, "/library/people/suggest", **values_of(refused, "suggest"))
    assert "They may be one person" in again
    assert "that you refused" not in again


def test_two_are_joined_by_choosing_them_and_taken_apart(people: TestClient, path: Path) -> None:
    page = join(people, "Rosi · Signal: Rosi", "Rosa · Telegram: Rosa")
    assert "Rosi and Rosa are one person now, in 2 chats." in page
    assert ("Rosi", [2, 3]) in people_of(path)
    apart = send(people, "/library/people/split", **values_of(page, "split"))
    assert "2 chats are apart now." in apart
    assert people_of(path) == APART
    back = send(people, "/library/people/undo", **values_of(apart, "undo"))
    assert "It is as it was before." in back
    assert ("Rosi", [2, 3]) in people_of(path)


def test_one_chat_is_said_to_be_with_somebody_else(people: TestClient, path: Path) -> None:
    options = choices(text(people, "/library"), "person")
    page = send(people, "/library/people/split", person=options["Rosa · WhatsApp: Choir, as Rosa"])
    assert "1 chat is apart now." in page
    assert [chats for name, chats in people_of(path) if name == "Rosa"] == [[1], [2], [4]]
    send(people, "/library/people/undo", **values_of(page, "undo"))
    assert people_of(path) == APART


@pytest.mark.parametrize(
    ("first", "second", "sentence"),
    [
        ("Rosa · WhatsApp: Rosa", "Ada · WhatsApp: Choir, as Ada", "so they are two people"),
        ("Rosi · Signal: Rosi", "Rosi · Signal: Rosi", "one person already"),
        ("", "Rosi · Signal: Rosi", "Choose two people. Nothing was changed."),
    ],
)
def test_what_cannot_be_is_one_sentence_and_changes_nothing(
    people: TestClient, path: Path, first: str, second: str, sentence: str
) -> None:
    options = {**choices(text(people, "/library"), "first"), "": ""}
    first = next(label for label in options if label.startswith(first)) if first else ""
    answer = post_form(people, "/library/people/merge", first=options[first], second=options[second])
    assert answer.status_code == 422
    assert sentence in answer.text
    assert people_of(path) == APART


@pytest.mark.parametrize("where", ["merge", "distinct", "suggest", "split", "undo"])
def test_nothing_but_our_own_forms_changes_who_is_who(people: TestClient, path: Path, where: str) -> None:
    address = f"/library/people/{where}"
    fields = values_of(text(people, "/library"), "merge")
    fields |= {"person": fields["first"], "undo": "1"}
    assert people.get(address, params=fields).status_code == 405
    assert people.post(address, data={"form": "forged", **fields}, headers=SAME_ORIGIN).status_code == 403
    fields["form"] = form_token(text(people, "/library"))
    assert people.post(address, data=fields, headers={"sec-fetch-site": "cross-site"}).status_code == 403
    for query in ("?done=people&undo=1", "?done=undone", "?first=1&second=2"):
        text(people, f"/library{query}")
    assert people_of(path) == APART


def test_a_page_of_before_changes_nobody_else(people: TestClient, path: Path) -> None:
    """The form names people with all their chats: whoever has another one since is not meant."""
    stale = values_of(text(people, "/library"), "merge")
    merge_suggested(people)
    for where in ("merge", "distinct", "suggest"):
        answer = post_form(people, f"/library/people/{where}", **stale)
        assert answer.status_code == 422
        assert "Who is who has changed since this page was shown." in answer.text
    assert post_form(people, "/library/people/split", person=stale["first"]).status_code == 422
    assert people_of(path) == JOINED


def test_what_the_terminal_changed_meanwhile_is_not_taken_back_with_it(people: TestClient, path: Path) -> None:
    fields = values_of(merge_suggested(people), "undo")
    with open_library(path, PASSPHRASE, cost=CHEAP) as library:
        set_owner(library.database, "Imke R.")
    answer = post_form(people, "/library/people/undo", **fields)
    assert answer.status_code == 422
    assert "can no longer be taken back" in answer.text
    assert people_of(path) == JOINED
    with open_library(path, PASSPHRASE, cost=CHEAP) as library:
        assert {person.name for person in linked_people(library.database)} == {"Imke R.", "Rosa"}


@pytest.mark.parametrize("closing", ["lock", "forget"])
def test_what_was_closed_since_is_not_named_and_not_taken_back(people: TestClient, path: Path, closing: str) -> None:
    fields = values_of(merge_suggested(people), "undo")
    send(people, f"/library/{closing}", **({"chat": "3"} if closing == "forget" else {}))
    if closing == "lock":
        assert "Rosa" not in text(people, f"/library?done=people&undo={fields['undo']}")
        assert post_form(people, "/library/people/merge", first="1", second="2").status_code == 422
        send(people, "/library/unlock", passphrase=PASSPHRASE)
    assert "are one person now" not in text(people, f"/library?done=people&undo={fields['undo']}")
    assert post_form(people, "/library/people/undo", **fields).status_code == 422
    assert ("Rosa", [1, 2, 4]) in people_of(path)


def chats_shown(page: TestClient) -> list[str]:
    session = workspace_of_page(page).session
    assert session.analysis is not None
    assert not session.is_outdated
    return sorted(one.title for one in session.analysis.findings.conversations)


def test_an_open_answer_is_made_anew(people: TestClient) -> None:
    send(people, "/library/open", chat="all")
    assert chats_shown(people) == ["Choir", "Rosa", "Rosa", "Rosi"]
    joined = merge_suggested(people)
    wait_until_read(people)
    assert chats_shown(people) == ["Choir", "Rosa", "Rosi"]
    send(people, "/library/people/undo", **values_of(joined, "undo"))
    wait_until_read(people)
    assert chats_shown(people) == ["Choir", "Rosa", "Rosa", "Rosi"]


def test_an_answer_that_is_made_meanwhile_says_that_it_is_of_before(people: TestClient) -> None:
    with held(session_reading, "analyse") as reach:
        post_form(people, "/library/open", chat="all")
        reach()
        merge_suggested(people)
    workspace_of_page(people).wait_until_done(60)
    for address in ("/people", "/library", "/chat/0"):
        assert OF_BEFORE in text(people, address)
    send(people, "/library/open", chat="open")
    assert chats_shown(people) == ["Choir", "Rosa", "Rosi"]
    assert OF_BEFORE not in text(people, "/people")


def test_a_library_that_is_locked_while_an_answer_is_made_anew_stays_closed(people: TestClient) -> None:
    send(people, "/library/open", chat="all")
    with held(session_reading, "analyse") as reach:
        merge_suggested(people)
        reach()
        send(people, "/library/lock")
    workspace = workspace_of_page(people)
    assert workspace.wait_until_done(60)
    assert (workspace.session.analysis, workspace.session.stored) == (None, ())
    assert "Rosa" not in text(people, "/people")
    assert OF_BEFORE not in text(people, "/people")


def test_refusing_makes_no_answer_anew(people: TestClient) -> None:
    send(people, "/library/open", chat="all")
    analysis = workspace_of_page(people).session.analysis
    send(people, "/library/people/distinct", **values_of(text(people, "/library"), "distinct"))
    assert workspace_of_page(people).session.analysis is analysis
    assert OF_BEFORE not in text(people, "/people")
