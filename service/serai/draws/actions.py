"""A draw from its announcement to its lots: each step is a command, due at an instant of its own, that may come twice.

A step that was taken already, by another process or before a crash, is left alone: the next one follows from what is
recorded.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, timedelta
from typing import Self

from sqlalchemy.ext.asyncio import AsyncConnection

from serai.booking import credits, draw_queries, refusals, releases, rules, slots, turns
from serai.booking.actions import load_reservations
from serai.booking.book import Book
from serai.booking.draw_events import (
    DrawClosed,
    DrawCommitted,
    DrawHeld,
    DrawOutside,
    LotRecord,
    ReleasedRecord,
    ShareRecord,
)
from serai.booking.draws import Draw, Draws, Entered
from serai.booking.entering import open_
from serai.booking.events import ReservationDrawn
from serai.booking.releases import Release
from serai.booking.reservations import Claim, Mark, Slot, keys, placing
from serai.core.desk import Command, Draft
from serai.core.errors import Refusal
from serai.draws import draw
from serai.draws.draw import commit
from serai.sites.rules import SiteFold

LEDGER = "ledger"
_MOMENT = timedelta(microseconds=1)


@dataclass(frozen=True)
class CommitDraw(Command[None]):
    """Announce a draw: record what its secret is known by, and keep the secret sealed."""

    release: Release
    secret: bytes
    sealed: str
    lot_key: str

    def decide(self, draft: Draft) -> None:
        release = self.release
        if not releases.is_wanted(draft.of(SiteFold), draft.of(Draws), release, draft.now):
            return
        event = DrawCommitted(
            draw=release.id, lane=release.lane, local_date=release.local_date, opens_at=release.opens_at,
            closes_at=release.closes_at, commitment=commit(self.secret),
        )  # fmt: skip
        draft.record(event, secret=self.sealed, lot_key=self.lot_key)


@dataclass(frozen=True)
class _Step(Command[None]):
    draw: str

    def _known(self, draft: Draft) -> Draw:
        known = draft.of(Draws).known.get(self.draw)
        if known is None:
            raise refusals.DrawUnknown(draw=self.draw)
        return known


@dataclass(frozen=True)
class OpenDraw(_Step):
    """Its window has opened."""

    def decide(self, draft: Draft) -> None:
        if draft.now >= self._known(draft).opens_at:
            open_(draft, self.draw)


@dataclass(frozen=True)
class CloseDraw(_Step):
    """Its window has closed."""

    def decide(self, draft: Draft) -> None:
        if draft.now >= self._known(draft).closes_at:
            open_(draft, self.draw)
            if self._known(draft).status == "open":
                draft.record(DrawClosed(draw=self.draw))


@dataclass(frozen=True)
class FixOutside(_Step):
    """Record a value from outside, or where none came the digest of `draw.closed`; later ones change nothing."""

    value: str | None = None
    source: str = LEDGER

    @classmethod
    async def load(cls, connection: AsyncConnection, draft: Draft, commands: Sequence[Self]) -> None:
        draws = draft.of(Draws)
        for each in commands:
            known = draws.known.get(each.draw)
            if each.value is None and known is not None and known.closed_seq is not None:
                entry = await draw_queries.at_seq(connection, draft.site, known.closed_seq)
                draws.digests[each.draw] = entry.digest

    def decide(self, draft: Draft) -> None:
        if self._known(draft).status == "closed":
            value = draft.of(Draws).digests.get(self.draw) if self.value is None else self.value
            if value is not None:
                draft.record(DrawOutside(draw=self.draw, value=value, source=self.source))


@dataclass(frozen=True)
class GiveOutside(FixOutside):
    """The same by somebody who is told why it is not taken."""

    def decide(self, draft: Draft) -> None:
        known = self._known(draft)
        if known.status in ("committed", "open"):
            raise refusals.DrawNotClosed(draw=known.id, closes_at=known.closes_at.isoformat())
        if known.status != "closed":
            raise refusals.DrawFixed(draw=known.id)
        super().decide(draft)


@dataclass(frozen=True)
class AwaitOutside(_Step):
    """Nothing yet: the value from outside is asked for at this instant, by the duty."""

    def decide(self, draft: Draft) -> None:
        """Nothing is recorded."""


@dataclass(frozen=True)
class HoldDraw(_Step):
    """Tell the secret and give out the places, all in one transaction; who got none waits on, in the order drawn."""

    secret: bytes

    @classmethod
    async def load(cls, connection: AsyncConnection, draft: Draft, commands: Sequence[Self]) -> None:
        for each in commands:
            await load_reservations(connection, draft, await draw_queries.entries(connection, draft.site, each.draw))

    def decide(self, draft: Draft) -> None:
        known = self._known(draft)
        if known.status != "fixed":
            return
        if commit(self.secret) != known.commitment:
            raise ValueError(f"this is not the secret of {known.id}")
        given_out = _given_out(draft, known)
        _record(draft, known, self.secret, given_out)
        turns.settle(draft, [slot.id for slot in given_out])


def _record(draft: Draft, known: Draw, secret: bytes, given_out: Sequence[Slot]) -> None:
    entered = list(draft.of(Draws).entries[known.id].values())
    released = [_released(draft, slot) for slot in given_out]
    terms = _shares(draft, given_out, entered)
    entries = [_entry(draft, each, given_out) for each in entered]
    seed = draw.seed(secret, bytes.fromhex(known.outside or ""))
    lots = draw.hold(seed, entries, released, terms)
    draft.record(
        DrawHeld(
            draw=known.id,
            secret=secret.hex(),
            seed=seed.hex(),
            slots=[
                ReleasedRecord(slot=s.id, lane=s.lane, starts_at=s.starts_at, free=s.free, hour=s.hour)
                for s in released
            ],
            caps=dict(terms.caps),
            had=[ShareRecord(company=company, hour=hour, places=n) for (company, hour), n in terms.had.items()],
            barred={each.id: sorted(each.barred) for each in entries if each.barred},
            lots=[LotRecord(reservation=x.entry, rank=x.rank, slot=x.slot, because=x.because) for x in lots],
            after_turn=known.opened_seq or 0,
        )
    )
    _place(draft, known, lots, {slot.id: slot for slot in given_out})


def _place(draft: Draft, known: Draw, lots: Sequence[draw.Lot], given_out: Mapping[str, Slot]) -> None:
    terms, book = slots.terms(draft), draft.of(Book)
    for lot in lots:
        if lot.slot is None or lot.rank is None:
            continue
        slot, reservation = given_out[lot.slot], book.reservations[lot.entry]
        event = ReservationDrawn(
            reservation=lot.entry, company=reservation.company, draw=known.id, rank=lot.rank, capacity=slot.capacity,
            **placing(terms.place(slot)),
        )  # fmt: skip
        draft.record(event, **keys(reservation))
    for lot in lots:  # once all have their places: a credit never takes the room of another of the vehicle's
        if lot.slot is not None:
            credits.use(draft, lot.entry)


def _given_out(draft: Draft, known: Draw) -> list[Slot]:
    """The slots of the day that this draw decides about, with their counts, in order of time."""
    site, draws = draft.of(SiteFold), draft.of(Draws)
    from_ = known.closes_at
    until = from_ + timedelta(days=(known.local_date - from_.date()).days + 2)
    lanes = [known.lane] if known.lane is not None else list(site.place.lanes)
    found = [
        each
        for lane in lanes
        for each in site.slots(lane, from_, until)
        if (by := draws.covering(lane, each.local_date)) is not None and by.id == known.id
    ]
    counted = [slot for each in found if (slot := slots.known(draft, each.id)) is not None]
    return sorted(counted, key=lambda slot: (slot.starts_at, slot.id))


def _hour(draft: Draft, slot: Slot) -> str:
    """The name of the clock hour in which a company's share is counted."""
    begins = min(each.starts_at for each in slots.of_hour(draft, slot))
    return f"{slot.lane}~{begins.astimezone(UTC):%Y%m%dT%H%MZ}"


