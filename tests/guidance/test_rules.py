"""Which bay suits which truck, case by case."""

from __future__ import annotations

import pytest

from serai.guidance.routing import Size
from serai.guidance.rules import Truck, unfit
from serai.sites.geometry import point
from serai.sites.yard import Bay, Limits


def bay(kind: str = "general", *, power: bool = False, exclusive: bool = False, limits: Limits = Limits()) -> Bay:
    return Bay("B1", point(0, 0), "N1", kind, limits, power, exclusive, False, (), None)


def truck(cargo_class: str = "general", *needs: str, size: Size = Size()) -> Truck:
    return Truck("v", cargo_class, frozenset(needs), size)


@pytest.mark.parametrize(
    ("a_truck", "a_bay", "reason"),
    [
        (truck("general"), bay("general"), None),
        (truck("parcel"), bay("general"), None),
        (truck("general"), bay("general", power=True), None),
        (truck("general"), bay("reefer", power=True), "kind"),
        (truck("general"), bay("long"), "kind"),
        (truck("general"), bay("hazmat"), "kind"),
        (truck("general"), bay("inspection"), "kind"),
        (truck("fresh"), bay("reefer", power=True), None),
        (truck("fresh"), bay("reefer"), "power"),
        (truck("fresh"), bay("general", power=True), "kind"),
        (truck("oversize"), bay("long"), None),
        (truck("oversize"), bay("general"), "kind"),
        (truck("hazmat"), bay("hazmat"), None),
        (truck("hazmat"), bay("general"), "kind"),
        (truck("general", "power"), bay("reefer", power=True), None),
        (truck("general", "power"), bay("general", power=True), None),
        (truck("general", "power"), bay("general"), "power"),
        (truck("general", "power"), bay("hazmat", power=True), "kind"),
        (truck("hazmat", "power"), bay("reefer", power=True), "kind"),
        (truck("hazmat", "power"), bay("hazmat", power=True), None),
        (truck("general", "inspection"), bay("inspection"), None),
        (truck("fresh", "inspection"), bay("inspection"), None),
        (truck("fresh", "inspection"), bay("reefer", power=True), "kind"),
        (truck("fresh", "inspection", "power"), bay("inspection"), "power"),
        (truck("general", "power"), bay("reefer", power=True, exclusive=True), "exclusive"),
        (truck("fresh"), bay("reefer", power=True, exclusive=True), None),
        (truck("general", "inspection"), bay("inspection", exclusive=True), None),
        (truck(size=Size(length_cm=1875)), bay(limits=Limits(length_cm=1875)), None),
        (truck(size=Size(length_cm=1876)), bay(limits=Limits(length_cm=1875)), "length"),
        (truck(size=Size(height_cm=451)), bay(limits=Limits(height_cm=450)), "height"),
        (truck(size=Size(weight_kg=49_001)), bay(limits=Limits(weight_kg=49_000)), "weight"),
        (truck(size=Size()), bay(limits=Limits(450, 49_000, 1875)), None),
    ],
)
def test_a_bay_suits_by_class_needs_and_size(a_truck: Truck, a_bay: Bay, reason: str | None) -> None:
    assert unfit(a_bay, a_truck) == reason
