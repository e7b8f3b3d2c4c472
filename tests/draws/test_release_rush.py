"""The release rush: everybody asks at once for a few places, and some ask very often (I-22)."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import httpx
import pytest

from serai.booking.refusals import SlotUnreleased
from serai.booking.reservations import Reservation
from serai.draws.draw import Entry, Released, Terms, allot, hold, order
from tests.draws.draws import CLOSES, DAY, DRAW, HELD, LANE, OPENS, Site, as_recorded, entered, over, site
from tests.draws.test_draw import seeds, unequal
from tests.draws.test_draw_page import Stranger
from tests.scale import scaled
from tests.serving import ask, running
from tests.worlds import opened, reservation, slot_id

PLACES, VEHICLES, TIMES = scaled(100), scaled(5000), 20
HASTY = "C-HASTY"
"""The company of every third vehicle; it asks for each of them twenty times, and before everybody else."""
DRAWS = 400
AT_ONCE = 4000
SLOT = slot_id(18, DAY)


def fleet() -> list[str]:
    return [f"YH{number:05}" for number in range(VEHICLES // 3)]


def others() -> list[str]:
    return [f"YO{number:05}" for number in range(VEHICLES - VEHICLES // 3)]


def requests() -> list[Any]:
    hasty = [reservation(SLOT, plate, company=HASTY, owner=HASTY) for plate in fleet() for _ in range(TIMES)]
    return [*hasty, *(reservation(SLOT, plate, owner=f"key:{plate}") for plate in others())]


@dataclass
class Rush:
    """What came of it: all answers, the facts in the words of `draw`, and who is who."""

    answers: list[Any]
    won: list[str]
    entries: list[Entry]
    slots: list[Released]
    terms: Terms
    drawn_by: bytes
    lots: Sequence[Any]
    early: list[SlotUnreleased]
    late: list[SlotUnreleased]


async def rushed(url: str) -> Rush:
    """Through the desks of two processes, while the clock shows one instant."""
    async with (
        site(url, capacity=PLACES, company_share=0.1) as here,
        opened(here.world.database, here.world.clock) as b,
    ):
        both = (here, over(b, seed=2))
        await here.until(OPENS - timedelta(seconds=10))
        early = await asked(both, requests()[:50])
        await here.until(OPENS)
        answers = await asked(both, requests())
        await here.until(CLOSES)
        late = await asked(both, requests()[-50:])
        await here.until(HELD)
        entries, held, slots, terms = await as_recorded(here)
        seed = bytes.fromhex(held.seed)
        return Rush(answers, await here.won(), entries, slots, terms, seed, held.lots, early, late)


async def asked(both: Sequence[Site], commands: Sequence[Any]) -> list[Any]:
    answers: list[Any] = []
    for start in range(0, len(commands), AT_ONCE):
        now = [both[n % 2].world.desks.run(each) for n, each in enumerate(commands[start : start + AT_ONCE])]
        answers += await asyncio.gather(*now, return_exceptions=True)
    return answers


async def test_i22_release_rush_exactly_the_places_are_served_and_chances_are_equal(sqlite_url: str) -> None:
    _judge(await rushed(sqlite_url))


async def test_i22_release_rush_on_postgresql(postgres_url: str) -> None:
    _judge(await rushed(postgres_url))


def _judge(rush: Rush) -> None:
    assert [each for each in rush.answers if not isinstance(each, Reservation)] == []
    assert all(each.is_entry for each in rush.answers)
    assert len({each.id for each in rush.answers}) == len(rush.entries) == VEHICLES
    assert len(rush.won) == len(set(rush.won)) == PLACES
    assert sum(plate.startswith("YH") for plate in rush.won) <= rush.terms.caps[f"{LANE}~20261129T1000Z"]
    assert tuple(rush.lots) == hold(rush.drawn_by, rush.entries, rush.slots, rush.terms)
    for refusal in (*rush.early, *rush.late):
        assert isinstance(refusal, SlotUnreleased)
        assert refusal.retry_after is not None
        assert refusal.retry_after > 0
    assert not unequal(chances(order, rush, no_caps(rush)), PLACES, DRAWS)
    alone = chances(order, rush, rush.terms)
    of_fleet = {each.vehicle for each in rush.entries if each.company == HASTY}
    spread = Counter({vehicle: alone[vehicle] for vehicle in alone.keys() - of_fleet})
    share = sum(spread.values()) / DRAWS
    assert not unequal(spread, round(share), DRAWS)


def no_caps(rush: Rush) -> Terms:
    return Terms(dict.fromkeys(rush.terms.caps, VEHICLES), {})


def chances(drawing: Callable[[bytes, Iterable[Entry]], list[Entry]], rush: Rush, terms: Terms) -> Counter[str]:
    """How often each vehicle would get a place, under so many secrets."""
    vehicles = {each.id: each.vehicle for each in rush.entries}
    of = [slot for slot in rush.slots if slot.id == SLOT]
    won: Counter[str] = Counter({each.vehicle: 0 for each in rush.entries})
    for drawn_by in seeds(DRAWS):
        won.update(vehicles[lot.entry] for lot in allot(drawing(drawn_by, rush.entries), of, terms) if lot.slot)
    return won


def in_order_of_asking(_: bytes, entries: Iterable[Entry]) -> list[Entry]:
    """Sabotage: first come, first served."""
    return sorted(entries, key=lambda each: each.seq)


async def test_i22_twin_serving_in_order_of_asking_fails(sqlite_url: str) -> None:
    rush = await rushed(sqlite_url)
    assert unequal(chances(in_order_of_asking, rush, no_caps(rush)), PLACES, DRAWS)


async def test_i22_real_secrets_of_several_draws_give_different_winners(sqlite_url: str, tmp_path: Any) -> None:
    """The whole way, each time with another secret: nobody wins again and again."""
    won: Counter[str] = Counter()
    for seed in range(6):
        async with site(f"sqlite+aiosqlite:///{tmp_path}/{seed}.db", capacity=4, seed=seed) as here:
            await entered(here, [f"YA{number:04}" for number in range(40)])
            await here.until(HELD)
            won.update(await here.won())
    assert sum(won.values()) == 24
    assert max(won.values()) < 5
    assert len(won) > 12


FLEET, ALONE, FEW = 8, 24, 5
"""Over HTTP: so many vehicles of a company, so many drivers, so many places."""


@pytest.mark.parametrize("url", ["sqlite_url", "postgres_url"])
async def test_i22_release_rush_over_http(url: str, request: pytest.FixtureRequest) -> None:
    with running(request.getfixturevalue(url)) as service:
        me = Stranger(service)
        me.furnish(FEW)
        me.keys["company"] = me.make("POST", "/keys", json={"role": "company", "company": "Hasty"})["key"]
        early = await burst(service, me, "early")
        me.until(OPENS)
        inside = await burst(service, me, "inside")
        me.until(CLOSES)
        late = await burst(service, me, "late")
        me.until(HELD)
        found = me.make("GET", f"/sites/CNMHN/draws/{DRAW}")
        me.http.close()
    assert {answer.status_code for answer in inside} == {202}
    assert (found["entries"], found["vehicles"]) == (FLEET + ALONE, FLEET + ALONE)
    assert sum(lot["slot"] is not None for lot in found["lots"]) == FEW
    for answer in (*early, *late):
        assert (answer.status_code, answer.json()["code"]) == (409, "slot.unreleased")
        assert int(answer.headers["Retry-After"]) > 0


async def burst(service: Any, me: Stranger, when: str) -> list[httpx.Response]:
    asks = [("company", f"YH{n:05}") for n in range(FLEET) for _ in range(TIMES)]
    asks += [("driver", f"YO{n:05}") for n in range(ALONE)]
    async with service.client() as client:

        async def one(number: int, role: str, plate: str) -> httpx.Response:
            headers = {"Authorization": f"Bearer {me.keys[role]}", "Idempotency-Key": f"{when}-{number}"}
            return await client.post("/v1/reservations", json=ask(SLOT, plate), headers=headers)

        return await asyncio.gather(*(one(number, *each) for number, each in enumerate(asks)))
