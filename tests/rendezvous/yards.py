"""The yard that ships, with bays across docks."""

from __future__ import annotations

from typing import Any

import orjson

from serai.sites.files import PORTS

PAIRS = {"B105": "B305", "B106": "B306", "B107": "B307"}


def paired() -> dict[str, Any]:
    """Pairs of general bays, each naming the other."""
    made: dict[str, Any] = orjson.loads((PORTS / "yard_4x10.geojson").read_bytes())
    both = PAIRS | {other: one for one, other in PAIRS.items()}
    for feature in made["features"]:
        other = both.get(str(feature.get("id") or feature["properties"].get("id")))
        if other is not None:
            feature["properties"]["pairs_with"] = [other]
    return made
