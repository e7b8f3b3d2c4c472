"""The command line, command by command."""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

import httpx
import orjson
import typer
from pydantic import TypeAdapter, ValidationError
from rich.console import Console
from rich.progress import track
from rich.table import Table

from serai import server
from serai import workers as processes
from serai.core.db import Database
from serai.core.errors import Refusal
from serai.core.instants import Instant
from serai.demo.run import Options, Stopped
from serai.demo.run import run as play
from serai.identity.actions import KeyWish, add_person, create_key, disable_person, set_password
from serai.identity.queries import people as everybody
from serai.identity.rights import Role
from serai.importing import ask_for, make
from serai.importing import change_zone as ask_for_zone
from serai.passes import gate
from serai.schema import migrate as migrate_schema
from serai.settings import Settings
from serai.sites import osm
from serai.sites.faults import Fault
from serai.sites.files import load
from serai.sites.imports import ImportedSite
from serai.sites.osm_yard import drawn
from serai.sites.yard import YardInvalid
from serai.sites.yard import parse as parse_yard

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False, help=__doc__)
keys = typer.Typer(no_args_is_help=True, help="Keys for people, companies, devices and programs.")
people = typer.Typer(no_args_is_help=True, help="People who sign in to the console with a password.")
sites = typer.Typer(no_args_is_help=True, help="Sites and their files.")
yards = typer.Typer(no_args_is_help=True, help="Yards and their files.")
passes = typer.Typer(no_args_is_help=True, help="Passes that trucks show at the gate.")
app.add_typer(keys, name="keys")
app.add_typer(people, name="people")
app.add_typer(sites, name="sites")
app.add_typer(yards, name="yards")
app.add_typer(passes, name="pass")
out, err = Console(), Console(stderr=True)

DatabaseOption = Annotated[str | None, typer.Option(help="sqlite:///FILE or postgresql://… (SERAI_DATABASE)")]
Email = Annotated[str, typer.Argument(help="The e-mail address they sign in with.")]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON.")]


class Failed(Exception):
    """A command could not do what it was asked; the message is the one line to print."""


def settings(**given: Any) -> Settings:
    """Settings from the environment, the command line on top."""
    try:
        return Settings(**{name: value for name, value in given.items() if value is not None})
    except ValidationError as error:
        faults = "; ".join(f"{'.'.join(map(str, e['loc'])) or 'settings'}: {e['msg']}" for e in error.errors())
        raise Failed(faults.replace("Value error, ", "")) from error


@app.command()
def serve(
    database: DatabaseOption = None,
    host: Annotated[str | None, typer.Option(help="Address to listen on.")] = None,
    port: Annotated[int | None, typer.Option(help="Port to listen on; 0 takes a free one.")] = None,
    bell: Annotated[str | None, typer.Option(help="redis://… by which several processes wake one another.")] = None,
    workers: Annotated[int | None, typer.Option(help="Server processes on this port; needs PostgreSQL.")] = None,
) -> None:
    """Migrate the database and run the service."""
    chosen = settings(database=database, host=host, port=port, bell=bell, workers=workers)
    (server if chosen.workers == 1 else processes).run(chosen)


@app.command()
def demo(
    speed: Annotated[float, typer.Option(min=0, help="Domain seconds a real second; 0 is as fast as it goes.")] = 60,
    hours: Annotated[float, typer.Option(min=0.1, max=24, help="How much of the day.")] = 24,
    port: Annotated[int, typer.Option(help="Port to listen on; 0 takes a free one.")] = 8000,
    database: Annotated[str | None, typer.Option(help="Where to keep it; a temporary file unless given.")] = None,
    seed: Annotated[int, typer.Option(help="Another seed is another day.")] = 1,
    keep: Annotated[bool, typer.Option(help="Stay after the day, until Ctrl-C.")] = True,
    as_json: JsonOption = False,
) -> None:
    """A day of traffic at the Yunnan ports, through the public API: console and driver's page on one port."""
    try:
        play(Options(speed, hours, port, database, seed, as_json, keep))
    except Stopped as stopped:
        raise Failed(str(stopped)) from stopped


@app.command()
def migrate(database: DatabaseOption = None) -> None:
    """Bring the database's schema to this version."""
    chosen = settings(database=database)
    applied = asyncio.run(_with(chosen, migrate_schema))
    out.print("migrated" if applied else "already up to date", highlight=False)


