"""Acts on calls: who makes them, that there are none, and what becomes of one."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from serai.calling import directing, recalling
from serai.overrides import actions as overrides
from tests.simulation.acts import Made
from tests.simulation.hand import Hand

_BY = "operator"


def _where(hand: Hand) -> str | None:
    return hand.lane() if hand.chance(0.5) else None


def switch(hand: Hand) -> Made:
    return directing.SwitchCalls(hand.site, _BY, _where(hand), "automatic" if hand.chance(0.8) else "operator")


def stop(hand: Hand) -> Made:
    return directing.StopCalls(hand.site, _BY, _where(hand), "hazard", "a spill")


def resume(hand: Hand) -> Made:
    stopped = [*hand.history.calls.control.stops]
    lane = hand.random.choice(stopped) if stopped and hand.chance(0.8) else _where(hand)
    return directing.ResumeCalls(hand.site, _BY, lane)


def report(hand: Hand) -> Made:
    """What the neighbour takes: enough, little, nothing; now and then until an instant that is past."""
    until = hand.now + timedelta(minutes=hand.random.choice((20, 60, 240, 240, -5)))
    vehicles, minutes = hand.random.choice((0, 1, 2, 30)), hand.random.choice((10, 60))
    return directing.ReportAcceptance(hand.site, _BY, _where(hand), vehicles, minutes, until)


def reach(hand: Hand) -> Made:
    found = hand.visit("called")
    if found is None:
        return None
    gate = hand.one(hand.ground.entries) if hand.chance(0.3) else None
    return recalling.Reach(hand.site, found, hand.operator(), gate, hand.device_at())


def withdraw(hand: Hand) -> Made:
    found = hand.visit("called")
    return recalling.Withdraw(hand.site, found, hand.operator(), reason="breakdown", note="a tyre") if found else None


def repeat(hand: Hand) -> Made:
    found = hand.visit("called")
    return recalling.Repeat(hand.site, found, hand.operator(), reason="unheard") if found else None


def call_beyond(hand: Hand) -> Made:
    """More than the gates may take, with all that an override needs."""
    why: dict[str, Any] = {"reason": "authority", "text": "as told", "second": "another"}
    return overrides.OverrideNext(hand.site, hand.new(), hand.random.choice((3, 8)), _where(hand), by="O-ONE", **why)
