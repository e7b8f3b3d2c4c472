"""Commands of those who have several: a drop with its pick-up, the same slot every week, a place to be waited for."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Any
from urllib.parse import quote

import typer

from serai_driver.bookings import Country, Instant, utc
from serai_driver.connection import Api
from serai_driver.refusals import line
from serai_driver.sentences import seen, told, weekly
from serai_driver.terminal import HERE, Json, Key, Url, app, run, show

standing = typer.Typer(no_args_is_help=True, help="The same slot every week.")
app.add_typer(standing, name="standing")

Site = Annotated[str, typer.Argument(help="Code of the site.")]
Plate = Annotated[str, typer.Option(help="Number plate.")]
Cargo = Annotated[str, typer.Option(help="Cargo class.")]
Name = Annotated[str, typer.Option(help="The driver's name.")]
Phone = Annotated[str | None, typer.Option(help="The driver's phone.")]
Language = Annotated[str, typer.Option(help="zh, en, lo, my, vi or th.")]
Standing = Annotated[str, typer.Argument(help="Id of the standing reservation.")]


def _who(plate: str, country: str, name: str, phone: str | None, language: str) -> dict[str, Any]:
    driver = {"name": name, "language": language} | ({"phone": phone} if phone else {})
    return {"vehicle": {"plate": plate, "country": country}, "driver": driver}


@app.command()
def wait(
    site: Site,
    plate: Plate,
    country: Country,
    slot: Annotated[str | None, typer.Option(help="Wait for this slot.")] = None,
    lane: Annotated[str | None, typer.Option(help="Or for the first free place of this lane, --from --to.")] = None,
    from_: Annotated[Instant, typer.Option("--from", help="Earliest start, UTC.")] = None,
    to: Annotated[Instant, typer.Option("--to", help="Latest start, UTC.")] = None,
    cargo: Cargo = "general",
    name: Name = "driver",
    phone: Phone = None,
    language: Language = "en",
    url: Url = HERE,
    key: Key = None,
    as_json: Json = False,
) -> None:
    """Wait for a place; one that becomes free is offered, to accept or to decline."""
    body = {"site": site, "cargo": {"class": cargo}} | _who(plate, country, name, phone, language)
    if (slot is None) == (lane is None):
        raise typer.BadParameter("give either a slot or a lane", param_hint="--slot / --lane")
    if slot is not None:
        body |= {"slot": slot, "waitlist": True}
    elif from_ is None or to is None:
        raise typer.BadParameter("a lane is waited for in a range", param_hint="--from / --to")
    else:
        body |= {"wants": {"lane": lane, "from": utc(from_), "to": utc(to)}}
    made = run(_asked(url, key, "/reservations", body), as_json=as_json)
    show(made, as_json=as_json, text=told(made))


@app.command()
def offers(url: Url = HERE, key: Key = None, as_json: Json = False) -> None:
    """Show the places that are offered now and until when each is kept."""

    async def work() -> list[dict[str, Any]]:
        async with Api(url, key) as api:
            return list((await api.get("/reservations", params={"status": "offered", "limit": 200}))["items"])

    found = run(work(), as_json=as_json)
    show(found, as_json=as_json, text="\n".join(told(each) for each in found) or "nothing is offered")


@app.command()
def pair(
    site: Site,
    drop: Annotated[str, typer.Option(help="The slot for what it brings.")],
    pickup: Annotated[str, typer.Option(help="The slot for what it takes away: another direction, soon after.")],
    plate: Plate,
    country: Country,
    cargo: Cargo = "general",
    pickup_cargo: Annotated[str | None, typer.Option(help="Cargo class of the pick-up, if another one.")] = None,
    name: Name = "driver",
    phone: Phone = None,
    language: Language = "en",
    url: Url = HERE,
    key: Key = None,
    as_json: Json = False,
) -> None:
    """Reserve a drop and a pick-up of one vehicle in one stay, by lanes of two directions: both, or none."""
    who = {"site": site} | _who(plate, country, name, phone, language)
    body = {
        "drop": who | {"slot": drop, "cargo": {"class": cargo}},
        "pickup": who | {"slot": pickup, "cargo": {"class": pickup_cargo or cargo}},
    }
    made = run(_asked(url, key, "/reservations/pairs", body), as_json=as_json)
    show(made, as_json=as_json, text="\n".join(f"{leg}  {told(made[leg])}" for leg in ("drop", "pickup")))


@standing.command("add")
def add(
    site: Site,
    lane: Annotated[str, typer.Option(help="Code of the lane.")],
    days: Annotated[str, typer.Option(help="Weekdays, such as mon,thu.")],
    at: Annotated[str, typer.Option(help="When its slot starts by the site's clock, such as 08:00.")],
    first: Annotated[datetime, typer.Option("--from", formats=["%Y-%m-%d"], help="First date.")],
    plate: Plate,
    country: Country,
    last: Annotated[Instant, typer.Option("--to", formats=["%Y-%m-%d"], help="Last date; else it goes on.")] = None,
    may_wait: Annotated[bool, typer.Option("--wait", help="Wait for a place where a slot is full.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only tell its dates and what is in their way.")] = False,
    cargo: Cargo = "general",
    name: Name = "driver",
    phone: Phone = None,
    language: Language = "en",
    url: Url = HERE,
    key: Key = None,
    as_json: Json = False,
) -> None:
    """Reserve the same slot every week, each date as it comes into the site's horizon."""
    body: dict[str, Any] = {"site": site, "lane": lane, "at": at}
    body |= {"days": [day.strip().lower() for day in days.split(",")]}
    body |= {"first_date": f"{first:%Y-%m-%d}", "cargo": {"class": cargo}, "waitlist": may_wait}
    body |= _who(plate, country, name, phone, language) | ({"last_date": f"{last:%Y-%m-%d}"} if last else {})
    path = "/standing-reservations/preview" if dry_run else "/standing-reservations"
    made = run(_asked(url, key, path, body), as_json=as_json)
    show(made, as_json=as_json, text=_dates(made) if dry_run else weekly(made))