@keys.command("create")
def create(
    role: Annotated[Role, typer.Option(help="What the key may do.")],
    company: Annotated[str | None, typer.Option(help="The company's name.")] = None,
    site: Annotated[str | None, typer.Option(help="The site's code; without it, all sites.")] = None,
    database: DatabaseOption = None,
    as_json: JsonOption = False,
) -> None:
    """Make a key; it is shown once. Works before the first start and while the server runs."""

    async def make(opened: Database) -> Any:
        await migrate_schema(opened)
        return await create_key(opened, role, company=company, site=site)

    made = asyncio.run(_with(settings(database=database), make))
    if as_json:
        print(json.dumps({"id": made.id, "key": made.key, "role": role.value}))
    else:
        table = Table("id", "role", "key")
        table.add_row(made.id, role.value, made.key)
        out.print(table)


@people.command("add")
def add(
    email: Email,
    role: Annotated[Role, typer.Option(help="What they may do.")],
    name: Annotated[str | None, typer.Option(help="Their name; the address, unless given.")] = None,
    company: Annotated[str | None, typer.Option(help="The company's name.")] = None,
    site: Annotated[str | None, typer.Option(help="The site's code; without it, all sites.")] = None,
    database: DatabaseOption = None,
    as_json: JsonOption = False,
) -> None:
    """Let somebody sign in to the console. The password is asked for, or read from standard input."""
    password, wish = _password(), KeyWish(role, company, site)

    async def make(opened: Database) -> str:
        await migrate_schema(opened)
        async with opened.writing() as connection:
            return await add_person(connection, name=name or email, email=email, password=password, wish=wish)

    made = asyncio.run(_with(settings(database=database), make))
    if as_json:
        print(json.dumps({"id": made, "email": email, "role": role.value}))
    else:
        out.print(f"{email} signs in as {role.value}", highlight=False, soft_wrap=True)


@people.command("list")
def list_people(database: DatabaseOption = None, as_json: JsonOption = False) -> None:
    """Show who may sign in."""

    async def read(opened: Database) -> Any:
        async with opened.reading() as connection:
            return await everybody(connection)

    found = asyncio.run(_with(settings(database=database), read))
    if as_json:
        print(json.dumps([dict(each._mapping) for each in found], default=datetime.isoformat))
        return
    table = Table("e-mail", "name", "role", "for", "")
    for each in found:
        table.add_row(
            each.email, each.name, each.role, each.company or each.site or "all sites",
            "disabled" if each.disabled_at else "",
        )  # fmt: skip
    out.print(table)


@people.command("password")
def change_password(email: Email, database: DatabaseOption = None) -> None:
    """Give somebody another password, asked for or read as with `add`; who was disabled signs in again."""
    password = _password()

    async def change(opened: Database) -> None:
        async with opened.writing() as connection:
            await set_password(connection, email, password)

    asyncio.run(_with(settings(database=database), change))
    out.print(f"{email} has another password", highlight=False, soft_wrap=True)


@people.command("disable")
def disable(email: Email, database: DatabaseOption = None) -> None:
    """Let somebody sign in no more; what they have open ends within seconds."""

    async def end(opened: Database) -> None:
        async with opened.writing() as connection:
            await disable_person(connection, email)

    asyncio.run(_with(settings(database=database), end))
    out.print(f"{email} signs in no more", highlight=False, soft_wrap=True)


def _password() -> str:
    """Never an option: what is on the command line stands in the shell's history and in the list of processes."""
    if sys.stdin.isatty():
        return str(typer.prompt("Password", hide_input=True, confirmation_prompt=True))
    return sys.stdin.readline().rstrip("\r\n")


@sites.command("import")
def import_sites(
    file: Annotated[Path, typer.Argument(help="A site file; see service/docs/site-files.md.")],
    url: Annotated[str | None, typer.Option(help="A running service to import into, instead of a database.")] = None,
    key: Annotated[str, typer.Option(envvar="SERAI_KEY", help="An admin's key, with --url.")] = "",
    database: DatabaseOption = None,
    as_json: JsonOption = False,
) -> None:
    """Make the sites of a file, or bring those that exist to what the file says."""
    found = load(file)
    if url is not None:
        with httpx.Client(base_url=url, headers={"Authorization": f"Bearer {key}"}, timeout=30) as client:
            for site in _shown(found):
                ask_for(client, site)
    else:
        chosen = settings(database=database)
        with server.writing(chosen):
            asyncio.run(make(chosen, found, _shown))
    if as_json:
        print(json.dumps({"sites": [each.site.code for each in found]}))
    else:
        out.print(f"{len(found)} sites are as {file.name} says", highlight=False, soft_wrap=True)


