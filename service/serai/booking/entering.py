"""Asking for slots that a draw decides about: an entry while its window is open, a refusal before and after. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from serai.booking import releases, slots
from serai.booking.book import Book
from serai.booking.draw_events import DrawOpened
from serai.booking.draws import Draw, Draws
from serai.booking.refusals import VehicleAlreadyEntered
from serai.booking.reservations import Reservation, Slot, Wants
from serai.core.desk import Draft
from serai.sites.rules import SiteFold

_MOMENT = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class Lot:
    """What an entry stands under: its draw, its vehicle's lot there, and that vehicle's pseudonyms."""

    draw: str
    lot: str
    known_as: tuple[str, ...]


def opened(draft: Draft, slot: Slot) -> Draw | None:
    """The draw in which a slot is asked for now; None where it is first come, first served; else refuses."""
    by = slots.governing(draft, slot.lane, slot.local_date)
    return None if by is None else _taking(draft, by, slot.id)


def _taking(draft: Draft, by: Draw | releases.Release, slot: str | None) -> Draw:
    if not isinstance(by, Draw) or not releases.is_open(by, draft.now):
        raise releases.refused(by, draft.now, slot)
    return by


def regime(draft: Draft, lane: str, wants: Wants) -> tuple[Draw | None, Wants]:
    """What decides about a range: whatever decides about its first slot, and the range ends where another begins."""
    terms, site = slots.terms(draft), draft.of(SiteFold)
    if not slots.in_force(draft).rulebook.release_windows and not draft.of(Draws).entries:
        return None, wants
    first, last = max(wants.from_, draft.now + terms.lead), min(wants.until, draft.now + terms.horizon + _MOMENT)
    found = [each for each in site.slots(lane, first, last) if not each.closed]
    deciding = [slots.governing(draft, lane, each.local_date) for each in found]
    other = next((each for each, by in zip(found, deciding, strict=True) if by != deciding[0]), None)
    cut = wants if other is None else replace(wants, until=other.starts_at)
    by = deciding[0] if deciding else None
    return (None, cut) if by is None else (_taking(draft, by, None), cut)


def entered(draft: Draft, draw: Draw, identities: Sequence[str], owner: str) -> Reservation | None:
    """The entry that this owner has for this vehicle already: asking again changes nothing."""
    draws, book = draft.of(Draws), draft.of(Book)
    for entry in draws.entered(draw.id, draws.lots_of(draw.id, identities).values()):
        known = book.reservations.get(entry.reservation)
        if known is not None and known.owner == owner:
            return known
    return None


def lot(draft: Draft, draw: Draw, identities: Sequence[str]) -> Lot:
    """The vehicle's lot in a draw: the one that its plate or its VIN has there, else one of its own.

    Refuses a plate and a VIN that are entered as two vehicles.
    """
    names = draft.of(Draws).lots_of(draw.id, identities)
    lots = {each for each in names.values() if each is not None}
    if len(lots) > 1:
        raise VehicleAlreadyEntered(draw=draw.id)
    return Lot(draw.id, lots.pop() if lots else next(iter(names)), tuple(names))


def open_(draft: Draft, draw: str) -> None:
    """Record that a draw is open, if it is not yet; before its first entry."""
    if draft.of(Draws).known[draw].status == "committed":
        draft.record(DrawOpened(draw=draw))
