"""What is done in a yard: vehicles admitted to a bay, parked, released and gone; bays and roads set by anybody."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import ClassVar, Final, Self

from sqlalchemy.ext.asyncio import AsyncConnection

from serai.core.agenda import Due
from serai.core.desk import Command, Draft
from serai.core.errors import check_version
from serai.core.events import Event
from serai.guidance import inside, meeting, pairing, queries
from serai.guidance.choice import choose
from serai.guidance.coming import followers, picks
from serai.guidance.disputes import disputed, disputed_roads
from serai.guidance.events import BayPowerSet, BayStatusSet, RoadStatusSet
from serai.guidance.moving import next_move
from serai.guidance.rules import BayUnknown, BayUnpowered, NotInYard, RoadUnknown, WrongGate
from serai.guidance.settling import next_change
from serai.guidance.stands import ground_of
from serai.guidance.yard import YardState
from serai.identity.rights import Role
from serai.queue import moves
from serai.queue.actions import Correct as Correcting
from serai.queue.actions import OnVisit, mine, record, shown
from serai.queue.inspections import VisitHeld
from serai.queue.moves import Passage
from serai.queue.rules import Queue
from serai.queue.views import Seen
from serai.sites import actions as sites
from serai.sites.rules import SiteFold
from serai.sites.yard import YardInvalid

LOOKED_BACK: Final = timedelta(hours=4)
"""So far the yard can be looked back on."""
_GATHERED: Final = timedelta(hours=1)
"""What can be looked back on no more goes together: not a command for every bay."""


@dataclass(frozen=True)
class _Passing(OnVisit):
    """A report from a gate or the yard. `at` is the device's time, never decisive; `call` the id of a call to infer."""

    leaves: ClassVar[bool] = False

    call: str = ""
    at: datetime | None = None
    gate: str | None = None
    match: frozenset[str] | None = None

    def decide(self, draft: Draft) -> Seen:
        visit = mine(draft, self.visit, self.asker)
        check_version(self.match, visit.version)
        self._check_gate(draft)
        facts = self.facts(draft)
        record(draft, facts)
        if facts:
            settle(draft)
        return shown(draft, self.visit)

    def _check_gate(self, draft: Draft) -> None:
        if self.gate is not None:
            gate = draft.of(SiteFold).place.gate(self.gate)
            if gate.is_entry == self.leaves and gate.way in ("in", "out"):
                raise WrongGate(gate=gate.code, way=gate.way)

    def passage(self, gate: str | None = None) -> Passage:
        return Passage(self.call, self.gate or gate, self.at)


@dataclass(frozen=True)
class Admit(_Passing):
    """Let a vehicle in, to the best bay for it; raises NoBay where there is none. A site without a yard gives none."""

    def facts(self, draft: Draft) -> Sequence[Event]:
        queue, state = draft.of(Queue), draft.of(YardState)
        visit = queue.find(self.visit)
        passage = self.passage(visit.gate or visit.line)
        bay = None
        if visit.is_in_line and state.ground is not None:
            who = followers(queue, state, draft.now)
            only = pairing.prices(state, visit.id, meeting.partners(draft).get(visit.id), draft.now)
            bay = choose(state, state.trucks[visit.id], passage.gate, draft.now, who, only=only).bay
        return moves.admit(queue, visit.id, bay, passage)


@dataclass(frozen=True)
class Park(_Passing):
    """A vehicle stands in a bay: the one it was given, another, or its next one."""

    bay: str = ""

    def facts(self, draft: Draft) -> Sequence[Event]:
        if self.bay not in draft.of(YardState).stands:
            raise BayUnknown(bay=self.bay)
        return moves.park(draft.of(Queue), self.visit, self.bay, self.passage())


@dataclass(frozen=True)
class Release(_Passing):
    """A vehicle may go, if no authority holds it; its bay is empty only when it has gone."""

    def facts(self, draft: Draft) -> Sequence[Event]:
        inspection = draft.of(Queue).find(self.visit).inspection
        found = moves.release(draft.of(Queue), self.visit, self.passage())
        if found and inspection is not None and inspection.holds:
            raise VisitHeld(visit=self.visit, detained=not inspection.is_waited_for)
        return found


@dataclass(frozen=True)
class Depart(_Passing):
    """A vehicle left the site."""

    leaves = True

    def facts(self, draft: Draft) -> Sequence[Event]:
        return moves.depart(draft.of(Queue), self.visit, self.passage())


@dataclass(frozen=True)
class Dispute(OnVisit):
    """Say that one's bay is taken, or that the road between two places of one's way is blocked; be sent elsewhere.

    Of a bay or road that is no longer told nothing is recorded.
    """

    what: str | tuple[str, str] = field(kw_only=True)

    def decide(self, draft: Draft) -> Seen:
        visit = mine(draft, self.visit, self.asker)
        role, state = self.asker.caller.role, draft.of(YardState)
        if self.visit not in state.stays:
            raise NotInYard(visit=visit.id, status=visit.status)
        fact = disputed(state, self.visit, self.what, role or "", is_bound=role is Role.DRIVER)
        if fact is not None:
            draft.record(fact)
            settle(draft)
        return shown(draft, self.visit)


