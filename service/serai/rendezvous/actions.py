"""Proposing that two trucks meet, and answering."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Literal, Self

from sqlalchemy.ext.asyncio import AsyncConnection

from serai.booking import queries as booking
from serai.booking import slots
from serai.booking.actions import Asker
from serai.booking.book import Book
from serai.booking.refusals import ReservationUnknown
from serai.booking.reservations import LIVE, Reservation
from serai.core.desk import Command, Draft
from serai.rendezvous import queries
from serai.rendezvous.events import Party, RendezvousAgreed, RendezvousProposed
from serai.rendezvous.rules import (
    Meetings,
    Rendezvous,
    RendezvousAlone,
    RendezvousApart,
    RendezvousNoPairs,
    RendezvousNotToCome,
    RendezvousOver,
    RendezvousTaken,
    RendezvousUnknown,
    Side,
    are_apart,
)
from serai.sites.rules import SiteFold

Seen = tuple[Rendezvous, str]
"""A rendezvous, and the reservation of the side from which it is looked at."""


@dataclass(frozen=True)
class Propose(Command[Seen]):
    """Let the truck of `reservation` meet that of another, named by its id or reference.

    Where both are the asker's it is agreed at once; else whose the other one is answers.
    """

    id: str
    reservation: str
    other: str
    asker: Asker

    @classmethod
    async def load(cls, connection: AsyncConnection, draft: Draft, commands: Sequence[Self]) -> None:
        named = [each for command in commands for each in (command.reservation, command.other)]
        found = list((await booking.reservations(connection, named)).values())
        found += (await booking.by_reference(connection, draft.site, [each.upper() for each in named])).values()
        _bring(draft, found)

    def decide(self, draft: Draft) -> Seen:
        mine, theirs = _named(draft, self.reservation), _named(draft, self.other)
        if mine is None or not self.asker.reaches(mine):
            raise ReservationUnknown(reservation=self.reservation)
        if theirs is None:
            raise ReservationUnknown(reservation=self.other)
        _check(draft, mine, theirs)
        meetings, sides = draft.of(Meetings), [_party(mine), _party(theirs)]
        at = max(mine.placed.starts_at, theirs.placed.starts_at)
        parties = Rendezvous(self.id, "proposed", at, (Side(**dict(sides[0])), Side(**dict(sides[1]))), 0).parties
        draft.record(RendezvousProposed(rendezvous=self.id, parties=parties, sides=sides, at=at))
        if self.asker.reaches(theirs):
            draft.record(RendezvousAgreed(rendezvous=self.id, parties=parties))
        return meetings.known[self.id], mine.id


def _bring(draft: Draft, found: Sequence[Reservation]) -> None:
    """Bring reservations of this site in that the draft does not know yet."""
    book = draft.of(Book)
    for each in found:
        if each.site == draft.site:
            book.reservations.setdefault(each.id, each)


def _named(draft: Draft, name: str) -> Reservation | None:
    """The reservation of this site of this id or reference."""
    known = draft.of(Book).reservations
    of_reference = (each for each in known.values() if each.reference == name.upper())
    return known.get(name) or next(of_reference, None)


def _party(found: Reservation) -> Party:
    return Party(
        reservation=found.id, reference=found.reference, lane=found.lane, status=found.status,
        starts_at=found.placed.starts_at, visit=found.visit,
    )  # fmt: skip


def _check(draft: Draft, mine: Reservation, theirs: Reservation) -> None:
    """Refuse two that cannot meet."""
    if mine.id == theirs.id or set(mine.identities) & set(theirs.identities):
        raise RendezvousAlone
    if not draft.of(SiteFold).has_pairs:
        raise RendezvousNoPairs(site=draft.site)
    for each in (mine, theirs):
        if each.status not in LIVE or each.place is None:
            raise RendezvousNotToCome(reservation=each.reference, status=each.status)
        known = draft.of(Meetings).of(each.id)
        if known is not None and known.is_live:
            raise RendezvousTaken(reservation=each.reference)
    _check_times(draft, mine, theirs)


def _check_times(draft: Draft, mine: Reservation, theirs: Reservation) -> None:
    reach = wait(draft)
    sides = Side(**dict(_party(mine))), Side(**dict(_party(theirs)))
    if are_apart(sides, reach):
        found = slots.near(draft, mine.lane, theirs.placed.starts_at, reach)
        raise RendezvousApart(slots=found, rendezvous_wait_minutes=reach // timedelta(minutes=1))


def wait(draft: Draft) -> timedelta:
    """How long one of two waits for the other."""
    return timedelta(minutes=draft.of(SiteFold).rulebook_at(draft.now).rulebook.rendezvous_wait_minutes)


@dataclass(frozen=True)
class Answer(Command[Seen]):
    """Accept or decline what another has proposed, or cancel what one has a part in."""

    id: str
    asker: Asker
    word: Literal["accept", "decline", "cancel"]

    @classmethod
    async def load(cls, connection: AsyncConnection, draft: Draft, commands: Sequence[Self]) -> None:
        meetings = draft.of(Meetings)
        meetings.past |= await queries.rendezvous(connection, [each.id for each in commands])
        known = [each for command in commands if (each := meetings.find(command.id)) is not None]
        sides = [side.reservation for each in known for side in each.sides]
        _bring(draft, list((await booking.reservations(connection, sides)).values()))

    def decide(self, draft: Draft) -> Seen:
        found, mine = self._mine(draft)
        if self.word == "accept":
            if found.status == "proposed":
                draft.record(RendezvousAgreed(**found.told()))
            elif found.status != "agreed":
                raise RendezvousOver(status=found.status)
        elif found.is_live:
            if self.word == "decline" and found.status == "agreed":
                raise RendezvousOver(status=found.status)
            draft.record(found.ended(_SAID[self.word]))
        elif found.status != _SAID[self.word]:
            raise RendezvousOver(status=found.status)
        return draft.of(Meetings).find(self.id) or found, mine

    def _mine(self, draft: Draft) -> Seen:
        """The rendezvous, and the side that the asker answers for: who was asked, for all but cancelling."""
        found, known = draft.of(Meetings).find(self.id), draft.of(Book).reservations
        sides = () if found is None else found.sides if self.word == "cancel" else found.sides[1:]
        mine = next((each.reservation for each in sides if self._reaches(known.get(each.reservation))), None)
        if found is None or mine is None:
            raise RendezvousUnknown(rendezvous=self.id)
        return found, mine

    def _reaches(self, reservation: Reservation | None) -> bool:
        return reservation is not None and self.asker.reaches(reservation)


_SAID = {"decline": "declined", "cancel": "cancelled"}
