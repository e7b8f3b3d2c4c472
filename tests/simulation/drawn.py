"""The draws of a site, worked out again from what its ledger publishes (I-22)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from serai.booking import draw_events as told
from serai.booking import events as booked
from serai.core.events import Entry
from serai.draws import draw
from serai.sites.calendar import parse_slot_id
from serai.sites.rules import SiteFold
from tests.simulation.waiting import Places

_MOMENT = timedelta(microseconds=1)


@dataclass
class Draw:
    """What was published of a draw: its steps, its standing entries, the lot of each vehicle, places owed."""

    committed: told.DrawCommitted
    steps: dict[str, int] = field(default_factory=dict)
    value: str = ""
    entries: dict[str, draw.Entry] = field(default_factory=dict)
    lots: dict[str, str] = field(default_factory=dict)
    owed: dict[str, str] = field(default_factory=dict)

    def covers(self, lane: str, local_date: date) -> bool:
        return self.committed.local_date == local_date and self.committed.lane in (None, lane)


@dataclass
class Drawn:
    """All draws of one site by id, in the order in which they were announced."""

    known: dict[str, Draw] = field(default_factory=dict)

    def of(self, *steps: str) -> list[str]:
        """Draws whose last step is one of these."""
        return [id_ for id_, each in self.known.items() if list(each.steps)[-1] in steps]

    def take(self, entry: Entry, rules: SiteFold, places: Places) -> Iterator[str]:
        """What is wrong with a draw, or with a place that one decides about, if anything; `places` are those before."""
        event: Any = entry.event
        if isinstance(event, told.DrawCommitted):
            self.known[event.draw] = Draw(event, {"committed": entry.seq})
        elif event.kind.startswith("draw."):
            known = self.known[event.draw]
            known.steps[event.kind.removeprefix("draw.")] = entry.seq
            yield from self._step(entry, known, rules, places)
        match event:
            case booked.ReservationWaitlisted(draw=str(id_)):
                yield from self._enter(entry, self.known[id_])
            case booked.ReservationCancelled() | booked.ReservationExpired():
                for each in self.known.values():
                    if "held" not in each.steps:
                        each.entries.pop(event.reservation, None)
            case booked.ReservationDrawn():
                if self.known[event.draw].owed.pop(event.reservation, None) != event.slot:
                    yield f"{event.reservation} got a place in {event.slot} that it was not drawn for"
            case booked.HoldTaken() | booked.ReservationMoved() | booked.ReservationOffered():
                yield from self._given(event.slot, event.lane)
            case booked.ReservationConfirmed(hold=None):
                yield from self._given(event.slot, event.lane)

    def _given(self, slot: str, lane: str) -> Iterator[str]:
        """A place that a draw decides about goes to nobody before it is held."""
        key = parse_slot_id(slot)
        by = next((id_ for id_, each in self.known.items() if key and each.covers(lane, key.local_date)), None)
        if by is not None and "held" not in self.known[by].steps:
            yield f"a place in {slot} was given before {by} was held"

    def _enter(self, entry: Entry, known: Draw) -> Iterator[str]:
        event: Any = entry.event
        if known.lots.setdefault(event.vehicle, event.lot) != event.lot:
            yield f"{event.reservation} has another lot than its vehicle"
        if not known.committed.opens_at <= entry.at < known.committed.closes_at:
            yield f"{event.reservation} entered at {entry.at}, outside the window"
        latest = event.wanted_from if event.wanted_slot else event.wanted_until - _MOMENT
        known.entries[event.reservation] = draw.Entry(
            event.reservation, entry.seq, event.lot, event.company, event.wanted_from, event.wanted_from, latest,
            event.lane, event.wanted_slot,
        )  # fmt: skip

    def _step(self, entry: Entry, known: Draw, rules: SiteFold, places: Places) -> Iterator[str]:
        event: Any = entry.event
        if isinstance(event, told.DrawOpened) and entry.at < known.committed.opens_at:
            yield f"{event.draw} opened too soon"
        if isinstance(event, told.DrawClosed) and entry.at < known.committed.closes_at:
            yield f"{event.draw} closed too soon"
        if isinstance(event, told.DrawOutside):
            known.value = event.value
        if isinstance(event, told.DrawHeld):
            yield from (f"{event.draw} was not held as published: {each}" for each in _faults(known, event))
            yield from _kept_back(entry, rules, places)
            known.owed = {lot.reservation: lot.slot for lot in event.lots if lot.slot is not None}

    def unsaid(self) -> Iterator[str]:
        """Who was drawn and got nothing, once all that was recorded with a draw is taken in."""
        for id_, each in self.known.items():
            yield from (f"{reservation} was drawn in {id_} and got no place" for reservation in each.owed)
            each.owed = {}


def _faults(known: Draw, event: told.DrawHeld) -> list[draw.Fault]:
    barred = {id_: frozenset(slots) for id_, slots in event.barred.items()}
    entries = [
        draw.Entry(
            each.id, each.seq, each.vehicle, each.company, each.wanted_at, each.earliest, each.latest, each.lane,
            each.slot, barred.get(each.id, frozenset()),
        )
        for each in known.entries.values()
    ]  # fmt: skip
    lots: Any = tuple([draw.Lot(x.reservation, x.rank, x.slot, x.because) for x in event.lots])  # type: ignore[arg-type]
    steps = known.steps
    held = draw.Held(
        known.committed.commitment, steps["committed"], steps["opened"], steps["closed"], known.value,
        steps["outside"], event.secret, steps["held"], event.seed, lots,
    )  # fmt: skip
    slots = [draw.Released(s.slot, s.starts_at, s.free, s.hour, s.lane) for s in event.slots]
    had = {(share.company, share.hour): share.places for share in event.had}
    return draw.verify(held, entries, slots, draw.Terms(event.caps, had))


def _kept_back(entry: Entry, rules: SiteFold, places: Places) -> Iterator[str]:
    """Places that the site has and does not give out."""
    event: Any = entry.event
    rulebook = rules.rulebook_at(entry.at).rulebook
    for each in event.slots:
        slot = rules.slot(each.slot)
        has = 0 if slot is None or not _is_offered(slot.starts_at, slot.closed, rulebook, entry.at) else max(
            0, rulebook.listed(slot.capacity) - places.gone(each.slot)
        )  # fmt: skip
        if each.free != has:
            yield f"{event.draw} gave out {each.free} of {has} places of {each.slot}"


def _is_offered(starts_at: datetime, is_closed: bool, rulebook: Any, now: datetime) -> bool:
    first, last = now + timedelta(minutes=rulebook.lead_minutes), now + timedelta(days=rulebook.horizon_days)
    return not is_closed and rulebook.mode == "booked" and first <= starts_at <= last
