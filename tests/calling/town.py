"""The demo's own day without HTTP, tables and waiting: its acts decided by the real commands over memory alone."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

from serai.booking import actions as booking
from serai.booking import slots
from serai.booking.book import Book
from serai.booking.draws import Draws
from serai.booking.reservations import Reservation
from serai.booking.shows import Shows
from serai.booking.vehicles import plate_key
from serai.calling.actions import CallNamed, Renew
from serai.calling.control import Control
from serai.calling.forwarding import CallForward
from serai.calling.keeping import KeepRendezvous
from serai.calling.kept import Rolls
from serai.calling.recalling import Reach
from serai.calling.renewals import Renewals
from serai.calling.rules import Pace
from serai.calling.told import comer
from serai.core.desk import Command, Draft, Memory
from serai.core.errors import Refusal
from serai.core.events import Entry, Head
from serai.declarations.rules import Declarations
from serai.demo import ports, world
from serai.demo.client import Api, Counts, Json, Refused
from serai.demo.setting import Cast
from serai.guidance import actions as yards
from serai.guidance import inspecting
from serai.guidance.inspection_schemas import InspectionsView
from serai.guidance.telling import tell
from serai.guidance.yard import YardState
from serai.identity.rights import Relation, Role
from serai.identity.rules import Caller
from serai.queue import actions as visits
from serai.queue.bands import Band
from serai.queue.checkin import Arriving, CheckIn
from serai.queue.rules import Queue
from serai.queue.transfers import Transfers
from serai.rendezvous.actions import Propose
from serai.rendezvous.rules import Meetings
from serai.sites import actions as sites
from serai.sites import files
from serai.sites.documents import CalendarDocument, StaffingDocument
from serai.sites.rulebook import RulebookDocument
from serai.sites.rules import SiteFold

OPERATOR = Caller(role=Role.OPERATOR, key="operator")
CUSTOMS = visits.Asker(Caller(role=Role.AUTHORITY, key="authority"), Relation.SITE)
ASKED_EVERY = timedelta(minutes=15)
COMPANIES = tuple(f"company {number}" for number in range(5))
CAST = Cast("operator", "authority", "device", "driver", COMPANIES)
IMPORTED = {each.site.code: each for each in files.load(files.YUNNAN)}


@dataclass(slots=True)
class Booked:
    """A reservation with what was told when it was made: bands of who checks in then or then; and what came of it."""

    made_at: datetime
    told: Mapping[datetime, Band]
    came_at: datetime | None = None
    in_time: bool = False
    admitted_at: datetime | None = None

    @property
    def promise(self) -> Band | None:
        """What was told of the instant at which it came, in its window; None for who did not."""
        if self.came_at is None or not self.in_time:
            return None
        came = self.came_at
        nearest = min(self.told, key=lambda at: abs(at - came), default=None)
        if nearest is None or abs(nearest - came) > ASKED_EVERY:
            return None
        off, band = came - nearest, self.told[nearest]
        return Band(band.p05 + off, band.p50 + off, band.p95 + off)

    @property
    def minutes(self) -> tuple[float, float, float, float] | None:
        """That band and what came, in minutes from its coming; None where nothing can be said."""
        band, came = self.promise, self.came_at
        if band is None or came is None or self.admitted_at is None:
            return None
        ends = (band.p05, band.p50, band.p95, self.admitted_at)
        low, middle, high, happened = ((each - came) / timedelta(minutes=1) for each in ends)
        return low, middle, high, happened


@dataclass
class Town:
    """One site: its memory, and when its calls and bands are to be looked at again."""

    code: str
    now: datetime = datetime(2026, 1, 1, tzinfo=UTC)
    ids: Any = field(default_factory=count)
    renewals: Renewals = field(default_factory=Renewals)
    rolls: Rolls = field(default_factory=Rolls)
    booked: dict[str, Booked] = field(default_factory=dict)

    def __post_init__(self) -> None:
        known = (SiteFold(), Book(), Draws(), Shows(), Declarations(), Meetings(), Transfers())
        folds = (*known, Queue(self.code), YardState(), Control(), Pace())
        self.memory = Memory("", 0, {type(fold): fold for fold in folds})
        self.memory.of(Queue).trusted.add(COMPANIES[2])
        for command in sites.set_up(IMPORTED[self.code], exists=False):
            self.do(command)

    def new(self) -> str:
        return f"{self.code}-{next(self.ids):026d}"

    def note(self, made: Reservation) -> None:
        """What is told to who has just reserved, of each quarter of an hour in which it may come."""
        place, told = made.placed, {}
        comes_at = max(place.arrive_from, self.now)
        while comes_at <= place.arrive_until:
            band = comer(self.memory, self.rolls, made.lane, comes_at, self.now)
            if band is not None:
                told[comes_at] = band
            comes_at += ASKED_EVERY
        self.booked[made.id] = Booked(self.now, told)

    def draft(self) -> Draft:
        return Draft(Head(self.code, "", self.memory.seq, self.now, ""), self.now, self.memory)

    def do(self, command: Command[Any]) -> Any:
        draft = self.draft()
        done = command.decide(draft)
        self.renewals.follow(self.code, [Entry(self.code, 0, self.now, e.kind, b"", "", "") for e in draft.facts])
        return done

    def turn(self, now: datetime) -> None:
        """The clock moves, and what is due is done: windows open, calls are missed, bands are promised."""
        self.now = now
        self.do(visits.OpenWindows(self.code))
        self.do(KeepRendezvous(self.code))
        self.do(CallForward(self.code))
        if any(at <= now for at, _ in self.renewals.due()):
            self.do(Renew(self.code, self.renewals))


@dataclass(frozen=True, slots=True)
class Shortcut(Api):
    """What the demo asks of the service, answered from memory with the members that it reads."""

    towns: Mapping[str, Town] = field(default_factory=dict)

    def as_(self, key: str) -> Api:
        return replace(self, key=key)

    async def ask(
        self,
        method: str,
        path: str,
        body: Mapping[str, Any] | None = None,
        query: Mapping[str, str | int] | None = None,
        once: str | None = None,
    ) -> Json:
        for verb, pattern, answer in _ROUTES:
            found = re.fullmatch(pattern, path)
            if verb == method and found:
                try:
                    return answer(self, {**(query or {}), **(body or {})}, *found.groups()) or {}
                except Refusal as refusal:
                    self.counts.refused[refusal.code] += 1
                    raise Refused(method, path, 409, {**refusal.facts, "code": refusal.code}) from refusal
        raise LookupError(f"{method} {path}")

    def caller(self) -> Caller:
        company = self.key if self.key in COMPANIES else None
        return Caller(role=Role.COMPANY if company else Role.DRIVER, key=self.key, company=company)

    def of(self, visit: str) -> tuple[Town, visits.Asker]:
        return self.towns[visit.partition("-")[0]], visits.Asker(OPERATOR, Relation.SITE)

    def clock(self, body: Json) -> None:
        for town in self.towns.values():
            town.turn(datetime.fromisoformat(body["now"]))

    def site(self, body: Json, code: str) -> Json:
        town = self.towns[code]
        known = town.memory.of(SiteFold)
        return {
            "lanes": [_lane(town, lane) for lane in known.place.lanes],
            "areas": [{"id": each.id, "drive_minutes": each.drive_minutes} for each in known.waiting_areas],
        }

    def change(self, body: Json, code: str) -> Json:
        self.towns[code].do(sites.ChangeSite(code, None, body))
        return self.site(body, code)

    def piece(self, body: Json, code: str, what: str) -> None:
        town = self.towns[code]
        if what == "calendar":
            town.do(sites.PutCalendar(code, None, CalendarDocument.model_validate(body)))
        elif what == "staffing":
            town.do(sites.PutStaffing(code, None, StaffingDocument.model_validate(body)))
        else:
            town.do(sites.PutRulebook(code, None, RulebookDocument.model_validate(body)))

    def slots(self, body: Json, code: str) -> Json:
        town = self.towns[code]
        span = (datetime.fromisoformat(body["from"]), datetime.fromisoformat(body["to"]))
        site, book = town.memory.of(SiteFold), town.memory.of(Book)
        found, since = slots.sheet(site, book.counts, span, body["lane"], town.now)
        items = [{"id": s.id, "starts_at": s.starts_at.isoformat(), "status": s.status(since)} for s in found]
        return {"items": items}

    def reserve(self, body: Json) -> Json:
        town, caller = self.towns[body["site"]], self.caller()
        cargo = body["cargo"]
        asked = booking.Request(
            vehicle_key=_key(body["vehicle"]), vehicle=body["vehicle"], driver=body["driver"], cargo=cargo,
            cargo_class=cargo["class"], needs=tuple(cargo["needs"]), **_sizes(body["vehicle"]),
        )  # fmt: skip
        command = booking.Reserve(
            town.code, town.new(), body["slot"], None, asked, "5a17", self.key, None, caller.company
        )
        made = town.do(command)
        town.note(made)
        return {
            "id": made.id,
            "reference": made.reference,
            "pass": None,
            "slot": {"starts_at": str(made.placed.starts_at)},
        }

    def meet(self, body: Json) -> Json:
        town = self.towns[body["reservation"].partition("-")[0]]
        asker = booking.Asker(OPERATOR, Relation.SITE)
        return {"id": town.do(Propose(town.code, town.new(), body["reservation"], body["with"], asker))[0].id}

    def check_in(self, body: Json, code: str) -> Json:
        town, vehicle, cargo = self.towns[code], body.get("vehicle"), body.get("cargo")
        command = CheckIn(
            code, town.new(), "5a17", booking.Asker(OPERATOR, Relation.SITE), body["by"],
            reference=body.get("reference"),
            arriving=Arriving(_key(vehicle), vehicle, **_sizes(vehicle)) if vehicle else None,
            lane=body.get("lane"),
            needs=tuple(cargo["needs"]) if cargo else (),
            area=body.get("area"),
        )  # fmt: skip
        visit = town.do(command).visit
        if visit.reservation in town.booked:
            booked = town.booked[visit.reservation]
            booked.came_at, booked.in_time = town.now, "order.slot" in visit.because
        return self.visit(body, visit.id)

    def visit(self, body: Json, visit: str) -> Json:
        town = self.of(visit)[0]
        queue = town.memory.of(Queue)
        place, band = queue.place(visit), queue.band(visit, town.now)
        return {
            "id": visit,
            "line": queue.visits[visit].line,
            "place": asdict(place) if place else None,
            "band": {name: at.isoformat() for name, at in asdict(band).items()} if band else None,
        }

    def queue(self, body: Json, code: str) -> Json:
        found = self.towns[code].memory.of(Queue).in_order(body["line"])[: int(body["limit"])]
        items = [{"visit": v.id, "status": v.status, "lane": v.lane, "class": v.cargo_class} for v in found]
        return {"items": items}

    def call(self, body: Json, code: str) -> Json:
        reason = body["reason"]["code"] if "reason" in body else None
        done = self.towns[code].do(CallNamed(code, self.towns[code].new(), tuple(body["visits"]), reason=reason))
        return {"visits": [{"id": seen.visit.id} for seen in done]}

    def act(self, body: Json, visit: str, what: str) -> None:
        town, asker = self.of(visit)
        more = {"bay": body["bay"]} if what == "park" else {"gate": body["gate"]} if what == "admit" else {}
        if what == "leave":
            town.do(visits.Leave(town.code, visit, asker))
        elif what == "inspect":
            town.do(inspecting.Order(town.code, visit, CUSTOMS, reason=body["reason"]["code"]))
        elif what == "inspected":
            town.do(inspecting.End(town.code, visit, CUSTOMS, outcome=body["outcome"]))
        elif what == "at-gate":
            town.do(Reach(town.code, visit, asker))
        else:
            command = {"admit": yards.Admit, "park": yards.Park, "release": yards.Release, "depart": yards.Depart}[what]
            town.do(command(town.code, visit, asker, call=town.new(), **more))
            reservation = town.memory.of(Queue).find(visit).reservation
            if what == "admit" and reservation in town.booked:
                town.booked[reservation].admitted_at = town.now

    def guidance(self, body: Json, visit: str) -> Json:
        told = tell(self.of(visit)[0].memory.of(YardState), visit, "en")
        return {"bay": told.bay, "path": told.path, "steps": [{"distance_m": step.distance_m} for step in told.steps]}

    def road(self, body: Json, code: str, road: str) -> None:
        self.towns[code].do(yards.SetRoadStatus(code, road, body["status"]))

    def power(self, body: Json, code: str, bay: str) -> None:
        self.towns[code].do(yards.SetBayPower(code, bay, body["status"], by_sensor=False))

    def inspections(self, body: Json, code: str) -> Json:
        memory = self.towns[code].memory
        return InspectionsView.of(memory.of(Queue), memory.of(YardState), {}).model_dump(mode="json")

    def close(self, body: Json, code: str) -> Json:
        town = self.towns[code]
        made = town.do(sites.OpenClosure(code, town.new(), body["lane"], None, None, body["reason"]["code"], None))
        return {"id": made.id}

    def lift(self, body: Json, code: str, closure: str) -> None:
        self.towns[code].do(sites.LiftClosure(code, closure))

    def listed(self, body: Json) -> Json:
        return {"items": [{"code": code} for code in IMPORTED]}

    def nothing(self, body: Json, *_: str) -> Json:
        return {"items": [], "head": 0}


_S = "/v1/sites/([^/]+)"
_V = "/v1/visits/([^/]+)"
_ROUTES: Sequence[tuple[str, str, Callable[..., Json | None]]] = (
    ("POST", "/v1/clock", Shortcut.clock),
    ("GET", "/v1/sites", Shortcut.listed),
    ("GET", _S, Shortcut.site),
    ("PATCH", _S, Shortcut.change),
    ("PUT", _S + "/(calendar|rulebook|staffing)", Shortcut.piece),
    ("GET", _S + "/ledger", Shortcut.nothing),
    ("GET", "/v1/visits", Shortcut.nothing),
    ("GET", _S + "/slots", Shortcut.slots),
    ("POST", "/v1/reservations", Shortcut.reserve),
    ("POST", "/v1/rendezvous", Shortcut.meet),
    ("POST", _S + "/visits", Shortcut.check_in),
    ("GET", _V, Shortcut.visit),
    ("GET", _S + "/queue", Shortcut.queue),
    ("POST", _S + "/calls", Shortcut.call),
    ("POST", _V + "/(admit|park|release|depart|leave|at-gate|inspect|inspected)", Shortcut.act),
    ("GET", _V + "/guidance", Shortcut.guidance),
    ("POST", _S + "/roads/([^/]+)/status", Shortcut.road),
    ("POST", _S + "/bays/([^/]+)/power", Shortcut.power),
    ("GET", _S + "/inspections", Shortcut.inspections),
    ("POST", _S + "/closures", Shortcut.close),
    ("DELETE", _S + "/closures/([^/]+)", Shortcut.lift),
)


def _lane(town: Town, code: str) -> Json:
    place = town.memory.of(SiteFold).place
    lane = place.lanes[code]
    return {
        "code": code, "direction": lane.direction, "class": lane.cargo_class, "gates": list(lane.gates),
        "declaration": lane.declaration, "line": place.line_of[code],
    }  # fmt: skip


def _key(vehicle: Json) -> str:
    return plate_key(vehicle["plate"], vehicle["country"])


def _sizes(vehicle: Json) -> dict[str, Any]:
    length, height = (round(100 * vehicle[f"{of}_m"]) for of in ("length", "height"))
    return {"length_cm": length, "height_cm": height, "weight_kg": vehicle["weight_kg"]}


@dataclass(slots=True)
class Day:
    """A day of the demo: its visits with what they were told as they came, and by site what was told at booking."""

    world: world.World
    booked: Mapping[str, Sequence[Booked]]


async def play(seed: int, hours: float = 24) -> Day:
    """A day of the demo at both its ports, with what every truck was told and what came of it."""
    towns = {port.site: Town(port.site) for port in ports.PORTS}
    made = await world.staged(Shortcut(None, "admin", Counts(), towns), CAST, hours, seed)  # type: ignore[arg-type]
    await made.book()
    await made.play(0)
    return Day(made, {code: list(town.booked.values()) for code, town in towns.items()})
