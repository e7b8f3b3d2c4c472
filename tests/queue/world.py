"""A port's queue driven through the pure rules alone, with its ledger kept beside it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from serai.core.events import Entry, Event
from serai.queue import moves
from serai.queue.moves import Newcomer, Passage
from serai.queue.order import Policy
from serai.queue.ranks import Key
from serai.queue.replay import moved, policy_of
from serai.queue.rules import Queue, Visit
from serai.queue.transfer_events import Carried, Origin, TransferPromised
from serai.sites.events import GateRecord, LaneRecord, RulebookPut, SiteCreated, SiteRecord
from serai.sites.rulebook import Rulebook
from serai.sites.rules import SiteFold

START = datetime(2026, 11, 22, 0, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
CLASSES = {"general": "export-general", "fresh": "export-fresh", "hazmat": "import-hazmat"}


def site(service_seconds: int = 90) -> SiteRecord:
    """Two lanes that share gate-in, one of its own at gate-2."""

    def lane(code: str, cargo_class: str, gate: str) -> LaneRecord:
        return LaneRecord(
            code=code,
            direction=code.split("-")[0],
            cargo_class=cargo_class,
            gates=[gate, "gate-out"],
            service_seconds=service_seconds,
            declaration="optional",
        )

    return SiteRecord(
        code="CNMHN",
        name="Mohan Road",
        kind="border_port",
        mode="road",
        zone="Asia/Shanghai",
        country="CN",
        counterpart=None,
        lanes=[
            lane("export-general", "general", "gate-in"),
            lane("export-fresh", "fresh", "gate-in"),
            lane("import-hazmat", "hazmat", "gate-2"),
        ],
        gates=[
            GateRecord(code="gate-in", way="in"),
            GateRecord(code="gate-2", way="in"),
            GateRecord(code="gate-out", way="out"),
        ],
    )


def fact(entry: Entry) -> Any:
    """An entry's event, whatever its kind."""
    return entry.event


@dataclass
class Port:
    """Everything that happened, what the fold made of it, and the orders that the rank operations gave."""

    now: datetime = START
    queue: Queue = field(default_factory=lambda: Queue("CNMHN"))
    site: SiteFold = field(default_factory=SiteFold)
    entries: list[Entry] = field(default_factory=list)
    by_ops: dict[str, list[str]] = field(default_factory=dict)
    joined: int = 0

    @classmethod
    def opened(cls, *, service_seconds: int = 90, **rulebook: Any) -> Port:
        port = cls()
        port.record(SiteCreated(site=site(service_seconds)))
        if rulebook:
            book = Rulebook.model_validate(rulebook)
            port.record(RulebookPut(version=1, effective_from=port.now, rulebook=book.as_record()))
        return port

    @property
    def policy(self) -> Policy:
        found = policy_of(self.site, self.site.rulebook_at(self.now).version)
        assert found is not None
        return found

    def record(self, *events: Event) -> None:
        for event in events:
            seq = len(self.entries) + 1
            self.entries.append(Entry("CNMHN", seq, self.now, event.kind, event.canonical(), "", ""))
            self.site.apply(event, self.now, seq)
            self.queue.apply(event, self.now, seq)
            moved(self.by_ops, getattr(event, "ops", ()), getattr(event, "visit", ""))

    def join(
        self,
        cargo_class: str = "general",
        *,
        trusted: bool = False,
        slot_in: int | None = None,
        name: str | None = None,
        after: int = 0,
        came: int | None = None,
        farther: int = 0,
    ) -> str:
        """Check a vehicle in; `slot_in` is minutes from START to its slot, `after` minutes to wait before.

        `came` so many minutes ago to another site, from which it was promised its place; it waits `farther` minutes
        from the gate than others.
        """
        self.now += after * MINUTE
        self.joined += 1
        visit = name or f"v{self.joined}"
        lane = self.site.place.lane(CLASSES[cargo_class])
        slot = None if slot_in is None else START + slot_in * MINUTE
        who = Newcomer(
            visit=visit,
            lane=lane.code,
            line=self.site.place.line_of[lane.code],
            cargo_class=cargo_class,
            vehicle="c0ffee",
            by="kiosk",
            cost_seconds=lane.service_seconds,
            trusted=trusted,
            slot_starts_at=slot,
            arrive_from=slot and slot - 60 * MINUTE,
            arrive_until=slot and slot + 90 * MINUTE,
            area="far" if farther else None,
            farther_minutes=farther,
            carried=None if came is None else self._promised(lane.code, self.now - came * MINUTE),
        )
        self.record(moves.join(self.queue, who, self.policy, self.now))
        return visit

    def _promised(self, lane: str, since: datetime) -> Carried:
        """A place by arrival that was promised just now."""
        named = f"t{self.joined}"
        origin = Origin(site="CNHKO", visit=f"CNHKO-{named}", seq=7, digest="5a17")
        until = self.now + 90 * MINUTE
        self.record(TransferPromised(transfer=named, lane=lane, since=since, valid_until=until, origin=origin))
        return Carried(transfer=named, visit=origin.visit, reservation=None, since=since)

    def call_next(self, line: str = "gate-in", lanes: Iterable[str] = CLASSES.values()) -> str | None:
        found = self.queue.next(line, 1, lanes)
        if not found:
            return None
        self.record(*moves.call(self.queue, found[0].id, f"call-{len(self.entries)}", line))
        return found[0].id

    def admit(self, visit: str, bay: str | None = None) -> None:
        self.record(*moves.admit(self.queue, visit, bay, self.passage))

    def serve(self, line: str = "gate-in") -> str | None:
        """Call and admit the next."""
        visit = self.call_next(line)
        if visit is not None:
            self.admit(visit)
        return visit

    def open_windows(self) -> None:
        while (move := moves.open_windows(self.queue, self.policy, self.now)) is not None:
            self.record(move)

    @property
    def passage(self) -> Passage:
        return Passage(call=f"call-{len(self.entries)}", gate="gate-in")

    def order(self, line: str = "gate-in") -> list[str]:
        return [visit.id for visit in self.queue.in_order(line)]

    def classes(self, visits: Sequence[str | None]) -> list[str]:
        """What was served, in words such as `fresh`, `trusted general`."""
        named: dict[str, str] = {}
        for entry in self.entries:
            if entry.kind == "visit.joined":
                event = fact(entry)
                named[event.visit] = ("trusted " if event.trusted else "") + event.cargo_class
        return [named[each] for each in visits if each is not None]


def overtaken_seconds(entries: Sequence[Entry]) -> dict[str, int]:
    """For each ordinary visit, the service time of all priority visits put before it after it joined its lane.

    Computed from the rank operations and facts alone, without the rules under test.
    """
    orders: dict[str, list[str]] = {}
    ordinary: set[str] = set()
    cost: dict[str, int] = {}
    for entry in entries:
        event = fact(entry)
        ops = getattr(event, "ops", ())
        moved(orders, ops, getattr(event, "visit", ""))
        placed = getattr(event, "placed", None)
        if placed is None:
            continue
        line = str(list(ops)[-1][1])
        if not placed.priority:
            ordinary.add(event.visit)
            cost[event.visit] = cost.get(event.visit, 0) if entry.kind == "visit.moved" else 0
            continue
        ordinary.discard(event.visit)
        before = orders[line].index(event.visit)
        for each in orders[line][before + 1 :]:
            if each in ordinary:
                cost[each] += placed.cost
    return cost


def keys(visits: Iterable[Visit]) -> list[Key]:
    return [visit.key for visit in visits]
