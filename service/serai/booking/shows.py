"""How many of a slot's places are really used, learnt by lane and by class of company. Pure.

A place counts once its arrival window has opened with it: as *shown* if its vehicle checks in, as *missed* if the
window closes without it or it is given back after it had opened, when nobody can come in its stead. Who comes late,
that day or the next, has shown after all: it is served by the same gates. What is given back earlier goes to whoever
waits, what the site moved or could not keep was never tried, and a miss that is not the vehicle's fault or was forgiven
says nothing of the next one.

The rate is a beta-binomial estimate in two steps. Every day's counts weigh half as much `HALF_LIFE_DAYS` later. Those
of a class at all lanes are added to a guess that is worth `GUESS_WORTH` places; what comes out is the guess for the
class in one lane, worth `CLASS_WORTH` places. So a lane without a history has its class's rate, and a site without one
has `GUESS`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from math import sqrt
from types import MappingProxyType
from typing import Any, ClassVar, Final, Literal

from serai.booking.events import (
    MissForgiven,
    OfferAccepted,
    Placed,
    ReservationArrived,
    ReservationCancelled,
    ReservationConfirmed,
    ReservationDisplaced,
    ReservationDrawn,
    ReservationExpired,
    ReservationMissed,
    ReservationMoved,
    ReservationRetimed,
    ReservationRezoned,
    ReservationWaitlisted,
)
from serai.core.events import Event
from serai.core.folds import Fold

CompanyClass = Literal["trusted", "company", "driver"]
TRUSTED: Final = "trusted"
COMPANY: Final = "company"
DRIVER: Final = "driver"
CLASSES: Final[tuple[CompanyClass, ...]] = (TRUSTED, COMPANY, DRIVER)
"""Who a place belongs to: a company that an admin trusts, another company, or nobody but its driver."""

HALF_LIFE_DAYS: Final = 14.0
KEPT_DAYS: Final = 180
"""A day this long before the latest one counts no more: it would weigh less than a six-thousandth."""
GUESS: Final = 0.9
GUESS_WORTH: Final = 20.0
CLASS_WORTH: Final = 40.0

EMPTY: Final[Mapping[Any, Any]] = MappingProxyType({})
Key = tuple[str, str, date]
"""Lane, class, and local day of the slot."""


def company_class(company: str | None, trusted: bool) -> str:
    if company is None:
        return DRIVER
    return TRUSTED if trusted else COMPANY


@dataclass(frozen=True, slots=True)
class Tally:
    """Places of one day whose arrival window opened with them."""

    shown: int = 0
    missed: int = 0


@dataclass(frozen=True, slots=True)
class Pending:
    """A reservation that may still show; without a day it has no place now."""

    company_class: str
    lane: str
    day: date | None = None
    arrive_from: datetime | None = None


class Shows(Fold):
    """A site's tallies of the last `KEPT_DAYS`, and its reservations that are still to show.

    `late` are those that missed on the latest day or the one before, with the tally that has them; `counted` says which
    tally each reservation of this batch has changed.
    """

    takes: ClassVar[frozenset[str] | None] = frozenset(
        each.kind
        for each in (
            MissForgiven, OfferAccepted, ReservationArrived, ReservationCancelled, ReservationConfirmed,
            ReservationDisplaced, ReservationDrawn, ReservationExpired, ReservationMissed, ReservationMoved,
            ReservationRetimed, ReservationRezoned, ReservationWaitlisted,
        )
    )  # fmt: skip

    def __init__(
        self,
        tallies: Mapping[Key, Tally] = EMPTY,
        pending: Mapping[str, Pending] = EMPTY,
        late: Mapping[str, Key] = EMPTY,
    ) -> None:
        self.tallies: dict[Key, Tally] = dict(tallies)
        self.pending: dict[str, Pending] = dict(pending)
        self.late: dict[str, Key] = dict(late)
        self.counted: dict[str, Key] = {}
        self._latest = max((day for *_, day in self.tallies), default=date.min)

    def forget(self) -> None:
        self.counted.clear()

    def apply(self, event: Event, at: datetime, seq: int) -> None:
        match event:
            case ReservationConfirmed():
                of = company_class(event.company, event.trusted)
                self.pending[event.reservation] = Pending(of, event.lane, event.local_date, event.arrive_from)
            case ReservationWaitlisted():
                of = company_class(event.company, event.trusted)
                self.pending[event.reservation] = Pending(of, event.lane)
            case Placed():
                if (known := self.pending.get(event.reservation)) is not None:
                    place = Pending(known.company_class, event.lane, event.local_date, event.arrive_from)
                    self.pending[event.reservation] = place
            case ReservationDisplaced():
                if (known := self.pending.get(event.reservation)) is not None:
                    self.pending[event.reservation] = replace(known, day=None, arrive_from=None)
            case ReservationArrived() if event.reservation in self.late:
                self._add(event.reservation, self.late.pop(event.reservation), 1, -1)
            case MissForgiven() if event.reservation in self.late:
                self._add(event.reservation, self.late.pop(event.reservation), 0, -1)
            case ReservationArrived():
                self._end(event.reservation, shown=True)
            case ReservationMissed():
                key = self._end(event.reservation, shown=False if event.struck else None)
                if key is not None and key[2] >= may_be_late(self._latest):
                    self.late[event.reservation] = key
            case ReservationCancelled() | ReservationExpired():
                known = self.pending.get(event.reservation)
                is_late = known is not None and known.arrive_from is not None and at >= known.arrive_from
                is_given_back = isinstance(event, ReservationCancelled) and event.was == "confirmed"
                self._end(event.reservation, shown=False if is_late and is_given_back else None)
            case _:
                pass

    def _end(self, reservation: str, shown: bool | None) -> Key | None:
        """The reservation is out of the way; `shown` None: it says nothing. The tally that has it now."""
        known = self.pending.pop(reservation, None)
        if known is None or known.day is None or shown is None:
            return None
        self._pass_to(known.day)
        if known.day < oldest(self._latest):
            return None
        key = (known.lane, known.company_class, known.day)
        self._add(reservation, key, int(shown), int(not shown))
        return key

    def _add(self, reservation: str, key: Key, shown: int, missed: int) -> None:
        before = self.tallies.get(key, Tally())
        self.tallies[key] = Tally(before.shown + shown, before.missed + missed)
        self.counted[reservation] = key

    def _pass_to(self, day: date) -> None:
        """Forget what is too old on this day."""
        if day > self._latest:
            self._latest = day
            for key in [key for key in self.tallies if key[2] < oldest(day)]:
                del self.tallies[key]
            for reservation in [each for each, key in self.late.items() if key[2] < may_be_late(day)]:
                del self.late[reservation]

    def rates(self, today: date) -> Rates:
        """What the tallies say of places on or after `today`."""
        return Rates.of(self.tallies, today)


def oldest(latest: date) -> date:
    """The first day that still counts when `latest` is the latest."""
    return latest - timedelta(days=KEPT_DAYS - 1) if latest > date.min + timedelta(days=KEPT_DAYS) else date.min


def may_be_late(latest: date) -> date:
    """The first day whose vehicles may still come when `latest` is the latest."""
    return latest - timedelta(days=1) if latest > date.min else latest


@dataclass(frozen=True, slots=True)
class Rate:
    """The part of places that show: the mean of a beta distribution, its spread, and the weight of what was seen."""

    mean: float
    spread: float
    seen: float


@dataclass(frozen=True, slots=True)
class Rates:
    """Predicted show rates of a site: what faded tallies add up to, by lane and class."""

    shown: Mapping[tuple[str, str], float]
    places: Mapping[tuple[str, str], float]

    @classmethod
    def of(cls, tallies: Mapping[Key, Tally], today: date) -> Rates:
        shown: Counter[tuple[str, str]] = Counter()
        places: Counter[tuple[str, str]] = Counter()
        for (lane, of, day), tally in tallies.items():
            weight: float = 0.5 ** (max((today - day).days, 0) / HALF_LIFE_DAYS)
            shown[lane, of] += weight * tally.shown  # type: ignore[assignment]
            places[lane, of] += weight * (tally.shown + tally.missed)  # type: ignore[assignment]
        return cls(shown, places)

    def of_class(self, of: str) -> Rate:
        """A class of company at all lanes."""
        keys = [key for key in self.places if key[1] == of]
        return _rate(GUESS, GUESS_WORTH, sum(self.shown[key] for key in keys), sum(self.places[key] for key in keys))

    def of_lane_and_class(self, lane: str, of: str) -> Rate:
        key = (lane, of)
        return _rate(self.of_class(of).mean, CLASS_WORTH, self.shown.get(key, 0.0), self.places.get(key, 0.0))

    def mix(self, lane: str) -> dict[str, float]:
        """Which part of a lane's places each class has; with little seen there, about as at the whole site."""
        whole = self._shares(self.places, {DRIVER: 1.0}, 1.0)
        own = {key: places for key, places in self.places.items() if key[0] == lane}
        return self._shares(own, whole, CLASS_WORTH)

    @staticmethod
    def _shares(places: Mapping[tuple[str, str], float], guess: Mapping[str, float], worth: float) -> dict[str, float]:
        seen = {of: sum(count for key, count in places.items() if key[1] == of) for of in CLASSES}
        weight = worth + sum(seen.values())
        return {of: (worth * guess.get(of, 0.0) + seen[of]) / weight for of in CLASSES}

    def of_lane(self, lane: str) -> Rate:
        """Any place of a lane, by the classes that usually have them."""
        rates = [(share, self.of_lane_and_class(lane, of)) for of, share in self.mix(lane).items()]
        mean = sum(share * rate.mean for share, rate in rates)
        spread = sqrt(sum((share * rate.spread) ** 2 for share, rate in rates))
        return Rate(mean, spread, sum(rate.seen for _, rate in rates))

    def expected(self, lane: str, classes: Iterable[str]) -> float:
        """How many of these places of a lane will be used, each told by its class."""
        counts = Counter(classes)
        return sum(count * self.of_lane_and_class(lane, of).mean for of, count in counts.items())


def _rate(guess: float, worth: float, shown: float, places: float) -> Rate:
    """The beta distribution that a guess worth so many places becomes when these were seen."""
    weight = worth + places
    mean = (worth * guess + shown) / weight
    return Rate(mean, sqrt(mean * (1 - mean) / (weight + 1)), places)
