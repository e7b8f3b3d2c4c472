"""The facts that sites announce. Their bodies are public: no free text of an operator, nobody's name."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from serai.core.events import Event


class _Record(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class GateRecord(_Record):
    code: str
    way: str


class LaneRecord(_Record):
    code: str
    direction: str
    cargo_class: str
    gates: list[str]
    service_seconds: int
    declaration: str


class SiteRecord(_Record):
    code: str
    name: str
    kind: str
    mode: str
    zone: str
    country: str
    counterpart: str | None
    lanes: list[LaneRecord]
    gates: list[GateRecord]
    drives: dict[str, int] = Field(default={})


class PeriodRecord(_Record):
    """`servers` work at these lanes and gates from `from_` until `until`; none named means all."""

    from_: datetime
    until: datetime
    lanes: list[str]
    gates: list[str]
    servers: int


class SiteCreated(Event):
    """A site and its ledger were opened."""

    kind = "site.created"
    site: SiteRecord


class SiteChanged(Event):
    """The whole site as it is from now on."""

    kind = "site.changed"
    site: SiteRecord


class YardPut(Event):
    """`yard` is the canonical JSON text of the GeoJSON, so that its metres and degrees need no floats here.

    `renamed` says which bay of before goes on under which other id.
    """

    kind = "yard.put"
    yard: str
    renamed: dict[str, str] = Field(default={})


class CalendarPut(Event):
    """The opening hours and slots from now on; it replaces the one before."""

    kind = "calendar.put"
    calendar: dict[str, Any]


class RulebookPut(Event):
    """Shares are decimal text."""

    kind = "rulebook.put"
    version: int
    effective_from: datetime
    rulebook: dict[str, Any]


class RulebookTookEffect(Event):
    """From here on the site decides by this version; what it changed for bookings follows."""

    kind = "rulebook.took_effect"
    version: int


class StaffingPut(Event):
    """The lane plan from now on; it replaces the one before."""

    kind = "staffing.put"
    periods: list[PeriodRecord]


class LanesTurned(Event):
    """The clock opened or shut lanes: their hours, an exception, a closure that begins or ends. `open` are all lanes
    that are open from here on."""

    kind = "lanes.turned"
    open: list[str]


class ClosureOpened(Event):
    """`lane` None is the whole site, `until` None is until it is lifted; `reason` is a code."""

    kind = "closure.opened"
    closure: str
    lane: str | None
    from_: datetime
    until: datetime | None
    reason: str


class ClosureLifted(Event):
    """A closure ended."""

    kind = "closure.lifted"
    closure: str
