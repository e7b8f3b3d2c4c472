"""Wire shapes of sites. What is put comes in the shapes of `documents` and `rulebook`; here is what is shown."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, StringConstraints
from sqlalchemy import Row

from serai.core.instants import Instant
from serai.sites import rulebook, wording
from serai.sites.documents import (
    Code,
    Country,
    Document,
    Drives,
    GateDocument,
    LaneDocument,
    Line,
    Mode,
    SiteCode,
    SiteKind,
    Zone,
)
from serai.sites.rulebook import Version
from serai.sites.rules import Closure, Period, SiteFold

ReasonCode = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_.-]{0,39}$")]
OTHER = "other"


class Wire(BaseModel):
    """An answer; members are written by their names on the wire."""

    model_config = ConfigDict(populate_by_name=True)


class SiteChange(Document):
    """Members of a site to change; those left out stay as they are."""

    name: Line = Field(default_factory=str)
    kind: SiteKind = Field(default_factory=lambda: "border_port")
    mode: Mode = Field(default_factory=lambda: "road")
    zone: Zone = Field(default_factory=str)
    country: Country = Field(default_factory=str)
    counterpart: SiteCode | None = None
    drives: Drives = Field(default_factory=dict, max_length=200)
    lanes: list[LaneDocument] = Field(default_factory=list, max_length=200)
    gates: list[GateDocument] = Field(default_factory=list, max_length=200)

    def given(self) -> dict[str, Any]:
        return self.model_dump(exclude_unset=True)


class LaneView(Wire):
    """A lane, and the line in which its vehicles wait."""

    code: str
    direction: str
    cargo_class: str = Field(alias="class")
    gates: list[str]
    service_minutes: float
    declaration: str
    line: str
    is_open: bool = Field(alias="open")


class GateView(Wire):
    code: str
    way: str


class AreaView(Wire):
    id: str
    name: str
    drive_minutes: int


class SiteView(Wire):
    """A site; `status` is `open`, `closed`, or `listed` for one without lanes."""

    code: str
    name: str
    kind: str
    mode: str
    zone: str
    country: str
    counterpart: str | None
    drives: dict[str, int] = Field(description="minutes that a truck drives to other sites of the network")
    status: str
    lanes: list[LaneView]
    gates: list[GateView]
    areas: list[AreaView] = Field(description="where vehicles wait for their call, the nearest first")
    has_yard: bool
    has_pairs: bool = Field(description="whether two trucks can meet at bays of its yard")
    version: int

    @classmethod
    def of(cls, memory: SiteFold, now: datetime) -> SiteView:
        place = memory.place
        lanes = [
            LaneView(
                code=lane.code,
                direction=lane.direction,
                cargo_class=lane.cargo_class,
                gates=list(lane.gates),
                service_minutes=lane.service_seconds / 60,
                declaration=lane.declaration,
                line=place.line_of[lane.code],
                is_open=memory.is_open(lane.code, now),
            )
            for lane in place.lanes.values()
        ]
        return cls(
            code=place.code, name=place.name, kind=place.kind, mode=place.mode, zone=place.zone, country=place.country,
            counterpart=place.counterpart, drives=dict(place.drives), status=memory.status(now), lanes=lanes,
            gates=[GateView(code=gate.code, way=gate.way) for gate in place.gates.values()],
            areas=[AreaView(**asdict(each)) for each in memory.waiting_areas],
            has_yard=memory.yard_text is not None, has_pairs=memory.has_pairs, version=memory.changed("site"),
        )  # fmt: skip


class YardSummary(Wire):
    """What was read from a yard file."""

    gates: int
    nodes: int
    roads: int
    bays: int
    areas: int
    kinds: dict[str, int]

    @classmethod
    def of(cls, memory: SiteFold) -> YardSummary:
        yard = memory.yard
        assert yard is not None  # noqa: S101  # it was just put
        kinds = [bay.kind for bay in yard.bays.values()]
        return cls(
            gates=len(yard.gates), nodes=len(yard.nodes), roads=len(yard.roads), bays=len(yard.bays),
            areas=len(yard.areas), kinds={kind: kinds.count(kind) for kind in sorted(set(kinds))},
        )  # fmt: skip


class RulebookView(rulebook.Rulebook):
    """A version of the rulebook; 0, in force from the beginning, is the one that every site starts with."""

    version: int
    effective_from: datetime

    @classmethod
    def of(cls, version: rulebook.Version) -> RulebookView:
        return cls(version=version.version, effective_from=version.effective_from, **dict(version.rulebook))

    @classmethod
    def last_of(cls, memory: SiteFold) -> RulebookView:
        """The version that was put last."""
        return cls.of(memory.rulebooks[-1])


class Reason(Document):
    """Why: a code for the ledger, and words that stay outside it."""

    code: ReasonCode = OTHER
    text: Line | None = None


class ClosureRequest(Document):
    """Close a lane, or the whole site; from now unless said, and until lifted unless said."""

    lane: Code | None = None
    from_: Instant | None = Field(default=None, alias="from")
    to: Instant | None = None
    reason: ReasonCode | Line | Reason

    def why(self) -> Reason:
        return reason(self.reason)


def reason(said: Reason | str) -> Reason:
    """A reason as it may be said: in full, by its code, or in words."""
    if isinstance(said, Reason):
        return said
    try:
        return Reason(code=said)
    except ValueError:
        return Reason(text=said)


class ClosureView(Wire):
    """`reason` is what the operator said, or its code where nothing was said."""

    id: str
    lane: str | None
    from_: datetime = Field(alias="from")
    to: datetime | None
    reason: str
    reason_code: str

    @classmethod
    def of(cls, closure: Closure, text: str | None) -> ClosureView:
        return cls(
            id=closure.id, lane=closure.lane, from_=closure.from_, to=closure.until, reason=text or closure.reason,
            reason_code=closure.reason,
        )  # fmt: skip

    @classmethod
    def of_row(cls, row: Row[Any]) -> ClosureView:
        return cls.of(Closure(row.closure, row.lane, row.starts_at, row.ends_at, row.reason), row.text)


class WordedView(Wire):
    """`id` is a member of the rulebook or a clause: what a refusal's `rule` and an explanation's `clause` name."""

    id: str
    text: str


class SectionView(Wire):
    title: str
    clauses: list[WordedView]


class RulebookText(Wire):
    """A version of the rulebook in one language. `versions` are all that were put, 0 the one a site starts with."""

    site: str
    version: int
    effective_from: datetime
    versions: list[int]
    language: str
    title: str
    sections: list[SectionView]

    @classmethod
    def of(cls, memory: SiteFold, version: Version, language: str) -> RulebookText:
        sections = [
            SectionView(title=each.title, clauses=[WordedView(id=one.id, text=one.text) for one in each.clauses])
            for each in wording.told(version.rulebook, language)
        ]
        return cls(
            site=memory.place.code, version=version.version, effective_from=version.effective_from,
            versions=[each.version for each in memory.rulebooks], language=language,
            title=wording.say(language, "title", name=memory.place.name), sections=sections,
        )  # fmt: skip


class PeriodView(Wire):
    from_: datetime = Field(alias="from")
    to: datetime
    lanes: list[str]
    gates: list[str]
    servers: int


class StaffingView(Wire):
    """The lane plan; where it says nothing, the calendar's hours and one server an entry gate hold."""

    periods: list[PeriodView]

    @classmethod
    def of(cls, memory: SiteFold) -> StaffingView:
        return cls(periods=[_period(each) for each in memory.staffing])


def _period(period: Period) -> PeriodView:
    return PeriodView(
        from_=period.from_,
        to=period.until,
        lanes=sorted(period.lanes),
        gates=sorted(period.gates),
        servers=period.servers,
    )
