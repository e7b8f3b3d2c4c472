"""What each audience may know of a site: pure views of its memory as the states and changes of feeds.

A feed stands at its last *boundary*: the last entry that concerned it. Which entries concern a feed is told from the
entry alone, never from what was folded before, so that every process and every resume draws the same line.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Container, Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from serai.calling.control import Control
from serai.core.desk import Memory
from serai.core.events import Entry, Event
from serai.guidance import ways
from serai.guidance.disputes import disputed_roads
from serai.guidance.moving import unpowered
from serai.guidance.routing import Route
from serai.guidance.stands import Ground, Stand
from serai.guidance.yard import YardState
from serai.live.feed import Change, Operation
from serai.overrides.rules import Overrides
from serai.queue.rules import Queue
from serai.rendezvous.rules import Meetings
from serai.sites.rules import SiteFold

RECENT: Final = 30
"""How many of the latest entries the operators' feed shows."""

NOTICE_KINDS: Final = frozenset(
    {
        "bands.published", "site.created", "site.changed", "calendar.put", "rulebook.put", "closure.opened",
        "closure.lifted", "lanes.turned", "rulebook.took_effect", "visit.called", "call.missed", "call.withdrawn",
        "calls.stopped", "calls.resumed", "override.made",
    }
)  # fmt: skip
YARD_KINDS: Final = frozenset(
    {
        "yard.put", "bay.status_set", "bay.kept", "bay.power_set", "bay.reassigned", "road.status_set",
        "guidance.disputed", "visit.admitted", "visit.parked", "visit.released", "visit.departed", "visit.corrected",
        "visit.returned", "visit.left", "visit.turned_away", "inspection.ordered", "inspection.ended",
        "rendezvous.ended",
    }
)  # fmt: skip
"""What may change the way of visits that it does not name, too: who stands where closes ways and opens them."""


Way = tuple[Ground, str, str | None, Route | None]
"""The yard that a visit is led through, its status and bay, and its way."""


def named(event: Event) -> tuple[str, ...]:
    """The reservations and visits that a fact is about."""
    one = (getattr(event, "visit", None), getattr(event, "reservation", None))
    return (*(each for each in one if each is not None), *getattr(event, "parties", ()))


def operations(event: Event) -> Sequence[Operation]:
    """The rank operations a fact carries; none for most."""
    return getattr(event, "ops", None) or ()


class View:
    """One feed of one site; a subclass says what concerns it and what its state is at an instant."""

    def __init__(self, feed: str, memory: Memory, at: datetime) -> None:
        self.feed = feed
        self.boundary = memory.seq
        self._memory = memory
        self._first = 0
        self._to = 0
        self._at = at
        self._told: dict[str, Any] | None = None

    def concerns(self, entry: Entry) -> bool:
        raise NotImplementedError

    def state(self, at: datetime) -> Mapping[str, Any]:
        raise NotImplementedError

    def told(self) -> Mapping[str, Any]:
        """The state at the boundary: what readers have been told. Never changed in place.

        It is made when it is first asked for: nothing that concerned the feed has happened since its boundary.
        """
        if self._told is None:
            self._told = dict(self.state(self._at))
        return self._told

    def note(self, entry: Entry) -> None:
        """Take in an entry that the memory has folded already."""
        if self.concerns(entry):
            self._first = self._first or entry.seq
            self._to = entry.seq

    def change(self, at: datetime) -> Change | None:
        """What was noted since the last call adds up to this; moves the boundary. None: it did not concern the feed."""
        if not self._first:
            return None
        before, self._told, self._at = self.told(), None, at
        members = {name: value for name, value in self.told().items() if value != before.get(name, ...)}
        change = Change(self.feed, self.boundary, self._first, self._to, self._taken(), members)
        self.boundary, self._first = self._to, 0
        return change

    def skip(self, at: datetime) -> None:
        """As `change`, while nobody watches: spares making two states to compare."""
        if self._first:
            self._told, self._at = None, at
            self._taken()
            self.boundary, self._first = self._to, 0

    def _taken(self) -> tuple[Operation, ...] | None:
        return None


