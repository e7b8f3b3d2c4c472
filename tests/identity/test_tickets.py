"""Tickets for sockets: used once, within 30 seconds, in whichever process the socket arrives."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from serai.identity import actions
from serai.identity.rights import Role
from serai.identity.rules import Caller, TicketRefused
from tests.identity.conftest import World

Another = Callable[..., World]


async def ticket(world: World, key: str, **headers: str) -> str:
    async with world.client(key, **headers) as client:
        answer = await client.post("/v1/live/tickets", json={})
    assert answer.status_code == 201
    left = datetime.fromisoformat(answer.json()["expires_at"]) - datetime.now(UTC)
    assert timedelta(seconds=25) < left <= timedelta(seconds=30)
    return str(answer.json()["ticket"])


async def attempts(doors: list[World], token: str) -> list[Caller]:
    async def attempt(world: World) -> Caller | None:
        try:
            return await world.door.redeem(token)
        except TicketRefused:
            return None

    return [caller for caller in await asyncio.gather(*map(attempt, doors)) if caller is not None]


async def test_a_ticket_lets_its_holder_in(world: World) -> None:
    key = await world.key(Role.OPERATOR, site="CNMHN")
    caller = await world.door.redeem(await ticket(world, key))
    assert (caller.role, caller.site, caller.key) == (Role.OPERATOR, "CNMHN", key.split("_")[1])


async def test_a_drivers_link_gets_a_ticket_too(world: World) -> None:
    caller = await world.door.redeem(await ticket(world, world.door.link("R1")))
    assert caller.reservation == "R1"


async def test_a_ticket_works_once_among_all_processes(world: World, another: Another) -> None:
    token = await ticket(world, await world.key(Role.OPERATOR))
    doors = [world, another()] * 4
    assert len(await attempts(doors, token)) == 1
    assert await attempts(doors, token) == []


async def test_twin_a_ticket_that_is_not_used_up_is_noticed(
    world: World, another: Another, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def taken(*_: object) -> bool:
        return True

    monkeypatch.setattr(actions, "add_once", taken)
    token = await ticket(world, await world.key(Role.OPERATOR))
    assert len(await attempts([world, another()] * 4, token)) > 1


async def test_a_late_ticket_is_refused(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    token = await ticket(world, await world.key(Role.OPERATOR))
    later = datetime.now(UTC) + timedelta(seconds=31)
    monkeypatch.setattr(actions, "now", lambda: later)
    with pytest.raises(TicketRefused):
        await world.door.redeem(token)


async def test_a_ticket_falls_with_its_key(world: World) -> None:
    key = await world.key(Role.OPERATOR)
    token = await ticket(world, key)
    async with world.client(await world.key(Role.ADMIN)) as admin:
        await admin.delete(f"/v1/keys/{key.split('_')[1]}")
    with pytest.raises(TicketRefused):
        await world.door.redeem(token)


@pytest.mark.parametrize("token", ["", "tk_", "tk_x.y", "sk_aaaaaaaa_" + "A" * 43])
async def test_what_is_no_ticket_is_refused(world: World, token: str) -> None:
    with pytest.raises(TicketRefused):
        await world.door.redeem(token)


async def test_a_retry_with_the_same_key_gets_the_same_ticket(world: World) -> None:
    key = await world.key(Role.OPERATOR)
    once = {"Idempotency-Key": "socket-1"}
    assert await ticket(world, key, **once) == await ticket(world, key, **once)
    assert await ticket(world, key) != await ticket(world, key)


async def test_nobody_gets_no_ticket(world: World) -> None:
    async with world.client() as nobody:
        assert (await nobody.post("/v1/live/tickets", json={})).json()["code"] == "key.missing"
