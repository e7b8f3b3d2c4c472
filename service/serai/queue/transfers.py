"""Promises of a place to trucks that wait at other sites: what was loaded of them for one batch. Pure."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Final, Literal

from serai.core.errors import Refusal
from serai.core.events import Event, kinds
from serai.core.folds import Fold
from serai.queue import transfer_events
from serai.queue.events import VisitJoined, VisitLeft
from serai.queue.transfer_events import (
    Carried,
    Onward,
    Origin,
    TransferExpired,
    TransferOffered,
    TransferPromised,
    TransferRefused,
    TransferWithdrawn,
)
from serai.queue.visit import Papers, Visit

HOUR: Final = timedelta(hours=1)
_MOST: Final = 1024
"""As many are remembered of one batch; the committed memory, which never forgets a batch, stays small."""
Status = Literal["promised", "joined", "withdrawn", "expired"]


class TransferUnfinished(Refusal):
    """The site that this vehicle comes from is just letting it go; try again in a moment."""

    code, rule = "transfer.unfinished", "transfer.while_waiting"


@dataclass(frozen=True, slots=True)
class Promise:
    """A place that is kept for a truck on its way from another site."""

    id: str
    from_visit: str
    lane: str
    since: datetime
    valid_until: datetime
    status: Status = "promised"
    visit: str | None = None
    joined_at: datetime | None = None

    def is_open(self, now: datetime) -> bool:
        """Whether the place is kept at `now`."""
        return self.status == "promised" and now < self.valid_until


@dataclass(frozen=True, slots=True)
class Coming:
    """A promise with the visit that it was made to, and whether that has left; None while nothing is decided."""

    promise: Promise
    visit: Visit
    papers: Papers
    has_left: bool | None

    @property
    def carried(self) -> Carried:
        """How its joining tells of it."""
        of, visit = self.promise, self.visit
        return Carried(transfer=of.id, visit=visit.id, reservation=visit.reservation, since=of.since)


@dataclass(frozen=True, slots=True)
class Asking:
    """A visit of another site that asks for a place here, and the entry there by which it stands since `since`."""

    visit: Visit
    papers: Papers
    since: datetime
    origin: Origin | None


class Transfers(Fold):
    """For the batch at hand: `promises` of this site, `coming` by vehicle, `asking` by visit, and what was answered.

    `answers` says of a transfer whether its visit here has left; `onward` is what the other site promised it; `offered`
    are the sites that a visit was told of, and when.
    """

    takes = kinds(transfer_events) | {VisitJoined.kind, VisitLeft.kind}

    def __init__(self) -> None:
        self.promises: dict[str, Promise] = {}
        self.coming: dict[str, Coming] = {}
        self.asking: dict[str, Asking] = {}
        self.answers: dict[str, bool] = {}
        self.onward: dict[str, tuple[Onward, Promise]] = {}
        self.offered: dict[str, dict[str, datetime]] = {}

    def forget(self) -> None:
        for each in (self.promises, self.coming, self.asking, self.answers, self.onward, self.offered):
            each.clear()

    def apply(self, event: Event, at: datetime, seq: int) -> None:
        match event:
            case TransferPromised():
                made = Promise(event.transfer, event.origin.visit, event.lane, event.since, event.valid_until)
                self.promises[made.id] = made
                if len(self.promises) > _MOST:
                    del self.promises[next(iter(self.promises))]
            case TransferOffered() if event.visit in self.offered:
                self.offered[event.visit] = self.offered[event.visit] | {event.site: at}
            case TransferWithdrawn():
                self._change(event.transfer, status="withdrawn")
            case TransferExpired():
                self._change(event.transfer, status="expired")
            case VisitJoined() if event.carried is not None:
                self._change(event.carried.transfer, status="joined", visit=event.visit, joined_at=at)
            case VisitLeft() if event.onward is not None:
                self._answer(event.onward.transfer, True)
            case TransferRefused():
                self._answer(event.transfer, False)

    def kept(self, now: datetime) -> int:
        """How many places are kept for trucks on their way, or were taken by such within the last hour."""
        return sum(
            each.status == "promised" or (each.joined_at is not None and each.joined_at > now - HOUR)
            for each in self.promises.values()
        )

    def promised_to(self, visit: str) -> Promise | None:
        """The promise that stands for a visit of another site."""
        return next(
            (each for each in self.promises.values() if each.from_visit == visit and each.status == "promised"), None
        )

    def for_vehicle(self, key: str, now: datetime) -> Coming | None:
        """What a vehicle that is here was promised; refuses while the other site has not decided yet."""
        found = self.coming.get(key)
        if found is None:
            return None
        standing = self.promises.get(found.promise.id, found.promise)
        if not standing.is_open(now) or found.has_left is False:
            return None
        if found.has_left is None:
            raise TransferUnfinished
        return found

    def _change(self, transfer: str, **changes: Any) -> None:
        known = self.promises.get(transfer)
        if known is not None:
            self.promises[transfer] = replace(known, **changes)

    def _answer(self, transfer: str, has_left: bool) -> None:
        self.answers[transfer] = has_left
        if len(self.answers) > _MOST:
            del self.answers[next(iter(self.answers))]