class QueueView(View):
    """`queue:{site}`, for anybody: lengths, bands and rank operations; no identity of any kind."""

    def __init__(self, site: str, memory: Memory, at: datetime) -> None:
        self._ops: list[Operation] = []
        super().__init__(f"queue:{site}", memory, at)

    def concerns(self, entry: Entry) -> bool:
        return entry.kind in NOTICE_KINDS or bool(operations(entry.event))

    def note(self, entry: Entry) -> None:
        super().note(entry)
        self._ops.extend(operations(entry.event))

    def state(self, at: datetime) -> Mapping[str, Any]:
        queue, place = self._memory.of(Queue), self._memory.of(SiteFold)
        known = place.site
        lines = dict.fromkeys(known.lines if known else (), 0)
        lines |= {line: len(each.ranks) for line, each in queue.lines.items() if len(each.ranks) or line in lines}
        lanes = dict.fromkeys(known.lanes if known else (), 0)
        lanes |= {lane: count for lane, count in queue.lanes.items() if count or lane in lanes}
        curves = queue.curves
        return {
            "waiting": sum(lines.values()),
            "lines": lines,
            "lanes": lanes,
            "called": {line: called for line, each in queue.lines.items() if (called := each.called)},
            "as_of": curves and curves.as_of,
            "bands": curves.curves if curves else {},
            "ways": curves.ways if curves else {},
            "calls": curves.calls if curves else {},
            "basis": curves.basis if curves else {},
            "mode": place.rulebook_at(at).rulebook.mode if known else "booked",
            "open": place.status(at) == "open" if known else False,
            "stopped": self._memory.of(Control).stopped(known.lanes if known else ()),
            "overrides": _overrides(self._memory.of(Overrides), at),
        }

    def missed(self, entries: Sequence[Entry], after: int, until: int, members: Mapping[str, Any]) -> Change | None:
        """What a reader that left at `after` has to be told of `entries`, all those in (after, until]; None if nothing.

        `members` is the state at `until`: of members nothing is left out, since what they were at `after` is not kept.
        """
        concerning = [entry for entry in entries if self.concerns(entry)]
        if not concerning:
            return None
        ops = tuple(operation for entry in concerning for operation in operations(entry.event))
        return Change(self.feed, after, concerning[0].seq, until, ops, members)

    def _taken(self) -> tuple[Operation, ...]:
        taken, self._ops = tuple(self._ops), []
        return taken


class YardView(View):
    """`yard:{site}`, for operators: every bay and road as it is, and where each visit inside is."""

    def __init__(self, site: str, memory: Memory, at: datetime) -> None:
        super().__init__(f"yard:{site}", memory, at)

    def concerns(self, entry: Entry) -> bool:
        return entry.kind in YARD_KINDS

    def state(self, at: datetime) -> Mapping[str, Any]:
        yard = self._memory.of(YardState)
        roads = yard.ground.yard.roads if yard.ground else ()
        return {
            "bays": {bay: _bay(stand) for bay, stand in yard.stands.items()},
            "roads": {road: yard.road_status(road) for road in roads},
            "visits": {
                visit: {"status": stay.status, "bay": stay.bay, "gate": stay.gate, "to": stay.to}
                for visit, stay in yard.stays.items()
            },
            "adrift": yard.adrift(),
            "disputed": disputed_roads(yard),
            "unpowered": [
                {"visit": stay.truck.visit, "bay": stay.bay, "since": since, "until": stay.truck.perishable_until}
                for stay, since in unpowered(yard)
            ],
        }


def _bay(stand: Stand) -> Mapping[str, Any]:
    said: dict[str, Any] = {"status": stand.status, "visit": stand.visit}
    return said | ({"unpowered_at": stand.unpowered_at} if stand.unpowered_at is not None else {})


