"""Whose plate was seen, and whether that is sure enough to act on it. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from serai.booking.reservations import Reservation
from serai.core.errors import Missing, Refusal
from serai.core.folds import Fold
from serai.devices.matching import PlateSeen, best
from serai.queue.machine import INSIDE
from serai.queue.rules import Visit
from serai.sites.rulebook import Plates
from serai.sites.site import Gate, Lane

GONE_FOR: Final = timedelta(minutes=30)
"""So long a vehicle that left is looked for: a reader sees the same back of a trailer several times."""
CHECK_IN, ADMIT, DEPART = "check_in", "admit", "depart"
ACTED, ASK, NOTHING, UNMATCHED = "acted", "ask", "nothing", "unmatched"


class ReadingUnknown(Missing):
    """There is no such reading at this site."""

    code = "reading.unknown"


class ReadingSettledAlready(Refusal):
    """This reading was answered already, or acted by itself; nothing is left to confirm."""

    code, rule = "reading.settled", "reading.once"


class ReadingOver(Refusal):
    """This reading is too old to be confirmed; check the vehicle in, admit it or let it out by hand."""

    code, rule = "reading.over", "plates"


class NotCandidate(Refusal):
    """This vehicle is not among those that may have been seen, or nothing is to be done for it; act by hand."""

    code, rule = "reading.not_a_candidate", "reading.event"


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a reader looks: at a gate, or at the `approach` to it, where vehicles are checked in only.

    `way` is the gate's own, or for a gate of both ways the one that the reader told, None if it did not.
    """

    gate: Gate
    place: str
    way: str | None

    @classmethod
    def of(cls, gate: Gate, place: str, told: str | None) -> Spot:
        return cls(gate, place, gate.way if gate.way in ("in", "out") else told)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A vehicle that may have been seen. `act` is what would be done; `because` is why not, or why not by itself."""

    visit: str | None
    reservation: str | None
    act: str | None
    confidence: int
    because: str | None

    @property
    def subject(self) -> str:
        return self.visit or self.reservation or ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a reading comes to. `chosen` is who is acted on, or would be if it were sure; `because` why it is not."""

    outcome: str
    chosen: Candidate | None
    candidates: tuple[Candidate, ...] = ()
    because: str | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """A reading as it stands: what it came to, and whether that was settled."""

    id: str
    at: datetime
    spot: tuple[str, str]
    outcome: str
    because: str | None
    act: str | None
    visit: str | None
    confidence: int
    candidates: tuple[Candidate, ...]
    settled: str | None = None
    device_at: datetime | None = None

    def candidate(self, subject: str) -> Candidate:
        """The candidate of this visit or reservation that may be acted on; NotCandidate where there is none."""
        for each in self.candidates:
            if each.subject == subject and each.act is not None:
                return each
        raise NotCandidate


class Readings(Fold):
    """For the batch at hand: readings by id, which of them an event of a reader was, and those to forget.

    No fact changes it: what is not asked for again within a batch is read from the tables.
    """

    takes = frozenset()

    def __init__(self) -> None:
        self.known: dict[str, Reading] = {}
        self.events: dict[tuple[str, str], str] = {}
        self.old: list[str] = []

    def forget(self) -> None:
        self.known.clear()
        self.events.clear()
        self.old.clear()


def of_visit(visit: Visit, lane: Lane | None, spot: Spot, confidence: int) -> Candidate:
    """A vehicle that is here, or was a moment ago."""
    act, because = None, None
    if not visit.is_live:
        because = "gone"
    elif visit.status in INSIDE and spot.way != "in":
        act, because = (None, "inside") if spot.place == "approach" else (DEPART, None)
    elif visit.status in INSIDE:
        because = "inside"
    elif spot.way == "out":
        because = "not_inside"
    elif visit.status == "waiting":
        because = "not_called"
    elif spot.place == "approach":
        because = "not_at_gate"
    else:
        act, because = ADMIT, None if _leads_in(lane, spot.gate) else "other_gate"
    return Candidate(visit.id, visit.reservation, act, confidence, because)


def of_reservation(
    reservation: Reservation, lane: Lane | None, spot: Spot, confidence: int, now: datetime, *, was_here: bool
) -> Candidate:
    """A vehicle that is expected. One that has just left is asked about: the event may be of its stay before."""
    place = reservation.place
    because = None
    if place is None or reservation.status != "confirmed" or not place.arrive_from <= now < place.arrive_until:
        because = "outside_window"
    elif was_here:
        because = "was_here"
    elif not _leads_in(lane, spot.gate):
        because = "other_gate"
    return Candidate(None, reservation.id, CHECK_IN, confidence, because)


def _leads_in(lane: Lane | None, gate: Gate) -> bool:
    return lane is not None and gate.code in lane.entries


def judge(found: Iterable[Candidate], numbers: Plates, spot: Spot, *, is_buffered: bool) -> Verdict:
    """What to do about a plate that may be one of these. Whatever is not sure is asked, never done."""
    likely = sorted((each for each in found if each.confidence >= numbers.ask), key=lambda each: each.subject)
    likely.sort(key=lambda each: -each.confidence)
    if not likely:
        return Verdict(UNMATCHED, None)
    first, candidates = likely[0], tuple(likely)
    doubt = _doubt(likely, numbers, spot, is_buffered)
    if doubt is None and first.act is not None:
        return Verdict(ACTED if first.because is None else ASK, first, candidates, first.because)
    if all(each.act is None for each in likely) or (doubt is None and first.act is None):
        return Verdict(NOTHING, first, candidates, first.because)
    return Verdict(ASK, first, candidates, doubt)


def _doubt(likely: Sequence[Candidate], numbers: Plates, spot: Spot, is_buffered: bool) -> str | None:
    """Why nothing may be done by itself, whatever it would be."""
    if is_buffered:
        return "buffered"
    if spot.way is None:
        return "way_unknown"
    if likely[0].confidence < numbers.act:
        return "unsure"
    if len(likely) > 1 and likely[1].confidence > likely[0].confidence - numbers.apart:
        return "several"
    return None


def resembles(seen: Sequence[PlateSeen], key: str | None, numbers: Plates) -> bool:
    """Whether a vehicle has to be looked at."""
    return key is not None and best(seen, key) >= numbers.ask


def check_open(reading: Reading, numbers: Plates, now: datetime) -> None:
    """Raises ReadingSettledAlready or ReadingOver where nobody may answer it any more."""
    if reading.settled is not None or reading.outcome not in (ASK, UNMATCHED):
        raise ReadingSettledAlready(settled=reading.settled or reading.outcome)
    if now >= reading.at + timedelta(minutes=numbers.ask_minutes):
        raise ReadingOver(at=reading.at.isoformat())
