"""The same ledger gives the same bands: to who was there all along, and to who reads its last days when it starts."""

from __future__ import annotations

from datetime import timedelta
from itertools import product, takewhile

from serai.calling import rules
from serai.calling.actions import CallNext, Renew
from serai.calling.arriving import Roll
from serai.calling.curves import curves, ways
from serai.calling.pace import LinePace
from serai.calling.rules import Pace
from serai.core import ids
from serai.core.desk import Memory
from serai.guidance.actions import Admit
from serai.guidance.yard import YardState
from serai.ledger import queries as ledger
from serai.queue.bands import curves as published
from serai.queue.bands import interpolated
from serai.queue.events import BandsPublished
from serai.queue.rules import Queue
from serai.sites.actions import OpenClosure, PutStaffing
from serai.sites.documents import StaffingDocument
from serai.sites.rules import SiteFold
from tests.calling.judge import BEGIN, Pattern, outlook, plan_of, take
from tests.calling.terminal import MEANS, Terminal
from tests.calling.world import DAY
from tests.queue.desk_world import ALL_LOADERS, AS_OPERATOR, QueueWorld, world
from tests.worlds import NOON, slot_id

MINUTE = timedelta(minutes=1)
LINE = "gate-in"


def staffing(servers: int, hours: float) -> PutStaffing:
    until = (NOON + timedelta(hours=hours)).isoformat()
    period = {"from": NOON.isoformat(), "to": until, "servers": servers}
    return PutStaffing("CNMHN", None, StaffingDocument.model_validate({"periods": [period]}))


async def a_day(made: QueueWorld) -> None:
    """Reservations, walk-ins, calls, admissions, a shift that ends and a closure."""
    await made.put_rulebook(lead_minutes=0)
    await made.desks.run(staffing(2, 1.0))
    for number, hour in enumerate((14, 14, 15, 18)):
        await made.reserve(slot_id(hour), f"YK01{number}")
    for number in range(8):
        made.clock.set(NOON + 4 * number * MINUTE)
        await made.check_in(f"YN01{number}", lane="export-general")
        await made.desks.run(Renew("CNMHN"))
    for number in range(5):
        made.clock.set(NOON + (40 + 3 * number) * MINUTE)
        (called,) = await made.desks.run(CallNext("CNMHN", ids.new("CNMHN"), 1))
        made.clock.set(NOON + (42 + 3 * number) * MINUTE)
        await made.desks.run(Admit("CNMHN", called.visit.id, AS_OPERATOR, call=ids.new("CNMHN")))
        await made.desks.run(Renew("CNMHN"))
    await made.desks.run(staffing(3, 30.0))
    closes = NOON + timedelta(hours=5)
    closure = OpenClosure("CNMHN", ids.new("CNMHN"), None, closes, closes + timedelta(hours=1), "works", None)
    await made.desks.run(closure)


def told(memory: Memory) -> tuple[BandsPublished, Roll]:
    site, queue, pace, now = memory.of(SiteFold), memory.of(Queue), memory.of(Pace), NOON + 60 * MINUTE
    return rules.promised(site, queue, pace, now, memory.of(YardState)), rules.rolled(site, queue, pace, LINE, now)


async def test_i27_who_reads_the_ledger_anew_promises_the_same(database_url: str) -> None:
    async with world(database_url) as made:
        await a_day(made)
        assert made.readers is not None
        followed = await made.readers.memory("CNMHN")
        async with made.database.reading() as connection:
            head = await ledger.head(connection, "CNMHN")
            assert head is not None
            loaded = await Memory.load(connection, head, ALL_LOADERS)
        (bands, roll), (again, rolled_again) = told(followed), told(loaded)
        assert again == bands
        assert rolled_again == roll
        assert loaded.of(Pace).lines[LINE].arrivals == followed.of(Pace).lines[LINE].arrivals
        assert bands.basis[LINE]["services"] >= 3


def test_what_is_older_than_a_process_reads_has_all_but_faded() -> None:
    """Ten days folded by one, the last eight of them by another: they differ by minutes at most."""
    kind, days, ends = Pattern(trucks_a_day=380), 10, 9.5 * DAY
    world, plan = Terminal(1, kind), plan_of(kind, days + 5)
    whole, latest = LinePace(plan=plan), LinePace(plan=plan)
    for fact in takewhile(lambda fact: fact.at < ends, world.facts(days)):
        learning = [whole] if fact.at < ends - 8 * DAY else [whole, latest]
        if fact.lorry is not None:
            for pace in learning:
                take(pace, fact, MEANS)
        elif fact.at % 7200 == 0:  # what was published then is in the ledger that both read
            told = bands(whole, world, fact.at)
            for pace in learning:
                pace.heard(published(told.bands, told.as_of, told.ways, {}), told.basis[""])
    ours, theirs = (bands(pace, world, ends) for pace in (whole, latest))
    for of, rank in product(MEANS, range(1, len(world.queue) + 2)):
        for one, other in zip(read(ours, of, rank), read(theirs, of, rank), strict=True):
            assert abs(one - other) <= max(5.0, 0.1 * one), (of, rank)


def read(told: BandsPublished, of: str, rank: int) -> list[float]:
    points = [(at, low, middle, high) for at, low, middle, high in told.bands[""][of]]
    return [interpolated(points, rank, column) / 60 for column in (1, 2, 3)]


def bands(pace: LinePace, world: Terminal, at: float) -> BandsPublished:
    seen = outlook(pace, world, at, MEANS)
    as_of, basis = BEGIN + timedelta(seconds=at), {"": pace.early.told("early") | pace.late.told("late")}
    return BandsPublished(bands={"": curves(seen)}, as_of=as_of, basis=basis, ways={"": ways(seen)})
