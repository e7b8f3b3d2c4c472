"""The only composition root: which parts there are, what each is given, in which order they start and stop."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Coroutine, Mapping
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from functools import partial
from importlib.metadata import version
from typing import Any

from fastapi import Depends, FastAPI
from starlette.routing import WebSocketRoute

import serai.appeals.routes
import serai.booking.credit_saving
import serai.booking.declaration_routes
import serai.booking.draw_saving
import serai.booking.routes
import serai.booking.saving
import serai.calling.control_routes
import serai.calling.routes
import serai.calling.saving
import serai.declarations.routes
import serai.declarations.saving
import serai.devices.routes
import serai.devices.saving
import serai.disruption.routes
import serai.draws.routes
import serai.fleets.bulk_routes
import serai.fleets.routes
import serai.fleets.saving
import serai.guidance.inspection_routes
import serai.guidance.routes
import serai.guidance.saving
import serai.guidance.yard_routes
import serai.identity.routes
import serai.ledger.routes
import serai.messages.routes
import serai.outage.routes
import serai.outage.saving
import serai.overrides.routes
import serai.overrides.saving
import serai.passes.routes
import serai.queue.routes
import serai.queue.saving
import serai.queue.transfer_saving
import serai.rendezvous.routes
import serai.rendezvous.saving
import serai.screens.routes
import serai.sites.routes
import serai.sites.saving
import serai.transfers.routes
from serai.booking import draw_queries
from serai.booking import queries as booking
from serai.booking.book import Book
from serai.booking.draws import Draws
from serai.booking.lapsing import lapsing
from serai.booking.met_schemas import MetView
from serai.booking.nearing import Nearing
from serai.booking.reservations import Reservation
from serai.booking.schemas import Band as BandView
from serai.booking.showing import shows
from serai.booking.shows import Shows
from serai.calling import queries as calling
from serai.calling import told
from serai.calling.actions import Renewing
from serai.calling.control import Control
from serai.calling.forwarding import Forwarding
from serai.calling.keeping import Keeping
from serai.calling.kept import ROLLED, Rolls
from serai.calling.rules import Pace
from serai.core import http, openapi, system, web
from serai.core.agenda import Agenda
from serai.core.bell import Bell
from serai.core.clock import Clock, SystemClock, TestClock
from serai.core.db import Database
from serai.core.desk import Follower, Loader, Memory
from serai.core.desks import Desks, Parts
from serai.core.express import Express
from serai.core.folds import Fold
from serai.core.house import House
from serai.core.leases import Leases
from serai.core.readers import Readers
from serai.declarations import queries as declarations
from serai.declarations.rules import Declarations
from serai.devices import queries as devices
from serai.devices.actions import forgetting
from serai.devices.rules import Readings
from serai.disruption.actions import taking_effect
from serai.disruption.closing import RollingForward
from serai.disruption.planning import Retimer
from serai.disruption.rezoning import Rezoner
from serai.draws.duties import Drawings
from serai.evaluation import gauges
from serai.fleets.actions import standing_again
from serai.fleets.queries import standing
from serai.fleets.standing import Standing
from serai.guidance import actions as moving
from serai.guidance import queries as guidance
from serai.guidance.yard import YardState
from serai.identity import access
from serai.ledger.actions import Ledger
from serai.live.archive import LedgerArchive
from serai.live.asyncapi import document
from serai.live.doors import HouseDoors
from serai.live.hub import Hub
from serai.live.reading import TablePapers
from serai.live.socket import UNLIMITED, Limits, LiveSocket
from serai.messages.gateway import Console, Gateway, Provider, Way
from serai.messages.outbox import Outbox
from serai.outage import queries as outage
from serai.outage.rules import Papers
from serai.overrides import queries as overrides
from serai.overrides.rules import Overrides
from serai.queue import actions as arriving
from serai.queue import queries as queue
from serai.queue.met import met
from serai.queue.rules import Queue
from serai.queue.transfers import Transfers
from serai.rendezvous import queries as rendezvous
from serai.rendezvous.rules import Meetings
from serai.screens.kept import FRESH, Boards
from serai.settings import Settings
from serai.sites import queries as sites
from serai.sites.rules import SiteFold
from serai.sites.turning import Turning
from serai.transfers.actions import finishing
from serai.transfers.offering import Offering

LOADERS: Mapping[type[Fold], Loader] = {
    SiteFold: sites.site,
    Declarations: declarations.fold,
    Book: booking.book,
    Draws: draw_queries.draws,
    Standing: standing,
    Shows: shows,
    Meetings: rendezvous.meetings,
    Queue: queue.queue,
    Transfers: queue.transfers,
    YardState: guidance.yard_state,
    Control: calling.control,
    Pace: calling.pace,
    Papers: outage.papers,
    Readings: devices.readings,
    Overrides: overrides.overrides,
}
"""How each domain's working memory is read from its tables."""

