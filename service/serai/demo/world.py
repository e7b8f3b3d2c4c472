"""A day at two ports of Yunnan, played through the public API alone."""

from __future__ import annotations

import random
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any, Final

from serai.demo import day as days
from serai.demo import readings, setting
from serai.demo.acts import Acts
from serai.demo.client import Api, Json
from serai.demo.customs import Customs
from serai.demo.ports import PORTS, Port, shift
from serai.demo.setting import Cast
from serai.demo.summary import judged, report
from serai.demo.timeline import Timeline
from serai.demo.trucks import breakdown, trucks
from serai.demo.visits import Visits
from serai.sites.files import YUNNAN
from serai.sites.files import load as sites_in

READINGS: Final = Path(__file__).parent / "data" / "border_trucks_waiting.csv"
BEFORE: Final = timedelta(hours=10)
"""So long before the day the stage is set, so that who comes early in it can have booked."""
_BETWEEN_PORTS: Final = timedelta(hours=1.5)
_LOOK: Final = timedelta(minutes=2)
_SOON: Final = timedelta(seconds=30)
"""How soon a driver whom the service called has seen it."""
_LINK_FROM: Final = timedelta(minutes=20)


@dataclass(slots=True)
class World:
    """The stage with everybody on it. Make it with `staged`, then `book`, then `play`."""

    admin: Api
    cast: Cast
    timeline: Timeline
    start: datetime
    end: datetime
    seed: int
    days: Sequence[days.Day]
    ports: list[Visits] = field(default_factory=list)
    acts: list[Acts] = field(default_factory=list)
    customs: list[Customs] = field(default_factory=list)
    cleared: int = 0
    seconds: float = 0.0

    async def book(self) -> None:
        """The hours before the day: whoever reserves early does."""
        await self.timeline.run(self.start - timedelta(seconds=10))

    async def play(self, speed: float) -> None:
        """The day, at so many domain seconds a real one; 0 for as fast as it goes."""
        began = time.monotonic()
        self.timeline.pace(speed)
        await self.timeline.run(self.end)
        self.seconds = time.monotonic() - began

    def link(self) -> Json | None:
        """The reservation of a truck that comes soon, for its driver's link."""
        for visits in self.ports:
            soon = sorted(
                (each for each in self._coming(visits) if each[0] >= self.start + _LINK_FROM), key=lambda each: each[0]
            )
            if soon:
                return soon[0][1]
        return None

    def _coming(self, visits: Visits) -> list[tuple[datetime, Json]]:
        reserved = visits.booked.values()
        return [(datetime.fromisoformat(each["slot"]["starts_at"]), each) for each in reserved if each["pass"]]

    async def summary(self) -> dict[str, Any]:
        """What the day came to; `queue_says` is the service's own count of who waits."""
        sites = {}
        for visits, day, acts, customs in zip(self.ports, self.days, self.acts, self.customs, strict=True):
            sites[visits.port.site] = {
                "shape": shape(visits.port, day),
                **report(visits.trips, self.timeline.now),
                "inspections": customs.summary(),
                "power_lost": acts.power_lost,
                "queue_says": await self._waiting(visits.port.site),
            }
        counts = self.admin.counts
        return {
            "seed": self.seed,
            "from": self.start.isoformat(),
            "to": self.timeline.now.isoformat(),
            "seconds": round(self.seconds, 1),
            "requests": counts.requests,
            "refused": dict(sorted(counts.refused.items())),
            "cleared_before": self.cleared,
            "acts": sorted((act for acts in self.acts for act in acts.done), key=lambda act: act["at"]),
            "sites": sites,
            "bands": judged([trip for visits in self.ports for trip in visits.trips], self.timeline.now),
        }

    async def _waiting(self, site: str) -> int:
        operator, count, cursor = self.admin.as_(self.cast.operator), 0, None
        while True:
            page = await operator.get(f"/v1/sites/{site}/queue", limit=200, **({"cursor": cursor} if cursor else {}))
            count, cursor = count + len(page["items"]), page["next"]
            if cursor is None:
                return count


