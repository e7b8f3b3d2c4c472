"""Two trucks that meet: a foreign and a domestic one, at one pair of bays and one time. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any, Final

from serai.booking import events as booking
from serai.booking.events import (
    Placed,
    ReservationArrived,
    ReservationCancelled,
    ReservationDisplaced,
    ReservationExpired,
    ReservationFulfilled,
    ReservationMissed,
    ReservationOffered,
)
from serai.booking.reservations import LIVE
from serai.core.errors import Invalid, Missing, Refusal
from serai.core.events import Event, kinds
from serai.core.folds import Fold
from serai.rendezvous import events
from serai.rendezvous.events import (
    RendezvousAgreed,
    RendezvousAwaited,
    RendezvousEnded,
    RendezvousProposed,
    RendezvousRetimed,
)

LIVELY: Final = frozenset({"proposed", "agreed"})
"""States of a rendezvous that is still to come to something."""
BAY_KEPT: Final = "bay.kept"
"""Guidance's fact, known here by its kind, for guidance is a higher domain."""
MOVES: Final = timedelta(minutes=10)
"""A meeting time that moves by no more than this is not told anew."""


class RendezvousUnknown(Missing):
    """There is no such rendezvous, or it is not yours."""

    code = "rendezvous.unknown"


class RendezvousTaken(Refusal):
    """One of the two reservations has a rendezvous already; `reservation` says which. Cancel that one first."""

    code, rule = "rendezvous.taken", "rendezvous.one"


class RendezvousApart(Refusal):
    """The two slots are so far apart that one truck would wait longer than the rulebook lets it; move to one of
    `slots`, in which they would meet."""

    code, rule = "rendezvous.apart", "rendezvous_wait_minutes"


class RendezvousAlone(Invalid):
    """A rendezvous is of two vehicles, by two reservations of one site."""

    code, rule = "rendezvous.alone", "rendezvous.two"


class RendezvousNotToCome(Refusal):
    """Only reservations with a place whose vehicles are still to come, or wait, can meet; `reservation` is one that
    cannot."""

    code, rule = "rendezvous.not_to_come", "rendezvous.two"


class RendezvousNoPairs(Refusal):
    """No bays of this site are said to stand across one dock; its yard file names them in `pairs_with`."""

    code, rule = "rendezvous.no_pairs", "rendezvous.pair"


class RendezvousOver(Refusal):
    """This rendezvous was answered, or is over; `status` says how."""

    code, rule = "rendezvous.over", "rendezvous.one"


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two, as far as the other may matter to it. `status` is its reservation's, `kept` its kept bay."""

    reservation: str
    reference: str
    lane: str
    status: str
    starts_at: datetime | None
    visit: str | None = None
    kept: str | None = None
    awaits_until: datetime | None = None
    """Until when it waits for the other, in its bay or although its turn has come."""

    @property
    def may_come(self) -> bool:
        """Whether its truck is to come, or on the site."""
        return self.status in LIVE or self.status == "displaced"


@dataclass(frozen=True, slots=True)
class Rendezvous:
    """`sides`: who proposed it, then the other. `status` is `proposed`, `agreed`, `met`, or why it is over."""

    id: str
    status: str
    at: datetime
    sides: tuple[Side, Side]
    version: int

    @property
    def is_live(self) -> bool:
        return self.status in LIVELY

    @property
    def parties(self) -> list[str]:
        """Whom a fact about it is told to."""
        visits = [side.visit for side in self.sides if side.visit is not None]
        return [*(side.reservation for side in self.sides), *visits]

    def mine(self, id_: str) -> Side:
        """The side of this reservation or visit."""
        return next(side for side in self.sides if id_ in (side.reservation, side.visit))

    def theirs(self, id_: str) -> Side:
        """The other side than that of this reservation or visit."""
        return next(side for side in self.sides if id_ not in (side.reservation, side.visit))

    def ended(self, because: str) -> RendezvousEnded:
        """The fact that it is over."""
        bays = [side.kept for side in self.sides if side.kept is not None]
        return RendezvousEnded(**self.told(), because=because, bays=bays)

    def told(self) -> dict[str, Any]:
        """What every fact about it says."""
        return {"rendezvous": self.id, "parties": self.parties}


def are_apart(sides: tuple[Side, Side], wait: timedelta) -> bool:
    """Whether the slots of two who have not come yet are further from each other than one waits for the other."""
    first, second = (side.starts_at for side in sides)
    if first is None or second is None or any(side.visit is not None for side in sides):
        return False
    return abs(first - second) > wait


