"""`serai-driver`: reserve a slot, check in, watch the place in the queue, be guided to the bay."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Coroutine
from datetime import UTC, datetime, timedelta
from typing import Annotated, Any, TypeVar
from urllib.parse import quote
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import orjson
import typer
from rich.console import Console
from rich.live import Live as Redrawn

from serai_driver import screen
from serai_driver.connection import Api, Live, Refused, Unreachable
from serai_driver.state import State

T = TypeVar("T")
app = typer.Typer(no_args_is_help=True, add_completion=False, help=__doc__, pretty_exceptions_enable=False)
out = Console()

Url = Annotated[str, typer.Option(envvar="SERAI_URL", help="Address of the service.")]
Key = Annotated[str | None, typer.Option(envvar="SERAI_DRIVER_KEY", help="A driver's key, or the token of its link.")]
Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]
Plate = Annotated[str | None, typer.Option(help="Number plate.")]
Country = Annotated[str, typer.Option(help="Country of the plate, two letters.")]
HERE = "http://127.0.0.1:8000"
AHEAD = timedelta(days=1)


def run(work: Coroutine[Any, Any, T]) -> T:
    """Do it; on a refusal print one clear line and exit with 1."""
    try:
        return asyncio.run(work)
    except (Refused, Unreachable) as error:
        typer.echo(f"serai-driver: {error}", err=True)
        raise typer.Exit(1) from error
    except KeyboardInterrupt:
        raise typer.Exit(130) from None


def show(value: Any, *, as_json: bool, text: str) -> None:
    typer.echo(orjson.dumps(value).decode() if as_json else text)


@app.command()
def reserve(
    site: Annotated[str, typer.Argument(help="Code of the site.")],
    plate: Annotated[str, typer.Option(help="Number plate.")],
    country: Country,
    lane: Annotated[str | None, typer.Option(help="Lane; its first open slot is taken.")] = None,
    slot: Annotated[str | None, typer.Option(help="A certain slot.")] = None,
    from_: Annotated[datetime | None, typer.Option("--from", help="Earliest start, UTC.")] = None,
    to: Annotated[datetime | None, typer.Option("--to", help="Latest start, UTC.")] = None,
    cargo: Annotated[str, typer.Option(help="Cargo class.")] = "general",
    name: Annotated[str, typer.Option(help="The driver's name.")] = "driver",
    phone: Annotated[str | None, typer.Option(help="The driver's phone.")] = None,
    language: Annotated[str, typer.Option(help="zh, en, lo, my, vi or th.")] = "en",
    url: Url = HERE,
    key: Key = None,
    as_json: Json = False,
) -> None:
    """Reserve an arrival slot."""
    if (lane is None) == (slot is None):
        raise typer.BadParameter("give either a lane or a slot", param_hint="--lane / --slot")
    driver = {"name": name, "language": language} | ({"phone": phone} if phone else {})
    body = {"site": site, "vehicle": {"plate": plate, "country": country}, "driver": driver, "cargo": {"class": cargo}}

    async def work() -> dict[str, Any]:
        async with Api(url, key) as api:
            chosen = slot or await _first_open(api, site, str(lane), from_, to)
            return dict(await api.post("/reservations", body | {"slot": chosen}))

    made = run(work())
    starts = made["slot"] or {}
    when = f"{starts.get('starts_at', '')} - {starts.get('ends_at', '')}"
    show(made, as_json=as_json, text=f"{made['reference']}  {made['status']}  {when}  ({made['id']})")


async def _first_open(api: Api, site: str, lane: str, from_: datetime | None, to: datetime | None) -> str:
    start = from_.replace(tzinfo=from_.tzinfo or UTC) if from_ else None
    end = to.replace(tzinfo=to.tzinfo or UTC) if to else (start + AHEAD if start else None)
    asked = {"lane": lane} | {name: at.isoformat() for name, at in (("from", start), ("to", end)) if at is not None}
    slots = (await api.get(f"/sites/{quote(site)}/slots", params=asked))["items"]
    chosen = next((each["id"] for each in slots if each["status"] == "open"), None)
    if chosen is None:
        raise Refused("slot.none", f"No slot of {lane} is open in that time.")
    return str(chosen)


@app.command("check-in")
def check_in(
    site: Annotated[str, typer.Argument(help="Code of the site.")],
    reservation: Annotated[str | None, typer.Option(help="Id of the reservation.")] = None,
    reference: Annotated[str | None, typer.Option(help="Reference of the reservation, such as MHN-7K3Q2F.")] = None,
    plate: Plate = None,
    country: Annotated[str | None, typer.Option(help="Country of the plate, two letters.")] = None,
    lane: Annotated[str | None, typer.Option(help="Lane, for who comes without a reservation.")] = None,
    cargo: Annotated[str | None, typer.Option(help="Cargo class, for who comes without a reservation.")] = None,
    url: Url = HERE,
    key: Key = None,
    as_json: Json = False,
) -> None:
    """Say that you have arrived: the visit begins, and with it the place in the queue."""
    if sum(each is not None for each in (reservation, reference, plate)) != 1:
        raise typer.BadParameter("give one of them", param_hint="--reservation / --reference / --plate")
    if (plate is None) != (country is None):
        raise typer.BadParameter("a plate comes with its country", param_hint="--plate / --country")
    body: dict[str, Any] = {"by": "driver", "reservation": reservation, "reference": reference, "lane": lane}
    body |= {"vehicle": {"plate": plate, "country": country} if plate else None}
    body |= {"cargo": {"class": cargo} if cargo else None}
    given = {name: value for name, value in body.items() if value is not None}

    async def work() -> dict[str, Any]:
        async with Api(url, key) as api:
            return dict(await api.post(f"/sites/{quote(site)}/visits", given))

    made = run(work())
    place = made.get("place") or {}
    show(
        made,
        as_json=as_json,
        text=f"{made['id']}  {made['status']}  place {place.get('position')} of {place.get('of')}",
    )


@app.command()
def watch(
    visit: Annotated[str, typer.Argument(help="Id of the visit.")],
    until: Annotated[str | None, typer.Option(help="Stop at this status, such as called or admitted.")] = None,
    url: Url = HERE,
    key: Key = None,
    as_json: Json = False,
) -> None:
    """Show place, time band, call and bay, live, until the visit is over. With --json, one line for each change."""
    run(_watch(visit, until, url, key, as_json))


async def _watch(visit: str, until: str | None, url: str, key: str | None, as_json: bool) -> None:
    async with Api(url, key) as api:
        known = await api.get(f"/visits/{quote(visit)}")
        site = await api.get(f"/sites/{quote(known['site'])}")
        classes = {lane["code"]: lane["class"] for lane in site.get("lanes", ())}
        zone = _zone(site.get("zone"))
        live = Live(api, State(known["site"], visit, known.get("class") or classes.get(known["lane"])))
        is_drawn = out.is_terminal and not as_json
        with Redrawn(console=out, refresh_per_second=8) if is_drawn else _Nothing() as redrawn:
            said = None
            async for state in live.updates():
                if isinstance(redrawn, Redrawn):
                    redrawn.update(screen.panel(state, zone, is_connected=live.is_connected))
                elif (line := _line(live, zone, as_json)) != said:
                    said = line
                    typer.echo(line)
                    sys.stdout.flush()
                if until is not None and state.status == until:
                    return


class _Nothing:
    """Where nothing is redrawn."""

    def __enter__(self) -> None: ...

    def __exit__(self, *_: object) -> None: ...


def _line(live: Live, zone: ZoneInfo, as_json: bool) -> str:
    if as_json:
        return orjson.dumps(screen.brief(live.state, zone, is_connected=live.is_connected)).decode()
    return screen.sentence(live.state, zone, is_connected=live.is_connected)


def _zone(name: str | None) -> ZoneInfo:
    try:
        return ZoneInfo(name or "UTC")
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo("UTC")


@app.command()
def guide(
    visit: Annotated[str, typer.Argument(help="Id of the visit.")],
    language: Annotated[str, typer.Option(help="en or zh.")] = "en",
    url: Url = HERE,
    key: Key = None,
    as_json: Json = False,
) -> None:
    """Show the bay and the way to it."""

    async def work() -> dict[str, Any]:
        async with Api(url, key) as api:
            found = await api.get(f"/visits/{quote(visit)}/guidance", headers={"Accept-Language": language})
            return dict(found)

    found = run(work())
    steps = [f"{number}. {step['text']}" for number, step in enumerate(found["steps"], 1)]
    show(found, as_json=as_json, text="\n".join([f"bay {found['bay']}", *steps]))


def main() -> None:
    app()


if __name__ == "__main__":
    main()
