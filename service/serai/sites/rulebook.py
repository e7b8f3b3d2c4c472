"""The rulebook: the published numbers under which a site decides. Versions follow one another; none is ever edited."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Annotated, Any, Final, Literal

from pydantic import Field, PlainSerializer

from serai.core.errors import Invalid
from serai.core.instants import Instant
from serai.sites.documents import WEEKDAYS, CargoClass, Code, Document, WallTime, Weekday
from serai.sites.faults import Fault, Faulty
from serai.sites.walltime import minutes_of


class RulebookInvalid(Faulty):
    """The rulebook has faults; each is named in `faults`."""

    code = "rulebook.invalid"


class RulebookPast(Invalid):
    """A rulebook cannot take effect in the past; give an instant from now on."""

    code = "rulebook.past"


def _whole(least: int, most: int) -> Any:
    return Field(strict=True, ge=least, le=most)


def _is_record(info: Any) -> bool:
    return bool(info.context and info.context.get("record"))


Share = Annotated[
    Decimal,
    Field(ge=0, le=1, max_digits=5, decimal_places=4),
    PlainSerializer(lambda share, info: str(share) if _is_record(info) else float(share), return_type=Any),
]
"""A part of one: a number on the wire, its exact decimal text in the ledger."""
Utilisation = Annotated[Share, Field(ge=Decimal("0.5"), le=Decimal("0.97"))]
"""Expected vehicles over what the gates can serve. Towards 1 waits grow without bound; beyond 0.97 on any bad day."""
Yes = Annotated[bool, Field(strict=True)]


class Strikes(Document):
    """So many misses within so many days take the peak slots away for `block_days`.

    A miss may be appealed for `appeal_days` after it; 0 is never.
    """

    misses: Annotated[int, _whole(1, 100)] = 2
    days: Annotated[int, _whole(1, 366)] = 30
    block_days: Annotated[int, _whole(0, 366)] = 14
    appeal_days: Annotated[int, _whole(0, 366)] = 14


class Credit(Document):
    """What a vehicle gets that the site let in later than promised: its next window closes so much later.

    `most_minutes` at a time, 0 is never; not used within `days`, it is over.
    """

    most_minutes: Annotated[int, _whole(0, 480)] = 60
    days: Annotated[int, _whole(1, 366)] = 30


class Merge(Document):
    """One turn of the merge cycle: `take` vehicles of those that match; what is not named matches all."""

    classes: list[CargoClass] | None = Field(default=None, min_length=1, max_length=50)
    trusted: Yes | None = None
    booked: Yes | None = None
    take: Annotated[int, _whole(1, 1000)]

    @property
    def is_for_all(self) -> bool:
        return self.classes is None and self.trusted is None and self.booked is None


class Peak(Document):
    """Hours of the site's wall clock that count as peak."""

    days: list[Weekday] = Field(min_length=1, max_length=7)
    from_: WallTime = Field(alias="from")
    to: WallTime


class ReleaseWindow(Document):
    """On these local days, between `from` and `to`, the lane's slots of `days_ahead` days later are asked for; who gets
    them is drawn. `lane` null: every lane's slots, in one draw."""

    lane: Code | None = None
    days: list[Weekday] = Field(min_length=1, max_length=7)
    from_: WallTime = Field(alias="from")
    to: WallTime
    days_ahead: Annotated[int, _whole(1, 1000)]

    def released_days(self) -> frozenset[int]:
        """The weekdays (Monday is 0) whose slots it releases."""
        return frozenset((WEEKDAYS.index(day) + self.days_ahead) % len(WEEKDAYS) for day in self.days)


class QuietHours(Document):
    """Between these hours of the site's wall clock no message is sent that can wait; none where both are the same."""

    from_: WallTime = Field(default="22:00", alias="from")
    to: WallTime = "06:00"


class Retiming(Document):
    """How far a reservation may be moved when the site cannot keep it, and how long before it is told.

    `stretch_hours` is for those who were not displaced and make way for others.
    """

    notice_minutes: Annotated[int, _whole(0, 10_080)] = 60
    notice_earlier_minutes: Annotated[int, _whole(0, 10_080)] = 360
    reach_hours: Annotated[int, _whole(1, 336)] = 72
    stretch_hours: Annotated[int, _whole(0, 8)] = 4


class Calls(Document):
    """How vehicles are called: by operators alone, or `automatic`. That is how a site begins; a switch in the console
    is a fact, and holds from then on.

    A call that is not followed within `life_minutes` is missed: the vehicle waits again, its place `kept` or by
    `arrival`; with the `most_missed`th it is out (0: never). Until `rest_minutes` after a missed or withdrawn call none
    is made automatically. A truck is called ahead of its bay's release where it is expected to stand at the gate for
    `hold_seconds` at most. A stop of all calls takes back those that are not at the gate, or lets them come
    (`on_stop`). With `may_exceed` more than the gates take may be called, with a reason and a second person.
    """

    automatic: Yes = False
    life_minutes: Annotated[int, _whole(1, 1440)] = 30
    missed_place: Literal["kept", "arrival"] = "kept"
    most_missed: Annotated[int, _whole(0, 100)] = 3
    rest_minutes: Annotated[int, _whole(0, 1440)] = 10
    hold_seconds: Annotated[int, _whole(0, 3600)] = 90
    on_stop: Literal["withdraw", "come"] = "withdraw"
    may_exceed: Yes = False

    @property
    def life(self) -> timedelta:
        return timedelta(minutes=self.life_minutes)

    @property
    def rest(self) -> timedelta:
        return timedelta(minutes=self.rest_minutes)


