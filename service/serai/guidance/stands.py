"""What is known of each bay and of each visit inside, and a yard with all that is worked out once."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from serai.guidance.routing import Network
from serai.guidance.rules import Truck
from serai.sites.yard import Yard, recorded

UNDER_WAY = ("admitted", "released")
"""In the yard and driving, or about to: to the bay, or from it to the exit."""


@dataclass(frozen=True, slots=True)
class Stand:
    """What is known of one bay."""

    closed: bool = False
    sensed: bool = False
    given: str | None = None
    parked: str | None = None

    @property
    def status(self) -> str:
        if self.closed:
            return "closed"
        if self.parked or self.sensed:
            return "occupied"
        return "given" if self.given else "free"

    @property
    def visit(self) -> str | None:
        """The visit that stands here, else the one that is coming."""
        return self.parked or self.given

    @property
    def is_empty(self) -> bool:
        """Nobody is here or on the way here."""
        return not (self.sensed or self.parked or self.given)


@dataclass(frozen=True, slots=True)
class Stay:
    """A visit inside the yard: `admitted`, `parked` or `released`; its bay is given until it has parked."""

    truck: Truck
    status: str
    gate: str | None
    bay: str | None
    since: datetime
    """When it was admitted: earlier ones choose first."""


@dataclass(frozen=True, slots=True, eq=False)
class Ground:
    """A yard with all that is worked out once: its network, and who keeps whose neighbourhood clear."""

    yard: Yard
    network: Network
    on_the_way: tuple[str, ...]
    kept_clear_by: dict[str, tuple[str, ...]]

    def entry(self, gate: str | None) -> str:
        """The gate, if it is one of this yard's entries; else the first of these."""
        known = self.yard.gates.get(gate or "")
        entries = [each.id for each in self.yard.gates.values() if each.is_entry]
        return known.id if known and known.is_entry else min(entries, default="")


def ground(yard: Yard) -> Ground:
    keeps: defaultdict[str, list[str]] = defaultdict(list)
    for bay in yard.bays.values():
        for neighbour in bay.neighbours if bay.kind == "hazmat" else ():
            keeps[neighbour].append(bay.id)
    on_the_way = tuple(bay.id for bay in yard.bays.values() if bay.is_on_the_way)
    return Ground(yard, Network(yard), on_the_way, {bay: tuple(by) for bay, by in keeps.items()})


@lru_cache(maxsize=32)
def ground_of(text: str) -> Ground:
    """The ground of a yard as the ledger keeps it: read once, however many memories of a process hold it."""
    return ground(recorded(text))
