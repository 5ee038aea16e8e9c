"""Client of the local page, without a browser."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from time import monotonic, sleep
from typing import Any
from zoneinfo import ZoneInfo

import httpx2
from httpx2 import Response
from starlette.testclient import TestClient

from unlike.api import Analysis, read
from unlike.web.entry_links import ENTRY_PATH
from unlike.web.routes import build_application
from unlike.web.security import AccessKeys
from unlike.web.session import Session, Workspace

BASE = "http://127.0.0.1:8123"
ROOT = "/folder-of-this-run"
BERLIN = ZoneInfo("Europe/Berlin")
HOSTILE = "<script>alert(1)</script>\u202eevil"
SAME_ORIGIN = {"sec-fetch-site": "same-origin"}
MAX_WAIT_SECONDS = 300


class PageClient(TestClient):
    """Client that asks below the folder of its run, as the links of the page do."""

    def request(
        self,
        method: str,
        url: httpx2.URL | str,
        **options: Any,  # noqa: ANN401 - as the parent has them
    ) -> Response:
        """Ask for a path such as "/people", or for an address of the page."""
        path = str(url)
        if path.startswith("/") and not path.startswith((f"{ROOT}/", ENTRY_PATH)):
            path = f"{ROOT}{path}"
        response: Response = super().request(method, path, **options)
        return response


def local(markup: str) -> str:
    """Markup with addresses as they stand below the folder of the run."""
    return markup.replace(f"{ROOT}/", "/")


def client(workspace: Workspace, folder: Path, *, inside: bool = True) -> TestClient:
    """Client of a page with a workspace.

    Args:
        workspace: what is open on the page.
        folder: folder for uploads.
        inside: whether the client has followed the link with the key, so that it may use the page.
    """
    keys = AccessKeys(root=ROOT)
    page_client = PageClient(build_application(workspace, keys, folder), base_url=BASE)
    if inside:
        enter(page_client, keys)
    return page_client


def enter(page_client: TestClient, keys: AccessKeys) -> Response:
    """Follow a link into the page, as a browser does."""
    response: Response = TestClient.get(page_client, keys.links.issue_link())
    assert response.status_code == 200
    page_client.cookies.update(response.cookies)
    return response


def empty_workspace() -> Workspace:
    """Workspace in which nothing is open, on 12 November 2025."""
    return Workspace(Session(BERLIN, lambda: date(2025, 11, 12), default_zone=BERLIN))


def opened_session(path: Path, analysis: Analysis, **options: Any) -> Session:  # noqa: ANN401 - as in Session
    """Session with an export of Imke's, read, beside its analysis."""
    imported = read([path], zone=BERLIN)
    return Session(
        BERLIN, lambda: date(2025, 11, 12), (path,), "Imke", import_result=imported, analysis=analysis, **options
    )


def form_token(page: str) -> str:
    """Token of the forms on a page, against forged requests."""
    token = re.search(r'name="form" value="([^"]+)"', page)
    assert token
    return token[1]


def text(page_client: TestClient, address: str) -> str:
    """HTML of a page that is there."""
    response = page_client.get(address)
    assert response.status_code == 200
    return local(response.text)


def post_form(page_client: TestClient, address: str, **fields: str) -> Response:
    """Send a form, with its token."""
    token = form_token(text(page_client, "/add"))
    response: Response = page_client.post(address, data={"form": token, **fields}, headers=SAME_ORIGIN)
    return response


def search_address(page_client: TestClient, address: str, **fields: str) -> str:
    """Search, and return the address that shows what was found."""
    token = form_token(text(page_client, "/add"))
    data = {"form": token, **fields}
    response = page_client.post(address, data=data, headers=SAME_ORIGIN, follow_redirects=False)
    assert response.status_code == 303
    return local(response.headers["location"])


def upload(page_client: TestClient, *files: tuple[str, bytes], **fields: str) -> str:
    """Upload files (name and content), and return the page that is shown when they are read, or the error page."""
    data = {"form": form_token(text(page_client, "/add")), **fields}
    parts = [("exports", file) for file in files]
    response = page_client.post("/add", data=data, files=parts, headers=SAME_ORIGIN)
    return local(response.text) if response.status_code >= 400 else wait_until_read(page_client)


def wait_until_read(page_client: TestClient) -> str:
    """Wait until no export is being read or compared with the library, and return the page that comes next."""
    deadline = monotonic() + MAX_WAIT_SECONDS
    while "next" not in (progress := page_client.get("/progress").json()):
        assert monotonic() < deadline
        assert progress["said"]
        sleep(0.05)
    assert workspace_of_page(page_client).wait_until_done(MAX_WAIT_SECONDS)
    return text(page_client, progress["next"])


def workspace_of_page(page_client: TestClient) -> Workspace:
    """Workspace behind a page."""
    workspace: Workspace = page_client.app.state.workspace  # type: ignore[attr-defined]
    return workspace
