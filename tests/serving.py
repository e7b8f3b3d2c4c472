"""A real `serai serve` as a child process, spoken to over HTTP only."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import ssl
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from typing import IO, Any

import httpx

from serai.core.db import Database
from serai.identity.actions import create_key
from serai.identity.rights import Role
from serai.schema import migrate

START_WITHIN = 60.0
ADMIN = "admin"
UNUSED = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
"""Nothing here speaks TLS; without this each client would read all authorities of the world, in 20 ms."""


class NotStarted(Exception):
    """The service did not come up; the text is what it said."""


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@dataclass
class Service:
    """One service at a fixed port; it may be killed and started again on the same database."""

    database: str
    port: int = field(default_factory=free_port)
    command: tuple[str, ...] = ("-m", "serai", "serve")
    settings: Mapping[str, str] = field(default_factory=dict)
    process: subprocess.Popen[bytes] | None = None
    key: str = ""
    said: IO[bytes] | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def environment(self) -> dict[str, str]:
        own = {"SERAI_DATABASE": self.database, "SERAI_CLOCK": "test", "SERAI_LIMITS": "off", **self.settings}
        return {**{name: value for name, value in os.environ.items() if not name.startswith("SERAI_")}, **own}

    def run(self, *words: str) -> subprocess.CompletedProcess[str]:
        """A `serai` command beside the service."""
        command = [sys.executable, "-m", "serai", *words]
        return subprocess.run(command, env=self.environment(), capture_output=True, text=True, timeout=60)

    def start(self) -> None:
        command = [sys.executable, *self.command, "--port", str(self.port)]
        # A pipe that nobody reads would stop a service that has much to say.
        self.said = tempfile.TemporaryFile()  # noqa: SIM115
        self.process = subprocess.Popen(command, env=self.environment(), stderr=self.said)
        give_up = time.monotonic() + START_WITHIN
        while not self._is_ready():
            if self.process.poll() is not None or time.monotonic() > give_up:
                self.process.kill()
                said = self.log()
                self._close_log()
                raise NotStarted(said)
            time.sleep(0.05)

    def _is_ready(self) -> bool:
        asked = HTTPConnection("127.0.0.1", self.port, timeout=2)
        try:
            asked.request("GET", "/readyz")
            return asked.getresponse().status == 200
        except (OSError, HTTPException):
            return False
        finally:
            asked.close()

    def log(self) -> str:
        """What the running service has written to standard error."""
        if self.said is None:
            return ""
        file = self.said.fileno()
        return os.pread(file, os.fstat(file).st_size, 0).decode()

    def kill(self) -> None:
        """As a power cut ends it."""
        self._end(signal.SIGKILL)

    def stop(self) -> int:
        """As an operator ends it; the exit status."""
        return self._end(signal.SIGTERM)

    def _end(self, how: signal.Signals) -> int:
        if self.process is None:
            return 0
        self.process.send_signal(how)
        status = self.process.wait(30)
        self._close_log()
        self.process = None
        return status

    def _close_log(self) -> None:
        if self.said is not None:
            self.said.close()
            self.said = None

    def admin(self) -> str:
        """An admin's key, made once, as `serai keys create` makes it."""
        if not self.key:
            with ThreadPoolExecutor(1) as thread:  # who asks may be in an event loop
                self.key = thread.submit(asyncio.run, _admin_key(self.database)).result()
        return self.key

    def client(self, key: str | None = None) -> httpx.AsyncClient:
        headers = {"Authorization": f"Bearer {key}"} if key else {}
        limits = httpx.Limits(max_connections=100)
        return httpx.AsyncClient(
            base_url=self.url, headers=headers, timeout=30, trust_env=False, limits=limits, verify=UNUSED
        )


async def _admin_key(url: str) -> str:
    database = Database(url)
    try:
        await migrate(database)
        return (await create_key(database, Role.ADMIN)).key
    finally:
        await database.close()


@contextmanager
def running(database: str, **changes: Any) -> Iterator[Service]:
    """A service that is up, and is gone at the end."""
    service = Service(database, **changes)
    service.admin()
    service.start()
    try:
        yield service
    finally:
        service.kill()


SITE = {
    "code": "CNMHN", "name": "Mohan Road", "kind": "border_port", "zone": "Asia/Shanghai", "country": "CN",
    "lanes": [{"code": "export-general", "direction": "export", "class": "general", "gates": ["gate-in"],
               "service_minutes": 1.5}],
    "gates": [{"code": "gate-in", "way": "in"}, {"code": "gate-out", "way": "out"}],
}  # fmt: skip


def calendar(capacity: int = 12, lane: str = "export-general") -> dict[str, Any]:
    """Open all day, hourly slots."""
    days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
    hours = {"days": days, "from": "00:00", "to": "24:00", "every": "PT60M", "length": "PT60M"}
    return {"rules": [{"lane": lane, **hours, "capacity": capacity}], "exceptions": []}


def ask(slot: str, plate: str) -> dict[str, Any]:
    """The body of a reservation."""
    return {
        "site": slot.partition("~")[0],
        "slot": slot,
        "vehicle": {"plate": plate, "country": "CN"},
        "driver": {"name": "Li Wei", "language": "zh"},
        "cargo": {"class": "general"},
    }


async def furnish(client: httpx.AsyncClient, capacity: int = 12) -> None:
    """The site with its calendar, as an admin makes it."""
    for made in (
        await client.post("/v1/sites", json=SITE),
        await client.put("/v1/sites/CNMHN/calendar", json=calendar(capacity)),
    ):
        assert made.is_success, made.text
