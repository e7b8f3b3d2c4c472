"""Serving the built web client: the operator console at `/`, the driver's page at `/d/`, the screen in the yard
at `/b/{site}`, the kiosk at `/k/`, the rules at `/r/{site}`."""

from __future__ import annotations

from fastapi import FastAPI
from starlette.responses import PlainTextResponse, Response
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from starlette.websockets import WebSocketClose

from serai.core import files
from serai.core.errors import NoSuchPath

_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self';"
    " connect-src 'self' ws: wss:; manifest-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'self';"
    " frame-ancestors 'none'"
)
_HEADERS = [
    (b"content-security-policy", _POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"permissions-policy", b"geolocation=(self), camera=(), microphone=()"),
]


class _Pages(StaticFiles):
    """Hashed assets may be kept for ever; pages are asked for again."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        if path.startswith(("b/", "r/")):  # one page for the screens, one for the rules, of all sites
            path = f"{path[0]}/index.html"
        response = await super().get_response(path, scope)
        is_asset = path.startswith("assets/")
        response.headers["cache-control"] = "public, max-age=31536000, immutable" if is_asset else "no-cache"
        return response


class Guarded:
    """ASGI: every page says what it may load and from where."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await WebSocketClose()(scope, receive, send)
            return

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message["headers"], *_HEADERS]
            await send(message)

        await self._app(scope, receive, guarded)


def install(app: FastAPI) -> None:
    """Serve the web client, or a page that says how to build it, where no route is: a mount would hide what routes do
    not take (405) behind what files do not."""
    folder = files.web()
    pages: ASGIApp = _Pages(directory=folder, html=True) if folder else _unbuilt
    app.router.default = Guarded(pages)


async def _unbuilt(scope: Scope, receive: Receive, send: Send) -> None:
    if scope["path"] not in ("/", "/d", "/d/", "/k", "/k/"):
        raise NoSuchPath
    text = "The web client is not built here; run `make` in the checkout, or install the wheel.\n"
    await PlainTextResponse(text, 404)(scope, receive, send)
