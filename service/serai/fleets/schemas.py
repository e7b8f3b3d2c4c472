"""Wire shapes of standing reservations."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, Field, StringConstraints, model_validator

from serai.booking.reservations import PERSONAL_DETAILS
from serai.booking.schemas import Cargo, Code, Driver, Id, ReservationRequest, Vehicle
from serai.booking.slots import local
from serai.core.errors import Refusal
from serai.core.http import Body, Problem
from serai.fleets.actions import Seen
from serai.fleets.standing import Occurrence, Pattern
from serai.sites.documents import WEEKDAYS, Weekday
from serai.sites.walltime import FIRST_DAY, LAST_DAY

_DATE = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


def _is_date(value: Any) -> Any:
    if isinstance(value, date) or (isinstance(value, str) and _DATE.fullmatch(value)):
        return value
    raise ValueError("a date is written as 2026-11-22")


Day = Annotated[date, BeforeValidator(_is_date), Field(ge=FIRST_DAY, le=LAST_DAY)]
WallTime = Annotated[str, StringConstraints(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$")]


class StandingRequest(Body):
    """The same slot every week: the one that starts `at` this time of the site's clock, on these days.

    A `declaration` is for one reservation: the first that is made; the others are given theirs one by one.
    """

    site: Code
    lane: Code
    days: list[Weekday] = Field(min_length=1, max_length=7)
    at: WallTime
    first_date: Day
    last_date: Day | None = None
    vehicle: Vehicle
    driver: Driver
    cargo: Cargo
    declaration: Id | None = None
    waitlist: bool = Field(False, strict=True)

    @model_validator(mode="after")
    def _in_order(self) -> StandingRequest:
        if self.last_date is not None and self.last_date < self.first_date:
            raise ValueError("`last_date` comes before `first_date`")
        return self

    @property
    def each(self) -> ReservationRequest:
        """What each of its reservations is asked for with, but for the slot."""
        return ReservationRequest(
            site=self.site, slot="each", vehicle=self.vehicle, driver=self.driver, cargo=self.cargo,
            waitlist=self.waitlist,
        )  # fmt: skip


class OccurrenceView(BaseModel):
    """What became of one date: its reservation and how that stands now, or the problem for which it has none."""

    date: date
    slot: str | None
    reservation: str | None = None
    status: str | None = None
    problem: Problem | None = None

    @classmethod
    def of(cls, found: Occurrence) -> OccurrenceView:
        problem = None
        if found.problem is not None:
            problem = Problem.model_validate({**(found.facts or {}), **_problem(found.problem)})
        return cls(
            date=found.local_date, slot=found.slot, reservation=found.reservation, status=found.status, problem=problem
        )


class StandingView(BaseModel):
    """`next` is the date that will be reserved next, when its slot comes into the site's horizon."""

    id: str
    site: str
    status: Literal["standing", "ended"]
    lane: str
    days: list[Weekday]
    at: str
    first_date: date
    last_date: date | None
    waitlist: bool
    company: str | None
    declaration: str | None
    vehicle: dict[str, Any]
    driver: dict[str, Any]
    cargo: dict[str, Any]
    next: date | None
    version: int

    @classmethod
    def of(cls, found: Pattern) -> StandingView:
        return cls.model_validate(_members(found))


class StandingDetail(StandingView):
    """With what became of each date so far."""

    occurrences: list[OccurrenceView]

    @classmethod
    def told(cls, found: Pattern, occurrences: Sequence[Occurrence]) -> StandingDetail:
        return cls.model_validate(_members(found) | {"occurrences": [OccurrenceView.of(each) for each in occurrences]})


class SeenView(BaseModel):
    """What a date would come to: a `status`, a `conflict`, or neither while it lies beyond the horizon."""

    date: date
    slot: str | None
    starts_at: str | None
    status: str | None
    conflict: Problem | None

    @classmethod
    def of(cls, seen: Seen) -> SeenView:
        slot = seen.slot
        return cls(
            date=seen.local_date,
            slot=slot and slot.id,
            starts_at=slot and local(slot.starts_at, slot.zone),
            status=seen.status,
            conflict=None if seen.refusal is None else Problem.model_validate(seen.refusal.problem()),
        )


class PreviewView(BaseModel):
    items: list[SeenView]


def days_of(body: StandingRequest) -> tuple[str, ...]:
    """Its days, each once and in the order of the week."""
    return tuple(day for day in WEEKDAYS if day in body.days)


def _members(found: Pattern) -> dict[str, Any]:
    plain = ("id", "site", "status", "lane", "days", "first_date", "last_date", "company", "declaration", "version")
    details = {name: found.details.get(name, {}) for name in PERSONAL_DETAILS if name in StandingView.model_fields}
    said = {name: getattr(found, name) for name in plain} | details
    return said | {"at": found.wall, "waitlist": found.may_wait, "next": found.next_date}


def _problem(code: str) -> dict[str, Any]:
    """A refusal by its code."""
    known = _refusals().get(code, Refusal)
    return {
        "type": f"https://serai.dev/problems/{code}", "title": code.replace(".", " ").replace("_", " "),
        "status": known.kind.value, "detail": known.sentence(), "code": code,
    }  # fmt: skip


@cache
def _refusals() -> dict[str, type[Refusal]]:
    return {each.code: each for each in _subclasses(Refusal)}


def _subclasses(root: type[Refusal]) -> Iterator[type[Refusal]]:
    for each in root.__subclasses__():
        yield each
        yield from _subclasses(each)
