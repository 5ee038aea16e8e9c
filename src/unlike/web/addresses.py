"""Addresses of the page: each stands below a secret folder of this run, to which the cookie is tied."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import RedirectResponse
from starlette.types import Scope


def root_of(request: Request) -> str:
    """Secret folder of this run: "/" and letters, without a slash at its end."""
    return str(request.scope.get("root_path", ""))


def page_address(request: Request, path: str) -> str:
    """Address of a path such as "/people" for the browser."""
    return f"{root_of(request)}{path}"


def local_path(scope: Scope) -> str:
    """Path of a request below the secret folder, such as "/people"."""
    return str(scope["path"]).removeprefix(str(scope.get("root_path", "")))


def redirect_to(request: Request, path: str) -> RedirectResponse:
    """Answer that leads the browser to a path such as "/people", by GET."""
    return RedirectResponse(page_address(request, path), 303)
