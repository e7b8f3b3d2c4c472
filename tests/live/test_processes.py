"""I-13 to I-17 and I-30 where two processes serve one database: real services, a real bell, and each twin found out."""

from __future__ import annotations

import asyncio
import json
import random
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, ExitStack, asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import pytest
from websockets.exceptions import ConnectionClosed

from tests.live.crowd import Follower, Manner, Traffic, connection, fresh
from tests.live.world import Gap
from tests.scale import scaled
from tests.servers import Valkey
from tests.serving import Service, furnish, running

SABOTAGED = str(Path(__file__).with_name("sabotaged.py"))
PATIENCE = 60.0
PING = json.dumps({"type": "ping"})


@contextmanager
def two(url: str, bell: str, sabotage: str | None = None) -> Iterator[list[Service]]:
    """Two services over one database."""
    settings = {"SERAI_CLOCK": "system", "SERAI_BELL": bell}
    command = ("-m", "serai", "serve") if sabotage is None else (SABOTAGED, sabotage)
    with ExitStack() as stack:
        first = stack.enter_context(running(url, settings=settings, command=command))
        second = Service(url, settings=settings, command=command, key=first.key)
        second.start()
        stack.callback(second.kill)
        yield [first, second]


@dataclass
class Play:
    """How a crowd fared: whether all came to show what is, and what each was told on the way."""

    followers: list[Follower]
    differing: list[Follower] = field(default_factory=list)
    gaps: list[str] = field(default_factory=list)


