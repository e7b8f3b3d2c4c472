"""I-25: what was answered is durable, whenever the process is killed. With a twin that answers too early."""

from __future__ import annotations

import asyncio
import random
from pathlib import Path

import httpx

from tests.scale import scaled
from tests.serving import Service, ask, furnish, running
from tests.worlds import slot_id

CLIENTS = 16
HASTY = Path(__file__).with_name("hasty.py")


async def _book(service: Service, round_: int, answered: dict[str, str], done: asyncio.Event) -> None:
    """Clients reserve as fast as they are answered, and note every answer."""

    async def client(number: int) -> None:
        async with service.client(service.key) as http:
            for each in range(10_000):
                plate = f"K{round_:03}{number:02}{each:04}"
                key = {"Idempotency-Key": plate}
                try:
                    body = ask(slot_id(each % 24, day=24 + number % 5), plate)
                    made = await http.post("/v1/reservations", json=body, headers=key)
                except httpx.TransportError:
                    return
                if made.status_code == 201:
                    answered[plate] = made.json()["id"]
                if len(answered) >= 20:
                    done.set()

    await asyncio.gather(*(client(number) for number in range(CLIENTS)))


async def _kill_while_booking(service: Service, rounds: int) -> tuple[dict[str, str], set[str], int]:
    """Rounds of booking, killed at a random moment; what was answered, what is there, and how many rows a plate has."""
    chance = random.Random(7)
    answered: dict[str, str] = {}
    for round_ in range(rounds):
        this: dict[str, str] = {}
        done = asyncio.Event()
        booking = asyncio.create_task(_book(service, round_, this, done))
        await asyncio.wait_for(done.wait(), 60)
        await asyncio.sleep(chance.uniform(0, 0.05))
        service.kill()
        await booking
        service.start()
        answered |= this
    async with service.client(service.key) as http:
        there: set[str] = set()
        after = "0"
        seen: list[str] = []
        while after is not None:
            page = (await http.get("/v1/sites/CNMHN/ledger", params={"after": after, "limit": 200})).json()
            seen += [each["body"]["reservation"] for each in page["items"] if each["kind"] == "reservation.confirmed"]
            after = page["next"]
        there = set(seen)
        for plate, id_ in random.Random(1).sample(sorted(answered.items()), 5):
            slot = slot_id(int(plate[-4:]) % 24, day=24 + int(plate[-6:-4]) % 5)
            again = await http.post("/v1/reservations", json=ask(slot, plate), headers={"Idempotency-Key": plate})
            if id_ in there:
                assert again.status_code == 201, again.text
                assert again.headers["Idempotent-Replayed"] == "true"
                assert again.json()["id"] == id_
    return answered, there, len(seen)


async def test_i25_killed_at_any_moment_nothing_answered_is_lost(database_url: str) -> None:
    with running(database_url) as service:
        async with service.client(service.key) as http:
            await furnish(http, capacity=5000)
        answered, there, rows = await _kill_while_booking(service, scaled(80))
    assert len(answered) >= 20 * scaled(80)
    assert set(answered.values()) <= there
    assert rows == len(there), "something was done twice"


async def test_i25_twin_a_desk_that_answers_before_it_commits_loses_some(sqlite_url: str) -> None:
    with running(sqlite_url, command=(str(HASTY),)) as service:
        async with service.client(service.key) as http:
            await furnish(http, capacity=5000)
        answered, there, _ = await _kill_while_booking(service, scaled(80))
    assert set(answered.values()) - there, "the test did not notice answers given too early"
