"""A site that keeps its own ledger in memory, a model of its lines, and a screen that believes only what it is sent."""

from __future__ import annotations

import json
import random
from bisect import bisect_left, insort
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from serai.booking.events import ReservationExtended
from serai.calling.control import Control
from serai.core.desk import Memory, SiteUnknown
from serai.core.events import Entry, Event, Head
from serai.guidance.events import BayStatusSet, RoadStatusSet
from serai.guidance.yard import YardState
from serai.ledger.entries import START, chained
from serai.live.channel import texts
from serai.live.papers import ReservationPaper, VisitPaper
from serai.live.views import SiteViews
from serai.overrides.rules import Overrides
from serai.queue.events import (
    BandsPublished,
    Placed,
    VisitAdmitted,
    VisitCalled,
    VisitJoined,
    VisitLeft,
    VisitMoved,
    VisitParked,
)
from serai.queue.rules import Queue
from serai.rendezvous.rules import Meetings
from serai.sites.events import ClosureLifted, ClosureOpened, GateRecord, LaneRecord, SiteCreated, SiteRecord
from serai.sites.rules import SiteFold

SITE = "CNMHN"
EPOCH = "epoch-1"
BEGAN = datetime(2026, 11, 22, 0, 0, tzinfo=UTC)
LANES = {"export-general": "gate-a", "export-fresh": "gate-a", "import-general": "gate-b"}


class Port:
    """Records real facts in a ledger of its own; `lines` is an independent model of the order."""

    def __init__(self, seed: int = 0, epoch: str = EPOCH) -> None:
        self.epoch = epoch
        self.entries: list[Entry] = []
        self.lines: dict[str, list[tuple[int, int]]] = {"gate-a": [], "gate-b": []}
        self.visits: dict[str, tuple[str, str, tuple[int, int]]] = {}
        self.inside: list[str] = []
        self.closed: list[str] = []
        self.extended: dict[str, datetime] = {}
        self.now = BEGAN
        self.reads = 0
        self._random = random.Random(seed)
        self._number = 0
        self.record(SiteCreated(site=_site()))

    # The ledger

    def record(self, *facts: Event) -> list[Entry]:
        last = self.entries[-1] if self.entries else None
        head = Head(SITE, self.epoch, last.seq if last else 0, self.now, last.digest if last else START)
        entries = chained(head, facts, self.now)
        self.entries += entries
        return entries

    @property
    def seq(self) -> int:
        return len(self.entries)

    async def open(self, site: str) -> tuple[str, SiteViews]:
        if site != SITE:
            raise SiteUnknown(site=site)
        return self.epoch, self.views()

    async def read(self, after: int, until: int) -> Sequence[Entry]:
        self.reads += 1
        return self.entries[after:until]

    def views(self, until: int | None = None) -> SiteViews:
        """What a fresh process makes of the ledger up to an entry."""
        folds = (SiteFold(), Queue(SITE), YardState(), Control(), Overrides(), Meetings())
        memory = Memory(self.epoch, 0, {type(fold): fold for fold in folds})
        known = self.entries if until is None else self.entries[:until]
        for entry in known:
            memory.apply(entry.event, entry.at, entry.seq)
        return SiteViews(SITE, memory, known[-1].at if known else BEGAN, known[-30:])

    # What happens

    def happen(self, count: int = 1) -> list[Entry]:
        """Something happens at the port, `count` times; what it committed."""
        return [entry for _ in range(count) for entry in self._one()]

    def _one(self) -> list[Entry]:
        self.now += timedelta(seconds=self._random.randrange(1, 90))
        queued = list(self.visits)
        acts = [self.join, self.join, self._bands, self._yard, self._closure]
        if queued:
            visit = self._random.choice(queued)
            acts += [
                lambda: self._call(visit), lambda: self.admit(visit), lambda: self.admit(self.first()),
                lambda: self.leave(visit), lambda: self.move(visit),
            ]  # fmt: skip
        if self.inside:
            acts.append(lambda: self.record(_parked(self._random.choice(self.inside))))
        return self._random.choice(acts)()

    def join(self, lane: str | None = None) -> list[Entry]:
        lane = lane or self._random.choice(list(LANES))
        line, visit = LANES[lane], f"v{self._number}"
        self._number += 1
        key = (self._random.randrange(1_000), self.seq + 1)
        insort(self.lines[line], key)
        self.visits[visit] = (lane, line, key)
        return self.record(_joined(visit, lane, line, key[0], ["join", line, self.rank(visit)]))

    def extend(self, reservation: str) -> list[Entry]:
        """A reservation's window closes later than before."""
        self.extended[reservation] = self.extended.get(reservation, self.now) + timedelta(minutes=30)
        return self.record(ReservationExtended(reservation=reservation, arrive_until=self.extended[reservation]))

    def admit(self, visit: str) -> list[Entry]:
        lane, line, rank = self._gone(visit)
        self.inside.append(visit)
        return self.record(
            VisitAdmitted(
                visit=visit, lane=lane, line=line, bay=None, gate=line, inferred=False, device_at=None,
                ops=[["leave", line, rank]],
            )
        )  # fmt: skip

    def leave(self, visit: str) -> list[Entry]:
        lane, line, rank = self._gone(visit)
        return self.record(
            VisitLeft(
                visit=visit,
                lane=lane,
                line=line,
                reason=None,
                device_at=None,
                ops=[["leave", line, rank, "visit.left"]],
            )
        )

    def move(self, visit: str) -> list[Entry]:
        lane, line, key = self.visits[visit]
        before = self.rank(visit)
        self.lines[line].remove(key)
        key = (self._random.randrange(1_000), self.seq + 1)
        insort(self.lines[line], key)
        self.visits[visit] = (lane, line, key)
        op = ["move", line, before, self.rank(visit), "order.window"]
        return self.record(VisitMoved(visit=visit, line=line, placed=_placed(key[0]), clause="order.window", ops=[op]))

    def first(self) -> str:
        return min(self.visits, key=lambda visit: self.visits[visit][2])

    def rank(self, visit: str) -> int:
        _, line, key = self.visits[visit]
        return bisect_left(self.lines[line], key) + 1

    def _gone(self, visit: str) -> tuple[str, str, int]:
        rank = self.rank(visit)
        lane, line, key = self.visits.pop(visit)
        self.lines[line].remove(key)
        return lane, line, rank

    def _call(self, visit: str) -> list[Entry]:
        lane, line, _ = self.visits[visit]
        return self.record(VisitCalled(visit=visit, lane=lane, line=line, call="c", gate=line, reason=None))

    def _bands(self) -> list[Entry]:
        p50 = self._random.randrange(5, 60)
        bands = {"gate-a": {"general": [[1, 0, p50, p50 * 2], [10, 4, p50 + 5, p50 * 3]]}}
        ways = {"gate-a": {"general": [2, self._random.randrange(5, 20), 40]}}
        return self.record(BandsPublished(bands=bands, as_of=self.now, basis={}, ways=ways))

    def _yard(self) -> list[Entry]:
        return self.record(
            BayStatusSet(bay="b1", status="closed", by="operator"), RoadStatusSet(road="r", status="open")
        )

    def _closure(self) -> list[Entry]:
        if self.closed:
            return self.record(ClosureLifted(closure=self.closed.pop()))
        self.closed.append(f"x{self.seq}")
        return self.record(
            ClosureOpened(closure=self.closed[-1], lane=None, from_=self.now, until=None, reason="weather")
        )


