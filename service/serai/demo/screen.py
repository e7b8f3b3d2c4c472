"""What `serai demo` shows: who has which key, how the day goes, what it came to. Plain lines on a dumb terminal."""

from __future__ import annotations

import asyncio
import sys
from datetime import datetime, timedelta
from typing import Any, Final

import orjson
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn
from rich.table import Table

from serai.demo.ports import MOHAN, PORTS, ZONE
from serai.demo.setting import Cast
from serai.demo.world import World, shape

_LOOK_SECONDS: Final = 0.5
_LINE_EVERY: Final = timedelta(hours=1)
_SOURCE: Final = (
    "Shape of the day: readings of the State Border Guard Service of Ukraine, CC BY 4.0, as collected in"
    " jabbathepole/border-queue-logger. Plates, people and companies are invented."
)
_JUDGED: Final = (
    "A band is the one told at check-in; those who were there at first asked when the day had begun. Naive: place in"
    " the queue × mean service ÷ booths at that moment."
)


class Screen:
    """Quiet: only the summary, as JSON on standard output."""

    def __init__(self, *, quiet: bool) -> None:
        self.has_result = False
        self._quiet = quiet
        self._out = Console(quiet=quiet, highlight=False, soft_wrap=True)

    def say(self, text: str) -> None:
        self._out.print(text, markup=False)

    def assumptions(self, world: World, speed: float) -> None:
        """What the day is made from."""
        for port, day in zip(PORTS, world.days, strict=True):
            told = shape(port, day)
            there = f"{told['waiting_at_first']} waited, {day.waiting} of them stand here at first"
            self.say(
                f"{port.site} is shaped by {port.crossing} on {port.day}: {told['readings']} readings, {there};"
                f" {len(day.times)} more come. Served {port.served_per_hour:g} an hour is ASSUMED ({port.why});"
                f" {told['gaps_clipped']} gaps with negative arrivals clipped ({told['trucks_clipped']:g} trucks)."
            )
        self.say(_SOURCE)
        pace = f"{speed:g} times as fast as it was" if speed else "as fast as it goes"
        self.say(f"The day begins at {_wall(world.start)} and is played {pace}.\n")

    def ready(self, url: str, cast: Cast) -> None:
        """Where to look, with which key."""
        self.say(f"Console   {url}/#key={cast.operator}&site={MOHAN.site}\n")
        for name, key in cast.named().items():
            self.say(f"  {name:28} {key}")
        self.say("\nThe ports are being set up.")

    def link(self, url: str, world: World) -> None:
        """A driver's page, of a truck that comes soon."""
        soon = world.link()
        if soon is not None:
            slot = datetime.fromisoformat(soon["slot"]["starts_at"])
            plate = soon["vehicle"]["plate"]
            self.say(f"\nA driver  {url}{soon['pass']['url']}  ({plate}, {soon['site']}, slot {slot:%H:%M})\n")

    async def follow(self, world: World) -> None:
        """Show how the day goes until cancelled."""
        if self._quiet:
            return
        if self._out.is_terminal and not self._out.is_dumb_terminal:
            await self._bar(world)
        else:
            await self._lines(world)

    async def _bar(self, world: World) -> None:
        columns = (TextColumn("{task.description}"), BarColumn(bar_width=12), TextColumn("{task.fields[state]}"))
        whole = (world.end - world.start).total_seconds()
        with Progress(*columns, console=self._out, transient=True) as progress:
            task = progress.add_task("", total=whole, state="")
            while True:
                gone = max(0.0, (world.timeline.now - world.start).total_seconds())
                progress.update(task, completed=gone, description=_wall(world.timeline.now), state=_state(world))
                await asyncio.sleep(_LOOK_SECONDS)

    async def _lines(self, world: World) -> None:
        following = world.start
        while True:
            if world.timeline.now >= following:
                self.say(f"{_wall(world.timeline.now)}  {_state(world)}")
                following = world.timeline.now + _LINE_EVERY
            await asyncio.sleep(_LOOK_SECONDS)

    def result(self, summary: dict[str, Any]) -> None:
        """The day's figures."""
        self.has_result = True
        if self._quiet:
            sys.stdout.write(orjson.dumps(summary, option=orjson.OPT_INDENT_2).decode() + "\n")
            return
        table = Table("", *summary["sites"], title="The day")
        columns = [_cells(site) for site in summary["sites"].values()]
        for row in zip(*columns, strict=True):
            table.add_row(row[0][0], *(cell for _, cell in row))
        self._out.print(table)
        self.say(_JUDGED)
        self.say(f"{summary['requests']} requests in {summary['seconds']} s; refused by a rule: {summary['refused']}")


def _cells(site: dict[str, Any]) -> list[tuple[str, str]]:
    trucks, wait, bands = site["trucks"], site["wait_minutes"], site["bands"]
    kinds = ("arrived", "with_reservation", "served", "left", "waiting", "in_yard", "departed")
    counts = [(name.replace("_", " "), str(trucks[name])) for name in kinds]
    return [
        *counts,
        ("waiting by the service", str(site["queue_says"])),
        ("wait mean / median / p90, min", " / ".join(_figure(wait[name]) for name in ("mean", "median", "p90"))),
        ("bays used / at most at once", f"{site['bays']['used']} / {site['bays']['peak']}"),
        ("inspections ordered / cleared", f"{site['inspections']['ordered']} / {site['inspections']['cleared']}"),
        ("bays that lost their power", str(site["power_lost"])),
        ("bands that held", f"{bands['inside']} of {bands['judged']} ({_percent(bands['coverage'])})"),
        ("  too early / too late / undecided", f"{bands['early']} / {bands['late']} / {bands['undecided']}"),
        ("  mean width, min", _figure(bands["width_minutes"])),
        (
            "mean error of p50 / naive, min",
            f"{_figure(bands['error_minutes'])} / {_figure(bands['naive_error_minutes'])}",
        ),
        ("  ratio", f"{_figure(bands['error_ratio'])} over {bands['compared']}"),
    ]


def _figure(value: float | None) -> str:
    return "-" if value is None else str(value)


def _percent(share: float | None) -> str:
    return "-" if share is None else f"{100 * share:.1f} %"


def _state(world: World) -> str:
    parts = []
    for visits in world.ports:
        trips = visits.trips
        waiting = sum(trip.is_waiting for trip in trips)
        served = sum(trip.admitted_at is not None for trip in trips)
        parts.append(f"{visits.port.site}: {waiting} wait, {served} served, {len(visits.occupied)} bays")
    return "  ".join(parts)


def _wall(at: datetime) -> str:
    return f"{at.astimezone(ZONE):%d %b %H:%M}"
