"""What the customs do in the course of the day: now and then they want a truck inspected, and say what came of it."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from typing import Final

from serai.demo.client import Api
from serai.demo.gates import Guest
from serai.demo.trucks import lognormal
from serai.demo.visits import Step, Visits

OUTCOMES: Final = ("cleared", "detained", "withdrawn")
_FIRST: Final = timedelta(minutes=40)
_BETWEEN_MINUTES: Final = (10.0, 30.0)
_LASTS_MINUTES: Final = 9.0
_SPREAD: Final = 0.4
_DETAINED: Final = 1 / 8
_DETAINED_FOR: Final = timedelta(minutes=20)
_PATIENCE: Final = timedelta(minutes=40)
"""As long they wait for a truck to come to a bay where it can be inspected; then another one is as good."""
_A_MINUTE: Final = timedelta(minutes=1)
_MAY_NOT_ORDER: Final = frozenset({"inspection.too_late", "visit.unknown"})
_MAY_NOT_END: Final = frozenset({"inspection.none", "visit.unknown"})
"""Whoever watches the demo may have ended it."""


@dataclass(slots=True)
class Customs:
    """The authority at one port; `note` tells the summary, `counts` how many were ordered and what came of them."""

    visits: Visits
    authority: Api
    draw: random.Random
    note: Callable[[str], None]
    counts: Counter[str] = field(default_factory=Counter)

    def plan(self, start: datetime, end: datetime) -> None:
        """Put a day's orders on the timeline: few an hour."""
        at = start + _FIRST
        while at < end:
            self.visits.timeline.push(at, self._order)
            at += timedelta(minutes=self.draw.uniform(*_BETWEEN_MINUTES))

    def summary(self) -> dict[str, int]:
        return {each: self.counts[each] for each in ("ordered", *OUTCOMES)}

    async def _order(self) -> None:
        """Of those who stand in a bay and did not come for it, one, while there is room and nobody else waits."""
        here = [each for each in self.visits.standing() if not each.truck.needs and not each.is_watched]
        known = await self.authority.get(f"/v1/sites/{self.visits.port.site}/inspections")
        inside = [each for each in known["items"] if each["where"] in ("under_way", "bay")]
        if not here or inside or all(bay["status"] != "free" for bay in known["bays"]):
            return
        guest = self.draw.choice(here)
        path, why = f"/v1/visits/{guest.visit}/inspect", {"reason": {"code": "customs"}}
        if await self.authority.attempt(path, why, _MAY_NOT_ORDER) is None:
            return
        self.counts["ordered"] += 1
        self.note(f"the truck in bay {guest.trip.bays[-1]} is to be inspected")
        self.visits.watch(guest)
        self._after(_A_MINUTE, partial(self._await, guest.trip.bays[-1], self.visits.timeline.now), guest)

    async def _await(self, before: str, ordered_at: datetime, guest: Guest) -> None:
        """Inspect it once it has come; one for which there is no bay is let go."""
        if guest.trip.bays[-1] != before:
            lasts = timedelta(minutes=lognormal(self.draw, _LASTS_MINUTES, _SPREAD))
            self._after(lasts, self._say, guest)
        elif self.visits.timeline.now - ordered_at < _PATIENCE:
            self._after(_A_MINUTE, partial(self._await, before, ordered_at), guest)
        else:
            await self._end("withdrawn", guest)

    async def _say(self, guest: Guest) -> None:
        if self.draw.random() >= _DETAINED:
            await self._end("cleared", guest)
            return
        await self._end("detained", guest)
        self._after(_DETAINED_FOR, partial(self._end, "cleared"), guest)

    async def _end(self, outcome: str, guest: Guest) -> None:
        path = f"/v1/visits/{guest.visit}/inspected"
        if await self.authority.attempt(path, {"outcome": outcome}, _MAY_NOT_END) is not None:
            self.counts[outcome] += 1
            self.note(f"the truck in bay {guest.trip.bays[-1]}: {outcome}")

    def _after(self, delay: timedelta, step: Step, guest: Guest) -> None:
        self.visits.timeline.after(delay, self.visits.step(step, guest))
