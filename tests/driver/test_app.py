from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator, Awaitable, Callable

import orjson
import pytest
from typer.testing import CliRunner

from serai_driver.app import app
from serai_driver.connection import LONGEST_PAUSE, Api, Refused, pause

run = CliRunner()
Answer = tuple[int, dict[str, str], object]


@pytest.mark.parametrize(
    "line",
    [
        "reserve",
        "reserve CNMHN --plate A --country CN",
        "reserve CNMHN --plate A --country CN --lane a --slot b",
        "check-in CNMHN",
        "check-in CNMHN --plate A",
        "check-in CNMHN --reference R --reservation r",
        "watch",
        "guide",
        "fly",
        "watch v --speed 9",
    ],
)
def test_wrong_use_ends_with_2(line: str) -> None:
    assert run.invoke(app, line.split()).exit_code == 2


def test_help_names_every_command() -> None:
    shown = re.sub(r"\x1b\[[0-9;]*m", "", run.invoke(app, ["--help"]).output)
    booking = ("reserve", "list", "show", "cancel", "move", "extend", "swap", "accept", "decline", "ticket")
    assert all(command in shown for command in (*booking, "check-in", "watch", "guide"))


def test_a_service_that_is_away_is_one_clear_line_and_1(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("serai_driver.connection.FIRST_PAUSE", 0.0)
    result = run.invoke(app, ["watch", "v", "--url", "http://127.0.0.1:9"])
    assert result.exit_code == 1
    assert result.stderr.count("\n") == 1
    assert "cannot be reached" in result.stderr


def test_pauses_grow_spread_and_end() -> None:
    assert pause(0, 0.0) < pause(3, 0.0) < pause(5, 0.0)
    assert pause(2, 0.0) < pause(2, 0.99)
    assert pause(50, 0.99) <= LONGEST_PAUSE


class Counter:
    """A service of few words: answers each request with the next of its answers, and remembers what it was asked."""

    def __init__(self, *answers: Answer | None) -> None:
        self.answers = list(answers)
        self.keys: list[str] = []
        self.url = ""

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).decode()
        size = re.search(r"content-length: (\d+)", head, re.IGNORECASE)
        await reader.readexactly(int(size[1]) if size else 0)
        key = re.search(r"idempotency-key: (\S+)", head, re.IGNORECASE)
        self.keys.append(key[1] if key else "")
        answer = self.answers.pop(0)
        if answer is not None:
            status, headers, body = answer
            text = orjson.dumps(body)
            lines = [f"HTTP/1.1 {status} x", f"content-length: {len(text)}", "connection: close"]
            lines += [f"{name}: {value}" for name, value in headers.items()]
            writer.write("\r\n".join(lines).encode() + b"\r\n\r\n" + text)
            await writer.drain()
        writer.close()


@pytest.fixture
async def counters(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Callable[..., Awaitable[Counter]]]:
    monkeypatch.setattr("serai_driver.connection.FIRST_PAUSE", 0.0)
    servers: list[asyncio.Server] = []

    async def make(*answers: Answer | None) -> Counter:
        counter = Counter(*answers)
        server = await asyncio.start_server(counter.serve, "127.0.0.1", 0)
        servers.append(server)
        counter.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
        return counter

    yield make
    for server in servers:
        server.close()
        await server.wait_closed()


async def test_i06_an_act_is_repeated_with_one_key_until_it_is_answered(
    counters: Callable[..., Awaitable[Counter]],
) -> None:
    in_progress = {"code": "idempotency.in_progress", "detail": "wait"}
    busy: Answer = (503, {"retry-after": "0"}, {"code": "service.overloaded", "detail": "later"})
    counter = await counters(None, busy, (409, {}, in_progress), (201, {}, {"id": "r1"}))
    async with Api(counter.url) as api:
        assert await api.post("/reservations", {}) == {"id": "r1"}
    assert len(counter.keys) == 4
    assert len(set(counter.keys)) == 1
    assert counter.keys[0]


async def test_a_refusal_by_a_rule_is_not_repeated(counters: Callable[..., Awaitable[Counter]]) -> None:
    counter = await counters((409, {}, {"code": "slot.full", "detail": "It is full.", "alternatives": []}))
    async with Api(counter.url) as api:
        with pytest.raises(Refused) as refused:
            await api.post("/reservations", {})
    assert (refused.value.code, refused.value.facts["alternatives"]) == ("slot.full", [])
    assert len(counter.keys) == 1


async def test_an_answer_that_is_not_json_is_a_refusal_too(counters: Callable[..., Awaitable[Counter]]) -> None:
    counter = await counters((404, {}, "not a problem"))
    async with Api(counter.url) as api:
        with pytest.raises(Refused, match=r"http\.404"):
            await api.get("/visits/x")
