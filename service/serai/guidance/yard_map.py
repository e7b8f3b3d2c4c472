"""The yard as operators see it on the map."""

from __future__ import annotations

from typing import Any

from serai.guidance import ways
from serai.guidance.stands import UNDER_WAY, Stay
from serai.guidance.yard import YardState


def yard_state(state: YardState) -> dict[str, Any]:
    """What operators see on the yard map; identities are visit ids only.

    `{"bays": {id: {"status", "kind", "visit"}}, "roads": {id: {"status"}}, "under_way": [{"visit", "bay", "status",
    "path"}], "adrift": [visit…]}`
    """
    if state.ground is None:
        return {"bays": {}, "roads": {}, "under_way": [], "adrift": []}
    bays, roads = state.ground.yard.bays, state.ground.yard.roads
    return {
        "bays": {
            id: {"status": stand.status, "kind": bays[id].kind, "visit": stand.visit}
            for id, stand in state.stands.items()
        },
        "roads": {id: {"status": state.road_status(id)} for id in roads},
        "under_way": [
            _under_way(state, visit, stay) for visit, stay in sorted(state.stays.items()) if stay.status in UNDER_WAY
        ],
        "adrift": state.adrift(),
    }


def _under_way(state: YardState, visit: str, stay: Stay) -> dict[str, Any]:
    route = ways.way_in(state, visit) if stay.status == "admitted" else ways.way_out(state, visit)
    return {"visit": visit, "bay": stay.bay, "status": stay.status, "path": list(route.nodes) if route else []}