VERSION = version("serai")
_DESCRIPTION = "Arrival slots, live queues and bay guidance for border ports, cargo yards and container terminals."


def create_app(settings: Settings) -> FastAPI:
    """The service over one database, which is migrated already. Nothing runs until its lifespan begins."""
    house = build(settings)
    is_limited = settings.limits == "on"
    secret = settings.secret.get_secret_value()
    door = access.Access(house.database, secret, rate=settings.rate if is_limited else None)
    hub = _hub(house, door)
    live = LiveSocket(
        hub,
        HouseDoors(door, house.database),
        origins=settings.origins,
        limits=Limits() if is_limited else UNLIMITED,
    )
    door.on_revoked(live.revoke)
    following = house.readers.following
    outbox = _outbox(house, door)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        if not house.database.is_sqlite:
            await following.start()
        running = [asyncio.create_task(each) for each in _serving(house, door, outbox)]
        yield
        await live.close()
        for task in running:
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)
        await house.desks.close()
        await following.close()
        await hub.close()
        await house.database.close()

    app = FastAPI(
        title="Serai", version=VERSION, description=_DESCRIPTION, lifespan=lifespan, docs_url=None, redoc_url=None
    )
    app.state.house, app.state.access = house, door
    fresh = timedelta(0) if settings.clock == "test" else FRESH
    app.state.boards, app.state.screens = Boards(fresh), Boards(fresh)
    rolls = app.state.rolls = Rolls(timedelta(0) if settings.clock == "test" else ROLLED)
    app.state.promised, app.state.met = partial(_promised, rolls), _met
    app.router.routes.append(WebSocketRoute("/v1/live", live))
    _speak_http(app, settings)
    _route(app)
    return app


def _promised(rolls: Rolls, memory: Memory, found: Reservation, now: datetime) -> BandView | None:
    band = told.reserved(memory, rolls, found, now)
    return None if band is None else BandView(p05=band.p05, p50=band.p50, p95=band.p95)


def _met(memory: Memory, found: Reservation, now: datetime) -> MetView | None:
    return met(memory.of(Meetings), memory.of(Queue), found.id, now)


def _speak_http(app: FastAPI, settings: Settings) -> None:
    http.install(app)
    openapi.install(app)
    app.add_middleware(Express)
    app.add_middleware(http.Limits, max_body=settings.max_body)


def build(settings: Settings) -> House:
    """The parts of one process, each given what it needs."""
    database = Database(settings.database)
    clock: Clock = TestClock() if settings.clock == "test" else SystemClock()
    ledger = Ledger()
    readers = Readers(database, ledger, LOADERS)
    renewing, forwarding, retimer, keeping = Renewing(), Forwarding(), Retimer(database), Keeping()
    is_alone = database.is_sqlite or isinstance(clock, TestClock)
    leases = None if is_alone else Leases(database, ledger)
    offering = Offering(database, readers, clock, leases)
    readers.following.followers += [each.follow for each in (renewing, forwarding, retimer, keeping, offering)]
    followers: list[Follower] = [readers.following.follow, gauges.count]
    desks = Desks(Parts(database, clock, ledger, LOADERS, followers, settings.batch, settings.backlog))
    secrets = [each.get_secret_value() for each in (settings.secret, *settings.secret_past)]
    drawings = Drawings(clock, secrets, settings.beacon)
    nearing = Nearing(clock, readers.memory)
    stopping = (RollingForward(clock), retimer, Turning())
    booking_ = (lapsing, taking_effect, drawings, *stopping, nearing, standing_again)
    duties = (
        Rezoner(), *booking_, arriving.opening, renewing, keeping, forwarding, offering, finishing, forgetting,
        moving.forgetting,
    )  # fmt: skip
    agenda = Agenda(database, clock, desks, duties, leases)
    return House(settings, database, clock, desks, readers, agenda)


