"""The entry gates of one line, as its people run them: who is called, who stands at a booth, who is let in."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from math import ceil
from typing import Any, Final

from serai.demo.client import Api, Json, Refused
from serai.demo.ports import Port
from serai.demo.summary import Trip
from serai.demo.timeline import Timeline
from serai.demo.trucks import Truck

EXPECTED: Final = timedelta(minutes=12)
"""A called truck that is not there by then is not reckoned with; the service calls it missed later."""
_DRIVE: Final = timedelta(minutes=5)
_SPARE: Final = 1
_STAY: Final = timedelta(minutes=40)
_PAUSE: Final = timedelta(minutes=3)
_PLAN_WORTH: Final = 20
"""Services that the planned mean counts as, beside those that were measured."""
_MAY_NOT_CALL: Final = frozenset(
    {"call.too_many", "call.stopped", "lane.closed", "visit.not_waiting", "call.reason_missing"}
)


@dataclass(slots=True)
class Guest:
    """A truck that is here: what it brings, what became of it, and its visit at the service."""

    truck: Truck
    trip: Trip
    visit: str
    has_missed: bool = False
    is_coming: bool = False
    is_watched: bool = False
    """Whether its driver looks at the phone again and again, for something may be wanted of it."""
    is_leaving: bool = False


LetIn = Callable[[Guest, str], Coroutine[Any, Any, bool]]
"""Admits a guest at a gate; False while there is no bay for it."""
Seen = Callable[[Guest], Coroutine[Any, Any, None]]
"""Tells the service that a guest is at its gate."""


@dataclass(slots=True)
class Gates:
    """One line. `let_in` admits, `seen` tells the service who came; `guests` are all that ever checked in here."""

    code: str
    port: Port
    timeline: Timeline
    operator: Api
    guests: dict[str, Guest]
    let_in: LetIn
    seen: Seen
    broken: int = 0
    stopped: set[str] = field(default_factory=set)
    _coming: dict[str, datetime] = field(default_factory=dict)
    _at_gate: deque[Guest] = field(default_factory=deque)
    _aside: deque[Guest] = field(default_factory=deque)
    _serving: int = 0
    _served_in: timedelta = timedelta()
    _services: int = 0
    _calls: int = 0
    _full_until: datetime | None = None
    _calling: asyncio.Lock = field(default_factory=asyncio.Lock)
    _admitting: asyncio.Lock = field(default_factory=asyncio.Lock)

    @property
    def booths(self) -> int:
        return max(0, self.port.booths_at(self.timeline.now) - self.broken)

    @property
    def mean_minutes(self) -> float:
        """One service, as measured here until now."""
        planned = _PLAN_WORTH * timedelta(minutes=self.port.mean_minutes)
        return (planned + self._served_in) / (_PLAN_WORTH + self._services) / timedelta(minutes=1)

    async def feed(self) -> None:
        """Set those in motion who are called.

        Where operators call, as many as keep the booths busy while the next ones drive there, and one more.
        """
        async with self._calling:
            wanted = 0 if self.port.calls_itself else self._wanted()
            if wanted <= 0 and not self.port.calls_itself:
                return
            queue = await self._queue(wanted + len(self._coming) + self._serving + len(self._at_gate) + 20)
            for guest in (self.guests.get(item["visit"]) for item in queue if item["status"] == "called"):
                if guest is not None and not guest.is_coming and guest.visit not in self._coming:
                    self._called(guest)  # by somebody who watches, or automatically
            now = [item for item in queue if item["status"] == "waiting" and item["lane"] not in self.stopped]
            if now and wanted:
                await self._call([item["visit"] for item in now[:wanted]])

    async def call_out_of_turn(self, cargo_class: str, reason: Json) -> str | None:
        """Call one of a class that stands far behind, with a reason; its visit, None if there is none."""
        async with self._calling:
            far = [item for item in (await self._queue(120))[8:] if item["status"] == "waiting"]
            chosen = [item["visit"] for item in far if item["class"] == cargo_class][-1:]
            return chosen[0] if chosen and await self._call(chosen, reason) else None

    def _wanted(self) -> int:
        booths = self.booths
        if not booths or (self._full_until is not None and self.timeline.now < self._full_until):
            return 0
        target = booths + ceil(booths * _DRIVE / timedelta(minutes=self.port.mean_minutes)) + _SPARE
        expected = sum(self.timeline.now - called_at < EXPECTED for called_at in self._coming.values())
        return target - expected - len(self._at_gate) - self._serving

    async def _queue(self, limit: int) -> list[Json]:
        path = f"/v1/sites/{self.port.site}/queue"
        return list((await self.operator.get(path, line=self.code, limit=min(limit, 200)))["items"])

    async def _call(self, visits: list[str], reason: Json | None = None) -> bool:
        body: Json = {"visits": visits} | ({"reason": reason} if reason else {})
        self._calls += 1
        once = f"call-{self.timeline.now:%Y%m%dT%H%M%S}-{self.code}-{self._calls}"
        try:
            done = await self.operator.post(f"/v1/sites/{self.port.site}/calls", body, once)
        except Refused as refusal:
            if refusal.code not in _MAY_NOT_CALL:
                raise
            allowed = refusal.facts.get("allowed", 0)
            if not allowed:
                self._full_until = self.timeline.now + _PAUSE
            return allowed > 0 and await self._call(visits[:allowed], reason)
        for visit in done["visits"]:
            self._called(self.guests.get(visit["id"]) or self._adopted(visit))
        return True

    def _adopted(self, visit: Json) -> Guest:
        """Somebody who watches the demo checked this truck in: it goes through the port like the others."""
        arrived, lane = datetime.fromisoformat(visit["arrived_at"]), visit["lane"]
        plate, reserved = visit["vehicle"]["plate"], visit["reservation"] is not None
        guest = Guest(
            Truck(
                0, plate, "CN", "", lane, visit["class"], (), 16.5, 4.0, 30_000, arrived, False, None, arrived, None,
                None, _DRIVE + timedelta(minutes=visit["farther_minutes"]), timedelta(minutes=self.port.mean_minutes),
                _STAY, False, None,
            ),
            Trip(plate, lane, False, reserved, arrived, None),
            visit["id"],
        )  # fmt: skip
        self.guests[guest.visit] = guest
        return guest

    def _called(self, guest: Guest) -> None:
        now = self.timeline.now
        self._coming[guest.visit] = now
        guest.trip.called_at = now
        if guest.truck.misses_call and not guest.has_missed:
            guest.has_missed = True  # the driver sleeps; the service gives it its place back and it is called again
        elif not guest.is_coming:
            guest.is_coming = True
            self.timeline.after(guest.truck.drive, partial(self._reach, guest))

    async def _reach(self, guest: Guest) -> None:
        self._coming.pop(guest.visit, None)
        if guest.trip.is_waiting:
            self._at_gate.append(guest)
            if self.port.calls_itself:
                await self.seen(guest)
            await self.serve()

    async def serve(self) -> None:
        """Begin with whoever stands at the gate, as far as booths are free."""
        while self._at_gate and self._serving < self.booths:
            guest = self._at_gate.popleft()
            self._serving += 1
            self.timeline.after(guest.truck.service, partial(self._served, guest))

    async def _served(self, guest: Guest) -> None:
        """A service is done: the truck goes in, or waits beside the gate for a bay."""
        self._serving -= 1
        self._services += 1
        self._served_in += guest.truck.service
        if await self.let_in(guest, self.code):
            self._full_until = None
        else:
            self._aside.append(guest)
        await self.serve()
        await self.feed()

    async def let_in_those_aside(self) -> None:
        """Try again for those whom no bay could be given, the first first."""
        async with self._admitting:
            for _ in range(len(self._aside)):
                guest = self._aside.popleft()
                if await self.let_in(guest, self.code):
                    self._full_until = None
                else:
                    self._aside.append(guest)

    def gone(self, guest: Guest) -> None:
        """A guest left the line by itself."""
        self._coming.pop(guest.visit, None)