async def play(
    services: list[Service], valkey: Valkey, *, readers: int, odd: int, events: int, patience: float
) -> Play:
    """Readers follow while things happen at both processes and the bell is killed, started and killed for good."""
    draw, wake = random.Random(readers), asyncio.Event()
    async with AsyncExitStack() as stack:
        clients = [await stack.enter_async_context(service.client(service.key)) for service in services]
        await furnish(clients[0], capacity=2_000)
        acme = (await clients[0].post("/v1/keys", json={"role": "company", "company": "acme"})).json()
        company = [await stack.enter_async_context(service.client(acme["key"])) for service in services]
        traffic = Traffic(clients, draw, company, await _bookable(clients[0]))
        visits = [await traffic.join() for _ in range(5)]
        nimble: list[Manner] = ["nimble"] * (readers - odd)
        others: list[Manner] = ["slow", "stuck"] * (odd // 2)
        followers = [
            Follower(services, draw.choice(visits), manner, random.Random(number), wake)
            for number, manner in enumerate([*others, *nimble])
        ]
        tasks = [asyncio.create_task(each.run()) for each in followers]
        try:
            for act in (lambda: None, valkey.kill, valkey.start, valkey.kill):
                await asyncio.to_thread(act)
                await traffic.happen(events // 4)
            wake.set()
            played = await _settled(Play(followers), services, visits, tasks, patience)
            if played.gaps or played.differing:
                return played
            # The last is told to one process; no bell rings for the other, and nobody asks it for anything.
            for _ in range(5):
                await traffic.join(clients[0])
            return await _settled(played, services[:1], visits, tasks, patience)
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)


async def _bookable(client: httpx.AsyncClient) -> list[str]:
    return [slot["id"] for slot in (await client.get("/v1/sites/CNMHN/slots")).json()["items"][4:]]


async def _settled(
    play: Play, asked: list[Service], visits: list[str], tasks: list[asyncio.Task[None]], patience: float
) -> Play:
    """Wait until everybody shows what somebody would who came now, at any of the processes that are asked."""
    loop = asyncio.get_running_loop()
    give_up = loop.time() + patience
    while True:
        shown = [await fresh(service, visits) for service in asked]
        play.differing = [
            each for each in play.followers if any(each.shows() != by_visit[each.visit] for by_visit in shown)
        ]
        play.gaps = [str(task.exception()) for task in tasks if task.done() and isinstance(task.exception(), Gap)]
        if play.gaps or not play.differing or loop.time() > give_up:
            return play
        await asyncio.sleep(0.2)


@pytest.mark.timeout(600)
async def test_i13_i15_i16_i17_everybody_shows_what_is_whatever_bell_and_connections_do(postgres_url, valkey):
    with two(postgres_url, valkey.url) as services:
        odd = scaled(40, least=8)
        played = await play(
            services, valkey, readers=scaled(200, least=30), odd=odd, events=scaled(2_000), patience=PATIENCE
        )
    assert played.gaps == []
    assert played.differing == []
    nimble = [each for each in played.followers if each.manner == "nimble"]
    assert sum(each.cuts for each in nimble) > len(nimble)
    assert [each.screen.resets for each in nimble if each.screen.resets] == []
    assert {reason for each in played.followers for _, reason in each.screen.resets} <= {"overflow"}


@pytest.mark.timeout(300)
@pytest.mark.parametrize("sabotage", ["bell_only", "without_seq"])
async def test_i13_i16_a_feed_without_its_protection_is_found_out(postgres_url, valkey, sabotage):
    """The twins: nobody looks at the ledger unless a bell rings; who resumes is taken to know everything."""
    with two(postgres_url, valkey.url, sabotage) as services:
        played = await play(services, valkey, readers=10, odd=0, events=80, patience=8.0)
    assert played.gaps or played.differing


# Revocation and tickets


@asynccontextmanager
async def revoked_elsewhere(services: list[Service]) -> AsyncIterator[Any]:
    """A socket at the second process whose key has just been revoked at the first."""
    first, second = services
    async with first.client(first.key) as admin:
        made = (await admin.post("/v1/keys", json={"role": "operator"})).json()
        headers = {"Authorization": f"Bearer {made['key']}"}
        async with connection(second, additional_headers=headers) as connected:
            await connected.send('{"type":"watch","feed":"yard:CNMHN"}')
            assert json.loads(await connected.recv())["type"] in {"snapshot", "error"}
            assert (await admin.delete(f"/v1/keys/{made['id']}")).status_code == 204
            yield connected


async def redeemed_twice(services: list[Service]) -> int:
    """How many of ten sockets, five at each process, one ticket opens."""
    async with services[0].client(services[0].key) as admin:
        ticket = (await admin.post("/v1/live/tickets", json={})).json()["ticket"]

    async def is_let_in(service: Service) -> bool:
        try:
            async with connection(service, additional_headers={}) as connected:
                await connected.send(PING)
                return json.loads(await connected.recv())["type"] == "pong"
        except ConnectionClosed as closed:
            if closed.rcvd is None or closed.rcvd.code != 4401:
                raise
            return False

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("tests.live.crowd._Greeted.hello", {"type": "hello", "ticket": ticket})
        asking = [is_let_in(service) for service in services * 5]
        return sum(await asyncio.gather(*asking))


@pytest.mark.timeout(300)
async def test_i30_what_one_process_revokes_is_closed_at_another_and_a_ticket_lets_in_once(postgres_url, valkey_url):
    with two(postgres_url, valkey_url) as services:
        async with revoked_elsewhere(services) as connected:
            await asyncio.wait_for(connected.wait_closed(), 5.0)  # it is the promise, and not a measurement
            assert connected.close_code == 4401
        assert await redeemed_twice(services) == 1


@pytest.mark.timeout(300)
async def test_i30_a_process_that_does_not_look_is_found_out(postgres_url, valkey_url):
    with two(postgres_url, valkey_url, "revocations_unseen") as services:
        async with revoked_elsewhere(services) as connected:
            with pytest.raises(TimeoutError):
                await asyncio.wait_for(connected.wait_closed(), 5.0)


@pytest.mark.timeout(300)
async def test_i30_tickets_that_are_not_kept_are_found_out(postgres_url, valkey_url):
    with two(postgres_url, valkey_url, "tickets_again") as services:
        assert await redeemed_twice(services) > 1


@pytest.mark.timeout(300)
async def test_without_a_bell_several_processes_work_all_the_same(postgres_url):
    with two(postgres_url, "") as services:
        async with services[0].client(services[0].key) as http:
            await furnish(http)
            async with connection(services[1]) as connected:
                await connected.send('{"type":"watch","feed":"queue:CNMHN"}')
                await connected.recv()
                await Traffic([http], random.Random(1)).join()
                change = json.loads(await asyncio.wait_for(connected.recv(), PATIENCE))
                assert [op[:3] for op in change["ops"]] == [["join", "gate-in", 1]]
                async with httpx.AsyncClient(base_url=services[1].url, trust_env=False) as other:
                    assert "serai_ledger_entries_followed_total" in (await other.get("/metrics")).text
