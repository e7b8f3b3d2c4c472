"""Check-in: which reservation, which lane, and a place in its line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Self

from sqlalchemy.ext.asyncio import AsyncConnection

from serai.booking import actions as booking
from serai.booking import arrivals
from serai.booking import queries as booked
from serai.booking import rules as booking_rules
from serai.booking.book import Book
from serai.booking.refusals import ReservationUnknown
from serai.booking.reservations import Reservation
from serai.core.desk import Command, Draft
from serai.core.errors import Invalid, Kind, Refusal
from serai.declarations.rules import Declarations
from serai.identity.rights import Relation
from serai.identity.rules import reaches
from serai.queue import inspections, moves, queries, transfer_queries, views
from serai.queue.events import InspectionOrdered
from serai.queue.moves import Newcomer
from serai.queue.rules import AlreadyHere, Papers, Queue
from serai.queue.transfers import Coming, Transfers
from serai.queue.views import Seen
from serai.sites.geofence import Position, metres_from
from serai.sites.rulebook import Geofence
from serai.sites.rules import SiteFold
from serai.sites.site import AreaUnknown, Lane


class LaneNeeded(Invalid):
    """A vehicle without a reservation says which lane it wants, or a class of cargo that one lane alone takes."""

    code, rule = "visit.lane_needed", "visit.lane"


class OtherLane(Refusal):
    """The reservation of this vehicle is for another lane."""

    code, rule = "reservation.other_lane", "visit.as_reserved"


class OtherVehicle(Refusal):
    """This reservation is for another vehicle; the company or the driver swaps it first."""

    code, rule = "reservation.other_vehicle", "visit.as_reserved"


class WalkInsRefused(Refusal):
    """This site serves vehicles with a reservation only; reserve a slot first."""

    code, rule = "visit.no_walk_ins", "walk_ins"


class NotYours(Refusal):
    """This vehicle has a reservation that is not yours; its own driver or the gate checks it in."""

    code, rule = "visit.not_yours", "visit.as_reserved"
    kind = Kind.FORBIDDEN


class PositionNeeded(Refusal):
    """This site lets drivers check in by phone only where they say where they are; else check in at the gate."""

    code, rule = "visit.position_needed", "geofence"


class PositionVague(Refusal):
    """The phone is not sure enough of where it is; wait for a better fix in the open, or check in at the gate."""

    code, rule = "visit.position_vague", "geofence"


class NotThere(Refusal):
    """This phone is not at the site yet; check in on arrival, by phone or at the gate."""

    code, rule = "visit.not_there", "geofence"


@dataclass(frozen=True, slots=True)
class Arriving:
    """The vehicle as somebody described it; `key` and everything in `vehicle` is personal."""

    key: str
    vehicle: Mapping[str, Any]
    length_cm: int | None = None
    height_cm: int | None = None
    weight_kg: int | None = None


@dataclass(frozen=True)
class CheckIn(Command[Seen]):
    """A vehicle is here: with a reservation, by its reference, or as it is seen.

    `id` is the visit's, `salt` hides the vehicle in the ledger, `owner` is the scope of who checks it in.
    """

    id: str
    salt: str
    asker: booking.Asker
    by: str
    reservation: str | None = None
    reference: str | None = None
    arriving: Arriving | None = None
    lane: str | None = None
    cargo_class: str | None = None
    needs: tuple[str, ...] = ()
    area: str | None = None
    position: Position | None = None

    @classmethod
    async def load(cls, connection: AsyncConnection, draft: Draft, commands: Sequence[Self]) -> None:
        book, queue = draft.of(Book), draft.of(Queue)
        references = [each.reference for each in commands if each.reference is not None]
        named = await booked.by_reference(connection, draft.site, references)
        vehicles = {each.arriving.key for each in commands if each.arriving is not None}
        ids = [each.reservation for each in commands if each.reservation is not None]
        ids += [each.id for each in named.values()] + await queries.reserved(connection, draft.site, vehicles)
        await booking.load_reservations(connection, draft, ids)
        known = [each for each in book.reservations.values() if each.site == draft.site]
        vehicles |= {each.vehicle_key for each in known}
        queue.here.update(await queries.here(connection, draft.site, vehicles))
        coming = await transfer_queries.coming(connection, draft.site, vehicles)
        transfers = draft.of(Transfers)
        transfers.coming.update(coming)
        transfers.promises.update({each.promise.id: each.promise for each in coming.values()})
        companies = {each.company for each in known if each.company is not None}
        companies |= {each.visit.company for each in coming.values() if each.visit.company is not None}
        companies |= {each.asker.caller.company for each in commands if each.asker.caller.company is not None}
        queue.trusted |= await queries.trusted(connection, companies)

    def decide(self, draft: Draft) -> Seen:
        queue, site = draft.of(Queue), draft.of(SiteFold)
        reservation = self._reservation(draft)
        arriving = self.arriving or (_as_reserved(reservation) if reservation else None)
        if arriving is None:
            raise LaneNeeded(lanes=sorted(site.place.lanes))
        if arriving.key in queue.here:
            is_known = reservation is not None or self.asker.relation is not Relation.OWN
            raise AlreadyHere(visit=queue.here[arriving.key] if is_known else None)
        coming = self._coming(draft, arriving.key) if reservation is None else None
        lane = self._lane(site, reservation, coming, draft.now)
        if self.asker.relation is Relation.OWN:
            check_there(site.rulebook_at(draft.now).rulebook.geofence, self.position)
        if reservation is not None:
            booking_rules.check_arrival(reservation, draft.of(Book).claims_of(reservation.identities))
        who = self._newcomer(queue, reservation, coming, arriving, lane, site.place.line_of[lane.code])
        who = replace(who, area=self.area, farther_minutes=farther_minutes(site, self.area))
        joined = moves.join(queue, who, views.policy(site, None, draft.now), draft.now)
        if reservation is not None:
            arrivals.arrive(draft, reservation, self.id)
        personal = self._papers(reservation, coming, arriving)
        draft.record(
            joined, owner=personal.owner, phone=personal.phone, vehicle_key=personal.vehicle_key, salt=self.salt,
            details={"vehicle": personal.vehicle, "driver": personal.driver},
        )  # fmt: skip
        if reservation is not None and _is_to_be_inspected(draft, reservation):
            draft.record(InspectionOrdered(visit=self.id, reason=inspections.DECLARED))
        queue.here[arriving.key] = self.id
        queue.papers[self.id] = personal
        return views.seen(draft, queue.visits[self.id], personal, draft.now)

    def _reservation(self, draft: Draft) -> Reservation | None:
        """The reservation that was named, or that its vehicle has; None for a walk-in."""
        known = [each for each in draft.of(Book).reservations.values() if each.site == draft.site]
        if self.reservation is not None or self.reference is not None:
            found = next((each for each in known if self._names(each)), None)
            if found is None or not self.asker.reaches(found):
                raise ReservationUnknown(reservation=self.reservation, reference=self.reference)
            if self.arriving is not None and self.arriving.key != found.vehicle_key:
                raise OtherVehicle
            return found
        if self.arriving is None:
            return None
        its = [
            each
            for each in known
            if each.vehicle_key == self.arriving.key
            and each.status in ("confirmed", "missed")
            and self.lane in (None, each.lane)
        ]
        if not its:
            return None
        best = min(its, key=lambda each: _distance(each, draft.now))
        if self.asker.relation is Relation.OWN and not self.asker.reaches(best):
            raise NotYours
        return best

    def _names(self, reservation: Reservation) -> bool:
        return self.reservation in (None, reservation.id) and self.reference in (None, reservation.reference)

    def _coming(self, draft: Draft, key: str) -> Coming | None:
        """What the vehicle was promised when it left another site, unless it goes to another lane here."""
        found = draft.of(Transfers).for_vehicle(key, draft.now)
        if found is None or self.lane not in (None, found.promise.lane):
            return None
        whose = views.belonging(found.visit, found.papers)
        if self.asker.relation is Relation.OWN and not reaches(Relation.OWN, self.asker.caller, whose):
            raise NotYours
        return found

    def _lane(self, site: SiteFold, reservation: Reservation | None, coming: Coming | None, now: datetime) -> Lane:
        if reservation is not None:
            if self.lane not in (None, reservation.lane):
                raise OtherLane(lane=reservation.lane)
            return site.place.lane(reservation.lane)
        if coming is not None:
            return site.place.lane(coming.promise.lane)
        if not site.rulebook_at(now).rulebook.walk_ins:
            raise WalkInsRefused
        if self.lane is not None:
            lane = site.place.lane(self.lane)
            if self.cargo_class is not None:
                booking_rules.check_class(site.place, lane, self.cargo_class)
            return lane
        lanes = [each for each in site.place.lanes.values() if self.cargo_class in (None, each.cargo_class)]
        if len(lanes) != 1:
            raise LaneNeeded(lanes=sorted(each.code for each in lanes or site.place.lanes.values()))
        return lanes[0]

    def _newcomer(
        self, queue: Queue, reservation: Reservation | None, coming: Coming | None, arriving: Arriving, lane: Lane,
        line: str,
    ) -> Newcomer:  # fmt: skip
        before = reservation or (coming.visit if coming is not None else None)
        company = before.company if before else self.asker.caller.company
        sizes = [
            given if given is not None else booked_with
            for given, booked_with in zip(
                (arriving.length_cm, arriving.height_cm, arriving.weight_kg),
                (before.length_cm, before.height_cm, before.weight_kg) if before else (None,) * 3,
                strict=True,
            )
        ]
        return Newcomer(
            visit=self.id,
            lane=lane.code,
            line=line,
            cargo_class=lane.cargo_class,
            vehicle=booking.commitment(self.salt, arriving.key),
            by=self.by,
            cost_seconds=lane.service_seconds,
            trusted=company in queue.trusted,
            company=company,
            reservation=reservation.id if reservation else None,
            slot_starts_at=reservation.placed.starts_at if reservation else None,
            arrive_from=reservation.placed.arrive_from if reservation else None,
            arrive_until=reservation.placed.arrive_until if reservation else None,
            length_cm=sizes[0],
            height_cm=sizes[1],
            weight_kg=sizes[2],
            needs=tuple(sorted({*self.needs, *(before.needs if before else ())})),
            carried=coming.carried if coming else None,
            perishable_until=before.perishable_until if before else None,
        )

    def _papers(self, reservation: Reservation | None, coming: Coming | None, arriving: Arriving) -> Papers:
        if coming is not None:
            vehicle = {**coming.papers.vehicle, **arriving.vehicle}
            return replace(coming.papers, vehicle_key=arriving.key, salt=self.salt, vehicle=vehicle)
        if reservation is None:
            caller = self.asker.caller
            return Papers(caller.scope, caller.phone, arriving.key, self.salt, arriving.vehicle, {})
        vehicle = {**reservation.vehicle, **arriving.vehicle}
        return Papers(
            reservation.owner, reservation.phone, reservation.vehicle_key, self.salt, vehicle, reservation.driver
        )


def check_there(fence: Geofence | None, position: Position | None) -> None:
    """Raises PositionNeeded, PositionVague or NotThere. What it is given is looked at here and kept nowhere."""
    if fence is None:
        return
    if position is None:
        raise PositionNeeded
    if position.accuracy_m > fence.accuracy_m:
        raise PositionVague(most_m=fence.accuracy_m)
    if metres_from(position, fence.shape) > fence.within_m:
        raise NotThere(within_m=fence.within_m)


def farther_minutes(site: SiteFold, area: str | None) -> int:
    """How much longer the drive to the gate is than from the nearest waiting area; 0 for who names none.

    Raises AreaUnknown.
    """
    if area is None:
        return 0
    drives = {each.id: each.drive_minutes for each in site.waiting_areas}
    if area not in drives:
        raise AreaUnknown(area=area, areas=sorted(drives))
    return drives[area] - min(drives.values())


def _is_to_be_inspected(draft: Draft, reservation: Reservation) -> bool:
    """Whether an authority has decided so of the declaration that it carries."""
    declaration = draft.of(Declarations).known.get(reservation.declaration or "")
    return declaration is not None and declaration.status == "inspecting"


def _as_reserved(reservation: Reservation) -> Arriving:
    return Arriving(reservation.vehicle_key, reservation.vehicle)


def _distance(reservation: Reservation, now: datetime) -> tuple[bool, float]:
    """Reservations whose window is open first, then the nearest in time."""
    place = reservation.placed
    is_open = place.arrive_from <= now < place.arrive_until
    return not is_open, abs((place.starts_at - now).total_seconds())