def _degrees(most: int) -> Any:
    return Annotated[
        Decimal,
        Field(ge=-most, le=most, max_digits=10, decimal_places=7),
        PlainSerializer(lambda angle, info: str(angle) if _is_record(info) else float(angle), return_type=Any),
    ]


class Spot(Document):
    """A point of the earth, in degrees."""

    lat: _degrees(90)  # type: ignore[valid-type]
    lon: _degrees(180)  # type: ignore[valid-type]


class Geofence(Document):
    """Where a driver may check in by phone: within `within_m` of a point, a stretch of road (two points) or an area.

    A position that may be wrong by more than `accuracy_m` is not taken.
    """

    points: list[Spot] = Field(min_length=1, max_length=100)
    within_m: Annotated[int, _whole(0, 20_000)] = 200
    accuracy_m: Annotated[int, _whole(1, 5_000)] = 100

    @property
    def shape(self) -> list[tuple[float, float]]:
        """(latitude, longitude) of each point."""
        return [(float(each.lat), float(each.lon)) for each in self.points]


class Plates(Document):
    """When a plate that a reader saw is acted on without asking; all in hundredths of confidence.

    From `act` on, if no other vehicle comes within `apart` of it; from `ask` on an operator is asked, for
    `ask_minutes`. What was read is forgotten after `keep_days`.
    """

    act: Annotated[int, _whole(50, 100)] = 90
    ask: Annotated[int, _whole(30, 100)] = 50
    apart: Annotated[int, _whole(0, 50)] = 10
    ask_minutes: Annotated[int, _whole(1, 1440)] = 30
    keep_days: Annotated[int, _whole(1, 366)] = 7


def _merge() -> list[Merge]:
    return [
        Merge(classes=["fresh"], trusted=True, take=1),
        Merge(classes=["fresh"], take=1),
        Merge(trusted=True, take=1),
        Merge(take=5),
    ]


def _peak() -> list[Peak]:
    return [Peak(days=list(WEEKDAYS), from_="06:00", to="18:00")]


class Rulebook(Document):
    """Every parameter with the value it has where a site says nothing. Minutes, hours and days as named."""

    hold_minutes: Annotated[int, _whole(1, 120)] = 10
    hold_cooldown_minutes: Annotated[int, _whole(0, 1440)] = 30
    horizon_days: Annotated[int, _whole(1, 1000)] = 14
    lead_minutes: Annotated[int, _whole(0, 10_080)] = 60
    arrive_before_minutes: Annotated[int, _whole(0, 1440)] = 60
    arrive_after_minutes: Annotated[int, _whole(0, 1440)] = 30
    free_change_hours: Annotated[int, _whole(0, 336)] = 6
    declaration_hours: Annotated[int, _whole(0, 336)] = 4
    offer_minutes: Annotated[int, _whole(1, 1440)] = 15
    swaps: Annotated[int, _whole(0, 100)] = 1
    swap_minutes: Annotated[int, _whole(0, 10_080)] = 60
    extensions_per_60_days: Annotated[int, _whole(0, 100)] = 1
    extension_minutes: Annotated[int, _whole(1, 1440)] = 60
    displaced_hours: Annotated[int, _whole(1, 336)] = 72
    retiming: Retiming = Retiming()
    rebooks_per_day: Annotated[int, _whole(0, 1000)] = 3
    open_per_vehicle: Annotated[int, _whole(1, 100)] = 2
    company_share: Share = Decimal("0.1")
    walk_in_share: Share = Decimal(0)
    utilisation_target: Utilisation = Decimal("0.94")
    strikes: Strikes = Strikes()
    credit: Credit = Credit()
    peak: list[Peak] = Field(default_factory=_peak, max_length=50)
    release_windows: list[ReleaseWindow] = Field(default=[], max_length=50)
    merge: list[Merge] = Field(default_factory=_merge, min_length=1, max_length=50)
    priority_bound_minutes: Annotated[int, _whole(0, 1440)] = 20
    transfer_margin_minutes: Annotated[int, _whole(0, 1440)] = 30
    transfers_per_hour: Annotated[int, _whole(0, 1000)] = 4
    plates: Plates = Plates()
    geofence: Geofence | None = None
    call_interval_minutes: Annotated[int, _whole(1, 1440)] = 15
    overrides_per_day: Annotated[int, _whole(0, 10_000)] = 5
    calls: Calls = Calls()
    rendezvous_wait_minutes: Annotated[int, _whole(0, 480)] = 60
    call_soon_places: Annotated[int, _whole(0, 1000)] = 5
    quiet_hours: QuietHours = QuietHours()
    walk_ins: Yes = True
    mode: Literal["booked", "live_queue_only"] = "booked"

    def listed(self, capacity: int) -> int:
        """What is offered of a slot's capacity once the walk-ins' share is kept back, rounded down."""
        return int(capacity * (1 - self.walk_in_share))

    def company_cap(self, capacity: int) -> int:
        """What one company may have of the capacity that starts in one clock hour: rounded down, at least 1."""
        return max(1, int(capacity * self.company_share))

    def as_record(self) -> dict[str, Any]:
        """As a ledger entry keeps it: no floats."""
        return self.model_dump(mode="json", by_alias=True, context={"record": True})

    def as_wire(self) -> dict[str, Any]:
        return self.model_dump(mode="json", by_alias=True)


