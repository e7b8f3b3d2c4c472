"""The draw of a release window: who of those that asked gets the places, by lot, so that nobody can steer it. Pure.

Before a window opens the site records the SHA-256 of a secret. What is asked inside the window are entries, all alike.
After it has closed a value from outside is recorded that neither the site nor anybody who asked could know or choose
before, public randomness or a secret of the neighbour; then the secret is revealed. The seed comes from both: the site
cannot choose its part once it knows the entries, and nobody else can work the seed out while entries are taken.

A vehicle has one lot, its first entry, however often and by whomever it is asked for. Lots are put in order of the
SHA-256 of seed and entry; when and how fast somebody asked is not in it (I-22). All of it can be worked out again by
anybody from recorded facts: `verify`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from hmac import compare_digest
from itertools import pairwise
from typing import Literal

SECRET_BYTES = 32


@dataclass(frozen=True, slots=True)
class Entry:
    """A request: `seq` is where the ledger has it, `vehicle` the key that is the same for one VIN or plate.

    Wanted is the slot nearest to `wanted_at`, of those of its lane that start from `earliest` until `latest`, both
    included; where `slot` is named, that slot and no other, whenever it starts by the clocks of then (I-20). `company`
    None: asked by a driver for itself, under no company's cap. `barred` are slots in which the vehicle may have no
    place: it is booked elsewhere then (I-04), or its quotas are used up.
    """

    id: str
    seq: int
    vehicle: str
    company: str | None
    wanted_at: datetime
    earliest: datetime
    latest: datetime
    lane: str = ""
    slot: str | None = None
    barred: frozenset[str] = frozenset()

    def wants(self, slot: Released) -> bool:
        """Whether it could be given a place in this slot."""
        if slot.id in self.barred or slot.lane != self.lane:
            return False
        return self.earliest <= slot.starts_at <= self.latest if self.slot is None else self.slot == slot.id


@dataclass(frozen=True, slots=True)
class Released:
    """A slot with the places released; `hour` names the clock hour in which a company's share is counted."""

    id: str
    starts_at: datetime
    free: int
    hour: str
    lane: str = ""


@dataclass(frozen=True, slots=True)
class Terms:
    """What one company may have in each hour with places, and what companies had before, by (company, hour)."""

    caps: Mapping[str, int]
    had: Mapping[tuple[str, str], int]


@dataclass(frozen=True, slots=True)
class Lot:
    """What came of an entry; `rank` from 1 in the order drawn, None for a second entry of one vehicle."""

    entry: str
    rank: int | None
    slot: str | None
    because: Literal["drawn", "full", "company_share", "no_slot", "same_vehicle"]


@dataclass(frozen=True, slots=True)
class Held:
    """A draw as the ledger has it. The numbers say where each step stands; digests, secret and seed are hexadecimal."""

    commitment: str
    committed_seq: int
    opened_seq: int
    closed_seq: int
    outside: str
    outside_seq: int
    secret: str
    revealed_seq: int
    seed: str
    lots: tuple[Lot, ...]


Fault = Literal["sequence", "entries", "commitment", "seed", "lots"]


def commit(secret: bytes) -> str:
    """What is recorded of the secret before the window opens. ValueError unless it has 32 bytes, drawn by chance."""
    if len(secret) != SECRET_BYTES:
        raise ValueError(f"the secret of a draw has {SECRET_BYTES} bytes")
    return sha256(secret).hexdigest()


def seed(secret: bytes, outside: bytes) -> bytes:
    """SHA-256 of the secret followed by the value from outside. ValueError if either could have been guessed."""
    commit(secret)
    if not outside:
        raise ValueError("a draw needs a value from outside")
    return sha256(secret + outside).digest()


def order(drawn_by: bytes, entries: Iterable[Entry]) -> list[Entry]:
    """One entry of each vehicle, the first recorded, by SHA-256 of the seed followed by the entry's id in UTF-8."""
    return sorted(_first_of_each(entries), key=lambda entry: sha256(drawn_by + entry.id.encode()).digest())


def allot(drawn: Sequence[Entry], slots: Sequence[Released], terms: Terms) -> list[Lot]:
    """Each in the order drawn takes the slot it wants most of those that have a place left and its company's share."""
    free = {slot.id: slot.free for slot in slots}
    had = Counter(dict(terms.had))
    lots = []
    for rank, entry in enumerate(drawn, 1):
        wanted = wishes(entry, slots)
        left = [slot for slot in wanted if free[slot.id] > 0]
        given = next((slot for slot in left if _may_have(entry, slot, had, terms)), None)
        if given is None:
            lots.append(Lot(entry.id, rank, None, "company_share" if left else "full" if wanted else "no_slot"))
            continue
        free[given.id] -= 1
        if entry.company is not None:
            had[entry.company, given.hour] += 1
        lots.append(Lot(entry.id, rank, given.id, "drawn"))
    return lots


def wishes(entry: Entry, slots: Iterable[Released]) -> list[Released]:
    """The slots an entry may get, nearest to what it wanted first, of two as near the earlier."""
    within = [slot for slot in slots if entry.wants(slot)]
    return sorted(within, key=lambda slot: (abs(slot.starts_at - entry.wanted_at), slot.starts_at, slot.id))


def hold(drawn_by: bytes, entries: Sequence[Entry], slots: Sequence[Released], terms: Terms) -> tuple[Lot, ...]:
    """What comes of every entry: those drawn by rank, then the further entries of the same vehicles as recorded."""
    drawn = order(drawn_by, entries)
    counted = {entry.id for entry in drawn}
    further = [entry for entry in sorted(entries, key=lambda entry: entry.seq) if entry.id not in counted]
    return (*allot(drawn, slots, terms), *(Lot(entry.id, None, None, "same_vehicle") for entry in further))


def verify(held: Held, entries: Sequence[Entry], slots: Sequence[Released], terms: Terms) -> list[Fault]:
    """What is wrong with a draw, worked out again from what was recorded; nothing if it was held as published."""
    faults: list[Fault] = []
    steps = (held.committed_seq, held.opened_seq, held.closed_seq, held.outside_seq, held.revealed_seq)
    if any(after <= before for before, after in pairwise(steps)):
        faults.append("sequence")
    if not all(held.opened_seq < entry.seq < held.closed_seq for entry in entries) or _doubled(entries):
        faults.append("entries")
    try:
        secret, outside = bytes.fromhex(held.secret), bytes.fromhex(held.outside)
        committed, drawn_by = commit(secret), seed(secret, outside)
    except ValueError:
        return [*faults, "commitment"]
    if not compare_digest(committed, held.commitment):
        faults.append("commitment")
    if not compare_digest(drawn_by.hex(), held.seed):
        faults.append("seed")
    if hold(drawn_by, entries, slots, terms) != held.lots:
        faults.append("lots")
    return faults


def _first_of_each(entries: Iterable[Entry]) -> list[Entry]:
    first: dict[str, Entry] = {}
    for entry in sorted(entries, key=lambda entry: entry.seq):
        first.setdefault(entry.vehicle, entry)
    return list(first.values())


def _may_have(entry: Entry, slot: Released, had: Mapping[tuple[str, str], int], terms: Terms) -> bool:
    return entry.company is None or had.get((entry.company, slot.hour), 0) < terms.caps[slot.hour]


def _doubled(entries: Sequence[Entry]) -> bool:
    return len({entry.id for entry in entries}) < len(entries) or len({entry.seq for entry in entries}) < len(entries)
