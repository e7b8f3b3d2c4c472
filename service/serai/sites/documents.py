"""The shapes in which a site, its calendar and its staffing are given: by HTTP and by file, read by the same models.

They check types, names and single numbers. What several fields say together is checked by `rules` and `calendar`.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from serai.core.instants import Instant

SiteCode = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9_-]{1,31}$")]
Code = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$")]
CargoClass = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_-]{0,31}$")]
_ONE_LINE = r"^[^\x00-\x1f\x7f]*[^\x00-\x20\x7f][^\x00-\x1f\x7f]*$"
Line = Annotated[str, StringConstraints(pattern=_ONE_LINE, max_length=200)]
Zone = Annotated[str, StringConstraints(pattern=r"^[A-Z][A-Za-z0-9_+-]*(/[A-Za-z0-9_+-]+)*$", max_length=64)]
Country = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")]
WallTime = Annotated[str, StringConstraints(pattern=r"^(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$")]
Minutes = Annotated[str, StringConstraints(pattern=r"^PT([0-9]{1,2}H([0-9]{1,3}M)?|[0-9]{1,4}M)$")]
Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
WEEKDAYS: tuple[Weekday, ...] = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
Capacity = Annotated[int, Field(strict=True, ge=0, le=10_000)]
SiteKind = Literal["border_port", "dry_port", "container_terminal", "cargo_yard", "waiting_area"]
Mode = Literal["road", "railway", "air", "water"]
Direction = Literal["export", "import", "transit", "empty"]
Way = Literal["in", "out", "both"]
Drives = dict[SiteCode, Annotated[int, Field(strict=True, ge=1, le=10_080)]]
"""Minutes that a truck drives to other sites of the network, by their codes."""


class Document(BaseModel):
    """Something given from outside: nothing unknown in it, nothing changed afterwards."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class GateDocument(Document):
    code: Code
    way: Way


class LaneDocument(Document):
    code: Code
    direction: Direction
    cargo_class: CargoClass = Field(alias="class")
    gates: list[Code] = Field(max_length=50)
    service_minutes: float = Field(
        default=5, strict=True, gt=0, le=1440, allow_inf_nan=False, description="at the gate, a vehicle"
    )
    declaration: Literal["optional", "required"] = "optional"


class SiteDocument(Document):
    code: SiteCode
    name: Line
    kind: SiteKind = "border_port"
    mode: Mode = "road"
    zone: Zone = Field(description="IANA name, such as Asia/Yangon")
    country: Country
    counterpart: SiteCode | None = None
    drives: Drives = Field(default={}, max_length=200)
    lanes: list[LaneDocument] = Field(default=[], max_length=200)
    gates: list[GateDocument] = Field(default=[], max_length=200)


class RuleDocument(Document):
    lane: Code
    days: list[Weekday] = Field(min_length=1, max_length=7)
    from_: WallTime = Field(alias="from")
    to: WallTime
    every: Minutes = "PT30M"
    length: Minutes = "PT60M"
    capacity: Capacity


class ExceptionDocument(Document):
    date: date
    lane: Code | None = None
    closed: bool = Field(default=False, strict=True)
    from_: WallTime | None = Field(default=None, alias="from")
    to: WallTime | None = None
    every: Minutes | None = None
    length: Minutes | None = None
    capacity: Capacity | None = None
    reason: Line | None = None


class CalendarDocument(Document):
    rules: list[RuleDocument] = Field(max_length=1000)
    exceptions: list[ExceptionDocument] = Field(default=[], max_length=2000)


class PeriodDocument(Document):
    """Who works when: `servers` at these lanes and gates together; none named means all of them."""

    from_: Instant = Field(alias="from")
    to: Instant
    lanes: list[Code] = Field(default=[], max_length=200)
    gates: list[Code] = Field(default=[], max_length=200)
    servers: int = Field(strict=True, ge=0, le=1000)


class StaffingDocument(Document):
    periods: list[PeriodDocument] = Field(max_length=1000)