@sites.command("zone")
def change_the_zone(
    site: Annotated[str, typer.Argument(help="The site's code.")],
    zone: Annotated[str, typer.Argument(help="The zone by decree, such as Asia/Yangon.")],
    url: Annotated[str, typer.Option(help="The running service.")],
    key: Annotated[str, typer.Option(envvar="SERAI_KEY", help="An admin's key.")] = "",
    act: Annotated[bool, typer.Option("--act", help="Change it; without, only tell.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Tell whose reservations another time zone moves to another instant; their wall time stays. With --act, do it."""
    with httpx.Client(base_url=url, headers={"Authorization": f"Bearer {key}"}, timeout=30) as client:
        affected = ask_for_zone(client, site, zone, act=act)
    if as_json:
        print(json.dumps({"site": site, "zone": zone, "changed": act, "affected": affected}))
        return
    table = Table("reference", "slot", "before", "after")
    for each in affected:
        table.add_row(each["reference"], each["slot"], each["from"], each["to"] or "loses its place: no such time")
    out.print(table)
    out.print(f"{site} {'is' if act else 'would be'} in {zone}: {len(affected)} affected", highlight=False)


@yards.command("from-osm")
def yard_from_osm(
    file: Annotated[Path, typer.Argument(help="OpenStreetMap data: XML as exported, or JSON of the Overpass API.")],
    to: Annotated[Path, typer.Argument(help="The yard file to write; see service/docs/yard-files.md.")],
    as_json: JsonOption = False,
) -> None:
    """Draft a yard file from a map, and say what to put right in it before it is put."""
    draft = drawn(osm.read(file.read_bytes()))
    to.write_bytes(orjson.dumps(draft.document, option=orjson.OPT_INDENT_2))
    try:
        parse_yard(draft.document)
        faults: tuple[Fault, ...] = ()
    except YardInvalid as invalid:
        faults = invalid.faults
    if as_json:
        print(json.dumps({"notes": draft.notes, "faults": [fault.as_dict() for fault in faults]}))
        return
    for line in [*draft.notes, *(f"to put right: {fault.at}: {fault.text}" for fault in faults)]:
        out.print(line, highlight=False, soft_wrap=True, markup=False)
    out.print(f"{to}: {len(draft.document['features'])} features", highlight=False, soft_wrap=True, markup=False)


@passes.command("verify")
def verify_pass(
    text: Annotated[str, typer.Argument(help="What the QR code says; - reads it from standard input.")],
    keys: Annotated[str, typer.Option(help="The site's keys: a saved file, or …/v1/sites/{site}/pass-keys.")],
    at: Annotated[str | None, typer.Option(help="The instant to judge by, as RFC 3339; now, unless given.")] = None,
    as_json: JsonOption = False,
) -> None:
    """Check a pass as a gate does, without a network if the keys are saved."""
    try:
        now = TypeAdapter(Instant).validate_python(at) if at else datetime.now(UTC)
        claims = gate.check(sys.stdin.readline() if text == "-" else text, _keys(keys), now)
    except ValidationError as error:
        raise typer.BadParameter("an instant such as 2026-11-22T08:00:00+08:00", param_hint="--at") from error
    except Refusal as refusal:
        if as_json:
            print(json.dumps({"valid": False, **refusal.problem()}))
        facts = ", ".join(f"{name} {value}" for name, value in refusal.facts.items())
        raise Failed(f"{refusal.code}: {refusal.detail}" + (f" ({facts})" if facts else "")) from refusal
    if as_json:
        print(json.dumps({"valid": True, **gate.told(claims)}))
    else:
        window = f"{claims.opens_at:%Y-%m-%d %H:%M} to {claims.closes_at:%Y-%m-%d %H:%M} UTC"
        said = f"{claims.reference}  {claims.country} {claims.plate}  {claims.lane}  {window}"
        out.print(f"valid: {said}", highlight=False, soft_wrap=True)


def _keys(source: str) -> bytes:
    if not source.startswith(("http://", "https://")):
        return Path(source).read_bytes()
    try:
        return httpx.get(source, timeout=10).raise_for_status().content
    except httpx.HTTPError as error:
        raise Failed(f"{source}: {error}") from error


def _shown(found: Sequence[ImportedSite]) -> Iterable[ImportedSite]:
    return track(found, "importing sites", console=err, transient=True)


async def _with(chosen: Settings, work: Any) -> Any:
    database = Database(chosen.database)
    try:
        return await work(database)
    finally:
        await database.close()


def main() -> None:
    """Exit status: 0 done, 1 refused or failed with one clear line, 2 wrong use."""
    try:
        app()
    except Refusal as refusal:
        err.print(f"{refusal.code}: {refusal.detail}", style="red", highlight=False, soft_wrap=True)
    except (Failed, OSError) as error:
        err.print(str(error), style="red", highlight=False, soft_wrap=True)
    else:
        return
    sys.exit(1)