class SiteView(View):
    """`site:{site}`, for operators and authorities: mode, closures, and the latest entries by kind and subject."""

    def __init__(self, site: str, memory: Memory, at: datetime, recent: Sequence[Entry]) -> None:
        self._recent: deque[Mapping[str, Any]] = deque(map(_line, recent), RECENT)
        super().__init__(f"site:{site}", memory, at)

    def concerns(self, entry: Entry) -> bool:
        return True

    def note(self, entry: Entry) -> None:
        super().note(entry)
        self._recent.append(_line(entry))

    def state(self, at: datetime) -> Mapping[str, Any]:
        place = self._memory.of(SiteFold)
        known = place.site
        closures = [
            {"id": each.id, "lane": each.lane, "from": each.from_, "until": each.until, "reason": each.reason}
            for each in place.closures.values()
        ]
        return {
            "status": place.status(at) if known else "listed",
            "mode": place.rulebook_at(at).rulebook.mode if known else "booked",
            "open_lanes": place.open_lanes(at) if known else [],
            "closures": closures,
            "calls": _calls(self._memory, at) if known else {},
            "recent": list(self._recent),
        }


def _overrides(overrides: Overrides, at: datetime) -> dict[str, Any]:
    """How many were called out of turn on the local day of an instant."""
    today = overrides.local_day(at)
    return {"day": today.isoformat(), "calls": overrides.made(today)}


def _calls(memory: Memory, at: datetime) -> dict[str, Any]:
    """Each lane's mode, and what its calls were stopped for, if they are."""
    place, control = memory.of(SiteFold), memory.of(Control)
    book = place.rulebook_at(at).rulebook
    stops = {lane: control.stop(lane) for lane in place.place.lanes}
    return {lane: {"mode": control.mode(lane, book), "stopped": stop and stop.reason} for lane, stop in stops.items()}


def _line(entry: Entry) -> Mapping[str, Any]:
    subjects = ("visit", "reservation", "lane", "gate", "bay", "road", "status", "closure")
    named = {name: value for name in subjects if isinstance(value := getattr(entry.event, name, None), str)}
    return {"seq": entry.seq, "at": entry.at, "kind": entry.kind, **named}


class SiteViews:
    """All that is public or the operators' of one site, as of the last entry that was applied."""

    def __init__(self, site: str, memory: Memory, at: datetime, recent: Sequence[Entry] = ()) -> None:
        self.site = site
        self._memory = memory
        self.queue = QueueView(site, memory, at)
        self._views: dict[str, View] = {
            view.feed: view for view in (self.queue, YardView(site, memory, at), SiteView(site, memory, at, recent))
        }

    @property
    def seq(self) -> int:
        return self._memory.seq

    def apply(self, entries: Sequence[Entry], watched: Container[str]) -> list[Change]:
        """Fold the next entries and say what they change, at most one change for each feed that is watched.

        A feed must be watched before `told` is first taken of it for a reader, and until that reader has gone.
        """
        for view in self._views.values():
            if view.feed in watched:
                view.told()
        for entry in entries:
            self._memory.apply(entry.event, entry.at, entry.seq)
            for view in self._views.values():
                view.note(entry)
        changes = []
        for view in self._views.values():
            if view.feed not in watched:
                view.skip(entries[-1].at)
            elif (change := view.change(entries[-1].at)) is not None:
                changes.append(change)
        return changes

    def view(self, feed: str) -> View:
        return self._views[feed]

    def about(self, event: Event) -> set[str]:
        """The reservations and visits that a fact is about, and those that they meet, who are told of it as well."""
        meetings, found = self._memory.of(Meetings), {*named(event)}
        for id_ in (*found,):
            meeting = meetings.of(id_)
            found.update(meeting.parties if meeting is not None else ())
        return found

    def way_of(self, visit: str) -> Way | None:
        """What the guidance of a visit rests on; None where it has none."""
        yard = self._memory.of(YardState)
        stay = yard.stays.get(visit)
        if stay is None or yard.ground is None:
            return None
        is_out = stay.status == "released"
        return yard.ground, stay.status, stay.goal, (ways.way_out if is_out else ways.way_in)(yard, visit)

    def of_visit(self, visit: str, paper: Mapping[str, Any], beside: Mapping[str, Any]) -> dict[str, Any]:
        """The state of `visit:{id}`: what is on paper about it, with the place it has at the queue feed's boundary."""
        queue = self._memory.of(Queue)
        place, known = queue.place(visit), queue.visits.get(visit)
        line = known.line if known else paper.get("line")
        shown = None if place is None else {"position": place.position, "ahead": place.ahead, "of": place.of}
        rank = None if place is None else place.position
        return {"visit": {**paper, "line": line, "place": shown}, "line": line, "rank": rank, **beside}
