"""The yard as it was: from how it stands now, back over what each fact changed. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from serai.guidance.stands import Stand
from serai.guidance.yard import YardState


@dataclass(frozen=True, slots=True)
class Was:
    """Until entry `seq` at `at` the bay or road stood so."""

    seq: int
    at: datetime
    bays: dict[str, Stand]
    roads: dict[str, str]


@dataclass(frozen=True, slots=True)
class Scene:
    """What is so from entry `seq` at `at` on: all of the yard, or of a later scene what changed."""

    seq: int
    at: datetime
    bays: Mapping[str, Stand]
    roads: Mapping[str, str]


def scenes(state: YardState, since: datetime, past: Sequence[Was]) -> list[Scene]:
    """The yard at an instant, and each change from then to now; `past` is all that ended since, oldest first.

    Bays that the yard has no more are left out, those that it did not have yet are shown as they first stood.
    """
    bays, roads = dict(state.stands), {road: state.road_status(road) for road in _roads(state)}
    found: list[Scene] = []
    for was in reversed(past):
        known = {bay: stand for bay, stand in was.bays.items() if bay in bays}
        changed = {road: status for road, status in was.roads.items() if road in roads}
        if known or changed:
            now_bays, now_roads = {bay: bays[bay] for bay in known}, {road: roads[road] for road in changed}
            found.append(Scene(was.seq, was.at, now_bays, now_roads))
        bays |= known
        roads |= changed
    return [Scene(0, since, bays, roads), *reversed(found)]


def coming(found: Iterable[Scene]) -> set[str]:
    """The visits that were on their way to a bay in any of these scenes."""
    return {stand.given for scene in found for stand in scene.bays.values() if stand.given}


def _roads(state: YardState) -> Sequence[str]:
    return list(state.ground.yard.roads) if state.ground else []
