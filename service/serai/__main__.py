"""The command line: `serai …` or `python -m serai …`."""

from __future__ import annotations

import asyncio
import json
import sys
from typing import Annotated, Any, TypeVar

import typer
from pydantic import ValidationError
from rich.console import Console
from rich.table import Table

from serai import server
from serai.core.db import Database
from serai.core.errors import Refusal
from serai.identity.actions import create_key
from serai.identity.rights import Role
from serai.schema import migrate as migrate_schema
from serai.settings import Settings

T = TypeVar("T")
app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False, help=__doc__)
keys = typer.Typer(no_args_is_help=True, help="Keys for people, companies, devices and programs.")
sites = typer.Typer(no_args_is_help=True, help="Sites and their files.")
app.add_typer(keys, name="keys")
app.add_typer(sites, name="sites")
out, err = Console(), Console(stderr=True)

DatabaseOption = Annotated[str | None, typer.Option(help="sqlite:///FILE or postgresql://… (SERAI_DATABASE)")]
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
    bell: Annotated[str | None, typer.Option(help="redis://… for several processes.")] = None,
    workers: Annotated[int | None, typer.Option(help="Server processes.")] = None,
) -> None:
    """Migrate the database and run the service."""
    server.run(settings(database=database, host=host, port=port, bell=bell, workers=workers))


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
        err.print(f"{refusal.code}: {refusal.detail}", style="red", highlight=False)
    except (Failed, OSError) as error:
        err.print(str(error), style="red", highlight=False)
    else:
        return
    sys.exit(1)


if __name__ == "__main__":
    main()
