"""What an authority wants with vehicles, and what fails in a yard: inspections, and the power of bays."""

from __future__ import annotations

from serai.guidance import actions as guidance
from serai.guidance import inspecting
from tests.simulation.acts import Made
from tests.simulation.hand import Hand

HERE = ("waiting", "called", "admitted", "admitted", "parked", "parked")


def order(hand: Hand) -> Made:
    found = hand.visit(*HERE)
    return inspecting.Order(hand.site, found, hand.operator(), reason="customs", note="a seal") if found else None


def pick(hand: Hand) -> Made:
    found = hand.one(hand.history.inside.wanted) if hand.history.inside.wanted else hand.visit(*HERE)
    return inspecting.Pick(hand.site, found, hand.operator()) if found else None


def end(hand: Hand) -> Made:
    wanted = hand.history.inside.wanted
    found = hand.one(wanted) if wanted and hand.chance(0.8) else hand.visit(*HERE)
    if found is None:
        return None
    onward = hand.random.choice((None, None, True, False))
    outcome = hand.one(("cleared", "cleared", "cleared", "detained", "withdrawn"))
    return inspecting.End(hand.site, found, hand.operator(), outcome=outcome, onward=onward)  # type: ignore[arg-type]


def power(hand: Hand) -> Made:
    if not hand.ground.bays:
        return None
    return guidance.SetBayPower(hand.site, hand.bay(), hand.one(("off", "on", "on")), hand.chance(0.5))
