"""The service with one more route: what `POST /v1/reservations` costs before and after its desk.

`python -m tests.bench.booking_empty --port PORT`, with settings from the environment as `serai serve` has them. The
route asks who it is, reads and checks the same body and key, and answers 201 with as many bytes; nothing is booked.
"""

from __future__ import annotations

import sys

import uvicorn
import uvloop
from fastapi import APIRouter, Request, Response

from serai.app import create_app
from serai.booking import actions, routes, schemas
from serai.core import ids
from serai.core.express import direct
from serai.core.http import answered, encoded, key
from serai.core.idempotency import Answer
from serai.identity.access import AccessDep, CallerDep
from serai.settings import Settings

PATH = "/v1/reservations/empty"
router = APIRouter()


@router.post(PATH, operation_id="reservations.create", include_in_schema=False)
@direct
async def empty(request: Request, body: schemas.ReservationRequest, caller: CallerDep, access: AccessDep) -> Response:
    key(request, caller.scope, body, required=True)
    return answered(Answer(201, _ANSWER))


_ANSWER = b'{"id":"' + b"0" * 700 + b'"}'


async def serve(port: int) -> None:
    app = create_app(Settings(port=port))
    app.include_router(router)
    app.router.routes.insert(0, app.router.routes.pop())  # before the web client, which takes every path
    config = uvicorn.Config(app, port=port, http="httptools", lifespan="on", access_log=False, server_header=False, log_config=None)
    await uvicorn.Server(config).serve()


if __name__ == "__main__":
    uvloop.run(serve(int(sys.argv[sys.argv.index("--port") + 1])))
