"""A day's trucks, drawn from a seed: when each comes, what it carries, how long it stays. The same for every policy."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import exp
from random import Random
from typing import Final

from serai.guidance.routing import Size
from serai.guidance.rules import Truck

MIX: Final[Mapping[str, float]] = {"general": 0.60, "fresh": 0.22, "hazmat": 0.05, "oversize": 0.08, "inspection": 0.05}
OVERSTAYS: Final = 0.03
OVERSTAYING: Final = 2.5
"""So many times its usual stay does one who overstays remain."""
SPREAD: Final = 0.40
HOUR: Final = 3600.0
_STANDARD: Final = Size(400, 30_000, 1_650)
_LONG: Final = Size(400, 40_000, 2_200)


@dataclass(frozen=True, slots=True)
class Setting:
    """`rate` trucks an hour come by chance for `hours`; those of the first `warm_up` hours are not judged."""

    rate: float
    gates: tuple[str, ...]
    hours: float = 7.0
    warm_up: float = 1.0
    dwell: float = 22 * 60.0
    mix: Mapping[str, float] = field(default_factory=lambda: MIX)
    drive: float = 0.0
    """Mean seconds from the waiting area to the gate; 0: trucks come to the gate itself."""
    gate_seconds: float = 20.0


SHIPPED: Final[Mapping[str, Setting]] = {
    "yard_4x10": Setting(55, ("gate-in",)),
    "yard_hekou": Setting(
        33,
        ("gate-north", "gate-south"),
        mix={"general": 0.58, "fresh": 0.27, "hazmat": 0.02, "oversize": 0.07, "inspection": 0.06},
    ),
}
"""For the yards that ship a load that their bays can just bear."""


@dataclass(eq=False, slots=True)
class Guest:
    """A truck of the day and what became of it; instants in seconds, None until then."""

    number: int
    kind: str
    truck: Truck
    gate: str
    appears: float
    drive: float
    service: float
    dwell: float
    told: float
    """What is known beforehand of its stay: within about 20 % of it, of an overstayer's usual one."""
    skill: float
    """So many times the usual time its manoeuvres take."""
    is_judged: bool
    called: float | None = None
    at_gate: float | None = None
    admitted: float | None = None
    stopped: float | None = None
    parked: float | None = None
    ready: float | None = None
    pulled: float | None = None
    gone: float | None = None
    bay: str | None = None
    pulling: float = 0.0
    changes: int = 0
    """Bays it was told of after the first."""

    @property
    def on_roads(self) -> float:
        """Seconds on the yard's roads, its own manoeuvres not counted, waiting to be able to pull out counted."""
        if self.gone is None or self.ready is None or self.stopped is None or self.admitted is None:
            raise LookupError(f"truck {self.number} is not through")
        return self.stopped - self.admitted + self.gone - self.ready - self.pulling

    @property
    def waited(self) -> float:
        """Seconds from the waiting area to admission, without the drive to the gate and its service there."""
        if self.admitted is None:
            raise LookupError(f"truck {self.number} was not admitted")
        return self.admitted - self.appears - self.drive - self.service

    @property
    def held(self) -> float:
        """Seconds at the gate, without its service."""
        if self.admitted is None or self.at_gate is None:
            raise LookupError(f"truck {self.number} was not admitted")
        return self.admitted - self.at_gate - self.service


def guests(setting: Setting, seed: int) -> list[Guest]:
    """The trucks of a day in order of their coming."""
    random = Random(f"yard-{seed}")  # noqa: S311  a day of trucks, not a secret
    at, found = 0.0, list[Guest]()
    kinds, shares = list(setting.mix), list(setting.mix.values())
    while True:
        at += random.expovariate(setting.rate / HOUR)
        if at >= setting.hours * HOUR:
            return found
        kind = random.choices(kinds, shares)[0]
        usual = setting.dwell / (1 + OVERSTAYS * (OVERSTAYING - 1)) * _lognormal(random, SPREAD)
        dwell = usual * (OVERSTAYING if random.random() < OVERSTAYS else 1)
        found.append(
            Guest(
                len(found),
                kind,
                _truck(len(found), kind),
                random.choice(setting.gates),
                at,
                setting.drive * _lognormal(random, 0.25),
                setting.gate_seconds * _lognormal(random, 0.3),
                dwell,
                usual * exp(random.gauss(0, 0.2)),
                _lognormal(random, 0.25),
                at >= setting.warm_up * HOUR,
            )
        )


def _truck(number: int, kind: str) -> Truck:
    visit = f"v{number:05}"
    if kind == "inspection":
        return Truck(visit, "general", frozenset({"inspection"}), _STANDARD)
    return Truck(visit, kind, frozenset(), _LONG if kind == "oversize" else _STANDARD)


def _lognormal(random: Random, spread: float) -> float:
    """Of mean 1."""
    return random.lognormvariate(-(spread**2) / 2, spread)
