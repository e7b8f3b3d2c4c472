"""Taking in what was written on paper while the service was away."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Self

from sqlalchemy.ext.asyncio import AsyncConnection

from serai.booking import actions as booking
from serai.booking import queries as booked
from serai.booking.book import Book
from serai.booking.vehicles import plate_key
from serai.core.desk import Command, Draft
from serai.core.errors import Refusal
from serai.guidance.actions import Admit, Depart, Park, Release
from serai.outage import queries
from serai.outage.events import PaperRecorded
from serai.outage.rules import Line, Outcome, Papers, Stay, in_order, is_reference, written_at
from serai.queue.actions import Asker, Leave, OnVisit, TurnAway, load_visits
from serai.queue.checkin import Arriving, CheckIn
from serai.queue.rules import AlreadyHere, VisitUnknown
from serai.sites.rules import SiteFold

_REASON = "paper"
"""Why somebody was turned away, where the paper does not say."""


@dataclass(frozen=True)
class TakeIn(Command[list[Outcome]]):
    """Take in the lines of a list. A line that was taken in before, or tells what is known, changes nothing; one that
    does not fit is left out and told.

    `made` has an id, a salt and the id of a call for each line, should it need them.
    """

    lines: tuple[Line, ...]
    made: tuple[tuple[str, str, str], ...]
    arriving: booking.Asker
    asker: Asker

    @classmethod
    async def load(cls, connection: AsyncConnection, draft: Draft, commands: Sequence[Self]) -> None:
        lines = [line for command in commands for line in command.lines]
        named = [line.vehicle.upper() for line in lines if is_reference(line.vehicle, draft.site)]
        reserved = await booked.by_reference(connection, draft.site, named)
        await CheckIn.load(connection, draft, [each for command in commands for each in command._check_ins(draft)])
        await booking.load_reservations(connection, draft, [each.id for each in reserved.values()])
        papers, plates = draft.of(Papers), [line.vehicle for line in lines]
        keys = [each.vehicle_key for each in reserved.values()]
        papers.stays += await queries.stays(connection, draft.site, plates, keys)
        papers.taken.update(await queries.taken(connection, [stay.visit for stay in papers.stays]))
        await load_visits(connection, draft, [stay.visit for stay in papers.stays])

    def decide(self, draft: Draft) -> list[Outcome]:
        vehicles = {line.number: self._vehicle(draft, line) for line in self.lines}
        outcomes = [self._taken(draft, line, vehicles[line.number]) for line in in_order(self.lines, vehicles)]
        return sorted(outcomes, key=lambda each: each.number)

    def _taken(self, draft: Draft, line: Line, vehicle: str) -> Outcome:
        papers, before = draft.of(Papers), len(draft.facts)
        try:
            line.check()
            at = written_at(line.at, draft.of(SiteFold).place.info, draft.now)
            if (visit := papers.taken.get((vehicle, line.event, at))) is not None:
                return Outcome(line.number, "known", visit)
            visit = self._carried_out(draft, line, vehicle, at)
        except AlreadyHere as here:
            return Outcome(line.number, "known", here.facts.get("visit"))
        except Refusal as refusal:
            return Outcome(line.number, "unfit", problem=refusal.problem())
        papers.taken[vehicle, line.event, at] = visit
        if len(draft.facts) == before:
            return Outcome(line.number, "known", visit)
        draft.record(PaperRecorded(visit=visit, event=line.event, written_at=at))
        return Outcome(line.number, "recorded", visit)

    def _carried_out(self, draft: Draft, line: Line, vehicle: str, at: datetime) -> str:
        papers = draft.of(Papers)
        if line.event == "arrived":
            seen = self._check_in(draft, line).decide(draft)
            papers.now(Stay(seen.visit.id, vehicle, is_over=False))
            return seen.visit.id
        visit = papers.visit_of(vehicle)
        if visit is None:
            raise VisitUnknown
        seen = self._act(line, visit, at).decide(draft)
        papers.stays = [
            Stay(visit, vehicle, not seen.visit.is_live) if each.visit == visit else each for each in papers.stays
        ]
        return visit

    def _act(self, line: Line, visit: str, at: datetime) -> OnVisit:
        site, asker, (_, _, call) = self.site, self.asker, self._made(line)
        match line.event:
            case "admitted":
                return Admit(site, visit, asker, at=at, call=call, gate=line.gate)
            case "parked":
                return Park(site, visit, asker, at=at, call=call, bay=line.bay or "")
            case "released":
                return Release(site, visit, asker, at=at, call=call)
            case "departed":
                return Depart(site, visit, asker, at=at, call=call, gate=line.gate)
            case "left":
                return Leave(site, visit, asker, at)
            case _:
                return TurnAway(site, visit, asker, at, reason=_REASON)

    def _check_ins(self, draft: Draft) -> list[CheckIn]:
        return [self._check_in(draft, line) for line in self.lines if line.event == "arrived"]

    def _check_in(self, draft: Draft, line: Line) -> CheckIn:
        reference = line.vehicle.upper() if is_reference(line.vehicle, self.site) else None
        arriving = None
        if reference is None:
            country = line.country or draft.of(SiteFold).place.country
            shown = {"plate": line.vehicle, "country": country}
            arriving = Arriving(plate_key(line.vehicle, country), shown)
        id_, salt, _ = self._made(line)
        return CheckIn(
            self.site, id=id_, salt=salt, asker=self.arriving, by="operator", reference=reference, arriving=arriving,
            lane=line.lane,
        )  # fmt: skip

    def _made(self, line: Line) -> tuple[str, str, str]:
        return self.made[line.number - 1]

    def _vehicle(self, draft: Draft, line: Line) -> str:
        """The vehicle that a line is of: by its reservation, by its plate and country, or by its plate alone."""
        if is_reference(line.vehicle, self.site):
            known = draft.of(Book).reservations.values()
            found = next((each for each in known if each.reference == line.vehicle.upper()), None)
            return found.vehicle_key if found else line.vehicle.upper()
        exact = plate_key(line.vehicle, line.country or draft.of(SiteFold).place.country)
        if line.country is not None:
            return exact
        return draft.of(Papers).vehicle_like(line.vehicle) or exact
