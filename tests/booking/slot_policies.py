"""What a gate's trucks are given: nothing, or slots of a calendar that is fixed or advised anew each evening."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from statistics import mean

from serai.booking.events import ReservationArrived, ReservationConfirmed, ReservationMissed
from serai.booking.shows import Shows
from serai.calling import advice
from serai.calling.delivered import Delivered, Stay, delivered
from serai.calling.plan import LanePlan, Shift
from serai.sites.calendar import Calendar, SlotTime
from serai.sites.documents import WEEKDAYS, CalendarDocument, SiteDocument
from serai.sites.rulebook import Rulebook, Version
from serai.sites.rules import Period, SiteFold
from serai.sites.site import accept
from tests.booking.gate_days import AFTER, BEFORE, DAY, HOUR, Gate, Setting, Truck, breakdowns, trucks

START = datetime(2026, 11, 22, tzinfo=UTC)
WARM_UP, JUDGED = 10, 10
DAYS = WARM_UP + JUDGED + 1
ALL: frozenset[str] = frozenset()
PAST = float("inf")
REMEMBERED = 14


@dataclass(frozen=True, slots=True)
class Outcome:
    """One run: by judged day the longest queue, and of those who came what they waited, in minutes.

    `shift` is the mean and the 95th percentile from the wish to the slot; `everywhere` is what all waited, at the site
    and as standby ones elsewhere.
    """

    peak: float
    wait: float
    served: float
    shift: tuple[float, float] = (0.0, 0.0)
    standby: float = 0.0
    standby_share: float = 0.0
    utilisation: float = 0.0
    everywhere: float = 0.0


def instant(second: float) -> datetime:
    return START + timedelta(seconds=second)


def site_of(setting: Setting, per_hour: float, days: int) -> SiteFold:
    """The site with its lane plan, and a calendar with as many places in every open hour, by lane."""
    gates = [f"gate-{number}" for number in range(max(setting.servers))]
    lanes = [
        {"code": lane, "direction": "export", "class": lane, "gates": gates, "service_minutes": minutes}
        for lane, (_, minutes) in setting.lanes.items()
    ]
    site = SiteFold()
    site.site = accept(SiteDocument.model_validate({
        "code": "CNMHN", "name": "Mohan", "zone": "Etc/UTC", "country": "CN", "lanes": lanes,
        "gates": [{"code": gate, "way": "in"} for gate in gates],
    }))  # fmt: skip
    site.calendar = Calendar("CNMHN", flat(setting, per_hour))
    site.staffing = tuple(
        Period(instant(day * DAY + hour * HOUR), instant(day * DAY + (hour + 1) * HOUR), ALL, ALL, servers)
        for day in range(days + 9)
        for hour, servers in enumerate(setting.servers)
    )
    return site


def flat(setting: Setting, per_hour: float) -> CalendarDocument:
    """The same number of places in all open hours."""
    hours = [hour for hour, servers in enumerate(setting.servers) if servers]
    bounds = {"from": f"{hours[0]:02}:00", "to": f"{hours[-1] + 1:02}:00", "every": "PT30M", "length": "PT60M"}
    rules = [
        {"lane": lane, "days": list(WEEKDAYS), **bounds, "capacity": max(1, round(per_hour * part / 2))}
        for lane, (part, _) in setting.lanes.items()
    ]
    return CalendarDocument.model_validate({"rules": rules})


def nominal(setting: Setting) -> float:
    """Vehicles an hour that the day's usual lanes serve by the plan."""
    minutes = sum(part * minutes for part, minutes in setting.lanes.values())
    return 60 * max(setting.servers) / minutes


