"""Holds as a site's ledger says it, and who took them (I-07): nobody renews one, and nobody camps with many."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import combinations
from typing import Any

from serai.booking import events as booked
from serai.core.events import Entry
from serai.sites.rulebook import Rulebook

Row = Mapping[str, Any]


@dataclass
class Held:
    """A hold, and what the rulebook said when it was taken."""

    seq: int
    at: datetime
    lane: str
    expires_at: datetime
    cooldown: timedelta
    most: Mapping[bool, int]
    """How many of the lane its owner may let run out: a company (True), or anybody else."""
    used: int | None = None

    def is_over(self, by: Held) -> bool:
        """Whether it had run out when another one was taken."""
        return self.expires_at <= by.at and not (self.used is not None and self.used < by.seq)

    def rests(self, by: Held) -> bool:
        """Whether its vehicle could not take another one yet when one was taken."""
        return by.at < self.expires_at + by.cooldown


@dataclass
class Holding:
    """The holds of one site; `fresh` are those that were taken since they were looked at."""

    known: dict[str, Held] = field(default_factory=dict)
    fresh: list[str] = field(default_factory=list)
    unused: dict[str, datetime] = field(default_factory=dict)
    """By vehicle, when it last let an offer go unused."""

    def take(self, entry: Entry, rulebook: Rulebook, vehicle: str | None) -> Iterator[str]:
        """What is wrong with a hold, or with who waits again, if anything; `vehicle` is that of a reservation."""
        event: Any = entry.event
        match event:
            case booked.HoldTaken():
                most = {True: rulebook.company_cap(event.capacity), False: rulebook.open_per_vehicle}
                cooldown = timedelta(minutes=rulebook.hold_cooldown_minutes)
                self.known[event.hold] = Held(entry.seq, entry.at, event.lane, event.expires_at, cooldown, most)
                self.fresh.append(event.hold)
                if event.expires_at != entry.at + timedelta(minutes=rulebook.hold_minutes):
                    yield f"{event.hold}, taken at {entry.at}, lasts until {event.expires_at}"
            case booked.HoldExpired() if event.hold in self.known:
                if entry.at < self.known[event.hold].expires_at:
                    yield f"{event.hold} ended before its time"
            case booked.ReservationConfirmed(hold=str(hold)):
                self.known[hold].used = entry.seq
                if entry.at >= self.known[hold].expires_at:
                    yield f"{hold} was used after it had run out"
            case booked.ReservationExpired(was="offered") | booked.ReservationCancelled(was="offered"):
                self.unused[vehicle or ""] = entry.at
            case booked.ReservationWaitlisted():
                pause = timedelta(minutes=rulebook.hold_minutes + rulebook.hold_cooldown_minutes)
                if (last := self.unused.get(vehicle or "")) is not None and entry.at < last + pause:
                    yield f"{event.reservation} waits again {entry.at - last} after its vehicle let an offer go unused"

    def camped(self, rows: Sequence[Row], desks: frozenset[str]) -> Iterator[str]:
        """Holds that their vehicles or owners could not have; `desks` are owners who ask for anybody."""
        by_id = {row["id"]: row for row in rows}
        fresh, self.fresh = self.fresh, []
        for id_ in fresh:
            new, row = self.known[id_], by_id[id_]
            before = {each: by_id[each] for each, held in self.known.items() if held.seq < new.seq}
            for each in before:
                if self.known[each].rests(new) and _known_by(before[each]) & _known_by(row):
                    yield f"{id_} was taken {new.at - self.known[each].at} after {each} of the same vehicle"
            run_out = [each for each in before if self._is_run_out(each, new) and _alike(before[each], row)]
            if row["owner"] not in desks and len(run_out) >= new.most[row["company"] is not None]:
                yield f"{id_} was taken by {row['owner']}, who had let {run_out} run out"
        yield from self._at_once([row for row in rows if row["status"] == "held"])

    def _is_run_out(self, id_: str, by: Held) -> bool:
        held = self.known[id_]
        return held.is_over(by) and held.rests(by)

    def _at_once(self, held: Sequence[Row]) -> Iterator[str]:
        for one, other in combinations(held, 2):
            if _known_by(one) & _known_by(other):
                yield f"{one['id']} and {other['id']} are held for one vehicle"
        for row in held:
            if row["expires_at"] != self.known[row["id"]].expires_at:
                yield f"{row['id']} was to end at {self.known[row['id']].expires_at}, and does at {row['expires_at']}"


def _known_by(row: Row) -> set[str]:
    return {row["vehicle_key"], row["vin_key"]} - {None}


def _alike(one: Row, other: Row) -> bool:
    return (one["lane"], one["owner"]) == (other["lane"], other["owner"])
