"""Who waits for a place of a lane, in which order, and whose turn it is. Pure."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from heapq import merge
from typing import Any

from serai.booking.reservations import Slot, Wants

DISPLACED, ASKED = 0, 1
"""Tiers of the order: whom the site could not keep comes before who asked later."""


@dataclass(frozen=True, slots=True, order=True)
class Waiter:
    """One that waits. The order: tier, then turn (when it asked, or what a draw gave it), then id."""

    tier: int
    turn: int
    reservation: str
    lane: str = field(compare=False)
    wants: Wants = field(compare=False)
    company: str | None = field(compare=False, default=None)

    def takes(self, slot: Slot) -> bool:
        """Whether a place in this slot is what it waits for."""
        if self.wants.slot is not None:
            return self.wants.slot == slot.id
        return self.wants.from_ <= slot.starts_at < self.wants.until


class Waitlist:
    """All that wait at a site. One that is offered a place keeps its turn, and is not asked again meanwhile."""

    def __init__(self) -> None:
        self._known: dict[str, Waiter] = {}
        self._offered: dict[str, str] = {}
        self._queues: dict[tuple[str, str | None], list[Waiter]] = {}

    def __len__(self) -> int:
        return len(self._known)

    def __contains__(self, reservation: str) -> bool:
        return reservation in self._known

    def copy(self) -> Waitlist:
        made = Waitlist()
        made._known, made._offered = dict(self._known), dict(self._offered)
        made._queues = {key: list(queue) for key, queue in self._queues.items()}
        return made

    def join(self, waiter: Waiter) -> None:
        self._known[waiter.reservation] = waiter
        self.stand(waiter.reservation)

    def stand(self, reservation: str) -> None:
        """Wait again, at one's old turn: an offer was taken back."""
        waiter = self._known.get(reservation)
        self._offered.pop(reservation, None)
        if waiter is not None:
            queue = self._queues.setdefault((waiter.lane, waiter.wants.slot), [])
            at = bisect_left(queue, waiter)
            if at == len(queue) or queue[at] != waiter:
                insort(queue, waiter)

    def turned(self, reservation: str, turn: int) -> None:
        """Give one that waits another turn: a draw was held."""
        self._change(reservation, turn=turn)

    def want(self, reservation: str, wants: Wants) -> None:
        """Let one wait for its slot at other instants: a decree changed the clocks."""
        self._change(reservation, wants=wants)

    def _change(self, reservation: str, **changes: Any) -> None:
        waiter = self._known.get(reservation)
        if waiter is not None:
            self._step_out(waiter)
            self._known[reservation] = replace(waiter, **changes)
            if reservation not in self._offered:
                self.stand(reservation)

    def rest(self, reservation: str, slot: str) -> None:
        """Stop waiting for now: a place in this slot is offered."""
        waiter = self._known.get(reservation)
        if waiter is not None:
            self._offered[reservation] = slot
            self._step_out(waiter)

    def leave(self, reservation: str) -> None:
        waiter = self._known.pop(reservation, None)
        self._offered.pop(reservation, None)
        if waiter is not None:
            self._step_out(waiter)

    def _step_out(self, waiter: Waiter) -> None:
        key = (waiter.lane, waiter.wants.slot)
        queue = self._queues.get(key, [])
        at = bisect_left(queue, waiter)
        if at < len(queue) and queue[at] == waiter:
            del queue[at]
            if not queue:
                del self._queues[key]

    def offered(self) -> dict[str, list[Waiter]]:
        """Who is offered a place, by slot, the last in the order first."""
        found: dict[str, list[Waiter]] = {}
        for reservation, slot in self._offered.items():
            found.setdefault(slot, []).append(self._known[reservation])
        return {slot: sorted(waiters, reverse=True) for slot, waiters in found.items()}

    def turn(self, slot: Slot) -> Iterator[Waiter]:
        """Who would take a place in this slot, in order."""
        for waiter in merge(self._queues.get((slot.lane, slot.id), ()), self._queues.get((slot.lane, None), ())):
            if waiter.takes(slot):
                yield waiter

    def lanes(self) -> set[str]:
        """The lanes that somebody waits for."""
        return {lane for lane, _ in self._queues}

    def spans(self, lane: str) -> list[tuple[datetime, datetime]]:
        """The ranges, and the starts of slots, that are waited for in a lane."""
        return [
            (waiter.wants.from_, waiter.wants.until)
            for (of, _), queue in self._queues.items()
            if of == lane
            for waiter in queue
        ]

    def ahead(self, reservation: str) -> int | None:
        """How many stand before this one for something it waits for too; None for one that does not wait."""
        own = self._known.get(reservation)
        if own is None:
            return None
        return sum(1 for other in self._known.values() if other < own and _meet(other, own))


def _meet(one: Waiter, other: Waiter) -> bool:
    """Whether one place could be wanted by both."""
    return one.lane == other.lane and one.wants.from_ < other.wants.until and other.wants.from_ < one.wants.until