@dataclass
class Office:
    """Books the next day's trucks into the calendar, and learns from what became of it."""

    setting: Setting
    site: SiteFold
    rng: random.Random
    advised: bool
    target: float
    shows: Shows = field(default_factory=Shows)
    taken: Counter[str] = field(default_factory=Counter)
    stays: list[Stay] = field(default_factory=list)
    slots: dict[int, dict[str, list[SlotTime]]] = field(default_factory=dict)

    def advise(self, now: float) -> None:
        """Tomorrow's calendar, from what was learnt until tonight."""
        if self.advised and now >= 3 * DAY:
            self._learn(now)
            found = advice.advise(
                self.site, {self.line: self.measured()}, self.shows.rates(instant(now).date()), instant(now)
            )
            assert found.calendar is not None
            self.site.calendar = Calendar("CNMHN", found.calendar)
            self.slots.clear()

    @property
    def line(self) -> str:
        return next(iter(self.site.place.lines))

    def _learn(self, now: float) -> None:
        share = Rulebook(utilisation_target=self.target)
        self.site._own_rulebooks = [Version(1, START, share)]
        self.stays = [stay for stay in self.stays if stay.joined >= (START.timestamp() + now - REMEMBERED * DAY)]

    def measured(self) -> Delivered:
        shifts = [Shift(each.from_, each.until, each.servers) for each in self.site.staffing]
        typical = mean(60 * minutes for _, minutes in self.setting.lanes.values())
        return delivered(self.stays, LanePlan.of(shifts), 0.0, typical)

    def served(self, truck: Truck) -> None:
        if truck.arrives is not None and truck.ended is not None:
            planned, start = 60 * self.setting.lanes[truck.lane][1], START.timestamp()
            self.stays.append(Stay(start + truck.arrives, start + truck.ended, planned))

    def book(self, wishes: Iterable[Truck]) -> None:
        """In the order of asking, which has nothing to do with the hour that is wished."""
        asked = list(wishes)
        self.rng.shuffle(asked)
        for truck in asked:
            slot = self._nearest(truck)
            if slot is not None:
                self.taken[slot.id] += 1
                self._confirm(truck, slot)

    def _nearest(self, truck: Truck) -> SlotTime | None:
        day = int(truck.wished // DAY)
        found = [
            (abs(_middle(slot) - truck.wished), slot.id, slot)
            for on in (day - 1, day, day + 1)
            for slot in self._sheet(on).get(truck.lane, ())
            if self.taken[slot.id] < slot.capacity
            and slot.starts_at.timestamp() - START.timestamp() > (day - 0.25) * DAY
        ]
        off, _, best = min(found, default=(PAST, "", None))
        return best if off <= truck.tolerance else None

    def _sheet(self, day: int) -> dict[str, list[SlotTime]]:
        if day not in self.slots:
            from_, to = instant(day * DAY), instant((day + 1) * DAY)
            self.slots[day] = {lane: self.site.slots(lane, from_, to) for lane in self.setting.lanes}
        return self.slots[day]

    def _confirm(self, truck: Truck, slot: SlotTime) -> None:
        truck.slot = slot.starts_at.timestamp() - START.timestamp()
        truck.arrives = max(0.0, _middle(slot) + truck.off) if truck.comes else None
        window = (instant(truck.slot - BEFORE), instant(truck.slot + HOUR + AFTER))
        self.shows.apply(
            ReservationConfirmed(
                reservation=str(truck.number), reference="", vehicle="", on_behalf=False, hold=None,
                company=None if truck.company == "driver" else truck.company, trusted=truck.company == "trusted",
                cargo_class=truck.lane, needs=[], length_cm=None, height_cm=None, weight_kg=None, slot=slot.id,
                lane=truck.lane, starts_at=slot.starts_at, ends_at=slot.ends_at, local_date=slot.local_date,
                zone=slot.zone, arrive_from=window[0], arrive_until=window[1], capacity=slot.capacity,
            ), instant(0), 0,
        )  # fmt: skip

    def close(self, wishes: Iterable[Truck], now: float) -> None:
        """Tell of the bookings whose windows are over: they came, in it or later, or did not come."""
        for truck in wishes:
            id_ = str(truck.number)
            if truck.slot is None or truck.slot + HOUR + AFTER > now:
                continue
            if id_ in self.shows.pending and not (truck.arrives or now) < truck.slot + HOUR + AFTER:
                self.shows.apply(ReservationMissed(reservation=id_, slot=""), instant(now), 0)
            if truck.arrives is not None and (id_ in self.shows.pending or id_ in self.shows.late):
                self.shows.apply(ReservationArrived(reservation=id_, visit=""), instant(now), 0)


def _middle(slot: SlotTime) -> float:
    return (slot.starts_at.timestamp() + slot.ends_at.timestamp()) / 2 - START.timestamp()


def without_slots(setting: Setting, seed: int) -> Outcome:
    """All come when they wish."""
    made, gate = trucks(setting, seed, DAYS), Gate(setting, breakdowns(setting, seed, DAYS))
    for day in range(DAYS):
        gate.open_day(day)
    for truck in made:
        truck.arrives = truck.wished if truck.comes else None
        gate.expect(truck)
    gate.run(DAYS * DAY)
    return outcome(gate, made)


def with_slots(
    setting: Setting, seed: int, *, places: float = 1.0, advised: bool = False, target: float = 0.94
) -> Outcome:
    """Slots with so many places for each vehicle that the plan serves in an hour, or advised from the fourth day on."""
    return booked(office(setting, seed, places=places, advised=advised, target=target), seed)


def office(setting: Setting, seed: int, *, places: float = 1.0, advised: bool = False, target: float = 0.94) -> Office:
    """Who gives these slots."""
    site = site_of(setting, places * nominal(setting), DAYS)
    return Office(setting, site, random.Random(f"asked {seed}"), advised, target)


def booked(office: Office, seed: int) -> Outcome:
    """All days with the slots of an office; it has learnt from them afterwards."""
    setting = office.setting
    made = trucks(setting, seed, DAYS)
    gate = Gate(setting, breakdowns(setting, seed, DAYS), office.served)
    for day in range(DAYS):
        office.close(made, day * DAY)
        office.advise(day * DAY)
        today = [truck for truck in made if day * DAY <= truck.wished < (day + 1) * DAY]
        office.book(today)
        gate.open_day(day)
        for truck in today:
            if truck.slot is not None:
                gate.expect(truck)
            elif truck.comes:
                gate.wait_outside(truck)
        gate.run((day + 1) * DAY)
    return outcome(gate, made)


def outcome(gate: Gate, made: Sequence[Truck]) -> Outcome:
    """Of the judged days."""
    days = range(WARM_UP, WARM_UP + JUDGED)
    came = [truck for truck in made if truck.comes and truck.wished // DAY in days]
    waits = [(each.began - each.arrives) / 60 for each in came if each.began is not None and each.arrives is not None]
    shifts = sorted(abs(each.slot + HOUR / 2 - each.wished) / 60 for each in came if each.slot is not None)
    standby = [(each.called - each.wished) / 60 for each in came if each.is_standby and each.called is not None]
    work = sum(each.work for each in made if each.began is not None and each.began // DAY in days)
    return Outcome(
        peak=mean(gate.peaks.get(day, 0) for day in days),
        wait=mean(waits),
        served=len(waits) / len(came),
        shift=(mean(shifts), shifts[int(0.95 * len(shifts))]) if shifts else (0.0, 0.0),
        standby=mean(standby) if standby else 0.0,
        standby_share=sum(each.is_standby for each in came) / len(came),
        utilisation=work / (sum(gate.setting.servers) * HOUR * JUDGED),
        everywhere=(sum(waits) + sum(standby)) / len(waits),
    )
