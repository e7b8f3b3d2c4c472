"""A yard that is redrawn by hand while trucks are in it, over the version it was made from or an older one."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

import orjson

from serai.guidance import actions as guidance
from serai.sites.redrawing import Redrawing
from serai.sites.yard import YardInvalid
from tests.simulation.acts import Made
from tests.simulation.hand import Hand
from tests.simulation.inside import REDRAWN

Feature = dict[str, Any]


def redraw(hand: Hand) -> Made:
    """Bays renamed, moved, made smaller or taken away; roads made lower or taken away. No faulty file gets so far."""
    rules = hand.history.rules
    if rules.yard_text is None:
        return None
    features = [each for each in orjson.loads(rules.yard_text)["features"] if each["properties"]["role"] != "gate"]
    drawn = [each for each in features if each["properties"]["role"] in ("bay", "road")]
    one = hand.random.choice(drawn)
    renamed: dict[str, str] = {}
    put, remove = _changed(hand, one, renamed)
    mark = next(each for each in features if each["properties"]["role"] == "node")
    marked = {**mark, "properties": {**mark["properties"], "name": f"{REDRAWN} {next(hand.ids)}"}}
    version = rules.changed("yard") - hand.chance(0.1)
    redrawn = Redrawing([*put, marked], remove, renamed).of(rules.yard_text)
    with suppress(YardInvalid):
        return guidance.RedrawYard.of(hand.site, frozenset([str(version)]), redrawn, renamed=renamed)
    return None


def _changed(hand: Hand, one: Feature, renamed: dict[str, str]) -> tuple[list[Feature], list[str]]:
    """What is put and what is removed."""
    id_, is_bay = one["id"], one["properties"]["role"] == "bay"
    match hand.random.randrange(4):
        case 0 if is_bay:
            renamed[id_] = id_.removesuffix("b") if id_.endswith("b") else f"{id_}b"
            return [{**one, "id": renamed[id_]}], [id_]
        case 1:
            return [], [id_]
        case 2 if is_bay:
            x, y = one["geometry"]["coordinates"]
            return [{**one, "geometry": {**one["geometry"], "coordinates": [x + 0.00001, y]}}], []
        case _:
            name, limits = ("max_length_m", (17, 20)) if is_bay else ("max_height_m", (4.1, 4.2, 4.5))
            return [{**one, "properties": {**one["properties"], name: hand.random.choice(limits)}}], []
