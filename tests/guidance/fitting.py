"""Which bay may take which truck: the contract's words once more."""

from __future__ import annotations

from serai.guidance.rules import Truck
from serai.sites.yard import Bay


def fits(bay: Bay, truck: Truck) -> bool:
    """Of its kind, with what it needs, and large enough."""
    kinds = {{"fresh": "reefer", "oversize": "long", "hazmat": "hazmat"}.get(truck.cargo_class, "general")}
    own = set(kinds)
    if "inspection" in truck.needs:
        kinds = own = {"inspection"}
    elif "power" in truck.needs and truck.cargo_class != "hazmat":
        kinds = kinds | {"general", "reefer", "long"}
    is_powered = bay.power or not ("power" in truck.needs or kinds == {"reefer"})
    limits = (bay.limits.height_cm, bay.limits.weight_kg, bay.limits.length_cm)
    is_large = all(
        value is None or limit is None or value <= limit for value, limit in zip(truck.size, limits, strict=True)
    )
    return bay.kind in (own if bay.exclusive else kinds) and is_powered and is_large
