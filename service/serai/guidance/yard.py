"""Who stands where: the state of a yard as its recorded facts add up to it.

A bay's status is four facts kept apart, because they come from different people and end differently:

- `closed` is a decision of an operator, and only a `free` that is not from a sensor ends it.
- `given` to a visit that is under way: ends when it parks anywhere, or when its bay is chosen anew.
- `parked`: a visit is known to stand here. Ends when it departs, parks elsewhere, or somebody says the bay is free; a
  release does not end it. A visit whose bay was called empty has no bay until it is seen again: `adrift`, or,
  if it was released, on its way out.
- `kept`: for a visit that is still to come here, and so given to nobody else; whoever does stand here ends that.
- `unpowered_at`: since then it gives no power; whether anybody stands here does not change that.
- `sensed`: something stands here that no visit accounts for. A sensor that says `occupied` on a given bay most
  probably sees the truck that it was given to, which keeps it; an operator who says so saw another truck, and the
  bay is given no longer.

So one truck has at most one bay, save one that was told to go from the bay it stands in to another, and one bay at most
one truck (I-12); and what happened always wins over what was meant.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from types import MappingProxyType
from typing import Any

from serai.core.events import Event, kinds
from serai.core.folds import Fold
from serai.guidance import events, rows
from serai.guidance.releases import PULLING_OUT_SECONDS, Dwells, Release
from serai.guidance.routing import Conditions, Route
from serai.guidance.rules import Truck, truck_of, unfit
from serai.guidance.stands import Ground, Stand, Stay, ground_of, still_there
from serai.queue import events as visits
from serai.queue.inspections import NEED
from serai.rendezvous.events import RendezvousEnded
from serai.sites.events import YardPut
from serai.sites.yard import Bay
from serai.sites.yard_graph import place_of


class YardState(Fold):
    """The fold of one site's yard: bays, blocked roads and the visits inside. Facts change it; it never refuses one."""

    takes = kinds(events) | kinds(visits) | {YardPut.kind, RendezvousEnded.kind}

    def __init__(self) -> None:
        self.ground: Ground | None = None
        self.stands: dict[str, Stand] = {}
        self.blocked: frozenset[str] = frozenset()
        self.slow: frozenset[str] = frozenset()
        self.trucks: dict[str, Truck] = {}
        self.stays: dict[str, Stay] = {}
        self.dwells = Dwells()
        self.left: dict[str, str] = {}
        """The bays from which visits were released that have not departed yet."""
        self.told: dict[str, tuple[Route, datetime]] = {}
        """The way that each visit under way was told, and when. Like `left` it serves to reckon where trucks are and to
        show the rest of the way; of those from before a restart it is not known, and they start at the gate."""
        self.touched: dict[str, Stand | None] = {}
        """Bays that the last fact changed, as they stood before: what was caught up with is in the tables already."""
        self.road_before: str | None = None
        """The status before it of the road that the last fact was about."""
        self.disputing: set[str] = set()
        """Visits of whom the last fact changed what they have disputed."""

    def apply(self, event: Event, at: datetime, seq: int) -> None:
        self.touched.clear()
        self.disputing.clear()
        match event:
            case YardPut():
                self.put(ground_of(event.yard), event.renamed)
            case visits.VisitJoined():
                self.arrive(truck_of(event))
            case visits.VisitAdmitted():
                self.admit(event.visit, event.bay, event.gate, at)
            case events.BayReassigned():
                if event.cause != "emptied" or not self._stands(event.visit):
                    self.give(event.visit, event.bay)
                    self.tell(event.visit, event.place, at)
            case visits.VisitParked():
                self.park(event.visit, event.bay, at=at)
            case visits.VisitReleased():
                self.release(event.visit, at)
            case visits.VisitDeparted() | visits.VisitLeft() | visits.VisitTurnedAway():
                self.depart(event.visit)
            case visits.VisitCorrected():
                self._correct(event)
            case visits.VisitReturned():
                self.withdraw(event.visit)
            case visits.InspectionOrdered():
                self._inspect(event.visit, is_open=True)
            case visits.InspectionEnded():
                self._inspect(event.visit, is_open=event.outcome == "detained")
            case events.BayPowerSet():
                self.power(event.bay, None if event.status == "on" else at)
            case RendezvousEnded():
                for bay in [each for each in event.bays if each in self.stands]:
                    self.keep(bay, None if self.stands[bay].kept in event.parties else self.stands[bay].kept)
            case events.BayKept():
                self.keep(event.bay, event.visit)
            case events.BayStatusSet():
                self.set_bay(event.bay, event.status, by_sensor=event.by == "sensor")
            case events.RoadStatusSet():
                self.set_road(event.road, event.status)
            case events.WayChanged():
                self.tell(event.visit, event.place, at)
            case events.GuidanceDisputed():
                self.dispute(event.visit, event.bay, event.road)

    def _stands(self, visit: str) -> bool:
        return visit in self.stays and self.stays[visit].status == "parked"

    def _correct(self, event: visits.VisitCorrected) -> None:
        if event.duplicate_of is not None:
            self.depart(event.visit)
            return
        known = self.trucks.get(event.visit)
        if known is not None and event.cargo_class is not None:
            self.arrive(replace(known, cargo_class=event.cargo_class))
        stay = self.stays.get(event.visit)
        if stay is not None and event.bay is not None:
            if stay.status == "admitted":
                self.give(event.visit, event.bay)
            else:
                self.park(event.visit, event.bay, stay.status)

    def restore(
        self, stands: Mapping[str, Stand], roads: Mapping[str, str], found: Mapping[str, tuple[Truck, Stay | None]],
        dwells: Iterable[tuple[str, float]] = (),
    ) -> None:  # fmt: skip
        """Put in what was recorded before, of a yard that was put already; `dwells` are ended stays, oldest first."""
        self.stands |= {bay: stand for bay, stand in stands.items() if bay in self.stands}
        self.blocked = frozenset(road for road, status in roads.items() if status == "blocked")
        self.slow = frozenset(road for road, status in roads.items() if status == "slow")
        self.trucks = {visit: truck for visit, (truck, _) in found.items()}
        self.stays = {visit: stay for visit, (_, stay) in found.items() if stay is not None}
        self.dwells.restore(dwells)

    def put(self, ground: Ground, renamed: Mapping[str, str] = MappingProxyType({})) -> None:
        """A new yard file. What is known of bays that it still has stays; visits in other bays are adrift.

        A road that was blocked stays so, even if it is away for a while.
        """
        drivable = still_there(self.ground, ground)
        self.told = {visit: told for visit, told in self.told.items() if drivable(told[0])}
        self.ground = ground
        before = self.stands | {new: self.stands[old] for old, new in renamed.items() if old in self.stands}
        changed = (self.stands.keys() - ground.yard.bays.keys()) | (before.keys() - self.stands.keys())
        self.touched |= {bay: self.stands.get(bay) for bay in changed}
        self.stands = {bay: before.get(bay, Stand()) for bay in ground.yard.bays}
        for visit, stay in self.stays.items():
            known = [bay if bay in self.stands else None for bay in (stay.bay, stay.to)]
            if [stay.bay, stay.to] != known:
                self.stays[visit] = replace(stay, bay=known[0], to=known[1])
        self.left = {visit: bay for visit, bay in self.left.items() if bay in self.stands}

    def arrive(self, truck: Truck) -> None:
        """A visit is known here as soon as it has checked in."""
        self.trucks[truck.visit] = truck
        if truck.visit in self.stays:
            self.stays[truck.visit] = replace(self.stays[truck.visit], truck=truck)

    def _inspect(self, visit: str, *, is_open: bool) -> None:
        known = self.trucks.get(visit)
        if known is not None:
            self.arrive(replace(known, needs=known.needs | {NEED} if is_open else known.needs - {NEED}))

    def admit(self, visit: str, bay: str | None, gate: str | None, at: datetime) -> None:
        truck = self.trucks.get(visit)
        if truck is not None:
            self.stays[visit] = Stay(truck, "admitted", gate, None, at)
            self.give(visit, bay)
            self.tell(visit, None, at)

    def give(self, visit: str, bay: str | None) -> None:
        """A visit gets this bay, or for the time being none. A bay with somebody in it is not given.

        Who stands in a bay has that as well until it parks in this one.
        """
        stay = self.stays.get(visit)
        if stay is None:
            return
        self._vacate(replace(stay, bay=None) if stay.status == "parked" else stay)
        stand = self.stands.get(bay or "")
        if bay is None or stand is None or stand.parked:
            bay = None
        else:
            self._withdraw(bay)
            self._stand(bay, given=visit, kept=None)
        self.stays[visit] = stay.heading(bay)

    def keep(self, bay: str, visit: str | None) -> None:
        """Nobody but this visit is given the bay from now on; with None, anybody is again."""
        if bay in self.stands:
            self._stand(bay, kept=visit)

    def power(self, bay: str, off_at: datetime | None) -> None:
        """The power of a bay went off, or (None) is on again."""
        if bay in self.stands:
            self._stand(bay, unpowered_at=off_at)

    def tell(self, visit: str, place: str | None, at: datetime) -> None:
        """A visit is told the way to its bay, from its gate or from the place where it is thought to be.

        Who may go is told the way out, from its bay or from such a place; who has no bay, to wait at that place.
        """
        stay = self.stays.get(visit)
        if stay is None or self.ground is None:
            return
        if stay.status == "parked" and stay.to is None:
            self.told.pop(visit, None)
            return
        if stay.goal is None:
            if place is not None:
                self.told[visit] = Route((place_of(place),), (), 0, 0, (place,)), at
            return
        route = self.ground.way(stay, stay.goal, place, self.conditions(stay.truck))
        if route is not None:
            self.told[visit] = route, at

    def park(self, visit: str, bay: str, status: str = "parked", at: datetime | None = None) -> None:
        """A visit stands in this bay, whatever bay it was given and whoever was thought to be here."""
        stay = self.stays.get(visit)
        if stay is None:
            return
        self._vacate(stay)
        if bay in self.stands:
            self._withdraw(bay)
            self._lose(bay)
            self._stand(bay, parked=visit, sensed=False, kept=None)
        self.told.pop(visit, None)
        where = bay if bay in self.stands else None
        self.stays[visit] = replace(stay, status=status, bay=where, to=None, parked_at=at or stay.parked_at)

    def release(self, visit: str, at: datetime | None = None) -> None:
        """A visit may leave. It is still where it stood."""
        stay = self.stays.get(visit)
        if stay is None:
            return
        if at is not None and stay.parked_at is not None:
            self.dwells.seen(stay.truck.cargo_class, (at - stay.parked_at).total_seconds())
        self._vacate(replace(stay, bay=None))
        self.stays[visit] = stay = replace(stay, status="released", to=None, released_at=at)
        if stay.bay is not None:
            self.left[visit] = stay.bay
        self.told.pop(visit, None)
        if at is not None:
            self.tell(visit, None, at)

    def depart(self, visit: str) -> None:
        """A visit is gone, or never was."""
        self.withdraw(visit)
        self.trucks.pop(visit, None)

    def withdraw(self, visit: str) -> None:
        """A visit is not inside; it may be admitted yet."""
        stay = self.stays.pop(visit, None)
        if stay is not None:
            self._vacate(stay)
            self._forget(visit, stay)
        self.left.pop(visit, None)
        self.told.pop(visit, None)
        for bay in [bay for bay, stand in self.stands.items() if stand.kept == visit]:
            self.keep(bay, None)

    def set_bay(self, bay: str, status: str, *, by_sensor: bool) -> None:
        if bay not in self.stands:
            return
        if status == "closed":
            self._stand(bay, closed=True)
        elif status == "occupied":
            self._stand(bay, sensed=self.stands[bay].parked is None)
            if not by_sensor:
                self._withdraw(bay)
        else:
            self._lose(bay)
            self._stand(bay, sensed=False, closed=self.stands[bay].closed and by_sensor)

    def set_road(self, road: str, status: str) -> None:
        if self.ground is not None and road in self.ground.yard.roads:
            self.road_before = self.road_status(road)
            self.blocked = self.blocked | {road} if status == "blocked" else self.blocked - {road}
            self.slow = self.slow | {road} if status == "slow" else self.slow - {road}
            for visit, stay in self.stays.items():
                if road in stay.truck.avoids:
                    self._avoid(visit, stay, stay.truck.avoids - {road})

    def dispute(self, visit: str, bay: str | None, road: str | None) -> None:
        """A visit saw somebody in the bay it was given, or cannot drive along a road of its way."""
        if bay in self.stands:
            self.set_bay(bay, "occupied", by_sensor=False)
        stay = self.stays.get(visit)
        if stay is not None:
            avoids = stay.truck.avoids | {road} if road is not None else stay.truck.avoids
            self._avoid(visit, replace(stay, disputes=stay.disputes + 1), avoids)

    def _avoid(self, visit: str, stay: Stay, roads: frozenset[str]) -> None:
        truck = replace(stay.truck, avoids=roads)
        self.stays[visit] = replace(stay, truck=truck)
        self.trucks[visit] = truck
        self.disputing.add(visit)

    def _forget(self, visit: str, stay: Stay) -> None:
        """What a visit disputed ends with its stay."""
        if stay.disputes and visit in self.trucks:
            self.trucks[visit] = replace(stay.truck, avoids=frozenset())
            self.disputing.add(visit)

    def road_status(self, road: str) -> str:
        """`blocked`, `slow` or `open`."""
        return "blocked" if road in self.blocked else "slow" if road in self.slow else "open"

    def _stand(self, bay: str, **changes: Any) -> None:
        self.touched.setdefault(bay, self.stands[bay])
        self.stands[bay] = replace(self.stands[bay], **changes)

    def _vacate(self, stay: Stay) -> None:
        """The visit has its bay no longer, given or taken."""
        if stay.bay is not None:
            taken = "given" if stay.status == "admitted" else "parked"
            self._stand(stay.bay, **{taken: None})
        if stay.to is not None:
            self._stand(stay.to, given=None)

    def _withdraw(self, bay: str) -> None:
        """The bay is no longer given to anybody."""
        given = self.stands[bay].given
        if given is not None:
            self.stays[given] = self.stays[given].heading(None)
            self._stand(bay, given=None)

    def _lose(self, bay: str) -> None:
        """Whoever was thought to stand here stands elsewhere."""
        parked = self.stands[bay].parked
        if parked is not None:
            self.stays[parked] = replace(self.stays[parked], bay=None)
            self._stand(bay, parked=None)

    # What follows only asks.

    def conditions(self, truck: Truck) -> Conditions:
        """What closes ways to this truck now, a road too that it alone found blocked.

        A bay on the road is driven through only while it is empty and open.
        """
        through = self.ground.on_the_way if self.ground else ()
        shut = frozenset(bay for bay in through if self.stands[bay].closed or not self.stands[bay].is_empty)
        return Conditions(truck.size, self.blocked | truck.avoids, shut, self.slow)

    def why_not(self, bay: Bay, truck: Truck) -> str | None:
        """What keeps the truck out of the bay now, the way to it aside; None if it may be given.

        `closed`, `occupied`, `given`, `kept` (for another visit), `kept_clear` (beside dangerous goods), `neighbours`
        (not empty, of a hazmat bay), or a reason of `rules.unfit`.
        """
        return unfit(bay, truck) or self.taken(bay, truck)

    def taken(self, bay: Bay, truck: Truck | None = None) -> str | None:
        """What keeps every truck, or one that fits it, out of the bay now; None if it may be given."""
        stand = self.stands[bay.id]
        if stand.closed or not stand.is_empty or stand.kept not in (None, truck and truck.visit):
            return stand.status
        if truck is not None and not self.serves(bay.id, truck):
            return "power"
        return self.beside(bay)

    def serves(self, bay: str, truck: Truck) -> bool:
        """Whether the power of a bay that a truck fits is on, or it needs none."""
        return self.stands[bay].unpowered_at is None or not truck.needs_power

    def is_free(self, bay: str) -> bool:
        """Whether a bay may be given to whoever fits it."""
        return self.ground is not None and self.taken(self.ground.yard.bays[bay]) is None

    def beside(self, bay: Bay) -> str | None:
        """What next to this bay or in its row forbids giving it."""
        keepers = self.ground.kept_clear_by.get(bay.id, ()) if self.ground else ()
        if any(not self.stands[keeper].is_empty for keeper in keepers):
            return "kept_clear"
        if bay.kind == "hazmat" and any(not self.stands[other].is_empty for other in bay.neighbours):
            return "neighbours"
        return rows.why_not(self.ground, self.stands, self.stays, bay.id) if self.ground else None

    def emptying(self, stay: Stay, now: datetime) -> Release:
        """When the bay in which somebody stands will be empty, by what is known of such stays."""
        if stay.is_leaving:
            return Release(PULLING_OUT_SECONDS, 0.0)
        stayed = (now - stay.parked_at).total_seconds() if stay.parked_at else 0.0
        return self.dwells.stay(stay.truck.cargo_class, max(stayed, 0.0))

    def adrift(self) -> list[str]:
        """Visits that parked, and of which nobody knows where they stand."""
        return sorted(visit for visit, stay in self.stays.items() if stay.status == "parked" and stay.bay is None)
