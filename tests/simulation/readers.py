"""Plate readers: what they see, sent late, twice, out of order and misread; and who answers where they ask."""

from __future__ import annotations

from serai.devices.actions import Confirm, Dismiss, Names, Read
from serai.devices.events import PlateRead
from serai.devices.formats import Sighting
from serai.devices.matching import PlateSeen
from serai.identity.rights import Role
from serai.identity.rules import Caller
from tests.simulation.acts import Made
from tests.simulation.hand import CALLERS, Hand

CAMERA = Caller(role=Role.DEVICE, key="camera")
_LIKE = {"0": "O", "1": "I", "2": "Z", "3": "8", "4": "A", "5": "S", "6": "G", "7": "T", "8": "B", "9": "7"}


def read(hand: Hand) -> Made:
    """Somebody's plate, read well mostly; one time in five an event that was sent before, at whatever later moment."""
    gate = hand.one((*hand.ground.entries, *hand.ground.entries, "gate-out", "gate-out"))
    event = f"e-{hand.random.randrange(4)}" if hand.chance(0.2) else hand.new()
    percent = hand.random.choice((99, 95, 95, 90, 70, 40))
    plates = (PlateSeen.of(_misread(hand, hand.plate()), hand.one(("CN", "CN", "CN", "LA")), percent),)
    way = hand.random.choice((None, None, "in", "out"))
    sighting = Sighting("camera", event, plates, way, hand.device_at(), hand.chance(0.1))
    place = "approach" if hand.chance(0.2) else "gate"
    return Read(hand.site, CAMERA, _names(hand), hand.new(), gate, place, sighting)


def _misread(hand: Hand, plate: str) -> str:
    at = hand.random.randrange(len(plate))
    match hand.random.choice(("", "", "", "like", "wrong", "short", "long")):
        case "like":
            return plate[:at] + _LIKE.get(plate[at], plate[at]) + plate[at + 1 :]
        case "wrong":
            return plate[:at] + "W" + plate[at + 1 :]
        case "short":
            return plate[:at] + plate[at + 1 :]
        case "long":
            return plate[:at] + "W" + plate[at:]
    return plate


def confirm(hand: Hand) -> Made:
    """One of those that it may have been; now and then somebody who is not."""
    reading = _open(hand)
    if reading is None:
        return None
    subjects = [each.visit or each.reservation or "" for each in reading.candidates] or ["nobody"]
    return Confirm(hand.site, CALLERS[0], _names(hand), reading.reading, hand.one(subjects))


def dismiss(hand: Hand) -> Made:
    reading = _open(hand)
    return Dismiss(hand.site, CALLERS[0], _names(hand), reading.reading) if reading else None


def _open(hand: Hand) -> PlateRead | None:
    """One of the last that were asked about, whether answered or not."""
    asked = [each.event for each in hand.history.entries[-80:] if isinstance(each.event, PlateRead)]
    wanted = [each for each in asked if each.outcome == "ask"] or asked
    return hand.random.choice(wanted) if wanted else None


def _names(hand: Hand) -> Names:
    return Names(hand.new(), hand.new(), "5a17" * 8)
