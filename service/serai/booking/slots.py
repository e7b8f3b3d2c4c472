"""The calendar's slots with what is booked of them, under the rulebook in force. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from serai.booking import releases, rules
from serai.booking.book import Book, InForce
from serai.booking.draws import Draw, Draws
from serai.booking.refusals import CompanyShareReached, SlotFull, SlotUnknown, WrongDirection
from serai.booking.releases import Release
from serai.booking.reservations import Count, Slot, Terms
from serai.core.desk import Draft
from serai.core.errors import Invalid
from serai.sites.calendar import SlotTime
from serai.sites.rulebook import Rulebook
from serai.sites.rules import SiteFold
from serai.sites.site import LaneUnknown

_ALTERNATIVES = 3
_LOOK_AHEAD = timedelta(days=2)
_A_DAY = timedelta(days=1)
_LONGEST_SHEET = timedelta(days=32)


def terms(draft: Draft) -> Terms:
    """What the rulebook in force says about booking."""
    return in_force(draft).terms


def in_force(draft: Draft) -> InForce:
    """Worked out once for a batch, unless a rulebook is put in it."""
    site, book = draft.of(SiteFold), draft.of(Book)
    put_by, known = max(site.changed("rulebook"), site.changed("site")), book.in_force
    if known is None or known.put_by != put_by or known.at != draft.now:
        version = site.rulebook_at(draft.now)
        known = InForce(
            put_by, draft.now, version.version, version.rulebook, terms_of(version.rulebook, declared(site))
        )
        book.in_force = known
    return known


def declared(site: SiteFold) -> frozenset[str]:
    """The lanes that demand a declaration."""
    lanes = site.site.lanes.values() if site.site is not None else ()
    return frozenset(lane.code for lane in lanes if lane.declaration == "required")


def terms_of(book: Rulebook, declared: frozenset[str] = frozenset()) -> Terms:
    return Terms(
        hold=timedelta(minutes=book.hold_minutes),
        hold_cooldown=timedelta(minutes=book.hold_cooldown_minutes),
        horizon=timedelta(days=book.horizon_days),
        lead=timedelta(minutes=book.lead_minutes),
        arrive_before=timedelta(minutes=book.arrive_before_minutes),
        arrive_after=timedelta(minutes=book.arrive_after_minutes),
        offer=timedelta(minutes=book.offer_minutes),
        free_change=timedelta(hours=book.free_change_hours),
        swap=timedelta(minutes=book.swap_minutes),
        extension=timedelta(minutes=book.extension_minutes),
        swaps=book.swaps,
        extensions=book.extensions_per_60_days,
        rebooks_per_day=book.rebooks_per_day,
        open_per_vehicle=book.open_per_vehicle,
        strike_misses=book.strikes.misses,
        strike_window=timedelta(days=book.strikes.days),
        strike_block=timedelta(days=book.strikes.block_days),
        appeal=timedelta(days=book.strikes.appeal_days),
        credit_most=timedelta(minutes=book.credit.most_minutes),
        credit_lasts=timedelta(days=book.credit.days),
        is_booked=book.mode == "booked",
        declaration=timedelta(hours=book.declaration_hours),
        declared=declared,
    )


def of(found: SlotTime, book: Rulebook) -> Slot:
    """The calendar's slot as it may be booked: the rulebook keeps a share back for walk-ins."""
    return Slot(
        found.id,
        found.lane,
        found.starts_at,
        found.ends_at,
        found.local_date,
        found.zone,
        book.listed(found.capacity),
        found.closed,
    )


def known(draft: Draft, id_: str) -> Slot | None:
    """The slot of this id with its counts; None if the calendar has none."""
    found = draft.of(SiteFold).slot(id_)
    return None if found is None else draft.of(Book).counted(of(found, in_force(draft).rulebook))


