"""Acts on places that go over from one site to the other, step by step, and what must be true of them (I-33)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from typing import Any

from serai.booking.actions import commitment
from serai.booking.vehicles import plate_key
from serai.core import ids
from serai.queue.bands import Band
from serai.queue.checkin import Arriving, CheckIn
from serai.queue.machine import IN_LINE
from serai.queue.transfer_events import TransferPromised
from serai.queue.visit import Visit
from serai.transfers.actions import LeaveFor, Promise, Withdraw
from serai.transfers.offering import Tell
from serai.transfers.rules import Offer, Seeker
from tests.simulation import ground
from tests.simulation.acts import Made
from tests.simulation.hand import CALLERS, Hand

Row = Mapping[str, Any]
_LATEST = 6


def promise(hand: Hand) -> Made:
    """To a truck that waits at the other site, mostly; it is told that it would wait there for days."""
    known = hand.abroad.visits
    waiting = [each for each, status in known.items() if status == "waiting"]
    if not known:
        return None
    visit, lane = hand.one(waiting if waiting and hand.chance(0.9) else list(known)), hand.lane()
    days = hand.now + timedelta(days=3)
    seeker = Seeker(_visit(hand, visit, lane), lane.split("-")[0], Band(days, days, days))
    return Promise(hand.site, hand.new(), seeker=seeker, lane=lane, drive_minutes=hand.random.choice((1, 20, 90)))


def tell(hand: Hand) -> Made:
    """Some who are here, or were, that the other site is faster; that may keep one or two more places."""
    known = list(hand.history.visits)
    if not known:
        return None
    band, told = Band(hand.now, hand.now, hand.now), {hand.one(known) for _ in range(4)}
    offer = Offer(hand.abroad.site, "", "", hand.lane(), 20, band, 60, hand.now)
    return Tell(hand.site, tuple((each, offer, hand.random.choice((1, 2))) for each in sorted(told)), lambda _: None)


def _visit(hand: Hand, visit: str, lane: str) -> Visit:
    return Visit(
        id=visit, site=hand.abroad.site, status="waiting", lane=lane, line="", cargo_class=lane.split("-")[1],
        trusted=False, booked=False, reservation=None, company=None, arrived_at=hand.now, slot_starts_at=None,
        arrive_from=None, arrive_until=None, key=(), flow=0, priority=False, because=(), rulebook=0, cost_seconds=0,
        length_cm=None, height_cm=None, weight_kg=None, needs=(), by="kiosk", version=0,
    )  # fmt: skip


def _promised(entries: Sequence[Any]) -> list[TransferPromised]:
    return [each.event for each in entries if isinstance(each.event, TransferPromised)][-_LATEST:]


def leave_for(hand: Hand) -> Made:
    """The second step: of one of the last promises that the other site made."""
    made = _promised(hand.abroad.entries)
    if not made:
        return None
    of = hand.random.choice(made)
    return LeaveFor(hand.site, of.origin.visit, of.transfer)


def withdraw(hand: Hand) -> Made:
    """Of any promise: one that the other site has let its truck go for stays."""
    made = _promised(hand.history.entries)
    return Withdraw(hand.site, hand.random.choice(made).transfer) if made else None


def come(hand: Hand) -> Made:
    """The vehicle of one of the last promises checks in, by whoever sees it."""
    made = _promised(hand.history.entries)
    if not made:
        return None
    visit = hand.random.choice(made).origin.visit
    joined = next((e.event for e in hand.abroad.entries if e.kind == "visit.joined" and _of(e.event) == visit), None)
    named = {commitment(ground.SALT, plate_key(each, "CN")): each for each in ground.PLATES}
    plate = named.get(getattr(joined, "vehicle", ""))
    if plate is None:
        return None
    vehicle = Arriving(plate_key(plate, "CN"), {"plate": plate, "country": "CN"})
    lane = hand.lane() if hand.chance(0.3) else None
    asker = hand.books(CALLERS[0])
    return CheckIn(hand.site, hand.new(), ground.SALT, asker, "kiosk", arriving=vehicle, lane=lane)


def _of(event: Any) -> str:
    return str(event.visit)


def i33(transfers: Sequence[Row], answers: Sequence[Row], visits: Sequence[Row]) -> Iterator[str]:
    """A truck has its place at one site: the one that it waits at, or the one that it has left for."""
    status = {row["id"]: row["status"] for row in visits}
    has_left = {row["transfer"]: bool(row["has_left"]) for row in answers}
    for row in transfers:
        name, origin = row["transfer"], row["from_visit"]
        left = has_left.get(name)
        if left and (status[origin] != "left" or row["status"] == "withdrawn"):
            yield f"{name} is {row['status']}, and its visit {status[origin]}"
        if row["status"] in ("joined", "expired") and not left:
            yield f"{name} is {row['status']}, and {ids.site_of(origin)} has not let its truck go"
        if row["status"] == "withdrawn" and left is None:
            yield f"{name} was withdrawn before anybody decided"
        if row["visit"] and status.get(row["visit"]) in IN_LINE and status[origin] in IN_LINE:
            yield f"{origin} and {row['visit']} are two places of one truck"


def unfinished(transfers: Sequence[Row], answers: Sequence[Row]) -> Iterator[str]:
    """What is in between still, although all that was due is done."""
    decided = {row["transfer"]: bool(row["has_left"]) for row in answers}
    for row in transfers:
        if row["status"] == "promised" and not decided.get(row["transfer"]):
            yield f"{row['transfer']} is promised, and its truck has not left"
