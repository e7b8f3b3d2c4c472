"""A site's draws, and what was entered in those that are still to be held: a working memory. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from hmac import digest
from typing import ClassVar, Literal

from serai.booking.draw_events import DrawClosed, DrawCommitted, DrawHeld, DrawOpened, DrawOutside
from serai.booking.events import ReservationCancelled, ReservationExpired, ReservationWaitlisted, WishRezoned
from serai.booking.reservations import Wants
from serai.core.events import Event
from serai.core.folds import Fold

Status = Literal["committed", "open", "closed", "fixed", "held"]
"""How far a draw is; `fixed`: the value from outside is recorded."""


@dataclass(frozen=True, slots=True)
class Draw:
    """A draw that was announced: it is held as announced, whatever the rulebook says later."""

    id: str
    lane: str | None
    local_date: date
    opens_at: datetime
    closes_at: datetime
    commitment: str
    status: Status = "committed"
    opened_seq: int | None = None
    closed_seq: int | None = None
    outside: str | None = None

    def covers(self, lane: str, local_date: date) -> bool:
        return self.local_date == local_date and self.lane in (None, lane)


@dataclass(frozen=True, slots=True)
class Entered:
    """An entry that stands."""

    reservation: str
    seq: int
    lot: str
    lane: str
    company: str | None
    wants: Wants


class Draws(Fold):
    """All draws of a site by id; entries, and the lots of known vehicles, of those that are not held yet.

    `keys`, with which vehicles are given pseudonyms, and `digests` of entries `draw.closed` are loaded for a batch and
    let go after it.
    """

    takes: ClassVar[frozenset[str] | None] = frozenset(
        each.kind
        for each in (
            DrawCommitted, DrawOpened, DrawClosed, DrawOutside, DrawHeld, ReservationWaitlisted, ReservationCancelled,
            ReservationExpired, WishRezoned,
        )
    )  # fmt: skip

    def __init__(self, draws: Iterable[Draw] = ()) -> None:
        self.known: dict[str, Draw] = {}
        self.entries: dict[str, dict[str, Entered]] = {}
        self.lots: dict[str, dict[str, str]] = {}
        self.keys: dict[str, bytes] = {}
        self.digests: dict[str, str] = {}
        self._by_date: dict[date, list[str]] = {}
        self._draw_of: dict[str, str] = {}
        for each in draws:
            self._announce(each)

    def forget(self) -> None:
        self.keys.clear()
        self.digests.clear()

    def copy(self) -> Draws:
        made = Draws(self.known.values())
        made.entries = {draw: dict(entries) for draw, entries in self.entries.items()}
        made.lots = {draw: dict(lots) for draw, lots in self.lots.items()}
        made.keys, made.digests, made._draw_of = dict(self.keys), dict(self.digests), dict(self._draw_of)
        return made

    def covering(self, lane: str, local_date: date) -> Draw | None:
        """The draw that gives out a lane's slots of a day; of several, the one that was announced first."""
        for id_ in self._by_date.get(local_date, ()):
            if self.known[id_].covers(lane, local_date):
                return self.known[id_]
        return None

    def takes_entries(self, now: datetime) -> list[Draw]:
        """The draws that are open by the clock, whether or not that is recorded."""
        return [
            each
            for each in map(self.known.__getitem__, self.entries)
            if each.status in ("committed", "open") and each.opens_at <= now < each.closes_at
        ]

    def lots_of(self, draw: str, identities: Iterable[str]) -> dict[str, str | None]:
        """The pseudonyms of a vehicle in a draw, each with the lot that it has there."""
        lots = self.lots[draw]
        return {name: lots.get(name) for name in [pseudonym(self.keys[draw], each) for each in identities]}

    def entered(self, draw: str, lots: Iterable[str | None]) -> list[Entered]:
        """The standing entries with one of these lots, first recorded first."""
        wanted = set(lots) - {None}
        return [each for each in self.entries[draw].values() if each.lot in wanted] if wanted else []

    def apply(self, event: Event, at: datetime, seq: int) -> None:
        match event:
            case DrawCommitted():
                when = (event.local_date, event.opens_at, event.closes_at)
                self._announce(Draw(event.draw, event.lane, *when, event.commitment))
            case DrawOpened():
                self._step(event.draw, "open", opened_seq=seq)
            case DrawClosed():
                self._step(event.draw, "closed", closed_seq=seq)
            case DrawOutside():
                self._step(event.draw, "fixed", outside=event.value)
            case DrawHeld():
                self._step(event.draw, "held")
                self.lots.pop(event.draw, None)
                for reservation in self.entries.pop(event.draw, ()):
                    del self._draw_of[reservation]
            case ReservationWaitlisted(draw=str(draw), lot=str(lot)):
                wants = Wants(event.wanted_slot, event.wanted_from, event.wanted_until)
                self.enter(draw, Entered(event.reservation, seq, lot, event.lane, event.company, wants))
                self.name(draw, lot, event.known_as)
            case ReservationCancelled() | ReservationExpired():
                if (of := self._draw_of.pop(event.reservation, None)) is not None:
                    del self.entries[of][event.reservation]
            case WishRezoned() if (of := self._draw_of.get(event.reservation)) is not None:
                wants = Wants(event.slot, event.wanted_from, event.wanted_until)
                self.enter(of, replace(self.entries[of][event.reservation], wants=wants))
            case _:
                pass

    def enter(self, draw: str, entry: Entered) -> None:
        self.entries[draw][entry.reservation] = entry
        self._draw_of[entry.reservation] = draw

    def name(self, draw: str, lot: str, known_as: Sequence[str]) -> None:
        """Remember under which pseudonyms a lot's vehicle is known, even after its entry was withdrawn."""
        self.lots[draw].update(dict.fromkeys(known_as, lot))

    def _announce(self, draw: Draw) -> None:
        self.known[draw.id] = draw
        self._by_date.setdefault(draw.local_date, []).append(draw.id)
        if draw.status != "held":
            self.entries[draw.id], self.lots[draw.id] = {}, {}

    def _step(self, draw: str, status: Status, **changes: str | int) -> None:
        if (known := self.known.get(draw)) is not None:
            self.known[draw] = replace(known, status=status, **changes)  # type: ignore[arg-type]


def lot_key(secret: bytes, draw: str) -> bytes:
    """The key of a draw's pseudonyms: nobody else can make them, and no two draws have the same."""
    return digest(secret, f"draw lots v1\n{draw}".encode(), "sha256")


def pseudonym(key: bytes, identity: str) -> str:
    """What stands in the ledger for a plate or a VIN: 128 bits of its keyed digest."""
    return digest(key, identity.encode(), "sha256")[:16].hex()
