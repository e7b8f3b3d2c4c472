"""The gateway's adapter against a real server: what is asked, what is tried again, what is never reached."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from ipaddress import ip_network
from typing import Any

import pytest

from serai.messages.gateway import Gateway, Outgoing, Undelivered, Way
from tests.messages.carrier import Carrier, carrier

HERE = (ip_network("127.0.0.0/8"),)
MEMBERS = {"to": "{to}", "text": "{text}", "id": "{id}"}
MESSAGE = Outgoing("m-1", "+8613800138000", "Come to {to} gate “1” & 2.")


@asynccontextmanager
async def asking(url: str, within: float = 10, **way: Any) -> AsyncIterator[Gateway]:
    given = {"headers": {}, "form": "json", "members": MEMBERS, "networks": HERE, **way}
    made = Gateway(Way(url, **given), within)
    yield made
    await made.close()


async def undelivered(gateway: Gateway) -> Undelivered:
    with pytest.raises(Undelivered) as caught:
        await gateway.send(MESSAGE)
    assert "138" not in f"{caught.value!r}{caught.value.problem}", "a number is in what is logged"
    assert caught.value.__cause__ is None
    return caught.value


async def test_json_and_forms_are_filled_from_the_settings() -> None:
    async with carrier() as server:
        async with asking(
            server.url, headers={"Authorization": "Bearer s3"}, members=MEMBERS | {"from": "Serai"}
        ) as one:
            await one.send(MESSAGE)
        async with asking(server.url, form="form", members={"PhoneNumber": "{to}", "Body": "[Serai] {text}"}) as one:
            await one.send(MESSAGE)
        json, form = server.requests
        assert json.target == "POST /v2/sms HTTP/1.1"
        assert json.json == {"to": MESSAGE.number, "text": MESSAGE.text, "id": "m-1", "from": "Serai"}
        assert (json.headers["authorization"], json.headers["idempotency-key"]) == ("Bearer s3", "m-1")
        assert json.headers["host"] == f"127.0.0.1:{server.port}"
        assert form.form == {"PhoneNumber": [MESSAGE.number], "Body": [f"[Serai] {MESSAGE.text}"]}


@pytest.mark.parametrize(
    ("answer", "problem", "is_final", "after"),
    [
        (500, "http.500", False, None),
        ("503 Busy\r\nRetry-After: 120", "http.503", False, timedelta(minutes=2)),
        ("429 Slow\r\nRetry-After: soon", "http.429", False, None),
        (400, "http.400", True, None),
        (401, "http.401", True, None),
        ("302 Elsewhere\r\nLocation: http://127.0.0.1:1/", "http.302", True, None),
    ],
)
async def test_what_a_gateway_answers_is_tried_again_or_is_the_end(
    answer: int | str, problem: str, is_final: bool, after: timedelta | None
) -> None:
    async with carrier(lambda: Carrier([answer])) as server, asking(server.url) as one:
        failed = await undelivered(one)
        assert (failed.problem, failed.is_final, failed.after) == (problem, is_final, after)
        assert len(server.requests) == 1


async def test_who_hangs_up_hangs_or_is_not_there_is_tried_again() -> None:
    async with carrier(lambda: Carrier([None])) as server, asking(server.url) as one:
        assert not (await undelivered(one)).is_final
    async with asking(f"http://127.0.0.1:{server.port}/") as one:
        assert (await undelivered(one)).problem == "network.ConnectError"
    async with carrier() as server, asking(server.url, within=0.2) as one:
        gate = server.held = asyncio.Event()
        assert (await undelivered(one)).problem == "network.ReadTimeout"
        gate.set()


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1:{port}/", "https://localhost:{port}/", "http://[::1]:{port}/", "https://10.1.2.3/"]
)
async def test_a_private_target_is_refused_unless_its_network_is_named(url: str) -> None:
    async with carrier() as server, asking(url.format(port=server.port), networks=()) as one:
        assert (await undelivered(one)).problem == "target.refused"
        assert server.requests == []


async def test_without_tls_only_a_named_network_is_reached() -> None:
    async with asking("http://93.184.216.34/", networks=HERE) as one:
        assert (await undelivered(one)).problem == "target.refused"
