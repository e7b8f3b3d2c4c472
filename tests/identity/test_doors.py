"""Every operation of every domain is in the table of rights and asks who calls."""

from __future__ import annotations

import importlib.util
import pkgutil

import pytest
from fastapi import APIRouter, Depends, FastAPI
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute, RouteContext, iter_route_contexts

import serai
from serai.identity.access import CallerDep, check
from serai.identity.rights import RIGHTS

BELOW_IDENTITY = {"serai.ledger"}
"""Cannot import `check`; the application puts it before their routes."""


def whole() -> FastAPI:
    app = FastAPI()
    for module in pkgutil.iter_modules(serai.__path__, "serai."):
        if not module.ispkg or importlib.util.find_spec(f"{module.name}.routes") is None:
            continue
        first = [Depends(check)] if module.name in BELOW_IDENTITY else []
        for found in vars(importlib.import_module(f"{module.name}.routes")).values():
            if isinstance(found, APIRouter):
                app.include_router(found, dependencies=first)
    return app


def operations(app: FastAPI) -> dict[str, RouteContext]:
    """The routes of an application by operation, also those of routers that are included lazily."""
    routes = [each for each in iter_route_contexts(app.routes) if isinstance(each.original_route, APIRoute)]
    return {each.operation_id or str(each.path): each for each in routes}


def asks(dependant: Dependant) -> bool:
    return dependant.call is check or any(asks(each) for each in dependant.dependencies)


def faults(app: FastAPI) -> list[str]:
    found = operations(app)
    return [
        *(f"{name} is not in the table of rights" for name in found if name not in RIGHTS),
        *(f"{name} does not ask who calls" for name, route in found.items() if not asks(route.dependant)),
    ]


def test_every_operation_is_in_the_table_and_asks_who_calls() -> None:
    app = whole()
    assert {"keys.create", "reservations.create", "sites.list"} <= operations(app).keys()
    assert faults(app) == []


@pytest.mark.parametrize(("operation", "fault"), [("keys.steal", "not in the table"), ("keys.list", "does not ask")])
def test_twin_an_operation_left_out_is_noticed(operation: str, fault: str) -> None:
    router = APIRouter()
    if operation == "keys.list":

        @router.get("/open", operation_id=operation)
        async def unguarded() -> None:
            """Anybody may come in."""
    else:

        @router.get("/unlisted", operation_id=operation)
        async def unlisted(_: CallerDep) -> None:
            """Nobody has thought of this."""

    app = FastAPI()
    app.include_router(router)
    assert len(faults(app)) == 1
    assert fault in faults(app)[0]
