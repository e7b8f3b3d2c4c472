"""Which bays may take which truck, and how guidance says no."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from serai.core.errors import Kind, Missing, Refusal
from serai.guidance.routing import Size
from serai.queue.events import VisitJoined
from serai.sites.yard import Bay

_KIND_OF_CLASS: Final = {"fresh": "reefer", "oversize": "long", "hazmat": "hazmat"}


class NoBay(Refusal):
    """No bay of this yard can take this truck now; `why` counts the bays by what keeps it out of them."""

    code, rule = "bay.none", "bay.fits"
    kind = Kind.CONFLICT


class BayUnknown(Missing):
    """The yard of this site has no such bay."""

    code = "bay.unknown"


class RoadUnknown(Missing):
    """The yard of this site has no such road."""

    code = "road.unknown"


class BayUnpowered(Refusal):
    """This bay has no power by the yard file; say so there first if it has."""

    code, rule = "bay.unpowered", "bay.power"
    kind = Kind.CONFLICT


class NotInYard(Refusal):
    """Only a visit that is in the yard has a bay or a way that can be corrected or disputed."""

    code, rule = "visit.not_in_yard", "visit.states"
    kind = Kind.CONFLICT


class WrongGate(Refusal):
    """This gate leads the other way."""

    code, rule = "gate.wrong_way", "gate.way"
    kind = Kind.CONFLICT


class NoGuidance(Refusal):
    """There is nothing to guide this visit to: it is not in the yard, or the site has no yard."""

    code, rule = "guidance.none", "visit.states"
    kind = Kind.CONFLICT


@dataclass(frozen=True, slots=True)
class Truck:
    """What bay choice must know of a visit."""

    visit: str
    cargo_class: str
    needs: frozenset[str]
    size: Size
    avoids: frozenset[str] = frozenset()
    """Roads that it found blocked, and of which nobody has said since how they are."""
    perishable_until: datetime | None = None

    @property
    def kind(self) -> str | None:
        """The kind of bay it wants; None where any will do that meets its needs."""
        if "inspection" in self.needs:
            return "inspection"
        return None if "power" in self.needs else self.own_kind

    @property
    def own_kind(self) -> str:
        """The kind of bay of its cargo class."""
        return _KIND_OF_CLASS.get(self.cargo_class, "general")

    @property
    def needs_power(self) -> bool:
        return "power" in self.needs or (self.cargo_class == "fresh" and self.kind == "reefer")


def truck_of(event: VisitJoined) -> Truck:
    """The truck that checked in."""
    size = Size(event.height_cm, event.weight_kg, event.length_cm)
    return Truck(event.visit, event.cargo_class, frozenset(event.needs), size, perishable_until=event.perishable_until)


def unfit(bay: Bay, truck: Truck) -> str | None:
    """Why this bay can never take this truck (`kind`, `power`, `exclusive`, `height`, `weight`, `length`), or None."""
    if not _is_of_kind(bay, truck):
        return "kind"
    if truck.needs_power and not bay.power:
        return "power"
    if bay.exclusive and bay.kind != (truck.kind or truck.own_kind):
        return "exclusive"
    return truck.size.beyond(bay.limits)


def _is_of_kind(bay: Bay, truck: Truck) -> bool:
    """A need for power alone opens every bay that has it, save those kept for dangerous goods and for inspection."""
    if truck.kind is not None:
        return bay.kind == truck.kind
    if truck.own_kind == "hazmat":
        return bay.kind == "hazmat"
    return bay.kind == truck.own_kind or bay.kind not in ("hazmat", "inspection")