def capacity(draft: Draft, id_: str) -> int:
    """What the calendar, the rulebook and the closures leave to who has a place in a slot; 0 for one that is gone."""
    site = draft.of(SiteFold)
    found = site.slot(id_)
    if found is None or not site.is_kept(found, draft.now):
        return 0
    return in_force(draft).rulebook.listed(found.capacity)


def find(draft: Draft, id_: str) -> Slot:
    """The slot of this id with its counts; SlotUnknown if the calendar has none."""
    found = known(draft, id_)
    if found is None:
        raise SlotUnknown(slot=id_)
    return found


def is_bookable(draft: Draft, slot: Slot) -> bool:
    """Whether a slot can be reserved now, if it has a place."""
    return is_offered(draft, slot) and governing(draft, slot.lane, slot.local_date) is None


def is_offered(draft: Draft, slot: Slot) -> bool:
    """Whether a slot is among those that can be reserved, by whomever and by lot or not."""
    terms = in_force(draft).terms
    in_time = draft.now + terms.lead <= slot.starts_at <= draft.now + terms.horizon
    return terms.is_booked and in_time and not slot.closed


def governing(draft: Draft, lane: str, local_date: date) -> Draw | Release | None:
    """The draw that decides who gets a lane's slots of a day; None where it is first come, first served."""
    site, draws = draft.of(SiteFold), draft.of(Draws)
    return releases.governing(site, in_force(draft).rulebook, draws, lane, local_date, draft.now)


def check_released(draft: Draft, slot: Slot) -> None:
    """Refuse a slot that a draw decides about, whether it is open or not."""
    by = governing(draft, slot.lane, slot.local_date)
    if by is not None:
        raise releases.refused(by, draft.now, slot.id)


def span(from_: datetime | None, to: datetime | None, now: datetime) -> tuple[datetime, datetime]:
    """The bounds of a sheet: the next 24 hours unless given, at most 32 days."""
    start = from_ or (to - _A_DAY if to else now)
    end = to or start + _A_DAY
    if not start < end <= start + _LONGEST_SHEET:
        raise Invalid(faults=[{"at": "to", "text": "`to` comes after `from`, at most 32 days later"}])
    return start, end


def sheet(
    site: SiteFold, counts: Mapping[str, Count], span: tuple[datetime, datetime], lane: str | None, now: datetime
) -> tuple[list[Slot], datetime]:
    """A site's slots with their counts, in order of time, and the instant from which they may be reserved."""
    if lane is not None and lane not in site.place.lanes:
        raise LaneUnknown(lane=lane)
    rulebook, book = site.rulebook_at(now).rulebook, Book(dict(counts))
    lanes = [lane] if lane is not None else list(site.place.lanes)
    found = [book.counted(of(each, rulebook)) for name in lanes for each in site.slots(name, *span)]
    return sorted(found, key=lambda slot: (slot.starts_at, slot.lane)), now + timedelta(minutes=rulebook.lead_minutes)


def unreleased(
    site: SiteFold, draws: Draws, found: Sequence[Slot], now: datetime
) -> dict[tuple[str, date], Draw | Release]:
    """By lane and local day, what decides about those of these slots that are given out by lot."""
    rulebook = site.rulebook_at(now).rulebook
    days = {(slot.lane, slot.local_date) for slot in found}
    deciding = {day: releases.governing(site, rulebook, draws, *day, now) for day in days}
    return {day: by for day, by in deciding.items() if by is not None}


def check_free(draft: Draft, slot: Slot) -> None:
    """Refuse a full slot, naming the nearest that are not."""
    if slot.free < 1:
        raise SlotFull(slot=slot.id, alternatives=alternatives(draft, slot), waitlist=True)


def check_kept(draft: Draft, slot: Slot) -> None:
    """Refuse the place that a hold has kept where reservations have all that is left of the slot by now (I-03)."""
    if slot.taken >= capacity(draft, slot.id):
        raise SlotFull(slot=slot.id, alternatives=alternatives(draft, slot), waitlist=True)


