"""Facts about two trucks that meet. `parties` are the reservations, and the visits so far, that each is told to."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from pydantic import BaseModel, ConfigDict

from serai.core.events import Event


class Party(BaseModel):
    """One of the two, by its reservation as it stands."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    reservation: str
    reference: str
    lane: str
    status: str
    starts_at: datetime | None
    visit: str | None


class _Told(Event):
    rendezvous: str
    parties: list[str]


class RendezvousProposed(_Told):
    """The first of `sides` proposes to the second that their trucks meet, `at` the start of the later slot."""

    kind: ClassVar[str] = "rendezvous.proposed"
    sides: list[Party]
    at: datetime


class RendezvousAgreed(_Told):
    """Both sides have said yes: their trucks are given a pair of bays and one time."""

    kind: ClassVar[str] = "rendezvous.agreed"


class RendezvousRetimed(_Told):
    """One of the two comes later or earlier than was thought: they meet `at`, instead of `before`."""

    kind: ClassVar[str] = "rendezvous.retimed"
    before: datetime
    at: datetime


class RendezvousAwaited(_Told):
    """`visit` waits for the one that it meets until `until`: in its bay, or in its line although its turn has come. It
    keeps its place there, and is not called of itself. None: it waits for nobody any more."""

    kind: ClassVar[str] = "rendezvous.awaited"
    visit: str
    until: datetime | None


class RendezvousEnded(_Told):
    """It is over: `met`, or `declined`, `cancelled`, `lapsed` (nobody answered), `apart` (their times do not meet any
    more), `missed` (one waited too long), `unpaired` (no pair of bays is left), `gone` (one does not come).

    Who still comes goes on as if it had never been agreed. `bays` are kept for nobody of the two any more.
    """

    kind: ClassVar[str] = "rendezvous.ended"
    because: str
    bays: list[str]
