"""Lists on paper: written at random, sent late, again, in parts and contradicting one another."""

from __future__ import annotations

from datetime import datetime, timedelta
from random import Random

from serai.outage.actions import TakeIn
from serai.outage.rules import EVENTS, Line
from tests.simulation.ground import PLATES, SALT
from tests.simulation.hand import CALLERS, Hand

_OTHERWISE = timedelta(days=3)
"""How much earlier the same lines were written by a watch that is wrong."""


def take_in(hand: Hand) -> TakeIn:
    """One of the lists of this hour: each comes again and again, now and then with its lines in another order."""
    hour = hand.now.replace(minute=0, second=0, microsecond=0)
    random = Random(f"{hand.site}:{hour}:{hand.random.randrange(5)}")
    lines = [_line(hand, random, number, hour) for number in range(1, random.randint(2, 7))]
    if hand.chance(0.3):
        hand.random.shuffle(lines)
    lines = [Line(number, *_said(line)) for number, line in enumerate(lines, 1)]
    made = tuple((hand.new(), SALT, hand.new()) for _ in lines)
    return TakeIn(hand.site, tuple(lines), made, hand.books(CALLERS[0]), hand.operator())


def _line(hand: Hand, random: Random, number: int, hour: datetime) -> Line:
    """A vehicle by its plate, or by the reference of somebody's reservation; and now and then nonsense."""
    references = sorted(hand.history.references.values())
    vehicle = random.choice(PLATES)
    if references and random.random() < 0.2:
        vehicle = references[random.randrange(len(references))]
    event = random.choice((*EVENTS, "arrived", "admitted", "departed")) if random.random() < 0.95 else "vanished"
    at = hour - timedelta(minutes=random.randrange(600)) - (timedelta() if hand.has_devices else _OTHERWISE)
    lane = random.choice(list(hand.ground.lanes)) if event == "arrived" and random.random() < 0.8 else None
    bay = random.choice((*hand.ground.bays, "nowhere")) if event == "parked" and random.random() < 0.9 else None
    text = at.astimezone(hand.zone).strftime("%Y-%m-%d %H:%M") if random.random() < 0.97 else "noon"
    return Line(number, vehicle, event, text, None, lane, None, bay)


def _said(line: Line) -> tuple[str, str, str, str | None, str | None, str | None, str | None]:
    return line.vehicle, line.event, line.at, line.country, line.lane, line.gate, line.bay