@dataclass(eq=False)
class Meetings(Fold):
    """The rendezvous of a site that are live, and those of which somebody is still to come. Facts change it."""

    known: dict[str, Rendezvous] = field(default_factory=dict)
    touched: dict[str, Rendezvous] = field(default_factory=dict)
    """Those that the last fact changed, as they are now; one that is not `known` is to come to nothing more."""

    past: dict[str, Rendezvous] = field(default_factory=dict)
    """Others that were loaded for one batch."""

    takes = kinds(events) | kinds(booking) | {BAY_KEPT}

    def __post_init__(self) -> None:
        self._of: dict[str, str] = {}
        for id_, each in sorted(self.known.items()):
            self._of |= dict.fromkeys(each.parties, id_)

    def of(self, id_: str | None) -> Rendezvous | None:
        """The rendezvous of a reservation or visit: the live one, else the last."""
        return self.known.get(self._of.get(id_ or "", ""))

    def agreed(self, id_: str | None) -> Rendezvous | None:
        """The rendezvous of a reservation or visit, if it was agreed and is not over."""
        found = self.of(id_)
        return found if found is not None and found.status == "agreed" else None

    def find(self, id_: str) -> Rendezvous | None:
        """The rendezvous of this id, over or not, where it was loaded."""
        return self.known.get(id_) or self.touched.get(id_) or self.past.get(id_)

    def partner(self, visit: str) -> str | None:
        """The visit that this one is to meet; None where there is none, or it has not come yet."""
        found = self.agreed(visit)
        return None if found is None else found.theirs(visit).visit

    def live(self) -> Iterator[Rendezvous]:
        return (each for _, each in sorted(self.known.items()) if each.is_live)

    def apply(self, event: Event, at: datetime, seq: int) -> None:
        self.touched.clear()
        match event:
            case RendezvousProposed():
                first, second = (Side(**dict(each)) for each in event.sides)
                self._remember(Rendezvous(event.rendezvous, "proposed", event.at, (first, second), seq))
            case RendezvousAgreed():
                self._keep(event.rendezvous, seq, status="agreed")
            case RendezvousRetimed():
                self._keep(event.rendezvous, seq, at=event.at)
            case RendezvousAwaited():
                self._turn(event.visit, seq, awaits_until=event.until)
            case RendezvousEnded():
                self._end(event, seq)
            case _ if event.kind == BAY_KEPT:
                self._kept(str(getattr(event, "bay", "")), getattr(event, "visit", None), seq)
            case _ if event.kind not in _KINDS:
                self._follow(event, seq)

    def forget(self) -> None:
        self.past.clear()

    def _remember(self, each: Rendezvous) -> None:
        before = {self._of.get(party, each.id) for party in each.parties} - {each.id}
        self.known[each.id] = self.touched[each.id] = each
        self._point(each.parties)
        for id_ in before:
            self._let_go(id_)

    def _keep(self, id_: str, seq: int, **changes: Any) -> None:
        found = self.known.get(id_)
        if found is not None:
            self._remember(replace(found, version=seq, **changes))

    def _turn(self, party: str, seq: int, **changes: Any) -> None:
        """Change the side of a reservation or visit."""
        found = self.of(party)
        if found is not None:
            sides = [replace(side, **changes) if side == found.mine(party) else side for side in found.sides]
            self._keep(found.id, seq, sides=(sides[0], sides[1]))

    def _kept(self, bay: str, visit: str | None, seq: int) -> None:
        """A bay is kept for a visit now, and for nobody else."""
        for found in [*self.live()]:
            for side in found.sides:
                kept = bay if visit is not None and side.visit == visit else None if side.kept == bay else side.kept
                if kept != side.kept:
                    self._turn(side.reservation, seq, kept=kept)

    def _end(self, event: RendezvousEnded, seq: int) -> None:
        found = self.known.get(event.rendezvous)
        if found is not None:
            first, second = (replace(side, kept=None, awaits_until=None) for side in found.sides)
            self._keep(found.id, seq, status=event.because, sides=(first, second))
            self._let_go(found.id)

    def _follow(self, event: Event, seq: int) -> None:
        """What happens to the reservations of those who meet."""
        reservation = getattr(event, "reservation", None)
        found = self.of(reservation)
        if found is None or reservation is None:
            return
        match event:
            case Placed() if not isinstance(event, ReservationOffered):
                status = found.mine(reservation).status
                status = status if status in LIVE else "confirmed"
                self._turn(reservation, seq, status=status, lane=event.lane, starts_at=event.starts_at)
            case ReservationArrived():
                self._turn(reservation, seq, status="arrived", visit=event.visit)
            case _ if type(event) in _STATUS:
                self._turn(reservation, seq, status=_STATUS[type(event)])
                self._let_go(found.id)

    def _let_go(self, id_: str) -> None:
        """One that is over is forgotten with the last who is still to come and has no other one since."""
        found = self.known[id_]
        is_its_last = any(side.may_come and self._of.get(side.reservation) == id_ for side in found.sides)
        if not found.is_live and not is_its_last:
            del self.known[id_]
            self.touched[id_] = found
            self._point(found.parties)

    def _point(self, parties: list[str]) -> None:
        """Let each of these be known by the last that it is a party to."""
        for party in parties:
            last = max((id_ for id_, each in self.known.items() if party in each.parties), default=None)
            if last is None:
                self._of.pop(party, None)
            else:
                self._of[party] = last


_KINDS: Final = kinds(events)
_STATUS: Final[dict[type[Event], str]] = {
    ReservationCancelled: "cancelled",
    ReservationExpired: "expired",
    ReservationDisplaced: "displaced",
    ReservationMissed: "missed",
    ReservationFulfilled: "fulfilled",
}
"""What ends a reservation, for now or for ever."""
