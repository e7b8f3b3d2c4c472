"""Who under way cannot have the bay that it was given any more. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from serai.guidance import rows
from serai.guidance.stands import Stay
from serai.guidance.yard import YardState


def visits(state: YardState) -> Iterator[str]:
    """Visits under way that need another bay, in the order of their admission.

    They have none, or it was closed, cannot be reached any more, or is for dangerous goods with a truck beside it.
    """
    if state.ground is None:
        return
    for visit, stay in sorted(state.stays.items(), key=lambda item: (item[1].since, item[0])):
        if stay.status == "admitted" and why(state, stay):
            yield visit


def why(state: YardState, stay: Stay, place: str | None = None) -> str | None:
    """What is wrong with the bay that a visit was given, or None.

    `none`, `closed`, `neighbours`, `blocked` (somebody stands in front), `unreachable`. `place` is where it is
    thought to be, if not at its gate.
    """
    if stay.bay is None or state.ground is None:
        return "none"
    if state.stands[stay.bay].closed:
        return "closed"
    bay = state.ground.yard.bays[stay.bay]
    neighbours = [state.stands[other] for other in bay.neighbours] if bay.kind == "hazmat" else []
    if any(stand.parked or stand.sensed for stand in neighbours):
        return "neighbours"
    if rows.is_shut_in(state.ground, state.stands, bay.id):
        return "blocked"
    tree = state.ground.network.ways_from(place or state.ground.entry(stay.gate), state.conditions(stay.truck))
    return "unreachable" if tree.time_to(bay.node) is None else None