@standing.command("list")
def list_standing(url: Url = HERE, key: Key = None, as_json: Json = False) -> None:
    """Show the standing reservations of this key, newest first."""

    async def work() -> list[dict[str, Any]]:
        async with Api(url, key) as api:
            return list((await api.get("/standing-reservations", params={"limit": 200}))["items"])

    found = run(work(), as_json=as_json)
    show(found, as_json=as_json, text="\n".join(map(weekly, found)) or "nothing")


@standing.command("show")
def show_standing(standing_: Standing, url: Url = HERE, key: Key = None, as_json: Json = False) -> None:
    """Show a standing reservation and what became of each of its dates."""

    async def work() -> dict[str, Any]:
        async with Api(url, key) as api:
            return dict(await api.get(f"/standing-reservations/{quote(standing_)}"))

    found = run(work(), as_json=as_json)
    dates = [f"{each['date']}  {_became(each)}" for each in found["occurrences"]]
    show(found, as_json=as_json, text="\n".join([weekly(found), *dates]))


@standing.command("end")
def end(
    standing_: Standing,
    cancel: Annotated[bool, typer.Option("--cancel", help="Give back what it has reserved, too.")] = False,
    url: Url = HERE,
    key: Key = None,
    as_json: Json = False,
) -> None:
    """End a standing reservation; what it has reserved stays, unless --cancel."""

    async def work() -> dict[str, Any]:
        async with Api(url, key) as api:
            asked = {"cancel": "true"} if cancel else {}
            return dict(await api.delete(f"/standing-reservations/{quote(standing_)}", params=asked))

    ended = run(work(), as_json=as_json)
    show(ended, as_json=as_json, text=weekly(ended))


async def _asked(url: str, key: str | None, path: str, body: Mapping[str, Any]) -> dict[str, Any]:
    async with Api(url, key) as api:
        return dict(await api.post(path, body))


def _dates(preview: Mapping[str, Any]) -> str:
    return "\n".join(f"{each['date']}  {seen(each) or _problem(each['conflict'])}" for each in preview["items"])


def _became(occurrence: Mapping[str, Any]) -> str:
    problem = occurrence["problem"]
    return f"reserved  ({occurrence['reservation']})" if problem is None else _problem(problem)


def _problem(problem: Mapping[str, Any]) -> str:
    return line(problem["code"], problem["detail"], problem)
