"""Commands about reservations: make one or wait for one, look at it, change it, answer an offer, print its ticket."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import quote

import typer

from serai_driver.connection import Api, Refused
from serai_driver.sentences import told
from serai_driver.terminal import HERE, Json, Key, Url, app, run, show

AHEAD = timedelta(days=1)
Instant = datetime | None
Country = Annotated[str, typer.Option(help="Country of the plate, two letters.")]
Reservation = Annotated[str, typer.Argument(help="Id of the reservation.")]


@app.command()
def reserve(
    site: Annotated[str, typer.Argument(help="Code of the site.")],
    plate: Annotated[str, typer.Option(help="Number plate.")],
    country: Country,
    lane: Annotated[str | None, typer.Option(help="Lane; its first open slot is taken.")] = None,
    slot: Annotated[str | None, typer.Option(help="A certain slot.")] = None,
    held: Annotated[str | None, typer.Option("--hold", help="A place that is held: serai-driver hold.")] = None,
    wait: Annotated[bool, typer.Option("--wait", help="Wait for a place where the slot is full.")] = False,
    wants: Annotated[
        bool, typer.Option("--wants", help="Wait for the first free place of --lane in the range.")
    ] = False,
    from_: Annotated[Instant, typer.Option("--from", help="Earliest start, UTC.")] = None,
    to: Annotated[Instant, typer.Option("--to", help="Latest start, UTC.")] = None,
    not_before: Annotated[Instant, typer.Option(help="The site never moves it before this, UTC.")] = None,
    not_after: Annotated[Instant, typer.Option(help="The site never moves it behind this, UTC.")] = None,
    cargo: Annotated[str, typer.Option(help="Cargo class.")] = "general",
    name: Annotated[str, typer.Option(help="The driver's name.")] = "driver",
    phone: Annotated[str | None, typer.Option(help="The driver's phone.")] = None,
    language: Annotated[str, typer.Option(help="zh, en, lo, my, vi or th.")] = "en",
    declaration: Annotated[str | None, typer.Option(help="A declaration that was submitted.")] = None,
    url: Url = HERE,
    key: Key = None,
    as_json: Json = False,
) -> None:
    """Reserve an arrival slot, or wait for one."""
    if sum(each is not None for each in (lane, slot, held)) != 1:
        raise typer.BadParameter("give one of them", param_hint="--lane / --slot / --hold")
    if wants and (lane is None or from_ is None or to is None):
        raise typer.BadParameter("a range is a lane, --from and --to", param_hint="--wants")
    limits = {name: utc(at) for name, at in (("not_before", not_before), ("not_after", not_after)) if at is not None}
    driver = {"name": name, "language": language} | ({"phone": phone} if phone else {})
    body: dict[str, Any] = {"site": site, "vehicle": {"plate": plate, "country": country}, "driver": driver}
    body |= {"cargo": {"class": cargo}} | ({"limits": limits} if limits else {}) | ({"waitlist": True} if wait else {})
    body |= {"declaration": declaration} if declaration else {}
    known = _known(lane, slot, held, (from_, to) if wants else None)

    async def work() -> dict[str, Any]:
        async with Api(url, key) as api:
            wanted = known or {"slot": await _first(api, site, str(lane), (from_, to), may_wait=wait)}
            return dict(await api.post("/reservations", body | wanted))

    made = run(work(), as_json=as_json)
    show(made, as_json=as_json, text=told(made))


def _known(
    lane: str | None, slot: str | None, held: str | None, span: tuple[Instant, Instant] | None
) -> dict[str, Any] | None:
    """What is asked for, where no slot has to be looked for first."""
    if held is not None or slot is not None:
        return {"hold": held} if held is not None else {"slot": slot}
    from_, to = span or (None, None)
    return None if from_ is None or to is None else {"wants": {"lane": lane, "from": utc(from_), "to": utc(to)}}


async def _first(api: Api, site: str, lane: str, span: tuple[Instant, Instant], *, may_wait: bool) -> str:
    """The first open slot of the lane; the first full one where that may be waited for."""
    from_, to = span
    end = to or (from_ + AHEAD if from_ else None)
    asked = {"lane": lane} | {name: utc(at) for name, at in (("from", from_), ("to", end)) if at is not None}
    slots = (await api.get(f"/sites/{quote(site)}/slots", params=asked))["items"]
    for status in ("open", "full") if may_wait else ("open",):
        if (chosen := next((each["id"] for each in slots if each["status"] == status), None)) is not None:
            return str(chosen)
    raise Refused("slot.none", f"No slot of {lane} is open in that time.")


def utc(at: datetime) -> str:
    """As the service reads it; a time without an offset is UTC."""
    return at.replace(tzinfo=at.tzinfo or UTC).isoformat()


@app.command()
def hold(
    slot: Annotated[str, typer.Argument(help="Id of the slot.")],
    plate: Annotated[str, typer.Option(help="Number plate.")],
    country: Country,
    url: Url = HERE,
    key: Key = None,
    as_json: Json = False,
) -> None:
    """Keep a place for some minutes, to reserve it with `reserve --hold`. It is not renewed by asking again."""

    async def work() -> dict[str, Any]:
        async with Api(url, key) as api:
            return dict(await api.post("/holds", {"slot": slot, "vehicle": {"plate": plate, "country": country}}))

    made = run(work(), as_json=as_json)
    show(made, as_json=as_json, text=f"kept until {made['expires_at']}  ({made['id']})")


@app.command("list")
def list_all(
    status: Annotated[
        list[str] | None, typer.Option(help="Only these, such as confirmed, waitlisted or offered; may be repeated.")
    ] = None,
    url: Url = HERE,
    key: Key = None,
    as_json: Json = False,
) -> None:
    """Show what this key has reserved or waits for, newest first."""

    async def work() -> list[dict[str, Any]]:
        async with Api(url, key) as api:
            asked = {"status": status} if status else {}
            return list((await api.get("/reservations", params=asked))["items"])

    found = run(work(), as_json=as_json)
    show(found, as_json=as_json, text="\n".join(told(each) for each in found) or "nothing")


@app.command("show")
def show_one(reservation: Reservation, url: Url = HERE, key: Key = None, as_json: Json = False) -> None:
    """Show a reservation: its state, its slot or what it waits for, and what can be done now."""

    async def work() -> dict[str, Any]:
        async with Api(url, key) as api:
            return dict(await api.get(f"/reservations/{quote(reservation)}"))

    found = run(work(), as_json=as_json)
    show(found, as_json=as_json, text=told(found))


def _change(reservation: str, name: str, body: dict[str, Any], url: str, key: str | None, as_json: bool) -> None:
    async def work() -> dict[str, Any]:
        async with Api(url, key) as api:
            return dict(await api.post(f"/reservations/{quote(reservation)}/{name}", body))

    changed = run(work(), as_json=as_json)
    show(changed, as_json=as_json, text=told(changed))


@app.command()
def cancel(reservation: Reservation, url: Url = HERE, key: Key = None, as_json: Json = False) -> None:
    """Give a reservation back, or stop waiting."""
    _change(reservation, "cancel", {}, url, key, as_json)


@app.command()
def move(
    reservation: Reservation,
    slot: Annotated[str, typer.Option(help="The slot to take instead.")],
    url: Url = HERE,
    key: Key = None,
    as_json: Json = False,
) -> None:
    """Take another slot and give this one back, in one act."""
    _change(reservation, "move", {"slot": slot}, url, key, as_json)


@app.command()
def extend(reservation: Reservation, url: Url = HERE, key: Key = None, as_json: Json = False) -> None:
    """Arrive later than the window says."""
    _change(reservation, "extend", {}, url, key, as_json)


@app.command()
def swap(
    reservation: Reservation,
    plate: Annotated[str, typer.Option(help="Number plate of the other vehicle.")],
    country: Country,
    url: Url = HERE,
    key: Key = None,
    as_json: Json = False,
) -> None:
    """Name another vehicle of the same company."""
    _change(reservation, "swap-vehicle", {"vehicle": {"plate": plate, "country": country}}, url, key, as_json)


@app.command()
def accept(reservation: Reservation, url: Url = HERE, key: Key = None, as_json: Json = False) -> None:
    """Take the place that is offered."""
    _change(reservation, "accept", {}, url, key, as_json)


@app.command()
def decline(reservation: Reservation, url: Url = HERE, key: Key = None, as_json: Json = False) -> None:
    """Turn the offered place down, and stop waiting."""
    _change(reservation, "decline", {}, url, key, as_json)


@app.command()
def appeal(
    reservation: Reservation,
    reason: Annotated[
        str, typer.Option(help="road_closed, border, breakdown, medical, site_late, other; it is public.")
    ],
    text: Annotated[str | None, typer.Option(help="In your words; the site alone reads them.")] = None,
    url: Url = HERE,
    key: Key = None,
    as_json: Json = False,
) -> None:
    """Say why a miss should not count. Once, and within the days of the rulebook."""
    said = {"code": reason} | ({"text": text} if text else {})
    _change(reservation, "appeal", {"reason": said}, url, key, as_json)


@app.command()
def ticket(
    reservation: Reservation,
    to: Annotated[Path, typer.Option("--out", help="File to write, a PDF.", dir_okay=False)],
    slip: Annotated[bool, typer.Option("--slip", help="For a roll of 80 mm instead of a sheet.")] = False,
    language: Annotated[str | None, typer.Option(help="zh, en, lo, my, vi or th; else the driver's own.")] = None,
    url: Url = HERE,
    key: Key = None,
    as_json: Json = False,
) -> None:
    """Write the ticket of a reservation to a file."""
    asked = {"format": "slip" if slip else "pdf"} | ({"lang": language} if language else {})

    async def work() -> bytes:
        async with Api(url, key) as api:
            return await api.file(f"/reservations/{quote(reservation)}/ticket", params=asked)

    paper = run(work(), as_json=as_json)
    try:
        to.write_bytes(paper)
    except OSError as error:
        typer.echo(f"serai-driver: {to} cannot be written: {error.strerror}", err=True)
        raise typer.Exit(1) from error
    show({"file": str(to), "bytes": len(paper)}, as_json=as_json, text=f"{to}  {len(paper)} bytes")