class Shelf:
    """The archive and the papers of one port; a company `c` has what is in its lines."""

    def __init__(self, port: Port) -> None:
        self.port = port

    async def open(self, site: str) -> tuple[str, SiteViews]:
        return await self.port.open(site)

    async def entries(self, site: str, after: int, until: int) -> Sequence[Entry]:
        assert site == SITE
        return await self.port.read(after, until)

    async def visit(self, visit: str) -> VisitPaper | None:
        port = self.port
        if visit in port.visits:
            return VisitPaper(SITE, {"id": visit, "status": "waiting", "line": port.visits[visit][1]}, None)
        if visit in port.inside:
            return VisitPaper(SITE, {"id": visit, "status": "admitted", "line": None}, {"bay": "b1"})
        return None

    async def reservation(self, reservation: str) -> ReservationPaper | None:
        until = self.port.extended.get(reservation)
        return None if until is None else ReservationPaper(SITE, {"id": reservation, "until": until.isoformat()})

    async def company(self, company: str) -> Mapping[str, Any] | None:
        if company != "c":
            return None
        return {"reservations": [], "visits": [{"id": visit} for visit in sorted(self.port.visits)]}

    async def heads(self) -> Mapping[str, tuple[str, int]]:
        return {SITE: (self.port.epoch, self.port.seq)}


class Gap(AssertionError):
    """A frame did not follow the one before it."""


