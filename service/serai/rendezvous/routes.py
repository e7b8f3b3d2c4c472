"""Two trucks that meet: proposed, answered, looked at."""

from __future__ import annotations

from datetime import timedelta
from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Path, Request, Response

from serai.booking import actions as booking
from serai.booking import queries as reservations
from serai.booking.refusals import ReservationUnknown
from serai.core import ids
from serai.core.house import House, HouseDep
from serai.core.http import PROBLEMS, Route, act
from serai.identity.access import CallerDep
from serai.identity.rights import relation
from serai.identity.rules import reaches
from serai.rendezvous import actions, queries, schemas
from serai.rendezvous.rules import RendezvousUnknown
from serai.sites.rules import SiteFold

router = APIRouter(prefix="/v1/rendezvous", tags=["rendezvous"], responses=PROBLEMS, route_class=Route)
RendezvousId = Annotated[str, Path(max_length=200, pattern=r"^[^\x00]+$")]


@router.post("", operation_id="rendezvous.propose", status_code=201, response_model=schemas.RendezvousView)
async def propose(request: Request, body: schemas.ProposeRequest, house: HouseDep, caller: CallerDep) -> Response:
    """Let two trucks meet at a pair of bays. Agreed at once where both are yours. Needs an `Idempotency-Key`."""
    site = ids.site_of(body.reservation)
    if site is None:
        raise ReservationUnknown(reservation=body.reservation)
    asker = booking.Asker(caller, relation("rendezvous.propose", caller.role))
    command = actions.Propose(site, ids.new(site), body.reservation, body.with_, asker)
    respond = await _view(house, site)
    return await act(
        request, house, command, scope=caller.scope, body=body, respond=respond, status=201, key_required=True
    )


class Answering:
    """An answer that somebody gives; the operation's right says how the reservation must be theirs."""

    def __init__(self, request: Request, rendezvous: RendezvousId, house: HouseDep, caller: CallerDep) -> None:
        self._request, self._house, self._caller, self._id = request, house, caller, rendezvous

    async def __call__(self, word: Literal["accept", "decline", "cancel"]) -> Response:
        asker = booking.Asker(self._caller, relation(f"rendezvous.{word}", self._caller.role))
        site = _site(self._id)
        command, respond = actions.Answer(site, self._id, asker, word), await _view(self._house, site)
        return await act(self._request, self._house, command, scope=self._caller.scope, body=None, respond=respond)


AnsweringDep = Annotated[Answering, Depends()]


@router.post("/{rendezvous}/accept", operation_id="rendezvous.accept", response_model=schemas.RendezvousView)
async def accept(answer: AnsweringDep, body: schemas.Nothing | None = None) -> Response:
    """Agree to what was proposed to you."""
    return await answer("accept")


@router.post("/{rendezvous}/decline", operation_id="rendezvous.decline", response_model=schemas.RendezvousView)
async def decline(answer: AnsweringDep, body: schemas.Nothing | None = None) -> Response:
    """Turn down what was proposed to you."""
    return await answer("decline")


@router.post("/{rendezvous}/cancel", operation_id="rendezvous.cancel", response_model=schemas.RendezvousView)
async def cancel(answer: AnsweringDep, body: schemas.Nothing | None = None) -> Response:
    """End a rendezvous of yours, proposed or agreed; both trucks go on alone."""
    return await answer("cancel")


@router.get("/{rendezvous}", operation_id="rendezvous.get")
async def get_rendezvous(rendezvous: RendezvousId, house: HouseDep, caller: CallerDep) -> schemas.RendezvousView:
    """A rendezvous as your side sees it."""
    site, right = _site(rendezvous), relation("rendezvous.get", caller.role)
    async with house.database.reading() as connection:
        found = (await queries.rendezvous(connection, [rendezvous])).get(rendezvous)
        sides = () if found is None else tuple(side.reservation for side in found.sides)
        known = await reservations.reservations(connection, sides)
    mine = (each for each in sides if each in known and reaches(right, caller, booking.belonging(known[each])))
    reservation = next(mine, None)
    if found is None or reservation is None:
        raise RendezvousUnknown(rendezvous=rendezvous)
    return (await _view(house, site))((found, reservation))


class _View:
    """Shows the rendezvous of a site."""

    def __init__(self, site: str, wait: timedelta) -> None:
        self._site, self._wait = site, wait

    def __call__(self, seen: actions.Seen) -> schemas.RendezvousView:
        return schemas.RendezvousView.of(*seen, self._site, self._wait)


async def _view(house: House, site: str) -> _View:
    memory = (await house.readers.memory(site)).of(SiteFold)
    minutes = memory.rulebook_at(house.clock.now()).rulebook.rendezvous_wait_minutes if memory.site else 0
    return _View(site, timedelta(minutes=minutes))


def _site(rendezvous: str) -> str:
    site = ids.site_of(rendezvous)
    if site is None:
        raise RendezvousUnknown(rendezvous=rendezvous)
    return site
