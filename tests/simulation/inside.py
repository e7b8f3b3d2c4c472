"""What becomes of trucks inside a yard, by hand: who stands where, which roads are open, and what may be given then."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from serai.guidance import events as told
from serai.guidance import ways
from serai.guidance.rules import Truck, truck_of
from serai.guidance.yard import YardState
from serai.queue import events as queued
from serai.rendezvous.events import RendezvousEnded
from serai.sites.events import YardPut
from serai.sites.yard import Bay, Yard, recorded
from tests.guidance.fitting import fits

REDRAWN = "drawn again"
"""Stands in the files that were redrawn by hand, which must harm nobody who is inside."""


@dataclass
class Inside:
    """One site's yard so far; `given` and `standing` name the bays of visits before and after they park."""

    yard: Yard | None = None
    closed: set[str] = field(default_factory=set)
    seen: set[str] = field(default_factory=set)
    """Bays in which somebody was seen whom no visit accounts for."""
    blocked: set[str] = field(default_factory=set)
    given: dict[str, str] = field(default_factory=dict)
    standing: dict[str, str] = field(default_factory=dict)
    admitted: dict[str, str | None] = field(default_factory=dict)
    """Those who are under way to a bay, by the gate they came through."""
    trucks: dict[str, Truck] = field(default_factory=dict)
    released: set[str] = field(default_factory=set)
    kept: dict[str, str] = field(default_factory=dict)
    """Bays that are kept for a visit."""
    disputed: set[tuple[str, str]] = field(default_factory=set)
    """Visits and the roads that they say are blocked."""
    wanted: list[str] = field(default_factory=list)
    """Those who are to be inspected."""
    detained: set[str] = field(default_factory=set)
    dark: set[str] = field(default_factory=set)
    """Bays without power."""

    def take(self, event: Any) -> Iterator[str]:
        """What is wrong with a bay that is given or taken back, before the fact is folded."""
        match event:
            case queued.VisitAdmitted() if event.bay is not None and not event.inferred:
                yield from self._wrong(event.visit, event.bay, self._entry(event.gate))
            case told.BayReassigned() if event.visit in self.admitted and event.before != event.bay:
                start = event.place or self._entry(self.admitted[event.visit])
                is_called_for = event.cause in ("inspection", "power") and self._is_unsuited(event.visit, event.before)
                if event.before is not None and not is_called_for and not self._is_lost(event, start):
                    yield f"{event.visit} was moved from {event.before}, which it could have kept"
                if event.bay is not None:
                    yield from self._wrong(event.visit, event.bay, start)
            case told.BayReassigned() if event.visit in self.standing and event.bay is not None:
                own = self.standing[event.visit]
                if event.bay != event.before:
                    yield from self._wrong(event.visit, event.bay, event.place or self._beside(own))
                if event.cause in ("inspection", "power") and not self._is_unsuited(event.visit, own):
                    yield f"{event.visit} was moved from {own}, where it could have stayed"
            case YardPut() if REDRAWN in event.yard:
                yield from self._harmed(recorded(event.yard))
        self._fold(event)

    def _harmed(self, redrawn: Yard) -> Iterator[str]:
        """Whom a yard that was redrawn by hand takes the bay or the way out."""
        for visit, bay in (*self.given.items(), *self.standing.items(), *(("somebody", bay) for bay in self.seen)):
            before, after = self.yard.bays[bay] if self.yard else None, redrawn.bays.get(bay)
            if after is None:
                yield f"{bay} is drawn away from under {visit}"
            elif before is not None and visit in self.trucks and self.yard:
                truck = self.trucks[visit]
                if fits(before, truck) and not fits(after, truck):
                    yield f"{bay} is drawn too small for {visit}"
                if _leads_out(self.yard, before.node, truck) and not _leads_out(redrawn, after.node, truck):
                    yield f"{visit} is shut in {bay} by what was drawn"

    def _beside(self, bay: str) -> str:
        return self.yard.bays[bay].node if self.yard and bay in self.yard.bays else ""

    def _is_unsuited(self, visit: str, bay: str | None) -> bool:
        """Whether a bay has not the power, or is not for the inspection, that a truck needs."""
        found = self.yard.bays.get(bay or "") if self.yard else None
        return found is None or not fits(found, self.trucks[visit]) or self._is_dark(found, visit)

    def _is_dark(self, bay: Bay, visit: str) -> bool:
        needs = self.trucks[visit].needs
        for_cooling = self.trucks[visit].cargo_class == "fresh" and not {"power", "inspection"} & needs
        return bay.id in self.dark and ("power" in needs or for_cooling)

    def astray(self, state: YardState) -> Iterator[str]:
        """Ways that trucks are shown although a road on them was said to be blocked, or a bay on them has somebody."""
        for visit, stay in state.stays.items():
            route = ways.way_in(state, visit) if stay.is_coming else ways.way_out(state, visit)
            if route is None or stay.goal is None:
                continue
            if lost := self._closed_to(visit).intersection(route.roads):
                yield f"{visit} is sent into {sorted(lost)}"
            if lost := {bay for bay in route.nodes[1:-1] if bay in self.closed or self._who(bay, visit)}:
                yield f"{visit} is sent through {sorted(lost)}"

    def _wrong(self, visit: str, bay: str, start: str) -> Iterator[str]:
        """Why this bay may not be given to this visit now."""
        found = self.yard.bays.get(bay) if self.yard else None
        if found is None:
            yield f"{visit} is given {bay}, which the yard has not"
            return
        if bay in self.closed:
            yield f"{visit} is given {bay}, which is closed"
        if self.kept.get(bay, visit) != visit:
            yield f"{visit} is given {bay}, which is kept for {self.kept[bay]}"
        if who := self._who(bay, visit):
            yield f"{visit} is given {bay}, which {who} has"
        if not fits(found, self.trucks[visit]):
            yield f"{visit} does not fit {bay}"
        if self._is_dark(found, visit):
            yield f"{visit} is given {bay}, which has no power"
        if beside := [other for other in self._apart(found) if self._who(other, visit)]:
            yield f"{visit} is given {bay} beside {beside}"
        if found.node not in self._reached(start, visit):
            yield f"{visit} is given {bay}, to which no road is open from {start}"
        if ahead := [other for other in self._front(bay) if self._who(other, visit)]:
            yield f"{visit} is given {bay} behind {ahead}"
        behind = {other for other in self.yard.bays if bay in self._front(other)} if self.yard else set()
        if cut := [who for who, its in self.given.items() if its in behind and who != visit]:
            yield f"{visit} is given {bay} in front of {cut}, who are on their way"
        leaving = self.released | (self.given.keys() - {visit})
        if cut := [who for who, its in self.standing.items() if its in behind and who in leaving]:
            yield f"{visit} is given {bay} in front of {cut}, who may leave"

    def locks(self, bay: str, visit: str) -> bool:
        """Whether somebody stands behind a bay, or will."""
        return any(
            self._who(other, visit) for other in (self.yard.bays if self.yard else ()) if bay in self._front(other)
        )

    def may_have(self, visit: str, start: str) -> list[str]:
        """The bays beside the roads that could be given to a visit that is at a place, where no turn is banned."""
        if self.yard is None:
            return []
        exits = {gate.id for gate in self.yard.gates.values() if gate.way != "in"}
        beside = [bay for bay in self.yard.bays.values() if bay.node != bay.id]
        found = [bay for bay in beside if not [*self._wrong(visit, bay.id, start)]]
        return [bay.id for bay in found if self._reached(bay.node, visit) & exits]

    def _front(self, bay: str) -> set[str]:
        """All bays in front of one, by what the file says."""
        found, edge = set[str](), [bay]
        while edge and self.yard:
            new = [other for other in self.yard.bays[edge.pop()].blocked_by if other not in found]
            found.update(new)
            edge += new
        return found

    def _is_lost(self, event: told.BayReassigned, start: str) -> bool:
        """Whether a truck cannot keep the bay that it was told of; where it is without one, the way does not count."""
        bay = self.yard.bays.get(event.before or "") if self.yard else None
        if (
            bay is None
            or bay.id in self.closed
            or self._who(bay.id, event.visit)
            or self.given.get(event.visit) is None
        ):
            return True
        stood = set(self.standing.values()) | self.seen
        if stood & self._front(bay.id):
            return True
        if bay.kind == "hazmat" and stood.intersection(bay.neighbours):
            return True
        return event.bay is not None and bay.node not in self._reached(start, event.visit)

    def _who(self, bay: str, but: str) -> str | None:
        """Who has a bay, or is to have it, beside one."""
        for has in (self.standing, self.given):
            for visit, its in has.items():
                if its == bay and visit != but:
                    return visit
        return "somebody" if bay in self.seen and self.given.get(but) != bay else None

    def _closed_to(self, visit: str) -> set[str]:
        return self.blocked | {road for whose, road in self.disputed if whose == visit}

    def _apart(self, bay: Bay) -> list[str]:
        """Bays that must be empty while this one is given."""
        bays = self.yard.bays.values() if self.yard else ()
        keepers = [other.id for other in bays if other.kind == "hazmat" and bay.id in other.neighbours]
        return [*keepers, *(bay.neighbours if bay.kind == "hazmat" else ())]

    def _entry(self, gate: str | None) -> str:
        gates = self.yard.gates if self.yard else {}
        entries = [each.id for each in gates.values() if each.way != "out"]
        return gate if gate in entries else min(entries, default="")

    def _reached(self, start: str, visit: str) -> set[str]:
        """Every place to which this truck has a way."""
        if self.yard is None:
            return set()
        leads: defaultdict[str, list[str]] = defaultdict(list)
        for road in self.yard.roads.values():
            if road.id not in self._closed_to(visit) and self.trucks[visit].size.fits(road.limits):
                leads[road.start].append(road.end)
                leads[road.end] += [] if road.one_way else [road.start]
        start = start.partition("/")[0]
        seen, front = {start}, [start]
        while front:
            at = front.pop()
            is_end = at in self.yard.gates or at in self.closed or (at in self.yard.bays and self._who(at, ""))
            if is_end and at != start:
                continue
            new = [place for place in leads[at] if place not in seen]
            seen.update(new)
            front += new
        return seen

    def _fold(self, event: Any) -> None:
        self._demand(event)
        match event:
            case YardPut():
                self._redraw(event)
            case queued.VisitJoined():
                self.trucks[event.visit] = truck_of(event)
                self.wanted += [event.visit] if "inspection" in event.needs else []
            case queued.VisitAdmitted():
                self.admitted[event.visit] = event.gate
                self._give(event.visit, event.bay)
            case told.BayReassigned() if event.visit in self.admitted:
                self._give(event.visit, event.bay)
            case told.BayReassigned() if event.visit not in self.released and event.cause != "emptied":
                self._give(event.visit, event.bay)
            case queued.VisitParked():
                self._park(event.visit, event.bay)
            case queued.VisitReleased():
                self.released.add(event.visit)
                self.admitted.pop(event.visit, None)
                if (bay := self.given.pop(event.visit, None)) is not None:
                    self.standing.setdefault(event.visit, bay)
            case queued.VisitDeparted() | queued.VisitLeft() | queued.VisitTurnedAway() | queued.VisitReturned():
                self._forget(event.visit)
            case queued.VisitCorrected():
                self._correct(event)
            case told.BayStatusSet():
                self._say(event)
            case told.BayKept():
                self.kept.pop(event.bay, None)
                self.kept |= {} if event.visit is None else {event.bay: event.visit}
            case RendezvousEnded():
                self.kept = {bay: who for bay, who in self.kept.items() if bay not in event.bays}
            case told.GuidanceDisputed():
                if event.bay is not None:
                    self._say(told.BayStatusSet(bay=event.bay, status="occupied", by=event.by))
                if event.road is not None:
                    self.disputed.add((event.visit, event.road))
            case told.RoadStatusSet():
                self.disputed = {each for each in self.disputed if each[1] != event.road}
                (self.blocked.add if event.status == "blocked" else self.blocked.discard)(event.road)

    def _redraw(self, event: YardPut) -> None:
        self.yard = recorded(event.yard)
        self.closed |= {new for old, new in event.renamed.items() if old in self.closed}
        for has in (self.given, self.standing):
            for visit in [visit for visit, bay in has.items() if bay not in self.yard.bays]:
                del has[visit]
        self.closed &= self.yard.bays.keys()
        self.seen &= self.yard.bays.keys()
        self.dark &= self.yard.bays.keys()

    def _demand(self, event: Any) -> None:
        """What trucks need and bays give by now."""
        match event:
            case told.BayPowerSet():
                (self.dark.add if event.status == "off" else self.dark.discard)(event.bay)
            case queued.InspectionOrdered():
                self._want(event.visit, is_open=True)
            case queued.InspectionEnded():
                self._want(event.visit, is_open=event.outcome == "detained")
                (self.detained.add if event.outcome == "detained" else self.detained.discard)(event.visit)

    def _want(self, visit: str, *, is_open: bool) -> None:
        truck = self.trucks[visit]
        needs = truck.needs | {"inspection"} if is_open else truck.needs - {"inspection"}
        self.trucks[visit] = replace(truck, needs=needs)
        self.wanted = [each for each in self.wanted if each != visit] + ([visit] if is_open else [])

    def _give(self, visit: str, bay: str | None) -> None:
        self.kept.pop(bay or "", None)
        self.given.pop(visit, None)
        if bay is not None and self.yard and bay in self.yard.bays and bay not in self.standing.values():
            self._take_from(self.given, bay)
            self.given[visit] = bay

    def _park(self, visit: str, bay: str) -> None:
        self.kept.pop(bay, None)
        self.admitted.pop(visit, None)
        self.given.pop(visit, None)
        self.standing.pop(visit, None)
        if self.yard and bay in self.yard.bays:
            self._take_from(self.given, bay)
            self._take_from(self.standing, bay)
            self.seen.discard(bay)
            self.standing[visit] = bay

    def _correct(self, event: queued.VisitCorrected) -> None:
        if event.duplicate_of is not None:
            self._forget(event.visit)
            return
        if event.cargo_class is not None:
            self.trucks[event.visit] = replace(self.trucks[event.visit], cargo_class=event.cargo_class)
        if event.bay is not None and event.visit in self.admitted:
            self._give(event.visit, event.bay)
        elif event.bay is not None:
            self._park(event.visit, event.bay)

    def _say(self, event: told.BayStatusSet) -> None:
        if event.status == "closed":
            self.closed.add(event.bay)
        elif event.status == "occupied":
            if event.bay not in self.standing.values():
                self.seen.add(event.bay)
            if event.by != "sensor":
                self._take_from(self.given, event.bay)
        else:
            self._take_from(self.standing, event.bay)
            self.seen.discard(event.bay)
            if event.by != "sensor":
                self.closed.discard(event.bay)

    def _forget(self, visit: str) -> None:
        for has in (self.given, self.standing, self.admitted):
            has.pop(visit, None)
        self.released.discard(visit)
        self.wanted = [each for each in self.wanted if each != visit]
        self.kept = {bay: who for bay, who in self.kept.items() if who != visit}
        self.disputed = {each for each in self.disputed if each[0] != visit}

    def _take_from(self, has: dict[str, str], bay: str) -> None:
        for visit in [visit for visit, its in has.items() if its == bay]:
            del has[visit]


def _leads_out(yard: Yard, start: str, truck: Truck) -> bool:
    """Whether open roads that are high enough lead from a place to an exit, whoever stands or works on them now."""
    exits, seen, front = {gate.id for gate in yard.gates.values() if gate.way != "in"}, {start}, [start]
    roads = [road for road in yard.roads.values() if truck.size.fits(road.limits)]
    while front:
        at = front.pop()
        new = {road.end for road in roads if road.start == at}
        new |= {road.start for road in roads if road.end == at and not road.one_way}
        front += new - seen
        seen |= new
    return bool(seen & exits)
