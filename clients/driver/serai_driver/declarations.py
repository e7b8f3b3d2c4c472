"""Commands about declarations: make one from a file, submit it, attach it to a reservation."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any
from urllib.parse import quote

import orjson
import typer

from serai_driver.connection import Api
from serai_driver.sentences import told
from serai_driver.terminal import HERE, Json, Key, Url, app, run, show


@app.command()
def declare(
    file: Annotated[Path, typer.Argument(help="The declaration as JSON.", dir_okay=False)],
    submit: Annotated[bool, typer.Option("--submit", help="Stand by it, if nothing is wrong with it.")] = False,
    attach: Annotated[str | None, typer.Option(help="Id of a reservation to attach it to; submits it.")] = None,
    url: Url = HERE,
    key: Key = None,
    as_json: Json = False,
) -> None:
    """Declare a load: what is wrong with it is told before anybody leaves for the gate."""
    body = _read(file)

    async def work() -> tuple[dict[str, Any], dict[str, Any] | None]:
        async with Api(url, key) as api:
            made = await api.post("/declarations", body)
            if (submit or attach) and made["completeness"] == 1:
                made = await api.post(f"/declarations/{quote(made['id'])}/submit", {})
            if attach is None or made["status"] == "draft":
                return made, None
            return made, await api.post(f"/reservations/{quote(attach)}/declaration", {"declaration": made["id"]})

    made, carrier = run(work(), as_json=as_json)
    show(made, as_json=as_json, text="\n".join([_told(made), *([told(carrier)] if carrier else [])]))
    if (submit or attach) and made["status"] == "draft":
        raise typer.Exit(1)


def _read(file: Path) -> dict[str, Any]:
    try:
        body = orjson.loads(file.read_bytes())
    except OSError as error:
        raise typer.BadParameter(f"{file} cannot be read: {error.strerror}", param_hint="FILE") from error
    except ValueError as error:
        raise typer.BadParameter(f"{file} is no JSON", param_hint="FILE") from error
    if not isinstance(body, dict):
        raise typer.BadParameter(f"{file} holds no declaration", param_hint="FILE")
    return body


def _told(made: dict[str, Any]) -> str:
    """The declaration in a line, and one for each finding with its cure."""
    head = f"{made['id']}  {made['mode']}  {made['status']}  {made['completeness']:.0%} complete"
    return "\n".join([head, *(f"  {each['at']}: {each['text']} {each['cure']}" for each in made["check"])])
