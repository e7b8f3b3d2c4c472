"""The hand that draws: everything that an act takes from chance or from what is there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

from serai.booking import actions as booking
from serai.booking.vehicles import plate_key
from serai.declarations import actions as declarations
from serai.declarations.rules import STANDING
from serai.identity.rights import Relation, Role
from serai.identity.rules import Caller
from serai.queue import actions as visits
from serai.queue.checkin import Arriving
from tests.simulation.ground import AREAS, PLATES, VINS, Ground
from tests.simulation.history import History

TRUSTED = "c0ffee"
"""The company that was marked as trusted."""
CALLERS = (
    Caller(role=Role.OPERATOR, key="operator"),
    Caller(role=Role.OPERATOR, key="operator"),
    Caller(role=Role.COMPANY, key="company", company=TRUSTED),
    Caller(role=Role.DRIVER, key="driver"),
)
HEIGHTS = (None, None, 400, 430)


@dataclass
class Hand:
    """Draws for one act at one site; `ids` never gives the same number twice in a run."""

    random: Random
    ground: Ground
    history: History
    now: datetime
    ids: Iterator[int]
    holders: dict[str, tuple[Caller, str]]
    """Who asked for which hold or reservation, for which vehicle."""
    abroad: History
    """What happens at the other site."""
    has_devices: bool = True
    """Whether reports say what a device's clock showed."""

    @property
    def site(self) -> str:
        return self.ground.code

    def new(self) -> str:
        """An id of this site, the same in every run of the seed."""
        return f"{self.site}-{next(self.ids):026d}"

    def chance(self, share: float) -> bool:
        return self.random.random() < share

    def one(self, of: Sequence[str]) -> str:
        return self.random.choice(of)

    def lane(self) -> str:
        return self.one(list(self.ground.lanes))

    def plate(self) -> str:
        return self.one(PLATES)

    def key(self) -> str:
        return plate_key(self.plate(), "CN")

    def caller(self) -> Caller:
        return self.random.choice(CALLERS)

    def vin(self, key: str) -> str | None:
        """The vehicle's VIN, if it tells it."""
        return VINS.get(key) if self.chance(0.7) else None

    @property
    def zone(self) -> ZoneInfo:
        """What the site's clocks show by now."""
        return ZoneInfo(self.history.rules.zone)

    def slot(self, lane: str | None = None) -> str:
        """A slot of the next hours, mostly; now and then one that is past or beyond the horizon."""
        hours = self.random.choice((0, 1, 1, 2, 2, 2, 3, 4, 6, -1, 400))
        wall = (self.now + timedelta(hours=hours)).astimezone(self.zone)
        return f"{self.site}~{lane or self.lane()}~{wall:%Y%m%d}T{wall:%H}00~60"

    def free(self, lane: str | None = None) -> str | None:
        """A slot of the next half day that may be booked and has a place, one of the nearest half of the time."""
        rules, rulebook = self.history.rules, self.history.rules.rulebook_at(self.now).rulebook
        lanes, from_ = [lane] if lane else list(self.ground.lanes), self.now + timedelta(minutes=rulebook.lead_minutes)
        near = [slot for each in lanes for slot in rules.slots(each, from_, self.now + timedelta(hours=12))]
        found = [
            slot.id
            for slot in sorted(near, key=lambda slot: slot.starts_at)
            if not slot.closed and self.history.places.gone(slot.id) < rulebook.listed(slot.capacity)
        ]
        if not found:
            return None
        return self.one(found[: 2 * len(lanes)] if self.chance(0.5) else found)

    def visit(self, *statuses: str) -> str | None:
        """A visit in one of these states; one time in eight any, whatever became of it."""
        known = self.history.visits
        wanted = [visit for visit, status in known.items() if status in statuses]
        if not wanted or self.chance(0.12):
            wanted = list(known)[-20:]
        return self.one(wanted) if wanted else None

    def reservation(self, *statuses: str) -> str | None:
        known = self.history.reservations
        wanted = [each for each, status in known.items() if status in statuses]
        if not wanted or self.chance(0.12):
            wanted = list(known)[-20:]
        return self.one(wanted) if wanted else None

    def changeable(self) -> str | None:
        """A reservation that may still be changed freely, or that lost its place."""
        rules, known = self.history.rules, self.history.reservations
        until = self.now + timedelta(hours=rules.rulebook_at(self.now).rulebook.free_change_hours)
        found = []
        for each, status in known.items():
            slot = rules.slot(self.history.slot_of[each]) if status == "confirmed" else None
            if status == "displaced" or (slot is not None and slot.starts_at >= until):
                found.append(each)
        return self.one(found) if found else None

    def declaration(self, *statuses: str) -> str | None:
        known = self.history.declarations
        wanted = [each for each, status in known.items() if status in statuses]
        if not wanted or self.chance(0.12):
            wanted = list(known)[-20:]
        return self.one(wanted) if wanted else None

    def standing(self) -> str | None:
        """A declaration that may be carried, the later ones: most of the others are carried already."""
        found = [each for each, status in self.history.declarations.items() if status in STANDING]
        return self.declaration() if self.chance(0.1) or not found else self.one(found[-6:])

    def bay(self) -> str:
        """A bay of the yard; seldom one that it has not."""
        return self.one((*self.ground.bays, *(("nowhere",) if self.chance(0.05) else ())))

    def area(self) -> str | None:
        """Where it waits: every third one far away, every third one does not say."""
        return (None, *AREAS)[len(self.history.visits) % 3] if self.ground.yards else None

    def arriving(self, key: str | None = None) -> Arriving:
        plate = self.plate()
        stated = {"plate": plate, "country": "CN"}
        length = self.random.choice((None, 1650, 1900, 2500))
        return Arriving(key or plate_key(plate, "CN"), stated, length, self.random.choice(HEIGHTS), None)

    def needs(self) -> tuple[str, ...]:
        return tuple(need for need in ("inspection", "power") if self.chance(0.08))

    def device_at(self) -> datetime | None:
        """By a device's clock: a little late, or far from anything."""
        minutes = self.random.randrange(90) if self.chance(0.6) else self.random.randrange(-5000, 5000)
        return self.now - timedelta(minutes=minutes) if self.chance(0.5) and self.has_devices else None

    def books(self, caller: Caller) -> booking.Asker:
        return booking.Asker(caller, Relation.SITE if caller.role is Role.OPERATOR else Relation.OWN)

    def clerk(self) -> declarations.Asker:
        """Somebody whom every declaration concerns."""
        return declarations.Asker(CALLERS[0], Relation.ANY)

    def operator(self) -> visits.Asker:
        return visits.Asker(CALLERS[0], Relation.SITE)

    def several(self, of: Iterable[str], most: int) -> tuple[str, ...]:
        found = list(of)
        return tuple(self.random.sample(found, min(len(found), self.random.randint(1, most))))
