"""What is assumed of the two ports whose day is replayed; `serai demo` prints it. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from typing import Any, Final
from zoneinfo import ZoneInfo

WHERE_READ: Final = ZoneInfo("Europe/Kyiv")
ZONE: Final = ZoneInfo("Asia/Shanghai")
WEEK: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
SHARES: Final[Mapping[str, float]] = {"general": 0.65, "fresh": 0.22, "hazmat": 0.05, "oversize": 0.08}
"""Of all trucks; a thirteenth of the general ones is to be inspected."""
MINUTES: Final[Mapping[str, float]] = {"general": 5.5, "fresh": 4.0, "hazmat": 9.0, "oversize": 7.0}
"""One service at a gate, against each other; a port scales them to what it serves."""
CALL_INTERVAL_MINUTES: Final = 20
"""Longer than the usual 15: with services of 6 to 8 minutes, a gate must have enough on their way to it."""
COMPANY_SHARE: Final = 0.25
"""More than the usual tenth: only six companies send trucks here."""
_SLOTS_AN_HOUR = 2
_BOOKABLE = 0.95


@dataclass(frozen=True, slots=True)
class Port:
    """A site, the crossing whose day is its model, and its gates: from each hour on, so many booths at each entry."""

    site: str
    crossing: str
    day: date
    served_per_hour: float
    why: str
    scale: float
    booths: Sequence[tuple[int, int]]
    gates: Sequence[str]
    act_roads: Sequence[str]
    calls_itself: bool = False
    """Whether the service calls there, or the operators do."""
    has_docks: bool = False
    """Whether loads are carried over there from truck to truck, at bays across one dock."""
    has_customs: bool = False
    """Whether trucks that stand there are inspected, now and then."""
    loses_power: bool = False
    """Whether the power of a bay fails once in the day."""

    def booths_at(self, instant: datetime) -> int:
        """Booths that work at each entry gate, by the port's wall clock."""
        hour = instant.astimezone(ZONE).hour
        return [count for since, count in self.booths if since <= hour][-1]

    @property
    def mean_booths(self) -> float:
        """Over a day, of all entry gates together."""
        ends = [since for since, _ in self.booths[1:]] + [24]
        spans = zip(self.booths, ends, strict=True)
        return len(self.gates) * sum((end - since) * count for (since, count), end in spans) / 24

    def minutes(self, cargo_class: str) -> float:
        """One service, to a tenth: such that all booths together serve the assumed number over a day."""
        mean = 60 * self.mean_booths / self.served_per_hour
        return round(MINUTES[cargo_class] * mean / sum(SHARES[of] * MINUTES[of] for of in SHARES), 1)

    @property
    def mean_minutes(self) -> float:
        """One service of the usual mix."""
        return sum(SHARES[of] * self.minutes(of) for of in SHARES)

    def calendar(self, lanes: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
        """Open round the clock; slots for nearly all that the gates serve."""
        rules = [
            {
                "lane": lane["code"], "days": list(WEEK), "from": "00:00", "to": "24:00", "every": "PT30M",
                "length": "PT60M", "capacity": self._capacity(lane["class"], lanes),
            }
            for lane in lanes
        ]  # fmt: skip
        return {"rules": rules}

    def _capacity(self, cargo_class: str, lanes: Sequence[Mapping[str, Any]]) -> int:
        alike: int = sum(lane["class"] == cargo_class for lane in lanes)
        wanted = _BOOKABLE * self.served_per_hour * SHARES[cargo_class] / alike / _SLOTS_AN_HOUR
        return max(1, round(wanted))

    def staffing(self, first: date, days: int) -> dict[str, Any]:
        """The lane plan of some days, as the service takes it."""
        periods = []
        for number in range(days):
            midnight = datetime.combine(first + timedelta(days=number), time(), ZONE)
            bounds = [midnight + timedelta(hours=hour) for hour in [since for since, _ in self.booths] + [24]]
            for (_, count), (begins, ends) in zip(self.booths, pairwise(bounds), strict=True):
                span = {"from": begins.isoformat(), "to": ends.isoformat()}
                periods += [{**span, "gates": [gate], "servers": count} for gate in self.gates]
        return {"periods": periods}


def shift(first_reading: datetime, day: date) -> timedelta:
    """From readings to a day at the port: the same wall time, there on `day`."""
    wall = first_reading.astimezone(WHERE_READ)
    return datetime.combine(day, wall.time(), ZONE).astimezone(UTC) - first_reading


MOHAN: Final = Port(
    site="CNMHN",
    crossing="dorohusk",
    day=date(2026, 7, 5),
    served_per_hour=24.6,
    why="about 590 trucks a day pass Dorohusk by the monthly statistics",
    scale=0.1,
    booths=((0, 2), (7, 3), (12, 2), (13, 3), (19, 2)),
    gates=("gate-in",),
    act_roads=("aisle-2-05", "aisle-1-03"),
)
HEKOU: Final = Port(
    site="CNHEK",
    crossing="zosin",
    day=date(2026, 7, 10),
    served_per_hour=15.0,
    why="no statistic at hand; the readings fall by up to 13 an hour, so at least that many passed",
    scale=0.5,
    booths=((0, 1),),
    gates=("gate-north", "gate-south"),
    act_roads=("aisle-NB-2",),
    calls_itself=True,
    has_docks=True,
    has_customs=True,
    loses_power=True,
)
PORTS: Final = (MOHAN, HEKOU)
