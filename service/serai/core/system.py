"""The service about itself: is it alive, is it ready, what does it count, what time is it."""

from __future__ import annotations

from datetime import datetime

import orjson
from fastapi import APIRouter, Response
from fastapi.responses import PlainTextResponse
from prometheus_client import CONTENT_TYPE_LATEST, REGISTRY, CollectorRegistry, generate_latest, multiprocess
from pydantic import BaseModel

from serai.core.clock import TestClock
from serai.core.errors import Refusal
from serai.core.house import HouseDep
from serai.core.http import Body, Route
from serai.core.instants import Instant


class ClockFixed(Refusal):
    """The domain clock is the machine's; it can be set only under SERAI_CLOCK=test."""

    code = "clock.fixed"


class ClockView(BaseModel):
    now: datetime
    mode: str
    ran: int = 0


class ClockSetting(Body):
    now: Instant


health = APIRouter(tags=["system"])
clock = APIRouter(prefix="/v1", tags=["system"], route_class=Route)


@health.get("/livez", operation_id="health.live")
async def live() -> dict[str, str]:
    """The process answers."""
    return {"status": "ok"}


@health.get("/readyz", operation_id="health.ready", responses={503: {"description": "Not ready."}})
async def ready(house: HouseDep) -> Response:
    """The database answers and the schema is there."""
    try:
        await house.database.check()
    except Exception as error:  # noqa: BLE001 - whatever it is, the answer is that we are not ready
        return Response(orjson.dumps({"status": "unavailable", "error": type(error).__name__}), 503)
    return Response(orjson.dumps({"status": "ok"}), media_type="application/json")


@health.get("/metrics", operation_id="health.metrics", response_class=PlainTextResponse)
async def metrics(house: HouseDep) -> Response:
    """Prometheus text format; of all workers together, whichever answers."""
    registry = REGISTRY
    if house.settings.workers > 1:
        registry = CollectorRegistry()
        multiprocess.MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
    return Response(generate_latest(registry), media_type=CONTENT_TYPE_LATEST)


@clock.get("/clock", operation_id="clock.get")
async def get_clock(house: HouseDep) -> ClockView:
    """The domain clock."""
    return ClockView(now=house.clock.now(), mode=house.settings.clock)


@clock.post("/clock", operation_id="clock.set")
async def set_clock(body: ClockSetting, house: HouseDep) -> ClockView:
    """Stand the test clock at an instant, after running everything that falls due until then."""
    if not isinstance(house.clock, TestClock):
        raise ClockFixed
    ran = await house.agenda.advance(house.clock, body.now)
    return ClockView(now=house.clock.now(), mode=house.settings.clock, ran=ran)