class Screen:
    """Folds the frames of feeds exactly as the contract says, and complains of the slightest gap."""

    def __init__(self) -> None:
        self.states: dict[str, dict[str, Any]] = {}
        self.at: dict[str, int] = {}
        self.epochs: dict[str, str] = {}
        self.ranks: dict[str, tuple[str, int] | None] = {}
        self.resets: list[tuple[str, str]] = []
        self.frames: list[dict[str, Any]] = []
        self._awaits: set[str] = set()

    def resuming(self, feed: str, seq: int) -> None:
        """The feed was asked for with `after`; its state is the one this screen had."""
        self.at[feed] = seq
        self._awaits.discard(feed)

    def take(self, data: bytes) -> None:
        """A run of encoded frames."""
        for text in texts(data):
            self.see(text)

    def see(self, text: str | bytes) -> None:
        frame = json.loads(text)
        self.frames.append(frame)
        getattr(self, f"_{frame['type']}")(frame)

    def _pong(self, frame: dict[str, Any]) -> None: ...

    def _error(self, frame: dict[str, Any]) -> None: ...

    def _reset(self, frame: dict[str, Any]) -> None:
        self.resets.append((frame["feed"], frame["reason"]))
        self._awaits.add(frame["feed"])

    def _snapshot(self, frame: dict[str, Any]) -> None:
        feed = frame["feed"]
        self._awaits.discard(feed)
        self.states[feed] = frame["state"]
        self.at[feed] = frame["at"]["seq"]
        self.epochs[feed] = frame["at"]["epoch"]
        if feed.startswith("visit:"):
            self._rank_from(feed)

    def _change(self, frame: dict[str, Any]) -> None:
        feed = frame["feed"]
        if feed in self._awaits:
            raise Gap(f"{feed}: a change between a reset and its snapshot")
        if frame["from"] != self.at.get(feed) or frame["to"] <= frame["from"]:
            raise Gap(f"{feed} stands at {self.at.get(feed)}, but is told ({frame['from']}, {frame['to']}]")
        self.at[feed] = frame["to"]
        if feed.startswith("queue:"):
            members = {k: v for k, v in frame.items() if k not in ("type", "feed", "from", "to", "ops")}
            self._apply(feed, frame["ops"])
        else:
            members = frame["state"]
        self.states.setdefault(feed, {}).update(members)
        if feed.startswith("visit:") and "rank" in members:
            self._rank_from(feed)

    def _rank_from(self, feed: str) -> None:
        state = self.states[feed]
        self.ranks[feed] = None if state["rank"] is None else (state["line"], state["rank"])

    def _apply(self, feed: str, ops: Sequence[Sequence[Any]]) -> None:
        for visit, place in self.ranks.items():
            self.ranks[visit] = moved(place, ops)


def moved(place: tuple[str, int] | None, ops: Sequence[Sequence[Any]]) -> tuple[str, int] | None:
    """Where somebody stands after rank operations on all lines; None once it has left."""
    for verb, line, *ranks in ops:
        if place is None or line != place[0]:
            continue
        mine = place[1]
        if verb == "join":
            mine += ranks[0] <= mine
        elif verb == "leave":
            if ranks[0] == mine:
                return None
            mine -= ranks[0] < mine
        elif ranks[0] == mine:
            mine = ranks[1]
        else:
            mine -= ranks[0] < mine
            mine += ranks[1] <= mine
        place = (line, mine)
    return place


def plain(state: Mapping[str, Any]) -> Any:
    """A state as it comes off the wire."""
    return json.loads(json.dumps(state, default=_wire))


def _wire(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime) else list(value)


def _site() -> SiteRecord:
    return SiteRecord(
        code=SITE, name="Mohan", kind="border_port", mode="road", zone="Asia/Shanghai", country="CN", counterpart=None,
        lanes=[
            LaneRecord(
                code=lane, direction=lane.split("-")[0], cargo_class=lane.split("-")[1], gates=[gate],
                service_seconds=90, declaration="optional",
            )
            for lane, gate in LANES.items()
        ],
        gates=[GateRecord(code="gate-a", way="in"), GateRecord(code="gate-b", way="in")],
    )  # fmt: skip


def _placed(key: int) -> Placed:
    return Placed(
        key=[key, 0, 0, 0, 0], flow=0, priority=False, finish=0, cost=60, ceiling=None, because=[], rulebook=1
    )


def _joined(visit: str, lane: str, line: str, key: int, op: list[Any]) -> VisitJoined:
    return VisitJoined(
        visit=visit, reservation=None, lane=lane, line=line, cargo_class="general", trusted=False, booked=False,
        slot_starts_at=None, arrive_from=None, arrive_until=None, placed=_placed(key), company=None, vehicle="0" * 64,
        length_cm=None, height_cm=None, weight_kg=None, needs=[], by="kiosk", ops=[op],
    )  # fmt: skip


def _parked(visit: str) -> VisitParked:
    return VisitParked(visit=visit, bay="b1", given=None, inferred=False, device_at=None)
