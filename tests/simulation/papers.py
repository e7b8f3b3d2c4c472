"""What companies and authorities do with declarations, and with what reservations carry."""

from __future__ import annotations

from typing import Any

from serai.booking import declaring
from serai.core.desk import Command
from serai.declarations import actions as declarations
from serai.declarations.examples import EXAMPLES
from serai.declarations.schemas import DeclarationRequest
from serai.guidance import inspecting
from tests.simulation.ground import SALT
from tests.simulation.hand import Hand

Made = Command[Any] | None


def declare(hand: Hand) -> Made:
    """A right declaration for a lane's way, of whoever asks; one in three names a truck."""
    caller, direction = hand.caller(), hand.lane().split("-")[0]
    said = EXAMPLES["9710" if direction == "export" else "0110"]
    transport = {"document": "CMR-1", **({"plate": hand.plate()} if hand.chance(0.3) else {})}
    body = DeclarationRequest.model_validate({**said, "site": hand.site, "transport": transport})
    content = body.content()
    return declarations.Make(hand.site, hand.new(), body.mode, direction, content, SALT, caller.scope, caller.company)


def mend(hand: Hand) -> Made:
    found = hand.declaration("rejected", "draft")
    return declarations.Change(hand.site, found, hand.clerk(), content={}, salt=SALT) if found else None


def submit(hand: Hand) -> Made:
    found = hand.declaration("draft")
    return declarations.Submit(hand.site, found, hand.clerk()) if found else None


def decide(hand: Hand) -> Made:
    found = hand.declaration("submitted", "accepted", "detained", "inspecting")
    if found is None:
        return None
    decision = hand.one(("accept", "detain", "inspect", "release", "reject", "reject"))
    return inspecting.Decide(hand.site, found, hand.clerk(), decision=decision, reason="papers")


def attach(hand: Hand) -> Made:
    found, declaration = hand.reservation("confirmed", "waitlisted", "offered", "displaced"), hand.standing()
    if found is None or declaration is None:
        return None
    return declaring.Attach(hand.site, found, hand.books(hand.caller()), declaration=declaration)
