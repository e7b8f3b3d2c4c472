"""What drivers say of the bays and ways that they were told."""

from __future__ import annotations

from serai.guidance import actions as guidance
from serai.identity.rights import Relation
from serai.queue import actions as visits
from tests.simulation.acts import Made
from tests.simulation.hand import CALLERS, Hand


def dispute(hand: Hand) -> Made:
    """The bay that one was given, or a road that leads to it."""
    found = hand.visit("admitted", "admitted", "released")
    if found is None or not hand.ground.bays:
        return None
    ways = [each["properties"] for each in hand.ground.yards[0]["features"] if each["properties"]["role"] == "road"]
    road = hand.random.choice(ways)
    given = hand.history.bay_of.get(found)
    what = given if given is not None and hand.chance(0.5) else (road["from"], road["to"])
    asker = hand.operator() if hand.chance(0.5) else visits.Asker(CALLERS[3], Relation.SITE)
    return guidance.Dispute(hand.site, found, asker, what=what)