def shape(port: Port, day: days.Day) -> dict[str, Any]:
    """What a port's day is modelled on, and what was assumed."""
    return {
        "crossing": port.crossing,
        "day": port.day.isoformat(),
        "readings": len(day.readings),
        "served_per_hour": port.served_per_hour,
        "served_why": port.why,
        "waiting_at_first": day.readings[0].waiting,
        "scale_of_first": port.scale,
        "gaps_clipped": len(day.clipped),
        "trucks_clipped": round(sum(gap.clipped for gap in day.clipped), 1),
        "mean_service_minutes": round(port.mean_minutes, 2),
    }


def replayed(hours: float, seed: int) -> list[days.Day]:
    """The day of each port, from the readings that ship with Serai."""
    with READINGS.open(encoding="utf-8", newline="") as file:
        by_crossing = readings.parse(file)
    return [
        days.replay(
            readings.of_day(by_crossing[port.crossing], port.day), port.served_per_hour, port.scale, hours, seed
        )
        for port in PORTS
    ]


async def staged(admin: Api, cast: Cast, hours: float, seed: int) -> World:
    """Load the ports, and put everybody's day on the timeline."""
    played = replayed(hours, seed)
    first = min(day.start + shift(day.start, PORTS[0].day) for day in played)
    last = await setting.last_entry(admin)
    on = setting.first_day(PORTS[0].day, first - BEFORE, last)
    start = first + (on - PORTS[0].day)

    async def set_clock(at: datetime) -> None:
        await admin.post("/v1/clock", {"now": at.isoformat()})

    cleared = 0
    if last is not None:  # before the night, in which who is left would be called and not come
        await set_clock(last)
        cleared = await setting.clear(admin.as_(cast.operator), admin.as_(cast.device))
    timeline = Timeline(set_clock, start - BEFORE)
    await set_clock(timeline.now)
    await setting.load(admin, sites_in(YUNNAN))
    sites = [await setting.prepare(admin, port, timeline.now) for port in PORTS]
    world = World(admin, cast, timeline, start, start + timedelta(hours=hours), seed, played, cleared=cleared)
    for number, (port, day) in enumerate(zip(PORTS, played, strict=True)):
        moved = shift(day.start, on)
        world.ports.append(_visits(world, port, sites[number]["lanes"], f"{on}-{seed}"))
        world.ports[-1].expect(trucks(port, day, sites[number], moved, seed))
        world.acts.append(Acts(world.ports[-1]))
        world.acts[-1].plan(start, number * _BETWEEN_PORTS)
        world.customs.append(_customs(world))
        _look_after(world, world.ports[-1], day.start + moved)
    return world


def _visits(world: World, port: Port, lanes: Sequence[Json], run: str) -> Visits:
    cast, admin = world.cast, world.admin
    companies = [admin.as_(key) for key in cast.companies]
    operator, device, driver = (admin.as_(key) for key in (cast.operator, cast.device, cast.driver))
    return Visits(port, world.timeline, lanes, run, operator, device, driver, companies)


def _customs(world: World) -> Customs:
    """Those of the port that was made last."""
    visits, acts = world.ports[-1], world.acts[-1]
    draw = random.Random(f"{world.seed} {visits.port.site} customs")  # noqa: S311 - a made-up day
    made = Customs(visits, world.admin.as_(world.cast.authority), draw, acts.note)
    if visits.port.has_customs:
        made.plan(world.start, world.end)
    return made


def _look_after(world: World, visits: Visits, begins: datetime) -> None:
    """All day long a look at the gates every now and then; and perhaps a booth breaks down."""
    at, often = world.start, _SOON if visits.port.calls_itself else _LOOK
    world.timeline.push(begins + _LOOK, visits.ask)
    while at <= world.end:
        world.timeline.push(at, visits.tick)
        at += often
    broken = breakdown(visits.port, world.start, world.seed)
    if broken is None:
        return
    gates = next(iter(visits.lines.values()))

    async def change(by: int) -> None:
        gates.broken += by
        await gates.serve()

    world.timeline.push(broken[0], partial(change, 1))
    world.timeline.push(broken[0] + broken[1], partial(change, -1))
