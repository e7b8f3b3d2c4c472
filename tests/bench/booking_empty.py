"""The service with one more route: what `POST /v1/reservations` costs before and after its desk.

`python -m tests.bench.booking_empty --port PORT`, with settings from the environment as `serai serve` has them. The
route asks who it is, reads and checks the same body and key, and answers 201 with as many bytes; nothing is booked.
"""

from __future__ import annotations

import sys

import uvloop
from fastapi import APIRouter, FastAPI, Request, Response

from serai.booking import schemas
from serai.core.express import direct
from serai.core.http import answered, key
from serai.core.idempotency import Answer
from serai.identity.access import AccessDep, CallerDep
from serai.server import Server, collect_seldom
from serai.settings import Settings

PATH = "/v1/reservations/empty"
_ANSWER = Answer(201, b'{"id":"%s"}' % (b"0" * 700))
router = APIRouter()


@router.post(PATH, operation_id="reservations.create", include_in_schema=False)
@direct
async def empty(request: Request, body: schemas.ReservationRequest, caller: CallerDep, access: AccessDep) -> Response:
    key(request, caller.scope, body, required=True)
    return answered(_ANSWER)


async def serve(port: int) -> None:
    server = Server(Settings(port=port))
    app = server.config.app
    assert isinstance(app, FastAPI)
    app.include_router(router)
    app.router.routes.insert(0, app.router.routes.pop())  # before the web client, which takes every path
    await server.listen()


if __name__ == "__main__":
    collect_seldom()
    uvloop.run(serve(int(sys.argv[sys.argv.index("--port") + 1])))
