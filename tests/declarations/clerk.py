"""Declarations as a company would make them, for any test."""

from __future__ import annotations

from typing import Any

from serai.booking import declaring
from serai.core import ids
from serai.declarations import actions
from serai.declarations.examples import EXAMPLES
from serai.declarations.rules import Declaration
from serai.declarations.schemas import DeclarationRequest
from serai.identity.rights import Relation, Role
from serai.identity.rules import Caller
from tests.worlds import World

ACME = Caller(role=Role.COMPANY, key="acme", company="acme")
BOLT = Caller(role=Role.COMPANY, key="bolt", company="bolt")
CUSTOMS = Caller(role=Role.AUTHORITY, key="customs", site="CNMHN")
SALT = "5a17" * 8


def stated(mode: str = "9710", plate: str | None = None, **changes: Any) -> DeclarationRequest:
    """A right declaration of a mode, for any truck unless its plate is named."""
    body = {**EXAMPLES[mode], **changes}
    transport = {name: value for name, value in body["transport"].items() if name != "plate"}
    body["transport"] = transport if plate is None else transport | {"plate": plate}
    return DeclarationRequest.model_validate(body)


def make(mode: str = "9710", plate: str | None = None, caller: Caller = ACME, **changes: Any) -> actions.Make:
    body = stated(mode, plate, **changes)
    return actions.Make(
        body.site, ids.new(body.site), body.mode, body.direction, body.content(), SALT, caller.scope, caller.company
    )


def own(caller: Caller = ACME) -> actions.Asker:
    return actions.Asker(caller, Relation.OWN)


def decide(id_: str, decision: str, **changes: Any) -> declaring.Decide:
    asker = actions.Asker(CUSTOMS, Relation.SITE)
    return declaring.Decide(id_.rpartition("-")[0], id_, asker, decision=decision, reason="papers", **changes)


async def submitted(world: World, mode: str = "9710", plate: str | None = None, **changes: Any) -> Declaration:
    """One that a company stands by."""
    caller = changes.get("caller", ACME)
    made = await world.desks.run(make(mode, plate, **changes))
    return await world.desks.run(actions.Submit(made.site, made.id, own(caller)))
