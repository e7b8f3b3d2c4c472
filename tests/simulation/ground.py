"""The two sites that the simulation runs: one with two lines and a small yard, one with one lane and none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from serai.booking.actions import commitment
from serai.booking.vehicles import plate_key, vin_key
from serai.core.desk import Command
from serai.guidance import actions as guidance
from serai.sites import actions as sites
from serai.sites.documents import WEEKDAYS, CalendarDocument, SiteDocument, StaffingDocument
from serai.sites.rulebook import RulebookDocument
from tests.guidance.yards import feature, road

DECLARED = frozenset({"export-fresh"})
"""Lanes that demand a declaration."""


SALT = "5a17" * 8
"""Of every vehicle, so that one is known again in a ledger."""
PLATES = tuple(f"YA{number:04}" for number in range(14))
VINS = {plate_key(plate, "CN"): vin_key(f"LZZ5CLVB8PA00000{n // 2}") for n, plate in enumerate(PLATES[:4])}
"""By plate: some have two on one vehicle, and tell so or not."""
FAMILIES = {commitment(SALT, key): vin or key for key, vin in VINS.items()}
"""By what stands for a plate in the ledger, its vehicle."""


@dataclass(frozen=True, slots=True)
class Ground:
    """A site as it is set up; `yards` are files that it may put one after another."""

    code: str
    zone: str
    lanes: Mapping[str, str]
    entries: tuple[str, ...]
    yards: tuple[dict[str, Any], ...] = ()
    bays: tuple[str, ...] = ()
    roads: tuple[str, ...] = field(default=())

    def setting_up(self) -> list[Command[Any]]:
        """The commands that make it, in order."""
        commands: list[Command[Any]] = [
            sites.CreateSite(self.code, self.document()),
            sites.PutCalendar(self.code, None, calendar(self.lanes, 2)),
        ]
        return [*commands, *[guidance.PutYard.of(self.code, None, each) for each in self.yards[:1]]]

    def document(self) -> SiteDocument:
        streams = [
            {
                "code": lane, "direction": lane.split("-")[0], "class": lane.split("-")[1], "gates": [gate, "gate-out"],
                "service_minutes": 2 + 3 * ("hazmat" in lane),
                "declaration": "required" if lane in DECLARED else "optional",
            }
            for lane, gate in self.lanes.items()
        ]  # fmt: skip
        gates = [*({"code": gate, "way": "in"} for gate in self.entries), {"code": "gate-out", "way": "out"}]
        plain = {"code": self.code, "name": self.code, "zone": self.zone, "country": "CN"}
        return SiteDocument.model_validate({**plain, "lanes": streams, "gates": gates})


def calendar(lanes: Mapping[str, str], capacity: int, closed: Sequence[str] = ()) -> CalendarDocument:
    """Hourly slots all day; some dates may be closed."""
    hours = {"days": list(WEEKDAYS), "from": "00:00", "to": "24:00", "every": "PT60M", "length": "PT60M"}
    rules = [{"lane": lane, **hours, "capacity": capacity} for lane in lanes]
    exceptions = [{"date": date, "lane": None, "closed": True, "reason": "works"} for date in closed]
    return CalendarDocument.model_validate({"rules": rules, "exceptions": exceptions})


def staffing(periods: Sequence[Mapping[str, Any]]) -> StaffingDocument:
    return StaffingDocument.model_validate({"periods": list(periods)})


RULEBOOKS: tuple[Mapping[str, Any], ...] = (
    {},
    {"lead_minutes": 0, "hold_cooldown_minutes": 0, "open_per_vehicle": 6, "rebooks_per_day": 50},
    {"lead_minutes": 0, "hold_minutes": 2, "hold_cooldown_minutes": 0, "open_per_vehicle": 3},
    {"lead_minutes": 0, "hold_minutes": 90, "hold_cooldown_minutes": 2, "company_share": 1},
    {"lead_minutes": 0, "free_change_hours": 0, "company_share": 1, "swap_minutes": 0, "swaps": 3},
    {"lead_minutes": 0, "open_per_vehicle": 6, "rebooks_per_day": 50, "credit": {"most_minutes": 240, "days": 1}},
    {"lead_minutes": 0, "open_per_vehicle": 6, "rebooks_per_day": 50, "declaration_hours": 1},
    {"lead_minutes": 0, "free_change_hours": 0, "swap_minutes": 0, "swaps": 3, "declaration_hours": 0},
    {"lead_minutes": 0, "free_change_hours": 1, "strikes": {"misses": 1, "days": 1, "block_days": 1}},
    {"lead_minutes": 0, "open_per_vehicle": 6, "plates": {"act": 70, "ask": 40, "apart": 0, "ask_minutes": 5}},
    {"walk_in_share": 0.4, "arrive_before_minutes": 0, "lead_minutes": 30},
    {"lead_minutes": 0, "retiming": {"notice_minutes": 200}},
    {"lead_minutes": 0, "retiming": {"notice_minutes": 0}},
    {"walk_ins": False, "call_interval_minutes": 5},
    {"horizon_days": 1, "lead_minutes": 0, "open_per_vehicle": 4},
    {"mode": "live_queue_only", "overrides_per_day": 0},
    {"priority_bound_minutes": 4, "arrive_after_minutes": 0},
    {"calls": {"automatic": True, "life_minutes": 12, "missed_place": "arrival", "most_missed": 2, "rest_minutes": 4}},
    {"calls": {"automatic": True, "hold_seconds": 600, "on_stop": "come", "may_exceed": True, "most_missed": 0}},
    {"merge": [{"classes": ["hazmat"], "take": 2}, {"booked": True, "take": 3}, {"take": 1}], "hold_minutes": 3},
)
"""What a rulebook may be put with, beside what every site starts with."""


def rulebook(changes: Mapping[str, Any]) -> RulebookDocument:
    return RulebookDocument.model_validate(changes)


def _collection(features: list[dict[str, Any]]) -> dict[str, Any]:
    return {"type": "FeatureCollection", "features": features}


_GATES = [
    feature("gate-in", (0, 0), role="gate", gate="in"),
    feature("gate-2", (0, 90), role="gate", gate="in"),
    feature("gate-out", (400, 0), role="gate", gate="out"),
]
_PLACES = {"W": (50, 40), "M": (150, 40), "N": (150, 120), "E": (330, 40)}
_NODES = [feature(id, at, role="node") for id, at in _PLACES.items()]
_ROADS = [
    road("r-in", "gate-in", "W", one_way=True, length_m=60),
    road("r-2", "gate-2", "W", one_way=True, length_m=70),
    road("r-wm", "W", "M", one_way=True, length_m=100),
    road("r-wn", "W", "N", one_way=True, length_m=150, max_height_m=4.2),
    road("r-me", "M", "E", one_way=True, length_m=180),
    road("r-ne", "N", "E", one_way=True, length_m=200),
    road("r-w5", "W", "g-5", one_way=True, length_m=90),
    road("r-5e", "g-5", "E", one_way=True, length_m=90),
    road("r-out", "E", "gate-out", one_way=True, length_m=80),
]


def _bay(id: str, kind: str, node: str | None, **more: Any) -> dict[str, Any]:
    where = {"node": node} if node is not None else {}
    return feature(id, (100 + 11 * len(id), 60), role="bay", kind=kind, max_length_m=20, **where, **more)


def _area(id: str, drive_minutes: int) -> dict[str, Any]:
    corners = [(0.0, -90.0), (30.0, -90.0), (30.0, -60.0), (0.0, -90.0)]
    ring = [feature(id, at)["geometry"]["coordinates"] for at in corners]
    outline = {"type": "Polygon", "coordinates": [ring]}
    return feature(id, (0, 0), role="area", drive_minutes=drive_minutes) | {"geometry": outline}


_BAYS = [
    _bay("g-1", "general", "M", pairs_with=["g-5"]),
    _bay("g-22", "general", "N"),
    _bay("r-333", "reefer", "M", power=True),
    _bay("h-4444", "hazmat", "N", neighbours=["g-22"]),
    _bay("g-5", "general", None, pairs_with=["g-1"]),
    _bay("i-66666", "inspection", "E"),
]
AREAS = ("near", "far")
_AREAS = [_area("near", 5), _area("far", 30)]
FULL = _collection([*_GATES, *_NODES, *_ROADS, *_BAYS, *_AREAS])
_AWAY = {"r-w5", "r-5e", "g-5", "g-1"}
SMALLER = _collection([each for each in FULL["features"] if each["id"] not in _AWAY])

MOHAN = Ground(
    "CNMHN",
    "Asia/Shanghai",
    {"export-general": "gate-in", "export-fresh": "gate-in", "import-hazmat": "gate-2"},
    ("gate-in", "gate-2"),
    (FULL, SMALLER),
    tuple(each["id"] for each in _BAYS),
    tuple(each["id"] for each in _ROADS),
)
MUSE = Ground("MMMUS", "Asia/Yangon", {"import-general": "gate-in"}, ("gate-in",))
GROUNDS = {each.code: each for each in (MOHAN, MUSE)}
