"""The command about the truck that one meets, at two bays across one dock."""

from __future__ import annotations

from typing import Annotated, Any
from urllib.parse import quote

import typer

from serai_driver.bookings import Reservation
from serai_driver.connection import Api
from serai_driver.sentences import told
from serai_driver.terminal import HERE, Json, Key, Url, app, run, show


@app.command()
def meet(
    reservation: Reservation,
    reference: Annotated[
        str | None, typer.Argument(help="Of the other truck's reservation: propose to meet it.")
    ] = None,
    accept: Annotated[bool, typer.Option("--accept", help="Agree to what was proposed.")] = False,
    decline: Annotated[bool, typer.Option("--decline", help="Turn down what was proposed.")] = False,
    cancel: Annotated[bool, typer.Option("--cancel", help="End it.")] = False,
    url: Url = HERE,
    key: Key = None,
    as_json: Json = False,
) -> None:
    """Propose to meet another truck, answer its proposal, or end it; alone, show how it stands."""
    words = [name for name, is_said in (("accept", accept), ("decline", decline), ("cancel", cancel)) if is_said]
    if len(words) + (reference is not None) > 1:
        raise typer.BadParameter("give one of them", param_hint="REFERENCE / --accept / --decline / --cancel")

    async def work() -> dict[str, Any]:
        async with Api(url, key) as api:
            path = f"/reservations/{quote(reservation)}"
            if reference is not None:
                await api.post("/rendezvous", {"reservation": reservation, "with": reference})
            elif words:
                known = (await api.get(path)).get("rendezvous") or {"id": "none"}
                await api.post(f"/rendezvous/{quote(known['id'])}/{words[0]}", {})
            return dict(await api.get(path))

    found = run(work(), as_json=as_json)
    show(found, as_json=as_json, text=told(found))
