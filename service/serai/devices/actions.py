"""What a plate reader's events do: act where it is sure, ask where it is not, and remember either way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import ClassVar, Self

from sqlalchemy.ext.asyncio import AsyncConnection

from serai.booking import actions as booking
from serai.booking.book import Book
from serai.core.agenda import Due
from serai.core.desk import Command, Draft
from serai.core.errors import Refusal
from serai.devices import queries, rules
from serai.devices.events import CandidateRecord, PlateRead, ReadingSettled
from serai.devices.formats import Sighting
from serai.devices.matching import best
from serai.devices.rules import ADMIT, ASK, CHECK_IN, Candidate, Reading, Readings, ReadingUnknown, Spot, Verdict
from serai.devices.tables import ReadingRow
from serai.guidance import actions as guidance
from serai.identity.rights import relation
from serai.identity.rules import Caller
from serai.queue.actions import Asker, load_visits
from serai.queue.checkin import CheckIn
from serai.queue.rules import Queue
from serai.queue.views import Seen
from serai.sites.rulebook import Plates
from serai.sites.rules import SiteFold


@dataclass(frozen=True, slots=True)
class Told:
    """A reading as it was decided, or as it had been when its event came before; `seen` is the visit acted on."""

    reading: Reading
    seen: Seen | None = None
    is_repeated: bool = False


@dataclass(frozen=True, slots=True)
class Names:
    """What acts need that no rule may make up: ids for a visit and a call, and the salt that hides a vehicle."""

    visit: str
    call: str
    salt: str


@dataclass(frozen=True)
class _Answering(Command[Told]):
    """Something that may end in an act of `caller` at a gate."""

    caller: Caller
    names: Names

    def act(self, draft: Draft, what: Candidate, gate: str, at: datetime | None) -> Seen:
        """Do it; raises whatever refuses it, before anything is recorded."""
        if what.act == CHECK_IN:
            asker = booking.Asker(self.caller, relation("visits.check_in", self.caller.role))
            command = CheckIn(
                self.site, self.names.visit, self.names.salt, asker, "camera", reservation=what.reservation
            )
            return command.decide(draft)
        kind = guidance.Admit if what.act == ADMIT else guidance.Depart
        asks = Asker(self.caller, relation(f"visits.{what.act}", self.caller.role))
        return kind(self.site, what.visit or "", asks, call=self.names.call, at=at, gate=gate).decide(draft)


@dataclass(frozen=True)
class Read(_Answering):
    """A reader saw a plate. The same event of the same reader is answered as it was the first time."""

    id: str
    gate: str
    place: str
    sighting: Sighting

    @property
    def event(self) -> tuple[str, str]:
        """The reader by where it stands and its own name, and its event."""
        return f"{self.gate}/{self.place}/{self.sighting.reader}", self.sighting.event

    @classmethod
    async def load(cls, connection: AsyncConnection, draft: Draft, commands: Sequence[Self]) -> None:
        known = draft.of(Readings)
        for event, reading in (await queries.by_event(connection, draft.site, [c.event for c in commands])).items():
            known.known[reading.id], known.events[event] = reading, reading.id
        if draft.of(SiteFold).site is None:
            return
        seen, numbers = [plate for each in commands for plate in each.sighting.plates], _numbers(draft)
        here = await queries.here(connection, draft.site, draft.now)
        await load_visits(connection, draft, [id_ for key, id_ in here if rules.resembles(seen, key, numbers)])
        near = await queries.expected(connection, draft.site, draft.now)
        like = [id_ for key, id_ in near if rules.resembles(seen, key, numbers)]
        await _load_check_ins(connection, draft, commands[0], like)

    def decide(self, draft: Draft) -> Told:
        known, site = draft.of(Readings), draft.of(SiteFold)
        if self.event in known.events:
            return Told(known.known[known.events[self.event]], is_repeated=True)
        spot = Spot.of(site.place.gate(self.gate), self.place, self.sighting.way)
        verdict = rules.judge(
            self._candidates(draft, spot), _numbers(draft), spot, is_buffered=self.sighting.is_buffered
        )
        seen = None
        if verdict.outcome == rules.ACTED and verdict.chosen is not None:
            try:
                seen = self.act(draft, verdict.chosen, self.gate, self.sighting.at)
            except Refusal as refusal:  # nothing is recorded then: somebody has to look at it
                verdict = replace(verdict, outcome=ASK, because=refusal.code)
        reading = self._reading(draft, spot, verdict, seen)
        known.known[reading.id], known.events[self.event] = reading, reading.id
        return Told(reading, seen)

    def _candidates(self, draft: Draft, spot: Spot) -> list[Candidate]:
        """Everybody who is here, was here a moment ago or is expected and has a plate like what was read."""
        queue, site, plates = draft.of(Queue), draft.of(SiteFold), self.sighting.plates
        found: list[Candidate] = []
        here: set[str | None] = set()
        gone: set[str | None] = set()
        for id_, papers in queue.papers.items():
            visit = queue.visits.get(id_) or queue.ended.get(id_)
            confidence = best(plates, papers.vehicle_key or ":")
            is_old = visit is None or (visit.ended_at is not None and visit.ended_at < draft.now - rules.GONE_FOR)
            if visit is None or is_old or not confidence or visit.duplicate_of is not None:
                continue
            (here if visit.is_live else gone).add(papers.vehicle_key)
            found.append(rules.of_visit(visit, site.place.lanes.get(visit.lane), spot, confidence))
        if spot.way == "out":
            return found
        for each in draft.of(Book).reservations.values():
            confidence = best(plates, each.vehicle_key) if each.site == draft.site else 0
            if not confidence or each.status != "confirmed" or each.vehicle_key in here:
                continue
            lane, was_here = site.place.lanes.get(each.lane), each.vehicle_key in gone
            found.append(rules.of_reservation(each, lane, spot, confidence, draft.now, was_here=was_here))
        return found

    def _reading(self, draft: Draft, spot: Spot, verdict: Verdict, seen: Seen | None) -> Reading:
        chosen, acted = verdict.chosen, seen is not None
        act = chosen.act if chosen is not None and acted else None
        visit = seen.visit.id if seen is not None else None
        confidence = chosen.confidence if chosen is not None else 0
        reader, event = self.event
        draft.record(
            PlateRead(
                reading=self.id, gate=self.gate, place=self.place, way=spot.way, outcome=verdict.outcome,
                because=verdict.because, act=act, visit=visit, confidence=confidence,
                candidates=[CandidateRecord(**asdict(each)) for each in verdict.candidates],
                buffered=self.sighting.is_buffered, device_at=self.sighting.at,
            ),
            reader=reader, event_id=event, seen=[asdict(each) for each in self.sighting.plates],
        )  # fmt: skip
        return Reading(
            self.id, draft.now, (self.gate, self.place), verdict.outcome, verdict.because, act, visit, confidence,
            verdict.candidates, device_at=self.sighting.at,
        )  # fmt: skip


@dataclass(frozen=True)
class _Settling(_Answering):
    """An operator's answer to a reading."""

    reading: str

    @classmethod
    async def load(cls, connection: AsyncConnection, draft: Draft, commands: Sequence[Self]) -> None:
        known = draft.of(Readings).known
        wanted = [each.reading for each in commands if each.reading not in known]
        found = await queries.by_id(connection, draft.site, wanted)
        known.update(found)
        candidates = [each for reading in found.values() for each in reading.candidates]
        await load_visits(connection, draft, [each.visit for each in candidates if each.visit is not None])
        reserved = [each.reservation for each in candidates if each.reservation is not None]
        await _load_check_ins(connection, draft, commands[0], reserved)

    def found(self, draft: Draft) -> Reading:
        if self.reading not in draft.of(Readings).known:
            raise ReadingUnknown(reading=self.reading)
        return draft.of(Readings).known[self.reading]

    def settle(self, draft: Draft, reading: Reading, outcome: str, act: str | None, seen: Seen | None) -> Told:
        visit = seen.visit.id if seen is not None else None
        draft.record(ReadingSettled(reading=reading.id, outcome=outcome, act=act, visit=visit))
        settled = replace(reading, settled=outcome, act=act, visit=visit)
        draft.of(Readings).known[reading.id] = settled
        return Told(settled, seen)