def _released(draft: Draft, slot: Slot) -> draw.Released:
    free = slot.free if slots.is_offered(draft, slot) else 0
    return draw.Released(slot.id, slot.starts_at, free, _hour(draft, slot), slot.lane)


def _shares(draft: Draft, given_out: Iterable[Slot], entered: Iterable[Entered]) -> draw.Terms:
    companies = sorted({each.company for each in entered if each.company is not None})
    caps: dict[str, int] = {}
    had: dict[tuple[str, str], int] = {}
    for slot in given_out:
        hour = _hour(draft, slot)
        if hour not in caps:
            caps[hour] = slots.share_of_hour(draft, slot)
            of_hour = [each.id for each in slots.of_hour(draft, slot)]
            had |= {(each, hour): n for each in companies if (n := draft.of(Book).share(each, of_hour))}
    return draw.Terms(caps, had)


def _entry(draft: Draft, entered: Entered, given_out: Sequence[Slot]) -> draw.Entry:
    wants = entered.wants
    latest = wants.from_ if wants.slot is not None else wants.until - _MOMENT
    entry = draw.Entry(
        entered.reservation, entered.seq, entered.lot, entered.company, wants.from_, wants.from_, latest, entered.lane,
        wants.slot,
    )  # fmt: skip
    book = draft.of(Book)
    known_by = book.reservations[entered.reservation].identities
    claims, marks = book.claims_of(known_by), book.marks_of(known_by)
    if not claims and not marks:
        return entry
    barred = [slot.id for slot in given_out if entered.lane == slot.lane and _is_barred(draft, slot, claims, marks)]
    return replace(entry, barred=frozenset(barred))


def _is_barred(draft: Draft, slot: Slot, claims: Sequence[Claim], marks: Sequence[Mark]) -> bool:
    """Whether a vehicle with these claims and marks may have no place in a slot (I-04)."""
    terms, peak = slots.terms(draft), slots.in_force(draft).rulebook.peak
    try:
        rules.check_open([claim for claim in claims if claim.window is not None], terms)
        rules.check_vehicle(claims, terms.place(slot))
        rules.check_strikes(marks, slot, peak, terms, draft.now)
    except Refusal:
        return True
    return False
