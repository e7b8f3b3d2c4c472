"""What trucks do at one port, from booking to departure, each step told to the service as a gate or a driver would."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from typing import Any, Final

from serai.demo.client import Api, Json, Refused
from serai.demo.gates import Gates, Guest
from serai.demo.ports import Port
from serai.demo.summary import Promise, Trip, naive
from serai.demo.timeline import Timeline
from serai.demo.trucks import Truck

_METRES_A_MINUTE: Final = 200.0
_REVERSING: Final = timedelta(minutes=1)
_A_MINUTE: Final = timedelta(minutes=1)
_AROUND_SLOT: Final = timedelta(hours=2)
_TRIES: Final = 3
_MAY_NOT_BOOK: Final = frozenset(
    {"slot.full", "slot.past", "slot.closed", "vehicle.already_booked", "company.share_reached", "vehicle.peak_blocked"}
)
_BY_HAND: Final = frozenset({"visit.ended", "visit.inside", "guidance.none"})
"""Whoever watches the demo may deal with a truck at the console; then the day goes on without it."""
_CARRIED_OVER: Final = frozenset({"general", "fresh"})
_SAME_HOUR: Final = timedelta(minutes=30)
_MAY_NOT_MEET: Final = frozenset({"rendezvous.not_to_come", "rendezvous.taken"})
"""The other one has given its reservation back meanwhile."""
_MAY_NOT_COME: Final = frozenset({"visit.already_here"})
_LOST: Final = frozenset({"reservation.not_live"})
"""The site closed its lane and found no other slot for it: it comes all the same, without one."""
Step = Callable[[Guest], Coroutine[Any, Any, None]]


@dataclass(slots=True)
class Visits:
    """One port's trucks. `companies` and `driver` book; the device's key stands for gates, readers and sensors."""

    port: Port
    timeline: Timeline
    lanes: Sequence[Json]
    run: str
    operator: Api
    device: Api
    driver: Api
    companies: Sequence[Api]
    guests: dict[str, Guest] = field(default_factory=dict)
    lines: dict[str, Gates] = field(default_factory=dict)
    booked: dict[str, Json] = field(default_factory=dict)
    occupied: dict[str, str] = field(default_factory=dict)
    to_meet: list[tuple[datetime, Truck, str]] = field(default_factory=list)
    """Those who may, with the starts of their slots and their references."""

    def __post_init__(self) -> None:
        for line in sorted({lane["line"] for lane in self.lanes}):
            known = (line, self.port, self.timeline, self.operator, self.guests)
            self.lines[line] = Gates(*known, self._let_in, self._seen)

    @property
    def trips(self) -> list[Trip]:
        return [guest.trip for guest in self.guests.values()]

    def expect(self, trucks: Sequence[Truck]) -> None:
        """Put the trucks on the timeline: those who book, and all as they come."""
        for truck in trucks:
            if truck.reserves_at is not None:
                self.timeline.push(truck.reserves_at, partial(self._book, truck))
            self.timeline.push(truck.comes_at, partial(self._check_in, truck))

    async def tick(self) -> None:
        """Now and then somebody looks whether all goes on."""
        for gates in self.lines.values():
            await gates.serve()
            await gates.feed()

    async def ask(self) -> None:
        """What those are told who were there from the start: they ask when the day has begun and all stand in line."""
        for guest in [guest for guest in self.guests.values() if guest.trip.was_there and guest.trip.is_waiting]:
            guest.trip.promise = self._promise(await self.operator.get(f"/v1/visits/{guest.visit}"))

    async def _book(self, truck: Truck) -> None:
        """Reserve the free slot nearest to the wanted time; whoever finds none comes as a walk-in."""
        around = {"from": (truck.slot_at - _AROUND_SLOT).isoformat(), "to": (truck.slot_at + _AROUND_SLOT).isoformat()}
        asker = self.driver if truck.company is None else self.companies[truck.company]
        sheet = await asker.get(f"/v1/sites/{self.port.site}/slots", lane=truck.lane, **around)
        slots = [slot for slot in sheet["items"] if slot["status"] == "open"]
        slots.sort(key=lambda slot: abs(datetime.fromisoformat(slot["starts_at"]) - truck.slot_at))
        for number, slot in enumerate(slots[:_TRIES]):
            body = {
                "site": self.port.site, "slot": slot["id"], "vehicle": truck.vehicle(), "driver": truck.person(),
                "cargo": truck.cargo(),
            }  # fmt: skip
            made = await asker.attempt("/v1/reservations", body, _MAY_NOT_BOOK, f"{self._once(truck)}-{number}")
            if made is not None:
                self.booked[truck.plate] = made
                await self._meet(truck, made)
                return

    async def _meet(self, truck: Truck, made: Json) -> None:
        """Now and then a foreign truck's load goes over to a domestic one: the port lets two of the same hour meet."""
        if not self.port.has_docks or truck.cargo_class not in _CARRIED_OVER:
            return
        begins = datetime.fromisoformat(made["slot"]["starts_at"])
        for at, other, reference in self.to_meet:
            if other.country != truck.country and abs(at - begins) <= _SAME_HOUR:
                self.to_meet.clear()  # the next pair is of later ones: a few a day
                asked = {"reservation": made["id"], "with": reference}
                await self.operator.attempt("/v1/rendezvous", asked, _MAY_NOT_MEET, f"{self._once(truck)}-meets")
                return
        self.to_meet.append((begins, truck, made["reference"]))

    async def _check_in(self, truck: Truck) -> None:
        path, booked = f"/v1/sites/{self.port.site}/visits", self.booked.get(truck.plate)
        visit = None
        if booked is not None:
            who: Json = {"reference": booked["reference"], "by": "camera", "area": truck.area}
            visit = await self.device.attempt(path, who, _MAY_NOT_COME | _LOST, f"{self._once(truck)}-here")
        if visit is None:
            walk_in: Json = {"vehicle": truck.vehicle(), "lane": truck.lane, "cargo": truck.cargo(), "by": "kiosk"}
            walk_in |= {"area": truck.area}
            visit = await self.device.attempt(path, walk_in, _MAY_NOT_COME, f"{self._once(truck)}-walks-in")
        if visit is None:
            return
        now = self.timeline.now
        told = None if truck.was_there else self._promise(visit)
        trip = Trip(truck.plate, truck.lane, truck.was_there, booked is not None, now, told)
        guest = Guest(truck, trip, visit["id"])
        self.guests[guest.visit] = guest
        if truck.leaves_at is not None:
            self.timeline.push(max(truck.leaves_at, now + _A_MINUTE), self.step(self._leave, guest))
        await self.lines[visit["line"]].feed()

    def _once(self, truck: Truck) -> str:
        """The beginning of the idempotency keys of one truck's day."""
        return f"{self.run}-{self.port.site}-{truck.number}"

    def _promise(self, visit: Json) -> Promise | None:
        band, place = visit["band"], visit["place"]
        if band is None or place is None:
            return None
        p05, p50, p95 = (datetime.fromisoformat(band[each]) for each in ("p05", "p50", "p95"))
        now, gates = self.timeline.now, self.lines[visit["line"]]
        booths = self.port.booths_at(now)
        return Promise(now, p05, p50, p95, naive(now, place["position"], gates.mean_minutes, booths))

    async def _leave(self, guest: Guest) -> None:
        """A driver turns back, unless already called."""
        if not guest.trip.is_waiting or guest.trip.called_at is not None:
            return
        await self.operator.post(f"/v1/visits/{guest.visit}/leave")
        guest.trip.left_at = self.timeline.now
        for gates in self.lines.values():
            gates.gone(guest)

    async def _let_in(self, guest: Guest, gate: str) -> bool:
        try:
            visit = await self.device.attempt(f"/v1/visits/{guest.visit}/admit", {"gate": gate}, {"bay.none"})
        except Refused as refusal:
            return self._taken_over(guest, refusal)
        if visit is None:
            return False
        guest.trip.admitted_at = self.timeline.now
        self.timeline.after(_driving(await self._guidance(guest)), self.step(self._park, guest))
        return True

    async def _seen(self, guest: Guest) -> None:
        """Where the service calls, the gate's sensor tells it who has come."""
        await self.device.attempt(f"/v1/visits/{guest.visit}/at-gate", {}, {"visit.not_called", "call.stopped"})

    def step(self, step: Step, guest: Guest) -> Callable[[], Coroutine[Any, Any, None]]:
        """A truck's next step, unless somebody at the console takes it first."""

        async def taken() -> None:
            try:
                await step(guest)
            except Refused as refusal:
                self._taken_over(guest, refusal)

        return taken

    def _taken_over(self, guest: Guest, refusal: Refused) -> bool:
        if refusal.code not in _BY_HAND:
            raise refusal
        if guest.trip.is_waiting:
            guest.trip.left_at = self.timeline.now
        else:
            guest.trip.departed_at = self.timeline.now
            self.occupied = {bay: visit for bay, visit in self.occupied.items() if visit != guest.visit}
        return True

    async def _guidance(self, guest: Guest) -> Json:
        return await self.operator.get(f"/v1/visits/{guest.visit}/guidance")

    async def _park(self, guest: Guest) -> None:
        """Stop in the bay that the way leads to now; who has no bay or no way for the moment waits on the road."""
        way = await self._guidance(guest)
        if way["bay"] is None or not way["path"]:
            self.timeline.after(_A_MINUTE, self.step(self._park, guest))
            return
        bay = way["bay"]
        await self.device.post(f"/v1/visits/{guest.visit}/park", {"bay": bay})
        guest.trip.parked_at = self.timeline.now
        guest.trip.bays.append(bay)
        self.occupied[bay] = guest.visit
        self.timeline.after(guest.truck.stay, self.step(self._release, guest))

    def standing(self) -> list[Guest]:
        """Those who stand in a bay and do not leave yet."""
        parked = [each for each in self.guests.values() if each.trip.bays and not each.is_leaving]
        return [each for each in parked if each.trip.departed_at is None]

    def watch(self, guest: Guest) -> None:
        """From now on its driver sees when it is to go to another bay, and goes."""
        if not guest.is_watched:
            guest.is_watched = True
            self.timeline.after(_A_MINUTE, self.step(self._look, guest))

    async def _look(self, guest: Guest) -> None:
        if guest.is_leaving:
            return
        way = await self._guidance(guest)
        is_sent = way["bay"] not in (None, guest.trip.bays[-1]) and len(way["path"]) > 1
        self.timeline.after(
            _driving(way) if is_sent else _A_MINUTE, self.step(self._move if is_sent else self._look, guest)
        )

    async def _move(self, guest: Guest) -> None:
        """It has come to the bay that it is told of by now."""
        way = await self._guidance(guest)
        bay, before = way["bay"], guest.trip.bays[-1]
        if not guest.is_leaving and way["path"] and bay not in (None, before):
            await self.device.post(f"/v1/visits/{guest.visit}/park", {"bay": bay})
            self.occupied.pop(before, None)
            guest.trip.bays.append(bay)
            self.occupied[bay] = guest.visit
        await self._look(guest)

    async def _release(self, guest: Guest) -> None:
        """It may go, unless an authority holds it."""
        if await self.device.attempt(f"/v1/visits/{guest.visit}/release", {}, {"visit.held"}) is None:
            self.timeline.after(_A_MINUTE, self.step(self._release, guest))
            return
        guest.is_leaving = True
        await self._drive_out(guest)

    async def _drive_out(self, guest: Guest) -> None:
        way = await self._guidance(guest)
        if len(way["path"]) < 2:  # a road is blocked
            self.timeline.after(_A_MINUTE, self.step(self._drive_out, guest))
        else:
            self.timeline.after(_driving(way), self.step(self._depart, guest))

    async def _depart(self, guest: Guest) -> None:
        await self.device.post(f"/v1/visits/{guest.visit}/depart")
        guest.trip.departed_at = self.timeline.now
        self.occupied.pop(guest.trip.bays[-1], None)
        for gates in self.lines.values():
            await gates.let_in_those_aside()


def _driving(way: Json) -> timedelta:
    """How long the way takes a driver who keeps to the yard's speed, with stopping or pulling out."""
    return timedelta(minutes=sum(step["distance_m"] for step in way["steps"]) / _METRES_A_MINUTE) + _REVERSING
