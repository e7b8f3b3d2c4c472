"""What is done to visits. Higher domains make their own commands of `OnVisit` and the functions of `moves`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, Self

from sqlalchemy.ext.asyncio import AsyncConnection

from serai.booking import actions as booking
from serai.booking import arrivals, credits
from serai.core.agenda import Due
from serai.core.desk import Command, Draft
from serai.core.errors import Invalid, check_version
from serai.core.events import Event
from serai.identity.rights import Relation
from serai.identity.rules import Caller, reaches
from serai.queue import moves, queries, views
from serai.queue.checkin import Arriving
from serai.queue.events import VisitAdmitted, VisitCorrected, VisitDeparted, VisitLeft, VisitTurnedAway
from serai.queue.rules import AlreadyHere, Papers, Queue, Visit, VisitUnknown
from serai.queue.tables import NoteRow
from serai.queue.views import Seen
from serai.sites.rules import SiteFold


class NothingToCorrect(Invalid):
    """A correction names what was wrong: `vehicle`, `lane`, `bay`; or, alone, `duplicate_of` or `instead`."""

    code, rule = "visit.nothing_to_correct", "visit.correction"


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asks, and how a visit must stand to them."""

    caller: Caller
    relation: Relation

    def reaches(self, visit: Visit, of: Papers) -> bool:
        return reaches(self.relation, self.caller, views.belonging(visit, of))


@dataclass(frozen=True)
class OnVisit(Command[Seen]):
    """An act on one visit: a subclass says in `facts` what it comes to; none if it was done before.

    `note` is the text beside the reason, kept outside the ledger.
    """

    visit: str
    asker: Asker
    note: str | None = field(default=None, kw_only=True)

    @classmethod
    async def load(cls, connection: AsyncConnection, draft: Draft, commands: Sequence[Self]) -> None:
        await load_visits(connection, draft, [each for command in commands for each in command.named()])

    def named(self) -> Sequence[str]:
        """The visits it must know of."""
        return [self.visit]

    def decide(self, draft: Draft) -> Seen:
        mine(draft, self.visit, self.asker)
        record(draft, self.facts(draft), note=self.note)
        return shown(draft, self.visit)

    def facts(self, draft: Draft) -> Sequence[Event]:
        """The facts to record, in order."""
        raise AssertionError(f"{type(self).__name__} does nothing")


@dataclass(frozen=True)
class Leave(OnVisit):
    """Give up a place in the line."""

    device_at: datetime | None = None

    def facts(self, draft: Draft) -> Sequence[Event]:
        return moves.leave(draft.of(Queue), self.visit, None, self.device_at)


@dataclass(frozen=True)
class TurnAway(OnVisit):
    """Send a vehicle away before it was admitted."""

    reason: str = field(kw_only=True)
    device_at: datetime | None = None

    def facts(self, draft: Draft) -> Sequence[Event]:
        return moves.turn_away(draft.of(Queue), self.visit, self.reason, self.device_at)


@dataclass(frozen=True)
class Correct(OnVisit):
    """Put right what had been recorded wrongly."""

    reason: str = field(kw_only=True)
    salt: str = field(kw_only=True)
    vehicle: Arriving | None = None
    lane: str | None = None
    bay: str | None = None
    duplicate_of: str | None = None
    instead: str | None = None
    call: str = ""
    match: frozenset[str] | None = None

    @classmethod
    async def load(cls, connection: AsyncConnection, draft: Draft, commands: Sequence[Self]) -> None:
        await super().load(connection, draft, commands)
        vehicles = {each.vehicle.key for each in commands if each.vehicle is not None}
        draft.of(Queue).here.update(await queries.here(connection, draft.site, vehicles))

    def named(self) -> Sequence[str]:
        return [self.visit, *(each for each in (self.duplicate_of, self.instead) if each is not None)]

    def decide(self, draft: Draft) -> Seen:
        queue = draft.of(Queue)
        visit = mine(draft, self.visit, self.asker)
        check_version(self.match, visit.version)
        alone = [each for each in (self.duplicate_of, self.instead) if each is not None]
        given = [*alone, *(each for each in (self.vehicle, self.lane, self.bay) if each is not None)]
        if not given or (alone and len(given) > 1):
            raise NothingToCorrect
        if self.instead is not None:
            self._give_back(draft, visit, self.instead)
            return shown(draft, self.visit)
        if self.duplicate_of is not None:
            facts = moves.correct_duplicate(queue, self.visit, self.duplicate_of, self.reason)
            record(draft, facts, note=self.note)
            return shown(draft, self.visit)
        lane = draft.of(SiteFold).place.lane(self.lane) if self.lane is not None else None
        if self.vehicle is not None and queue.here.get(self.vehicle.key, self.visit) != self.visit:
            raise AlreadyHere(visit=queue.here[self.vehicle.key])
        if lane is not None:
            site = draft.of(SiteFold)
            line, policy = site.place.line_of[lane.code], views.policy(site, None, draft.now)
            facts = moves.correct_lane(queue, self.visit, lane, line, policy, self.reason, draft.now)
            record(draft, facts, note=self.note)
        if self.bay is not None or self.vehicle is not None:
            self._correct_rest(draft)
        return shown(draft, self.visit)

    def _give_back(self, draft: Draft, visit: Visit, instead: str) -> None:
        """The ranks of the second's facts are those after the first has taken its place again."""
        queue = draft.of(Queue)
        mine(draft, instead, self.asker)
        record(draft, [moves.give_back(queue, self.visit, instead, self.reason)], note=self.note)
        record(draft, moves.swap(queue, visit, instead, moves.Passage(self.call)))

    def _correct_rest(self, draft: Draft) -> None:
        queue, commitment = draft.of(Queue), None
        personal: dict[str, Any] = {}
        if self.vehicle is not None:
            commitment = booking.commitment(self.salt, self.vehicle.key)
            old = queue.papers.get(self.visit, Papers())
            new = replace(old, vehicle_key=self.vehicle.key, salt=self.salt, vehicle=self.vehicle.vehicle)
            queue.papers[self.visit] = new
            queue.here[self.vehicle.key] = self.visit
            details = {"vehicle": dict(new.vehicle), "driver": dict(new.driver)}
            personal = {"vehicle_key": new.vehicle_key, "salt": self.salt, "details": details}
        event = VisitCorrected(visit=self.visit, reason=self.reason, bay=self.bay, vehicle=commitment, ops=[])
        record(draft, [event], note=self.note, **personal)


