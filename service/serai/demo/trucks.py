"""Trucks: what each brings, when it comes, how long it takes. All chance is drawn here, before the day begins. Pure."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import exp, log, sqrt
from typing import Any, Final

from serai.demo.day import Day
from serai.demo.ports import SHARES, Port

COMPANIES: Final = ("Lancang Freight", "Red River Cargo", "Banna Fresh Fruit", "Nanxi Forwarding", "Kunming Overland")
INSPECTED: Final = 0.05 / 0.65
RESERVED: Final = 0.28
LATE: Final = 0.10
MISSES: Final = 0.04
LEAVES: Final = 0.02
FAR_AWAY: Final = 16
SERVICE_SPREAD: Final = 0.45
DAY_SPREAD: Final = 0.08
STAY_MINUTES: Final = 45.0
STAY_SPREAD: Final = 0.5
NOTICE: Final = timedelta(hours=2)
"""The least time before it comes at which a truck books; the rulebook wants an hour before the slot."""

_LENGTHS: Final[Mapping[str, tuple[float, float]]] = {"oversize": (20.0, 24.5)}
_COUNTRIES: Final[Mapping[str, str]] = {"CNMHN": "LA", "CNHEK": "VN"}
_NAMES: Final = ("Li Wei", "Somchai K.", "Nguyen Van An", "Khamla S.", "Zhang Min", "Aung Kyaw", "Boun M.", "Tran Duc")
_LANGUAGES: Final[Mapping[str, str]] = {"LA": "lo", "VN": "vi", "CN": "zh"}


@dataclass(frozen=True, slots=True)
class Truck:
    """One truck with all that chance holds for it. Durations are its own: nobody at the port knows them before."""

    number: int
    plate: str
    country: str
    driver: str
    lane: str
    cargo_class: str
    needs: tuple[str, ...]
    length_m: float
    height_m: float
    weight_kg: int
    comes_at: datetime
    was_there: bool
    reserves_at: datetime | None
    slot_at: datetime
    company: int | None
    area: str | None
    drive: timedelta
    service: timedelta
    stay: timedelta
    misses_call: bool
    leaves_at: datetime | None

    def vehicle(self) -> dict[str, Any]:
        """As the public API takes it."""
        return {
            "plate": self.plate, "country": self.country, "length_m": self.length_m, "height_m": self.height_m,
            "weight_kg": self.weight_kg,
        }  # fmt: skip

    def person(self) -> dict[str, Any]:
        return {"name": self.driver, "language": _LANGUAGES[self.country]}

    def cargo(self) -> dict[str, Any]:
        return {"class": self.cargo_class, "needs": list(self.needs)}


def lognormal(draw: random.Random, mean: float, spread: float) -> float:
    """A positive number of this mean; `spread` is its standard deviation over its mean."""
    sigma = sqrt(log(1 + spread**2))
    return mean * exp(draw.gauss(-sigma * sigma / 2, sigma))


def trucks(port: Port, day: Day, site: Mapping[str, Any], shift: timedelta, seed: int) -> list[Truck]:
    """All trucks of a port's day: those that are there when it begins, then the others as they come.

    `site` as the service shows it; `shift` moves the readings' instants to the port's day.
    """
    draw = random.Random(f"{seed} {port.site} trucks")  # noqa: S311 - a made-up day
    slowness = max(0.7, draw.gauss(1.0, DAY_SPREAD))
    start = day.start + shift
    comings = [start] * day.waiting + [at + shift for at in day.times]
    return [
        _truck(draw, port, site, number, comes_at, number < day.waiting, slowness)
        for number, comes_at in enumerate(comings)
    ]


def _truck(
    draw: random.Random,
    port: Port,
    site: Mapping[str, Any],
    number: int,
    comes_at: datetime,
    was_there: bool,
    slowness: float,
) -> Truck:
    cargo_class = draw.choices(list(SHARES), list(SHARES.values()))[0]
    lane = draw.choice([lane["code"] for lane in site["lanes"] if lane["class"] == cargo_class])
    country = "CN" if lane.startswith("export") else _COUNTRIES[port.site]
    service = lognormal(draw, port.minutes(cargo_class) * slowness, SERVICE_SPREAD)
    reserved, late = draw.random() < RESERVED and not was_there, draw.random() < LATE
    before, off = NOTICE * draw.uniform(1, 4.5), draw.uniform(-110, -40) if late else draw.uniform(-20, 50)
    leaves = comes_at + timedelta(minutes=draw.uniform(10, 180)) if draw.random() < LEAVES else None
    area, farther = _waits(site["areas"], number)
    return Truck(
        number=number,
        plate=_plate(country, port.site, number),
        country=country,
        driver=draw.choice(_NAMES),
        lane=lane,
        cargo_class=cargo_class,
        needs=("inspection",) if cargo_class == "general" and draw.random() < INSPECTED else (),
        length_m=round(draw.uniform(*_LENGTHS.get(cargo_class, (12.0, 18.5))), 2),
        height_m=round(draw.uniform(3.4, 4.3), 2),
        weight_kg=100 * draw.randrange(140, 420),
        comes_at=comes_at,
        was_there=was_there,
        reserves_at=comes_at - before if reserved else None,
        slot_at=comes_at + timedelta(minutes=off),
        company=draw.randrange(len(COMPANIES)) if draw.random() < 0.7 else None,
        area=area,
        drive=timedelta(minutes=draw.uniform(3, 7)) + farther,
        service=timedelta(minutes=service),
        stay=timedelta(minutes=lognormal(draw, STAY_MINUTES, STAY_SPREAD)),
        misses_call=draw.random() < MISSES,
        leaves_at=leaves,
    )


def _waits(areas: Sequence[Mapping[str, Any]], number: int) -> tuple[str | None, timedelta]:
    """Where a truck waits for its call, and how much longer the way is from there: one in sixteen parks far away."""
    if not areas:
        return None, timedelta(0)
    chosen = areas[-1 if number % FAR_AWAY == 0 else 0]
    return chosen["id"], timedelta(minutes=chosen["drive_minutes"] - areas[0]["drive_minutes"])


def _plate(country: str, site: str, number: int) -> str:
    """An invented plate."""
    mark = {"CN": "云K", "LA": "LA", "VN": "29H"}[country]
    return f"{mark}{'M' if site == 'CNMHN' else 'H'}{number:04d}"


def breakdown(port: Port, start: datetime, seed: int) -> tuple[datetime, timedelta] | None:
    """When a booth of the port breaks down and for how long; it does every third day."""
    draw = random.Random(f"{seed} {port.site} breakdown")  # noqa: S311 - a made-up day
    if draw.random() >= 1 / 3:
        return None
    return start + timedelta(hours=draw.uniform(2, 14)), timedelta(minutes=draw.expovariate(1 / 45))
