"""`serai-driver`: reserve a slot, check in, watch the place in the queue, be guided to the bay."""

from __future__ import annotations

import sys
from typing import Annotated, Any
from urllib.parse import quote
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import orjson
import typer
from rich.live import Live as Redrawn

from serai_driver import bookings, bulk, declarations, fleets, meeting, screen
from serai_driver.connection import Api, Live
from serai_driver.sentences import because
from serai_driver.state import State
from serai_driver.terminal import HERE, Json, Key, Url, app, out, run, show

__all__ = ["app", "bookings", "bulk", "declarations", "fleets", "main", "meeting"]

Plate = Annotated[str | None, typer.Option(help="Number plate.")]


@app.command("check-in")
def check_in(
    site: Annotated[str, typer.Argument(help="Code of the site.")],
    reservation: Annotated[str | None, typer.Option(help="Id of the reservation.")] = None,
    reference: Annotated[
        str | None, typer.Option(help="Reference, such as MHN-7K3Q2F, or the text of the pass.")
    ] = None,
    plate: Plate = None,
    country: Annotated[str | None, typer.Option(help="Country of the plate, two letters.")] = None,
    lane: Annotated[str | None, typer.Option(help="Lane, for who comes without a reservation.")] = None,
    cargo: Annotated[str | None, typer.Option(help="Cargo class, for who comes without a reservation.")] = None,
    area: Annotated[str | None, typer.Option(help="Where you wait for the call, of the site's areas.")] = None,
    at: Annotated[str | None, typer.Option(help="Where you are: LAT,LON in degrees, if the site asks.")] = None,
    accuracy: Annotated[float, typer.Option(help="By how many metres that may be wrong.")] = 20,
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
    body |= {"position": _position(at, accuracy), "area": area}
    given = {name: value for name, value in body.items() if value is not None}

    async def work() -> dict[str, Any]:
        async with Api(url, key) as api:
            return dict(await api.post(f"/sites/{quote(site)}/visits", given))

    made = run(work(), as_json=as_json)
    place = made.get("place") or {}
    show(
        made,
        as_json=as_json,
        text=f"{made['id']}  {made['status']}  place {place.get('position')} of {place.get('of')}",
    )


def _position(at: str | None, accuracy: float) -> dict[str, float] | None:
    if at is None:
        return None
    try:
        lat, lon = map(float, at.split(","))
    except ValueError:
        raise typer.BadParameter("give degrees, such as 21.1896,101.6862", param_hint="--at") from None
    return {"lat": lat, "lon": lon, "accuracy_m": accuracy}


@app.command()
def watch(
    visit: Annotated[str, typer.Argument(help="Id of the visit.")],
    until: Annotated[str | None, typer.Option(help="Stop at this status, such as called or admitted.")] = None,
    url: Url = HERE,
    key: Key = None,
    as_json: Json = False,
) -> None:
    """Show place, time band, call and bay, live, until the visit is over. With --json, one line for each change."""
    run(_watch(visit, until, url, key, as_json), as_json=as_json)


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
    taken: Annotated[bool, typer.Option("--taken", help="Another truck is in the bay: be sent elsewhere.")] = False,
    blocked: Annotated[int | None, typer.Option(help="Number of the step that cannot be driven.", min=1)] = None,
    language: Annotated[str, typer.Option(help="zh, en, lo, my, vi or th.")] = "en",
    url: Url = HERE,
    key: Key = None,
    as_json: Json = False,
) -> None:
    """Show the bay and the way to it, and where the truck would be sent if the bay proved to be taken."""
    found = run(_guided(Api(url, key), visit, language, taken=taken, blocked=blocked), as_json=as_json)
    steps = [f"{number}. {step['text']}" for number, step in enumerate(found["steps"], 1)]
    second = [f"else bay {found['second']['bay']}"] if found.get("second") else []
    show(found, as_json=as_json, text="\n".join([f"bay {found['bay']}", *steps, *second]))


async def _guided(opened: Api, visit: str, language: str, *, taken: bool, blocked: int | None) -> dict[str, Any]:
    """The guidance, after what is disputed of it."""
    path, headers = f"/visits/{quote(visit)}", {"Accept-Language": language}
    async with opened as api:
        told = dict(await api.get(f"{path}/guidance", headers=headers))
        body: dict[str, Any] = {"bay": told["bay"]} if taken and told["bay"] else {}
        driven = [step["node"] for step in told["steps"] if step["distance_m"]]
        if blocked is not None and blocked <= len(driven):
            at = told["path"].index(driven[blocked - 1])
            body = {"between": told["path"][at : at + 2]}
        if not body:
            return told
        await api.post(f"{path}/dispute", body)
        return dict(await api.get(f"{path}/guidance", headers=headers))


@app.command()
def why(
    visit: Annotated[str, typer.Argument(help="Id of the visit.")],
    language: Annotated[str, typer.Option(help="zh, en, lo, my, vi or th.")] = "en",
    url: Url = HERE,
    key: Key = None,
    as_json: Json = False,
) -> None:
    """Say why a visit stands where it stands, who passed it by which rule, and what would change it."""
    found = run(_told(url, key, f"/visits/{quote(visit)}/explanation", language), as_json=as_json)
    show(found, as_json=as_json, text="\n".join(because(found)))


@app.command()
def elsewhere(
    visit: Annotated[str, typer.Argument(help="Id of the visit.")],
    url: Url = HERE,
    key: Key = None,
    as_json: Json = False,
) -> None:
    """Show other sites where a truck that waits would be let in earlier, the drive included."""
    found = run(_told(url, key, f"/visits/{quote(visit)}/elsewhere", "en"), as_json=as_json)
    lines = [screen.offered(each, _zone(each["zone"])) for each in found["items"]]
    lines += [screen.kept(found["promise"])] if found["promise"] else []
    show(found, as_json=as_json, text="\n".join(lines) or "No other site would let this truck in earlier.")


@app.command()
def transfer(
    visit: Annotated[str, typer.Argument(help="Id of the visit.")],
    site: Annotated[str, typer.Argument(help="Code of the site to go to, as `elsewhere` names it.")],
    lane: Annotated[str | None, typer.Option(help="Lane there; the one that is offered, if left away.")] = None,
    url: Url = HERE,
    key: Key = None,
    as_json: Json = False,
) -> None:
    """Leave the queue for another site, which keeps the place by arrival for a while."""

    async def work() -> dict[str, Any]:
        async with Api(url, key) as api:
            path = f"/visits/{quote(visit)}"
            offers = [] if lane else (await api.get(f"{path}/elsewhere"))["items"]
            offered = next((each["lane"] for each in offers if each["site"] == site), None)
            there = lane or offered or (await api.get(path))["lane"]
            return dict(await api.post(f"{path}/transfer", {"site": site, "lane": there}))

    made = run(work(), as_json=as_json)
    show(made, as_json=as_json, text=screen.kept(made))


async def _told(url: str, key: str | None, path: str, language: str) -> dict[str, Any]:
    async with Api(url, key) as api:
        return dict(await api.get(path, headers={"Accept-Language": language}))


def main() -> None:
    app()


if __name__ == "__main__":
    main()