@dataclass(frozen=True)
class Confirm(_Settling):
    """It was this vehicle: do now what there is to do for it. Saying so twice does it once."""

    subject: str

    def decide(self, draft: Draft) -> Told:
        reading = self.found(draft)
        if reading.settled == "confirmed" and reading.visit is not None and self._is_same(reading):
            return Told(reading, is_repeated=True)
        rules.check_open(reading, _numbers(draft), draft.now)
        chosen = reading.candidate(self.subject)
        seen = self.act(draft, chosen, reading.spot[0], reading.device_at)
        return self.settle(draft, reading, "confirmed", chosen.act, seen)

    def _is_same(self, reading: Reading) -> bool:
        return any(each.subject == self.subject and each.act == reading.act for each in reading.candidates)


@dataclass(frozen=True)
class Dismiss(_Settling):
    """There is nothing to do about it."""

    def decide(self, draft: Draft) -> Told:
        reading = self.found(draft)
        if reading.settled == "dismissed":
            return Told(reading, is_repeated=True)
        rules.check_open(reading, _numbers(draft), draft.now)
        return self.settle(draft, reading, "dismissed", None, None)


@dataclass(frozen=True)
class ForgetPlates(Command[int]):
    """Let go of what readers saw, and of who sent it, once the rulebook says so. Returns how many."""

    MOST: ClassVar[int] = 500

    @classmethod
    async def load(cls, connection: AsyncConnection, draft: Draft, commands: Sequence[Self]) -> None:
        draft.of(Readings).old = await queries.old(connection, draft.site, draft.now, cls.MOST)

    def decide(self, draft: Draft) -> int:
        old = draft.of(Readings).old
        for id_ in old:
            draft.writes.update(ReadingRow, id=id_, reader=None, event_id=None, seen=None)
        return len(old)


async def forgetting(connection: AsyncConnection) -> list[Due]:
    """When the oldest plate of each site that a reader saw is to be forgotten (a duty)."""
    return [Due(at, ForgetPlates(site)) for site, at in await queries.to_forget(connection)]


def _numbers(draft: Draft) -> Plates:
    return draft.of(SiteFold).rulebook_at(draft.now).rulebook.plates


async def _load_check_ins(
    connection: AsyncConnection, draft: Draft, command: _Answering, reservations: Sequence[str]
) -> None:
    """What checking in with any of these needs to know."""
    asker = booking.Asker(command.caller, relation("visits.check_in", command.caller.role))
    wanted = [CheckIn(draft.site, "", "", asker, "camera", reservation=each) for each in reservations]
    await CheckIn.load(connection, draft, wanted)
