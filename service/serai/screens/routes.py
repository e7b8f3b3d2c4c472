from __future__ import annotations

from datetime import timedelta
from typing import Annotated, Final, cast

from fastapi import APIRouter, Depends, Path, Request, Response

from serai.calling.kept import Boards, Kept
from serai.core.desk import SiteUnknown
from serai.core.house import House, HouseDep
from serai.core.http import encoded, kept_copy
from serai.identity.access import CallerDep
from serai.queue import queries
from serai.queue.rules import Queue
from serai.screens.rules import screen
from serai.screens.schemas import ScreenView
from serai.sites.rules import SiteFold

router = APIRouter(prefix="/v1", tags=["screens"])


async def _screens(request: Request) -> Boards:
    """Kept by `app.py`, as long as the process lives."""
    return cast(Boards, request.app.state.screens)


ScreensDep = Annotated[Boards, Depends(_screens)]
_ASKED_ANEW: Final = timedelta(0)
"""A screen asks when the feed says that something happened: no copy from before that will do."""

SiteCode = Annotated[str, Path(max_length=64, pattern=r"^[^\x00]+$")]


@router.get("/sites/{site}/screen", operation_id="screens.get", response_model=ScreenView)
async def get_screen(request: Request, site: SiteCode, house: HouseDep, kept: ScreensDep, _: CallerDep) -> Response:
    """What the big screen in the yard shows: who is called to which gate, who is next, waits, closures.

    A truck is named by the end of its plate.
    """
    memory, now = await house.readers.memory(site), house.clock.now()
    shown = kept.find(site, memory.seq, now) or kept.keep(site, await _made(house, site))
    return kept_copy(request, shown.body, shown.tag, _ASKED_ANEW)


async def _made(house: House, site: str) -> Kept:
    across = await _across(house, site)
    memory, now = await house.readers.memory(site), house.clock.now()
    shown, seq = screen(memory.of(SiteFold), memory.of(Queue), across, now), memory.seq
    async with house.database.reading() as connection:
        plates = await queries.plates(connection, shown.visits)
    return Kept(seq, now, encoded(ScreenView.of(shown, plates)))


async def _across(house: House, site: str) -> str | None:
    """The country of the counterpart; None where it is not known here."""
    other = (await house.readers.memory(site)).of(SiteFold).place.counterpart
    if other is None:
        return None
    try:
        return (await house.readers.memory(other)).of(SiteFold).place.country
    except SiteUnknown:
        return None
