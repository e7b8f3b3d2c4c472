"""A yard redrawn in places: features put into its file or taken out, everything else left as it stands. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import orjson

from serai.sites.faults import Fault
from serai.sites.yard import Yard, YardInvalid


@dataclass(frozen=True, slots=True)
class Redrawing:
    """`put` are whole features, which replace those of their ids; `renamed` says which bay goes on as which other."""

    put: Sequence[Mapping[str, Any]] = ()
    remove: Sequence[str] = ()
    renamed: Mapping[str, str] = field(default_factory=dict)

    def of(self, text: str) -> dict[str, Any]:
        """The yard file of this text, redrawn; raises YardInvalid where what it removes is not there."""
        document: dict[str, Any] = orjson.loads(text)
        kept = {_id(feature): feature for feature in document["features"]}
        unknown = [id for id in self.remove if id not in kept]
        if unknown:
            raise YardInvalid([Fault(id, "feature.unknown", "there is nothing of this id to remove") for id in unknown])
        for id in self.remove:
            kept.pop(id, None)
        named = {str(_id(feature)): feature for feature in self.put if _id(feature) is not None}
        unnamed = [feature for feature in self.put if _id(feature) is None]
        return {**document, "features": [*(kept | named).values(), *unnamed]}

    def check(self, before: Yard, after: Yard) -> None:
        """Refuse a bay that goes on as what it cannot."""
        faults = [
            Fault(new, "bay.renamed", f"{old} cannot go on as {new}: one is a bay of before, the other a new one")
            for old, new in self.renamed.items()
            if old not in before.bays or old in after.bays or new in before.bays or new not in after.bays
        ]
        if faults or len(set(self.renamed.values())) < len(self.renamed):
            raise YardInvalid(faults or [Fault("yard", "bay.renamed", "two bays cannot go on as one")])


def _id(feature: Mapping[str, Any]) -> str | None:
    """The id of a feature, as files write it in one of two places; None where it has none that could be one."""
    properties = feature.get("properties")
    id = feature.get("id", properties.get("id") if isinstance(properties, dict) else None)
    return str(id) if isinstance(id, str | int) and not isinstance(id, bool) else None