@dataclass(frozen=True)
class Correct(Correcting):
    """Put right what had been recorded wrongly, and who stands where because of it."""

    def decide(self, draft: Draft) -> Seen:
        state = draft.of(YardState)
        if self.bay is not None and self.bay not in state.stands:
            raise BayUnknown(bay=self.bay)
        visit = mine(draft, self.visit, self.asker)
        if self.bay is not None and self.visit not in state.stays:
            raise NotInYard(visit=visit.id, status=visit.status)
        super().decide(draft)
        settle(draft)
        return shown(draft, self.visit)


@dataclass(frozen=True)
class SetBayStatus(Command[YardState]):
    """Say that a bay is free, occupied or closed. Nothing is recorded where this is known."""

    bay: str
    status: str
    by_sensor: bool

    def decide(self, draft: Draft) -> YardState:
        state = draft.of(YardState)
        if self.bay not in state.stands:
            raise BayUnknown(bay=self.bay)
        if state.stands[self.bay].is_news(self.status, by_sensor=self.by_sensor):
            by = "sensor" if self.by_sensor else "operator"
            draft.record(BayStatusSet(bay=self.bay, status=self.status, by=by))
            settle(draft)
        return state


@dataclass(frozen=True)
class SetBayPower(Command[YardState]):
    """Say that the power of a bay that has some is `on` or `off`. Nothing is recorded where this is known."""

    bay: str
    status: str
    by_sensor: bool

    def decide(self, draft: Draft) -> YardState:
        state = draft.of(YardState)
        if state.ground is None or self.bay not in state.stands:
            raise BayUnknown(bay=self.bay)
        if self.status == "on" and not state.ground.yard.bays[self.bay].power:
            raise BayUnpowered(bay=self.bay)
        has = state.ground.yard.bays[self.bay].power and state.stands[self.bay].unpowered_at is None
        if has != (self.status == "on"):
            by = "sensor" if self.by_sensor else "operator"
            draft.record(BayPowerSet(bay=self.bay, status=self.status, by=by))
            settle(draft)
        return state


@dataclass(frozen=True)
class SetRoadStatus(Command[str]):
    """Block a road, call it slow, or open it again; returns its status."""

    road: str
    status: str

    def decide(self, draft: Draft) -> str:
        state = draft.of(YardState)
        if state.ground is None or self.road not in state.ground.yard.roads:
            raise RoadUnknown(road=self.road)
        if state.road_status(self.road) != self.status or self.road in disputed_roads(state):
            draft.record(RoadStatusSet(road=self.road, status=self.status))
            settle(draft)
        return self.status


@dataclass(frozen=True)
class PutYard(sites.PutYard):
    """Put a yard in the place of the one before; whoever is inside and lost its bay by that is given another."""

    def decide(self, draft: Draft) -> SiteFold:
        memory = super().decide(draft)
        settle(draft)
        return memory


@dataclass(frozen=True)
class RedrawYard(PutYard):
    """Put a yard that was redrawn by hand, over the very one it was made from, if it harms no truck inside."""

    def decide(self, draft: Draft) -> SiteFold:
        memory = sites.memory_of(draft)
        check_version(self.match, memory.changed("yard"))
        found = list(inside.faults(draft.of(YardState), ground_of(self.text)))
        if found:
            raise YardInvalid(found)
        return super().decide(draft)


@dataclass(frozen=True)
class ForgetPast(Command[None]):
    """Let go of how bays and roads stood so long ago that it cannot be looked back on. Nothing is recorded."""

    MOST: ClassVar[int] = 500

    @classmethod
    async def load(cls, connection: AsyncConnection, draft: Draft, commands: Sequence[Self]) -> None:
        """What is found is what goes: there is nothing to decide."""
        for model in queries.PAST:
            for key in await queries.ended_by(connection, model, draft.site, draft.now - LOOKED_BACK, cls.MOST):
                draft.writes.delete(model, **key)

    def decide(self, draft: Draft) -> None:
        return


async def forgetting(connection: AsyncConnection) -> list[Due]:
    """When what a site's yard was is to be forgotten (a duty)."""
    return [Due(at + LOOKED_BACK + _GATHERED, ForgetPast(site)) for site, at in await queries.oldest(connection)]


def settle(draft: Draft) -> None:
    """Record who needs another bay now, or has lost the one it was known to stand in, and what is kept for whom.

    One change may make another (a bay on the road stands in somebody's way), but not for ever.
    """
    _resettle(draft)
    if meeting.settle(draft):
        _resettle(draft)


def _resettle(draft: Draft) -> None:
    state, queue = draft.of(YardState), draft.of(Queue)
    for _ in range(3 * len(state.stays)):
        told = {visit: queue.visits[visit].bay for visit in state.stays if visit in queue.visits}
        first, pairs = picks(queue, state, draft.now), meeting.partners(draft)
        change = next_change(state, told, draft.now, first, pairs) or next_move(state, queue.visits, first, draft.now)
        if change is None:
            return
        draft.record(change)