_ENDS = (VisitDeparted, VisitLeft, VisitTurnedAway, VisitCorrected)
"""Facts after which a visit may be over."""


@dataclass(frozen=True)
class OpenWindows(Command[int]):
    """Give vehicles that came early their booked places, once their windows open."""

    def decide(self, draft: Draft) -> int:
        queue, policy = draft.of(Queue), views.policy(draft.of(SiteFold), None, draft.now)
        moved = 0
        while (move := moves.open_windows(queue, policy, draft.now)) is not None:
            draft.record(move)
            moved += 1
        return moved


async def opening(connection: AsyncConnection) -> list[Due]:
    """When the next arrival window opens for a vehicle that waits for that (a duty)."""
    return [Due(at, OpenWindows(site)) for site, at in await queries.opening(connection)]


async def load_visits(connection: AsyncConnection, draft: Draft, ids: Sequence[str]) -> None:
    """Bring visits, over or not, into the draft with their papers, and the reservations of those that may depart."""
    queue = draft.of(Queue)
    found = await queries.visits(connection, [each for each in ids if each not in queue.papers])
    for visit, of in found.values():
        if visit.site == draft.site:
            queue.papers[visit.id] = of
            if visit.id not in queue.visits:
                queue.ended.setdefault(visit.id, visit)
    reserved = [visit.reservation for visit, _ in found.values() if visit.is_live and visit.reservation is not None]
    await booking.load_reservations(connection, draft, reserved)


def mine(draft: Draft, visit: str, asker: Asker) -> Visit:
    """The visit if the asker may act on it; VisitUnknown otherwise."""
    queue = draft.of(Queue)
    found = queue.find(visit)
    if visit not in queue.papers or not asker.reaches(found, queue.papers[visit]):
        raise VisitUnknown(visit=visit)
    return found


def record(draft: Draft, facts: Sequence[Event], *, note: str | None = None, **personal: Any) -> None:
    """Record facts about visits, with what they mean for reservations, and a note on the last of them."""
    queue = draft.of(Queue)
    for fact in facts:
        seq = draft.record(fact, **personal)
        visit = getattr(fact, "visit", "")
        if note is not None and fact is facts[-1]:
            draft.writes.insert(NoteRow, site=draft.site, seq=seq, visit=visit, text=note)
        if isinstance(fact, VisitAdmitted) and not fact.inferred:
            _answer_for(draft, queue.find(visit))
        reservation = queue.find(visit).reservation if isinstance(fact, _ENDS) else None
        if reservation is None:
            continue
        if isinstance(fact, VisitDeparted):
            arrivals.fulfil(draft, reservation, visit)
        elif queue.find(visit).status in ("left", "turned_away"):
            arrivals.give_up(
                draft, reservation, fact.kind, by_itself=isinstance(fact, VisitLeft) and fact.onward is None
            )


def _answer_for(draft: Draft, visit: Visit) -> None:
    """A visit was let in, seen by who reported it: what is inferred proves nothing of when it was."""
    if visit.is_owed and visit.reservation is not None and visit.promised_at is not None:
        credits.give(draft, visit.reservation, visit.id, visit.promised_at)


def shown(draft: Draft, visit: str) -> Seen:
    """The visit as it is now, with place, band and reasons."""
    queue = draft.of(Queue)
    return views.seen(draft, queue.find(visit), queue.papers.get(visit, Papers()), draft.now)
