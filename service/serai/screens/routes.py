from __future__ import annotations

from datetime import timedelta
from typing import Annotated, Final, cast

from fastapi import APIRouter, Depends, Path, Request, Response

from serai.booking import queries as booking
from serai.booking import slots
from serai.calling.control import Control
from serai.core.desk import SiteUnknown
from serai.core.house import House, HouseDep
from serai.core.http import PROBLEMS, encoded, kept_copy
from serai.guidance.yard import YardState
from serai.identity.access import CallerDep
from serai.overrides.rules import Overrides
from serai.queue import queries, transfer_queries
from serai.queue.rules import Queue
from serai.screens.board import NOTICED, board
from serai.screens.kept import FRESH, Boards, Kept
from serai.screens.rules import screen
from serai.screens.schemas import BoardView, ScreenView
from serai.sites.rules import SiteFold

router = APIRouter(prefix="/v1", tags=["screens"], responses=PROBLEMS)


async def _boards(request: Request) -> Boards:
    """Kept by `app.py`, as long as the process lives."""
    return cast(Boards, request.app.state.boards)


async def _screens(request: Request) -> Boards:
    return cast(Boards, request.app.state.screens)


BoardsDep = Annotated[Boards, Depends(_boards)]
ScreensDep = Annotated[Boards, Depends(_screens)]
_ASKED_ANEW: Final = timedelta(0)
"""A screen asks when the feed says that something happened: no copy from before that will do."""

SiteCode = Annotated[str, Path(max_length=64, pattern=r"^[^\x00]+$")]


@router.get("/sites/{site}/board", operation_id="boards.get", response_model=BoardView)
async def get_board(request: Request, site: SiteCode, house: HouseDep, boards: BoardsDep, _: CallerDep) -> Response:
    """What anybody may know before setting out: open lanes, waits, free slots and bays, notices, calls out of turn.

    May be cached.
    """
    memory, now = await house.readers.memory(site), house.clock.now()
    kept = boards.find(site, memory.seq, now) or boards.keep(site, await _board(house, site))
    return kept_copy(request, kept.body, kept.tag, FRESH)


@router.get("/sites/{site}/screen", operation_id="screens.get", response_model=ScreenView)
async def get_screen(request: Request, site: SiteCode, house: HouseDep, kept: ScreensDep, _: CallerDep) -> Response:
    """What the big screen in the yard shows: who is called to which gate, who is next, waits, closures.

    A truck is named by the end of its plate.
    """
    memory, now = await house.readers.memory(site), house.clock.now()
    shown = kept.find(site, memory.seq, now) or kept.keep(site, await _screen(house, site))
    return kept_copy(request, shown.body, shown.tag, _ASKED_ANEW)


async def _board(house: House, site: str) -> Kept:
    now = house.clock.now()
    async with house.database.reading() as connection:
        counts = await booking.counts(connection, site, now, now + NOTICED)
        coming = await transfer_queries.expected(connection, site)
    memory = await house.readers.memory(site)
    place = memory.of(SiteFold)
    found, bookable_from = slots.sheet(place, counts, (now, now + NOTICED), None, now)
    folds = (memory.of(Queue), memory.of(YardState), memory.of(Control))
    shown = board(place, *folds, found, bookable_from, coming, now)
    return Kept(memory.seq, now, encoded(BoardView.of(shown, memory.of(Overrides))))


async def _screen(house: House, site: str) -> Kept:
    across = await _across(house, site)
    memory, now = await house.readers.memory(site), house.clock.now()
    shown, seq = screen(memory.of(SiteFold), memory.of(Queue), across, now), memory.seq
    overrides = memory.of(Overrides)
    async with house.database.reading() as connection:
        plates = await queries.plates(connection, shown.visits)
    return Kept(seq, now, encoded(ScreenView.of(shown, overrides, plates)))


async def _across(house: House, site: str) -> str | None:
    """The country of the counterpart; None where it is not known here."""
    other = (await house.readers.memory(site)).of(SiteFold).place.counterpart
    if other is None:
        return None
    try:
        return (await house.readers.memory(other)).of(SiteFold).place.country
    except SiteUnknown:
        return None