def check_share(draft: Draft, slot: Slot, company: str | None, *, but: str | None = None) -> None:
    """Refuse a company more than its share of the clock hour in which a slot starts; `but` is a slot it gives back."""
    if company is not None:
        has, most = _share(draft, slot, company, but)
        if has >= most:
            raise CompanyShareReached(slot=slot.id, has=has, most=most)


def has_share(draft: Draft, slot: Slot, company: str | None) -> bool:
    """Whether a company may have one more place in the clock hour in which a slot starts."""
    if company is None:
        return True
    has, most = _share(draft, slot, company, None)
    return has < most


def share_of_hour(draft: Draft, slot: Slot) -> int:
    """The most that one company may have of the clock hour in which a slot starts."""
    return in_force(draft).rulebook.company_cap(sum(each.capacity for each in of_hour(draft, slot)))


def _share(draft: Draft, slot: Slot, company: str, but: str | None) -> tuple[int, int]:
    """What a company has of the hour, and the most that it may have."""
    hour = of_hour(draft, slot)
    has = draft.of(Book).share(company, [each.id for each in hour]) - any(each.id == but for each in hour)
    return has, in_force(draft).rulebook.company_cap(sum(each.capacity for each in hour))


def of_hour(draft: Draft, slot: Slot) -> list[Slot]:
    """The slots of the lane that start in the same clock hour of the site, as the calendar has them."""
    wall = slot.starts_at.astimezone(ZoneInfo(slot.zone))
    begins = slot.starts_at - timedelta(minutes=wall.minute, seconds=wall.second)
    rulebook = in_force(draft).rulebook
    return [of(each, rulebook) for each in draft.of(SiteFold).slots(slot.lane, begins, begins + timedelta(hours=1))]


def check_class(draft: Draft, lane_code: str, cargo_class: str) -> None:
    """Refuse cargo that a lane does not take."""
    place = draft.of(SiteFold).place
    rules.check_class(place, place.lanes[lane_code], cargo_class)


def check_direction(draft: Draft, lane_code: str, was: str) -> None:
    """Refuse a lane that serves another way than the lane a reservation was made for."""
    lanes = draft.of(SiteFold).place.lanes
    before = lanes.get(was)
    if before is not None and lanes[lane_code].direction != before.direction:
        raise WrongDirection(lane=lane_code, serves=lanes[lane_code].direction, direction=before.direction)


def alternatives(draft: Draft, slot: Slot) -> list[dict[str, Any]]:
    """Free slots of the same lane, nearest in time first."""
    return near(draft, slot.lane, slot.starts_at, _LOOK_AHEAD)


def near(draft: Draft, lane: str, at: datetime, reach: timedelta) -> list[dict[str, Any]]:
    """Free slots of a lane that start within `reach` of an instant, nearest first."""
    site, book = draft.of(SiteFold), draft.of(Book)
    rulebook = in_force(draft).rulebook
    earliest = draft.now + timedelta(minutes=rulebook.lead_minutes)
    latest = draft.now + timedelta(days=rulebook.horizon_days)
    listed = site.slots(lane, max(earliest, at - reach), min(latest, at + reach + timedelta(seconds=1)))
    counted = [book.counted(of(found, rulebook)) for found in listed]
    free = [each for each in counted if each.free and governing(draft, each.lane, each.local_date) is None]
    free.sort(key=lambda each: (abs(each.starts_at - at), each.starts_at))
    return [_brief(each) for each in free[:_ALTERNATIVES]]


def _brief(slot: Slot) -> dict[str, Any]:
    return {"id": slot.id, "starts_at": local(slot.starts_at, slot.zone), "free": slot.free}


@lru_cache(maxsize=4096)
def local(instant: datetime, zone: str) -> str:
    """An instant as the site's people read it: RFC 3339 with the site's offset."""
    return instant.astimezone(ZoneInfo(zone)).isoformat()
