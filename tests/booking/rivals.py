"""A slot that everybody wants something of, and all that may happen to it at once."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import timedelta
from typing import Any

from serai.booking import changes
from serai.booking.lapsing import Lapse
from serai.booking.reservations import Reservation
from serai.core.desk import Command
from serai.core.errors import Refusal
from serai.disruption import actions as displacing
from tests.simulation import acts
from tests.simulation.history import History
from tests.simulation.invariants import broken, i02, looked_at
from tests.worlds import OPERATOR, World, calendar_document, hold, reservation, slot_id

LANE = "export-general"
CAPACITY = 7
Acts = list[Command[Any]]


@dataclass
class Scene:
    """A site of its own for one round.

    Two holds of the slot are over and not swept, two of its reservations stand, and it was offered to all who waited
    but, in an even round, one. In an odd round nobody waits and one place is free.
    """

    site: str
    kept: list[Reservation] = field(default_factory=list)
    elsewhere: list[Reservation] = field(default_factory=list)
    offered: list[str] = field(default_factory=list)
    numbers: int = 0

    @property
    def slot(self) -> str:
        return slot_id(18, day=24, site=self.site)

    @property
    def next(self) -> str:
        """A slot whose arrival window overlaps with that of the first; it has places for all."""
        return slot_id(19, day=24, site=self.site)

    @property
    def third(self) -> str:
        return slot_id(20, day=24, site=self.site)

    @property
    def other(self) -> str:
        return slot_id(22, day=24, site=self.site)

    def plate(self) -> str:
        self.numbers += 1
        return f"{self.site}{self.numbers:03}"


async def scene(made: World, number: int) -> Scene:
    found = Scene(await made.site(f"R{number:03}", CAPACITY))
    holds = [made.desks.run(hold(found.slot, found.plate(), f"key:{n}")) for n in range(2)]
    given = [made.reserve(found.slot, found.plate()) for _ in range(5)]
    away = [made.reserve(found.other, found.plate()) for _ in range(2)]
    *booked, one, another = await asyncio.gather(*given, *away)
    await asyncio.gather(*holds)
    waits = [made.reserve(found.slot, found.plate(), may_wait=True) for _ in range(2 if number % 2 else 4)]
    waiters = await asyncio.gather(*waits)
    for each in booked[2:]:
        await made.desks.run(changes.Cancel(found.site, each.id, OPERATOR))
    made.clock.set(made.clock.now() + timedelta(minutes=11))
    found.kept, found.elsewhere = booked[:2], [one, another]
    found.offered = [each.id for each in waiters][: 2 if number % 2 else 3]
    return found


def reserve(of: Scene) -> Acts:
    """Some for the slot, one that would wait, and one vehicle for two slots that overlap."""
    twice = of.plate()
    asked = [(of.slot, of.plate()), (of.slot, of.plate()), (of.next, twice), (of.third, twice)]
    made = [reservation(slot, plate) for slot, plate in asked]
    return [_watched(each, acts.Reserve) for each in (*made, reservation(of.slot, of.plate(), may_wait=True))]


def _watched(asked: Any, kind: Callable[..., Command[Any]]) -> Command[Any]:
    """The same, noting each `slot.full`."""
    return kind(**{each.name: getattr(asked, each.name) for each in fields(asked)})


def take_hold(of: Scene) -> Acts:
    again = of.plate()
    asked = [(of.slot, of.plate()), (of.slot, of.plate()), (of.next, again), (of.third, again)]
    made = [hold(slot, plate, f"key:{plate}:{n}") for n, (slot, plate) in enumerate(asked)]
    return [_watched(each, acts.TakeHold) for each in made]


def cancel(of: Scene) -> Acts:
    """One twice, and one that was offered a place."""
    ids = [of.kept[0].id, of.kept[0].id, of.kept[1].id, of.offered[0]]
    return [changes.Cancel(of.site, each, OPERATOR) for each in ids]


def move(of: Scene) -> Acts:
    """Into the slot, out of it, and one to two places at once."""
    one, another = of.elsewhere
    to = [(one, of.slot), (one, of.next), (another, of.slot), (of.kept[0], of.other)]
    return [acts.Move(of.site, each.id, OPERATOR, slot=slot) for each, slot in to]


def accept(of: Scene) -> Acts:
    return [changes.Accept(of.site, each, OPERATOR) for each in (of.offered[0], *of.offered)]


def lower(of: Scene) -> Acts:
    return [displacing.PutCalendar(of.site, None, calendar_document([LANE], places)) for places in (4, 3)]


def sweep(of: Scene) -> Acts:
    return [Lapse(of.site), Lapse(of.site)]


RIVALS: Mapping[str, Callable[[Scene], Acts]] = {
    "reserve": reserve, "hold": take_hold, "cancel": cancel, "move": move, "accept": accept, "lower": lower,
    "sweep": sweep,
}  # fmt: skip


async def at_once(worlds: Sequence[World], commands: Sequence[Command[Any]]) -> list[str]:
    """Everything at the same time, through all desks in turn. Returns what was no refusal."""
    asked = [worlds[n % len(worlds)].desks.run(each) for n, each in enumerate(commands)]
    outcomes = await asyncio.gather(*asked, return_exceptions=True)
    return [f"unexpected {o!r}" for o in outcomes if isinstance(o, BaseException) and not isinstance(o, Refusal)]


async def wrong(made: World, history: History) -> list[str]:
    """What the tables and the ledger say that may not be."""
    found = broken(await looked_at(made.database, {history.site: history}), {history.site: history})
    found += [f"I-02 {each}" for full in acts.FULL if full.site == history.site for each in i02(full, history)]
    return found


async def contest(worlds: Sequence[World], names: tuple[str, str], number: int) -> list[str]:
    """One round of two rivals; what is wrong right after it, and after all that then runs out was swept."""
    acts.FULL.clear()
    first, of = worlds[0], await scene(worlds[0], number)
    one, other = (RIVALS[name](of) for name in names)
    mixed = [each for pair in zip(one, other, strict=False) for each in pair]
    mixed += [*one[len(other) :], *other[len(one) :]]
    found = await at_once(worlds, mixed)
    history = History(of.site)
    found += await wrong(first, history)
    first.clock.set(first.clock.now() + timedelta(minutes=16))
    found += await at_once(worlds, sweep(of))
    return found + await wrong(first, history)
