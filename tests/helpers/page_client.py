"""Client of the local page, without a browser."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from time import monotonic, sleep
from zoneinfo import ZoneInfo

from httpx import Response
from starlette.testclient import TestClient

from unlike.web.routes import application
from unlike.web.security import AccessKeys
from unlike.web.session import Session, Workspace

BASE = "http://127.0.0.1:8123"
BERLIN = ZoneInfo("Europe/Berlin")
HOSTILE = "<script>alert(1)</script>\u202eevil"
SAME_ORIGIN = {"sec-fetch-site": "same-origin"}
MAX_WAIT_SECONDS = 300


def client(workspace: Workspace, folder: Path, *, inside: bool = True) -> TestClient:
    """Client of a page with a workspace.

    Args:
        workspace: what is open on the page.
        folder: folder for uploads.
        inside: whether the client has followed the link with the key, so that it may use the page.
    """
    keys = AccessKeys()
    page_client = TestClient(application(workspace, keys, folder), base_url=BASE)
    if inside:
        assert page_client.get(f"/enter/{keys.link}", follow_redirects=False).status_code == 303
    return page_client


def empty_workspace() -> Workspace:
    """Workspace in which nothing is open, on 12 November 2025."""
    return Workspace(Session(BERLIN, lambda: date(2025, 11, 12), usual_zone=BERLIN))


def form_token(page: str) -> str:
    """Token of the forms on a page, against forged requests."""
    token = re.search(r'name="form" value="([^"]+)"', page)
    assert token
    return token[1]


def text(page_client: TestClient, address: str) -> str:
    """HTML of a page that is there."""
    response = page_client.get(address)
    assert response.status_code == 200
    return str(response.text)


def post_form(page_client: TestClient, address: str, **fields: str) -> Response:
    """Send a form, with its token."""
    token = form_token(text(page_client, "/add"))
    response: Response = page_client.post(address, data={"form": token, **fields}, headers=SAME_ORIGIN)
    return response


def upload(page_client: TestClient, *files: tuple[str, bytes], **fields: str) -> str:
    """Upload files (name and content), and return the page that is shown when they are read, or the error page."""
    data = {"form": form_token(text(page_client, "/add")), **fields}
    parts = [("exports", file) for file in files]
    response = page_client.post("/add", data=data, files=parts, headers=SAME_ORIGIN)
    return str(response.text) if response.status_code >= 400 else wait_until_read(page_client)


def wait_until_read(page_client: TestClient) -> str:
    """Wait until no export is being read, and return the page that comes next."""
    deadline = monotonic() + MAX_WAIT_SECONDS
    while "next" not in (progress := page_client.get("/progress").json()):
        assert monotonic() < deadline
        assert progress["said"]
        sleep(0.05)
    return text(page_client, progress["next"])