class RulebookDocument(Rulebook):
    """A rulebook as it is put: from `effective_from` on, or from now."""

    effective_from: Instant | None = None

    @property
    def rulebook(self) -> Rulebook:
        return Rulebook.model_validate(self.model_dump(exclude={"effective_from"}))


@dataclass(frozen=True, slots=True)
class Version:
    """A rulebook with its number at its site. Version 0 is the one that every site starts with."""

    version: int
    effective_from: datetime
    rulebook: Rulebook


_ON_THE_WAY: Final = timedelta(minutes=1)
"""An instant this long ago was `now` when the request was written, and is taken as now."""
_ALWAYS: Final = datetime(1970, 1, 1, tzinfo=UTC)
_STARTING: Final = Version(0, _ALWAYS, Rulebook())
_WAITING_AREA: Final = Version(0, _ALWAYS, Rulebook(arrive_before_minutes=180, arrive_after_minutes=0))


def starting(kind: str) -> Version:
    """What a site of this kind decides by until it puts a rulebook of its own."""
    return _WAITING_AREA if kind == "waiting_area" else _STARTING


def at(versions: Sequence[Version], instant: datetime) -> Version:
    """The version in force at an instant: the latest to take effect, of two at once the later one put."""
    in_force = [version for version in versions if version.effective_from <= instant]
    return max(in_force, key=lambda version: (version.effective_from, version.version), default=versions[0])


def check(rulebook: Rulebook) -> list[Fault]:
    """What is wrong although each number alone is within its bounds."""
    faults = []
    for index, entry in enumerate(rulebook.merge):
        is_last = index == len(rulebook.merge) - 1
        if is_last and not entry.is_for_all:
            text = "the last entry must match every vehicle: name neither classes, trusted nor booked in it"
            faults.append(Fault(f"merge[{index}]", "rulebook.merge_leaves_out", text))
        if entry.is_for_all and not is_last:
            text = "this entry matches every vehicle, so those after it would never be reached; put it last"
            faults.append(Fault(f"merge[{index}]", "rulebook.merge_hides", text))
    for index, peak in enumerate(rulebook.peak):
        if minutes_of(peak.from_) >= minutes_of(peak.to):
            faults.append(Fault(f"peak[{index}].to", "rulebook.bounds", f"{peak.to} is not after {peak.from_}"))
        if len(set(peak.days)) < len(peak.days):
            faults.append(Fault(f"peak[{index}].days", "rulebook.day_twice", "a weekday is named twice"))
    if rulebook.plates.ask > rulebook.plates.act:
        text = "an operator is asked from less confidence on than is acted on"
        faults.append(Fault("plates.ask", "rulebook.bounds", text))
    return [*faults, *_release_faults(rulebook)]


def _release_faults(rulebook: Rulebook) -> Iterator[Fault]:
    windows = rulebook.release_windows
    for index, window in enumerate(windows):
        at = f"release_windows[{index}]"
        if minutes_of(window.from_) >= minutes_of(window.to):
            yield Fault(f"{at}.to", "rulebook.bounds", f"{window.to} is not after {window.from_}")
        if len(set(window.days)) < len(window.days):
            yield Fault(f"{at}.days", "rulebook.day_twice", "a weekday is named twice")
        if window.days_ahead >= rulebook.horizon_days:
            text = f"the end of that day is beyond the horizon of {rulebook.horizon_days} days when the window opens"
            yield Fault(f"{at}.days_ahead", "rulebook.beyond_horizon", text)
        for other in windows[:index]:
            is_same_lane = None in (window.lane, other.lane) or window.lane == other.lane
            if is_same_lane and window.released_days() & other.released_days():
                yield Fault(at, "rulebook.released_twice", "another window releases the same day of the same lane")
                break


def accept(document: RulebookDocument, version: int, now: datetime) -> Version:
    """The version that a document becomes when it is put now; raises RulebookInvalid or RulebookPast."""
    faults = check(document)
    if faults:
        raise RulebookInvalid(faults)
    wanted = document.effective_from or now
    if wanted < now - _ON_THE_WAY:
        raise RulebookPast(now=now.isoformat(), effective_from=wanted.isoformat())
    return Version(version, max(now, wanted.astimezone(UTC)), document.rulebook)
