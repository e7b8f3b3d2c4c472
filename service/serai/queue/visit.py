"""One physical stay, as the memory has it. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from serai.queue.inspections import Inspection
from serai.queue.machine import IN_LINE, LIVE
from serai.queue.ranks import Key


@dataclass(frozen=True, slots=True)
class Visit:
    """One physical stay. Its vehicle and driver are not here: they are personal, see `Papers`."""

    id: str
    site: str
    status: str
    lane: str
    line: str
    cargo_class: str
    trusted: bool
    booked: bool
    reservation: str | None
    company: str | None
    arrived_at: datetime
    slot_starts_at: datetime | None
    arrive_from: datetime | None
    arrive_until: datetime | None
    key: Key
    flow: int
    priority: bool
    because: tuple[str, ...]
    rulebook: int
    cost_seconds: int
    length_cm: int | None
    height_cm: int | None
    weight_kg: int | None
    needs: tuple[str, ...]
    by: str
    version: int
    called_at: datetime | None = None
    call: str | None = None
    gate: str | None = None
    call_reason: str | None = None
    call_why: str | None = None
    """The clause by which it was called, or by which it waits again after a call."""
    at_gate_at: datetime | None = None
    missed_calls: int = 0
    missed_at: datetime | None = None
    """When it missed the call that cost it its place; since then it stands by arrival, as if it had come then."""
    rests_until: datetime | None = None
    admitted_at: datetime | None = None
    given_bay: str | None = None
    bay: str | None = None
    parked_at: datetime | None = None
    released_at: datetime | None = None
    ended_at: datetime | None = None
    duplicate_of: str | None = None
    since: datetime | None = None
    """When it came to the site that it came from with a promised place: since then it stands by arrival."""
    came_from: str | None = None
    """Its visit there."""
    came_with: str | None = None
    """The reservation that it had there; who follows that one follows this visit too."""
    promised_at: datetime | None = None
    """The end of its band when it was given its place, see `Queue._promise`."""
    perishable_until: datetime | None = None
    inspection: Inspection | None = None
    bay_why: str | None = None
    """The clause by which it must go to another bay than before, until it stands there."""
    area: str | None = None
    """Where it waits for its call, of the yard's areas."""
    farther_minutes: int = 0
    """How much longer it drives to the gate than from the nearest waiting area."""

    @property
    def farther(self) -> timedelta:
        return timedelta(minutes=self.farther_minutes)

    @property
    def sets_out_at(self) -> datetime | None:
        """When one in the nearest area would be called to be at the gate together with it; None until its call."""
        return None if self.called_at is None else self.called_at + self.farther

    @property
    def next_bay(self) -> str | None:
        """The bay to which it must go from the one it stands in."""
        return self.given_bay if self.status == "parked" and self.bay_why is not None else None

    @property
    def is_in_line(self) -> bool:
        return self.status in IN_LINE

    def rests(self, now: datetime) -> bool:
        """Whether it is not called of itself yet, after a call that it missed or that was taken back."""
        return self.rests_until is not None and now < self.rests_until

    @property
    def is_live(self) -> bool:
        return self.status in LIVE

    @property
    def is_owed(self) -> bool:
        """Whether the site answers for the promise: the vehicle came to every call that it was given."""
        return self.promised_at is not None and self.missed_calls == 0


@dataclass(frozen=True, slots=True)
class Papers:
    """Whose a visit is and of which vehicle; known to the tables alone."""

    owner: str | None = None
    phone: str | None = None
    vehicle_key: str | None = None
    salt: str | None = None
    vehicle: Mapping[str, Any] = field(default_factory=dict)
    driver: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Place:
    """A visit's rank in its line, how many stand before it, and how many stand there in all."""

    position: int
    ahead: int
    of: int
