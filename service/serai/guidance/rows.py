"""Bays in rows: whose truck could not get in or out past whom. Pure; what stands in the way of what, the yard says."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from serai.guidance.stands import Ground, Stand, Stay
from serai.sites.blocking import Taken


def why_not(ground: Ground, stands: Mapping[str, Stand], stays: Mapping[str, Stay], bay: str) -> str | None:
    """What in its row forbids giving a bay: `blocked` by who is in front, or it `cuts_off` who is on its way."""
    row = ground.row_of.get(bay)
    return None if row is None else ground.blocking.why_not(bay, _taken(stands, stays, row))


def is_shut_in(ground: Ground, stands: Mapping[str, Stand], bay: str) -> bool:
    """Whether somebody stands in front of a bay, so that nobody comes into it."""
    return any(stands[other].parked or stands[other].sensed for other in ground.in_front.get(bay, ()))


def locks(ground: Ground, stands: Mapping[str, Stand], stays: Mapping[str, Stay], bay: str) -> bool:
    """Whether a truck in this bay would keep another from leaving, or be kept itself."""
    row = ground.row_of.get(bay)
    return row is not None and bool(ground.blocking.locks(bay, _taken(stands, stays, row)))


def shuts(ground: Ground, stands: Mapping[str, Stand], stays: Mapping[str, Stay], bay: str) -> int:
    """How many empty bays nobody could be sent into while a truck stands in this one."""
    row = ground.row_of.get(bay)
    return 0 if row is None else len(ground.blocking.shuts(bay, _taken(stands, stays, row)))


def _taken(stands: Mapping[str, Stand], stays: Mapping[str, Stay], row: Iterable[str]) -> Taken:
    def having(stand: Stand) -> str:
        if stand.parked is not None and stays[stand.parked].is_leaving:
            return "leaving"
        # What a sensor saw may be the truck that was expected, or not.
        return "coming" if stand.given else "standing" if stand.parked or stand.sensed else ""

    found: Sequence[tuple[str, str]] = [(having(stands[other]), other) for other in row]
    return Taken(*[frozenset(bay for what, bay in found if what == name) for name in ("standing", "coming", "leaving")])
