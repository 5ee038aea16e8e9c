"""A reader of the local page without a browser."""

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
SAME = {"sec-fetch-site": "same-origin"}
PATIENCE = 300


def client(workspace: Workspace, folder: Path, *, inside: bool = True) -> TestClient:
    keys = AccessKeys()
    made = TestClient(application(workspace, keys, folder), base_url=BASE)
    if inside:
        assert made.get(f"/enter/{keys.link}", follow_redirects=False).status_code == 303
    return made


def empty() -> Workspace:
    return Workspace(Session(BERLIN, lambda: date(2025, 11, 12), usual_zone=BERLIN))


def form_of(page: str) -> str:
    found = re.search(r'name="form" value="([^"]+)"', page)
    assert found
    return found[1]


def text(reader: TestClient, address: str) -> str:
    answer = reader.get(address)
    assert answer.status_code == 200
    return str(answer.text)


def sent(inside: TestClient, address: str, **fields: str) -> Response:
    """A form of ours."""
    form = form_of(text(inside, "/add"))
    answer: Response = inside.post(address, data={"form": form, **fields}, headers=SAME)
    return answer


def drop(inside: TestClient, *files: tuple[str, bytes], **fields: str) -> str:
    """What is shown when the files are read."""
    data = {"form": form_of(text(inside, "/add")), **fields}
    answer = inside.post("/add", data=data, files=[("exports", one) for one in files], headers=SAME)
    return str(answer.text) if answer.status_code >= 400 else ready(inside)


def ready(inside: TestClient) -> str:
    """The page that comes when nothing is read any more."""
    until = monotonic() + PATIENCE
    while "next" not in (told := inside.get("/progress").json()):
        assert monotonic() < until
        assert told["said"]
        sleep(0.05)
    return text(inside, told["next"])
