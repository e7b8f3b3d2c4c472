"""`serai-sumo`: a yard's days in SUMO, decided by a running service and by those who do without."""

from __future__ import annotations

import asyncio
import json
import tempfile
from collections.abc import Callable
from dataclasses import asdict, replace
from pathlib import Path
from statistics import mean
from typing import Annotated, Any, Final

import httpx
import orjson
import typer
from rich.console import Console
from rich.table import Table

from serai.demo.client import Refused
from serai.demo.host import hosted
from serai.server import log_to_stderr
from serai.settings import Settings
from serai.sites.files import PORTS
from serai.sites.yard import YardInvalid, parse
from serai.sumo.api import Service
from serai.sumo.day import SHIPPED, Setting
from serai.sumo.outcome import Outcome

try:
    from serai.sumo.play import AHEAD, BASELINES, SERVICE, WHEN_FREE, Days, Trial, blocked, called, played
except ImportError as missing:
    raise SystemExit("serai-sumo: SUMO is not installed: pip install 'serai[sumo]'") from missing

app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)
out, err = Console(), Console(stderr=True)
_DRIVE: Final = 600.0
_BEFORE: Final = ("first-free", "greedy")


@app.command()
def main(
    yard: Annotated[str, typer.Option(help=f"A yard file, or one that ships: {', '.join(SHIPPED)}.")] = "yard_4x10",
    rate: Annotated[float | None, typer.Option(min=1, help="Trucks an hour.")] = None,
    hours: Annotated[float, typer.Option(min=1.5, max=12, help="Length of a day; its first hour is not counted.")] = 7,
    seeds: Annotated[str, typer.Option(help="First and last seed of the days.")] = "1-5",
    road: Annotated[str | None, typer.Option(help="A road to block for 40 minutes, known after 150 seconds.")] = None,
    calls: Annotated[bool, typer.Option("--calls", help="Trucks wait at a drive of 10 minutes until called.")] = False,
    url: Annotated[str | None, typer.Option(help="A service with SERAI_CLOCK=test; else one is started.")] = None,
    key: Annotated[str | None, typer.Option(envvar="SERAI_KEY", help="An admin's key of that service.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Play a yard's days in SUMO under the running service and the baselines, and print what they come to."""
    log_to_stderr("warning")
    try:
        trial = _trial(yard, rate, hours, seeds)
        found = _with(url, key, lambda admin: _found(trial, road, calls, admin))
    except (OSError, ValueError, YardInvalid, Refused, httpx.HTTPError) as fault:
        err.print(f"serai-sumo: {fault}", style="red", highlight=False)
        raise typer.Exit(1) from fault
    if as_json:
        out.print_json(json.dumps({name: [asdict(day) for day in days] for name, days in found.items()}))
    else:
        _show(found, trial, road)


def _trial(yard: str, rate: float | None, hours: float, seeds: str) -> Trial:
    file = PORTS / f"{yard}.geojson" if yard in SHIPPED else Path(yard)
    document: dict[str, Any] = orjson.loads(file.read_bytes())
    entries = tuple(gate.id for gate in parse(document).gates.values() if gate.is_entry)
    usual = SHIPPED.get(yard, Setting(40.0, entries))
    first, _, last = seeds.partition("-")
    setting = Setting(rate or usual.rate, usual.gates, hours=hours, mix=usual.mix)
    return Trial(document, setting, range(int(first), int(last or first) + 1))


def _found(trial: Trial, road: str | None, calls: bool, admin: Service) -> Days:
    if calls:
        return called(replace(trial, setting=replace(trial.setting, drive=_DRIVE)), admin)
    if road is None:
        return played(trial, [SERVICE, *BASELINES], admin)
    if road not in trial.yard.roads:
        raise ValueError(f"this yard has no road {road!r}")
    return blocked(trial, road, admin)


def _with(url: str | None, key: str | None, play: Callable[[Service], Days]) -> Days:
    """Play against the service at `url`, or against one of our own that ends afterwards."""
    if url is not None:
        if not key:
            raise ValueError("give --key, or SERAI_KEY, with --url")
        return _ask(url, key, play)
    return asyncio.run(_hosted(play))


async def _hosted(play: Callable[[Service], Days]) -> Days:
    with tempfile.TemporaryDirectory(prefix="serai-sumo-") as folder:
        database = f"sqlite:///{Path(folder) / 'serai.db'}"
        settings = Settings(database=database, port=0, environment="development", clock="test", limits="off", workers=1)
        async with hosted(settings) as service:
            return await asyncio.to_thread(_ask, service.url, service.admin, play)


def _ask(url: str, key: str, play: Callable[[Service], Days]) -> Days:
    with httpx.Client(base_url=url, timeout=60) as http:
        return play(Service(http, key))


def _show(found: Days, trial: Trial, road: str | None) -> None:
    table = Table("who decides", "on roads", "bound", "÷ bound", "held at the gate", "changes", "left over")
    for name, days in found.items():
        roads, least = _mean(days, "roads_of_all"), _mean(days, "bound")
        table.add_row(
            name, f"{roads:.0f} s", f"{least:.0f} s", f"{roads / least:.3f}", f"{_mean(days, 'held'):.0f} s",
            f"{_mean(days, 'changes'):.3f}", str(sum(day.left_over for day in days)),
        )  # fmt: skip
    out.print(f"{trial.setting.rate:g} trucks an hour, seeds {trial.seeds[0]}-{trial.seeds[-1]}", highlight=False)
    out.print(table)
    if road is not None:
        free, lost, left = (_mean(found[name], "roads") for name in ("open", "untold", "told"))
        share = f"{(lost - left) / (lost - free):.2f}" if lost > free else "nothing was lost"
        out.print(f"{road} blocked: {free:.0f}, {lost:.0f}, {left:.0f} s on roads; recovered: {share}", highlight=False)
        return
    if AHEAD in found:
        free, ahead = (_mean(found[name], "waited") / 60 for name in (WHEN_FREE, AHEAD))
        told = f"waited {free:.0f} min if called when free, {ahead:.0f} min if ahead: {ahead / free:.2f}"
        out.print(told, highlight=False)
        return
    for name in _BEFORE:
        pairs = list(zip(found[SERVICE], found[name], strict=True))
        better = sum(ours.roads < theirs.roads for ours, theirs in pairs)
        ratio = _mean(found[SERVICE], "roads") / _mean(found[name], "roads")
        out.print(f"service ÷ {name}: {ratio:.3f}, better on {better} of {len(pairs)} days", highlight=False)


def _mean(days: list[Outcome], member: str) -> float:
    return mean(float(getattr(day, member)) for day in days)


if __name__ == "__main__":
    app()