def _hub(house: House, door: access.Access) -> Hub:
    """The screens of this process, told of every commit after the readers."""
    archive = LedgerArchive(house.database, Ledger(), LOADERS)
    papers = TablePapers(house.database, house.readers, house.clock, serai.booking.routes.view(house, door))
    hub = Hub(archive, papers, tick=house.settings.tick_ms / 1000, now=house.clock.now)
    house.readers.following.followers.append(hub.follow)
    return hub


def _outbox(house: House, door: access.Access) -> Outbox | None:
    """Messages to drivers, where somebody carries them."""
    settings = house.settings
    if settings.messages == "off":
        return None
    provider: Provider = Console()
    if settings.messages == "http":
        headers = {name: value.get_secret_value() for name, value in settings.message_headers.items()}
        way = Way(
            settings.message_url, headers, settings.message_form, settings.message_members, settings.message_networks
        )
        provider = Gateway(way)
    made = Outbox(house.database, house.readers, house.clock, provider, door.phone, house.agenda.leases)
    house.readers.following.followers.append(made.follow)
    return made


def _serving(house: House, door: access.Access, outbox: Outbox | None) -> list[Coroutine[Any, Any, None]]:
    """All that a process does by itself, until it is cancelled."""
    watching = gauges.Gauges(house.database, house.readers, house.agenda.leases)
    running = [house.agenda.serve(), door.watch(), watching.serve()]
    if outbox is not None:
        running.append(outbox.serve())
    return running if house.database.is_sqlite else [*running, *_among_others(house)]


def _among_others(house: House) -> list[Coroutine[Any, Any, None]]:
    """What a process that is not alone at its database does besides."""
    running, following = [], house.readers.following
    if house.agenda.leases is not None:
        running.append(house.agenda.leases.serve())
    if not house.settings.bell:
        return [*running, following.serve()]
    bell = Bell(house.settings.bell, following.ring)
    house.desks.parts.followers.append(bell.follow)
    return [*running, bell.serve(), following.serve(bell.is_heard)]


def _route(app: FastAPI) -> None:
    for router in (
        serai.identity.routes.router,
        serai.sites.routes.router,
        serai.passes.routes.router,
        serai.fleets.bulk_routes.router,
        serai.appeals.routes.router,
        serai.booking.routes.router,
        serai.declarations.routes.router,
        serai.booking.declaration_routes.router,
        serai.disruption.routes.router,
        serai.draws.routes.router,
        serai.fleets.routes.router,
        serai.rendezvous.routes.router,
        serai.queue.routes.router,
        serai.guidance.inspection_routes.router,
        serai.guidance.routes.router,
        serai.guidance.yard_routes.router,
        serai.calling.routes.router,
        serai.transfers.routes.router,
        serai.screens.routes.router,
        serai.calling.control_routes.router,
        serai.outage.routes.router,
        serai.devices.routes.router,
        serai.overrides.routes.router,
        serai.messages.routes.router,
    ):
        # Not included: FastAPI would make every one of them anew at the first request, which takes half a second.
        app.router.routes.extend(router.routes)
    app.include_router(serai.ledger.routes.router, dependencies=[Depends(access.check)])
    app.include_router(system.clock, responses=http.PROBLEMS, dependencies=[Depends(access.check)])
    app.router.routes.extend(system.health.routes)
    app.add_api_route("/asyncapi.json", _asyncapi, operation_id="documents.asyncapi", tags=["system"])
    web.install(app)


async def _asyncapi() -> dict[str, Any]:
    """The live feeds, as AsyncAPI 3."""
    return document(VERSION)
