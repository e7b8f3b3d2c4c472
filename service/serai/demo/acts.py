"""What an operator does in the course of the day, and what befalls: roads are blocked, lanes stop, somebody is called
before his turn, a bay loses its power."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from typing import Final

from serai.demo.client import Json
from serai.demo.visits import Visits

ROAD_FOR: Final = timedelta(minutes=40)
LANE_FOR: Final = timedelta(minutes=20)
DARK_FOR: Final = timedelta(minutes=30)
_LATER: Final = timedelta(minutes=5)
_REASON: Final[Json] = {"code": "perishable", "text": "Its cooling has failed."}


@dataclass(slots=True)
class Acts:
    """The operator's acts at one port; `done` is the list of them, for the summary."""

    visits: Visits
    done: list[dict[str, str]] = field(default_factory=list)
    power_lost: int = 0

    def plan(self, start: datetime, offset: timedelta) -> None:
        """Put a day's acts on the timeline, moved by `offset` so that two ports do not act at once."""
        push = self.visits.timeline.push
        lanes = [lane["code"] for lane in self.visits.lanes if lane["class"] == "general"]
        for hours, act in (
            (1.25, partial(self._block, self.visits.port.act_roads[0])),
            (3.0, partial(self._stop, lanes[0])),
            (4.5, self._call),
            (9.0, partial(self._block, self.visits.port.act_roads[-1])),
            (11.0, partial(self._stop, lanes[-1])),
            (13.0, self._call),
        ):
            push(start + offset + timedelta(hours=hours), act)
        if self.visits.port.loses_power:
            push(start + timedelta(hours=1), self._darken)

    def note(self, text: str) -> None:
        at = self.visits.timeline.now.isoformat().replace("+00:00", "Z")
        self.done.append({"at": at, "site": self.visits.port.site, "act": text})

    async def _block(self, road: str) -> None:
        path = f"/v1/sites/{self.visits.port.site}/roads/{road}/status"
        await self.visits.operator.post(path, {"status": "blocked"})
        self.note(f"road {road} blocked")
        self.visits.timeline.after(ROAD_FOR, partial(self._open, path, road))

    async def _open(self, path: str, road: str) -> None:
        await self.visits.operator.post(path, {"status": "open"})
        self.note(f"road {road} open again")

    async def _stop(self, lane: str) -> None:
        path = f"/v1/sites/{self.visits.port.site}/closures"
        reason = {"code": "inspection", "text": "The scanner is being adjusted."}
        closure = await self.visits.operator.post(path, {"lane": lane, "reason": reason})
        for gates in self.visits.lines.values():
            gates.stopped.add(lane)
        self.note(f"lane {lane} stopped")
        self.visits.timeline.after(LANE_FOR, partial(self._resume, f"{path}/{closure['id']}", lane))

    async def _resume(self, path: str, lane: str) -> None:
        await self.visits.operator.ask("DELETE", path)
        for gates in self.visits.lines.values():
            gates.stopped.discard(lane)
            await gates.feed()
        self.note(f"lane {lane} open again")

    async def _call(self) -> None:
        for gates in self.visits.lines.values():
            if await gates.call_out_of_turn("fresh", _REASON):
                self.note(f"a fresh truck of {gates.code} called before its turn: perishable")
                return

    async def _darken(self) -> None:
        """The power of a bay fails in which somebody needs it."""
        cold = [each for each in self.visits.standing() if each.truck.cargo_class == "fresh" and not each.is_watched]
        if not cold:
            self.visits.timeline.after(_LATER, self._darken)
            return
        bay = cold[0].trip.bays[-1]
        path = f"/v1/sites/{self.visits.port.site}/bays/{bay}/power"
        await self.visits.operator.post(path, {"status": "off"})
        self.power_lost += 1
        self.note(f"bay {bay} has lost its power")
        self.visits.watch(cold[0])
        self.visits.timeline.after(DARK_FOR, partial(self._light, path, bay))

    async def _light(self, path: str, bay: str) -> None:
        await self.visits.operator.post(path, {"status": "on"})
        self.note(f"bay {bay} has power again")
