"""An SMS gateway in a thread of its own, for services that run as processes: what it was asked, and what phones got."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import orjson


@dataclass
class Asked:
    """One request: its `Idempotency-Key` and its body."""

    id: str
    body: dict[str, str]


@dataclass
class Provider:
    """Answers with `status`; while `held` is set it takes requests and answers none. It knows repeats by their id."""

    url: str = ""
    status: int = 200
    asked: list[Asked] = field(default_factory=list)
    phones: dict[str, str] = field(default_factory=dict)
    held: threading.Event | None = None

    def settings(self) -> dict[str, str]:
        """How a service is told to use it."""
        return {
            "SERAI_MESSAGES": "http", "SERAI_MESSAGE_URL": self.url, "SERAI_MESSAGE_NETWORKS": '["127.0.0.0/8"]',
        }  # fmt: skip

    def texts(self, word: str) -> list[str]:
        """What phones got, as far as it has this word."""
        return [text for text in self.phones.values() if word in text]

    def ids(self, word: str) -> list[str]:
        """Under which ids it was asked for a text with this word, attempt by attempt."""
        return [each.id for each in self.asked if word in each.body["text"]]


@contextmanager
def provider() -> Iterator[Provider]:
    """A gateway that is up, and is gone at the end."""
    made = Provider()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body: dict[str, str] = orjson.loads(self.rfile.read(int(self.headers["Content-Length"])))
            asked, held = Asked(self.headers["Idempotency-Key"], body), made.held
            if made.status == 200:
                made.phones.setdefault(asked.id, body["text"])
            made.asked.append(asked)
            if held is not None:
                held.wait(60)
                self.close_connection = True
                return
            self.send_response(made.status)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_: Any) -> None:
            """Nobody reads it."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    made.url = f"http://127.0.0.1:{server.server_address[1]}/send"
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield made
    finally:
        if made.held is not None:
            made.held.set()
        server.shutdown()
        server.server_close()
        thread.join()


def until(happened: Callable[[], Any], what: str) -> Any:
    """What it comes to, once it comes to anything."""
    give_up = time.monotonic() + 90
    while time.monotonic() < give_up:
        if found := happened():
            return found
        time.sleep(0.05)
    raise AssertionError(f"{what} never happened")
