"""What must be true after every step, each by its id: functions from what the tables hold to what is wrong."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import combinations
from typing import Any, cast

from sqlalchemy import Connection, select

from serai.booking.reservations import LIVE as LIVE_RESERVATION
from serai.booking.reservations import WAITING
from serai.core.db import Database
from serai.ledger import queries as ledger
from serai.queue import replay, saving
from serai.queue.machine import IN_LINE, INSIDE
from serai.schema import METADATA
from serai.sites.calendar import SlotTime
from tests.simulation import crossing, promised
from tests.simulation.acts import Full
from tests.simulation.hand import CALLERS
from tests.simulation.history import History
from tests.simulation.waiting import Places

Row = Mapping[str, Any]
LOOKED_AT = (
    "slot_count",
    "hold",
    "reservation",
    "vehicle_claim",
    "visit",
    "bay",
    "ledger_head",
    "declaration",
    "transfer",
    "transfer_answer",
)
_QUERIES = {name: select(METADATA.tables[name]) for name in LOOKED_AT}
KNOWN: tuple[tuple[str, str], ...] = ()
"""Findings that wait for a decision: what they look like, and what they are."""
DESKS = frozenset({CALLERS[0].scope})
"""Whose holds are for whoever stands there."""
PROMISED = frozenset({"confirmed", "arrived", "missed", "fulfilled"})
"""Reservations whose place stays taken."""


@dataclass(frozen=True, slots=True)
class Tables:
    """Rows of the tables at one instant."""

    rows: Mapping[str, Sequence[Row]]

    def of(self, table: str, site: str) -> list[Row]:
        return [row for row in self.rows[table] if row.get("site") == site]

    def due_holds(self, now: datetime) -> list[Row]:
        """Holds that stand although their time is over."""
        return [row for row in self.rows["hold"] if row["status"] == "held" and row["expires_at"] <= now]

    def unfinished(self) -> Iterator[str]:
        """Places that stand between two sites."""
        return crossing.unfinished(self.rows["transfer"], self.rows["transfer_answer"])


async def looked_at(database: Database, histories: Mapping[str, History]) -> Tables:
    """The tables as they are, and each history brought to the same instant."""
    async with database.reading() as connection:
        added = {site: await ledger.entries(connection, site, after=known.seq) for site, known in histories.items()}
        for site, history in histories.items():
            for entry in added[site]:
                history.due.take(entry.event)
        for site, history in histories.items():
            history.take(added[site])
        found = await connection.run_sync(_read)
    return Tables(found)


def _read(connection: Connection) -> dict[str, list[Row]]:
    """All at once: on SQLite each statement of its own would be two changes of thread."""
    read = {name: connection.execute(query).all() for name, query in _QUERIES.items()}
    return {name: [cast(Row, row._mapping) for row in rows] for name, rows in read.items()}


def i01(tables: Tables, history: History) -> Iterator[str]:
    """Taken and held stay within capacity, and are as many as there are reservations and holds."""
    reserved = Counter(r["slot"] for r in tables.of("reservation", history.site) if r["status"] in PROMISED)
    held = Counter(row["slot"] for row in tables.of("hold", history.site) if row["status"] == "held")
    held += Counter(r["offer_slot"] for r in tables.of("reservation", history.site) if r["status"] == "offered")
    counts = {row["slot"]: row for row in tables.of("slot_count", history.site)}
    for slot in sorted(counts.keys() | reserved.keys() | held.keys()):
        row = counts.get(slot, {"taken": 0, "held": 0, "capacity": 0})
        if row["taken"] + row["held"] > row["capacity"]:
            yield f"{slot}: {row['taken']} taken and {row['held']} held of {row['capacity']}"
        if (row["taken"], row["held"]) != (reserved[slot], held[slot]):
            yield f"{slot}: {row['taken']}+{row['held']} counted, {reserved[slot]}+{held[slot]} are there"


def i02(full: Full, history: History) -> Iterator[str]:
    """A slot refused as full had no place left at that moment, by the facts until then."""
    places, site = Places(), type(history.rules)()
    for entry in history.entries[: full.seq]:
        places.take(entry.event)
        site.apply(entry.event, entry.at, entry.seq)
    for fact in full.facts:
        places.take(fact)
        site.apply(fact, full.at, full.seq + 1)
    slot = site.slot(full.slot)
    listed = site.rulebook_at(full.at).rulebook.listed(slot.capacity) if slot else 0
    if places.gone(full.slot) < listed:
        yield f"{full.slot} was refused as full with {places.gone(full.slot)} gone of {listed}"


def i03(tables: Tables, history: History) -> Iterator[str]:
    """Where a slot to come has fewer places than it had, who has no place any more was displaced.

    Under a closure without an end that is who starts within the notice; nobody is offered a place under any.
    """
    now = history.entries[-1].at
    rulebook = history.rules.rulebook_at(now)
    if not history.is_in_effect(rulebook.version):
        return
    holds = Counter(row["slot"] for row in tables.of("hold", history.site) if row["status"] == "held")
    reserved = tables.of("reservation", history.site)
    may_go = Counter(row["slot"] for row in reserved if row["status"] == "confirmed")
    may_go += Counter(row["offer_slot"] for row in reserved if row["status"] == "offered")
    offered = Counter(row["offer_slot"] for row in reserved if row["status"] == "offered")
    near = now + timedelta(minutes=rulebook.rulebook.retiming.notice_minutes)
    for row in tables.of("slot_count", history.site):
        slot = history.rules.slot(row["slot"])
        left = 0 if slot is None or _is_lost(slot, history, near) else rulebook.rulebook.listed(slot.capacity)
        gone = row["taken"] + row["held"] - holds[row["slot"]]
        if slot is not None and slot.closed and row["starts_at"] > now and offered[row["slot"]]:
            yield f"{row['slot']}: {offered[row['slot']]} places offered while it is closed"
        if row["starts_at"] > now and gone > left and may_go[row["slot"]]:
            yield f"{row['slot']}: {gone} places promised of {left}, {may_go[row['slot']]} by reservations and offers"


def _is_lost(slot: SlotTime, history: History, near: datetime) -> bool:
    """Whether a slot has no place for anybody: a day off, a closure with an end, or one without that reached it."""
    over = [
        each
        for each in history.rules.closures.values()
        if each.lane in (None, slot.lane)
        and each.from_ < slot.ends_at
        and (each.until is None or slot.starts_at < each.until)
    ]
    if not over:
        return slot.closed
    return history.is_day_off(slot) or any(each.until is not None for each in over) or slot.starts_at <= near


def i04(tables: Tables, history: History) -> Iterator[str]:
    """No two live reservations of a vehicle, at any sites, have windows that overlap, save the two of one pair; and
    each that is live or waits has its claim."""
    live = [row for row in tables.rows["reservation"] if row["status"] in LIVE_RESERVATION]
    waits = [row for row in tables.rows["reservation"] if row["status"] in WAITING]
    by_vehicle = defaultdict(list)
    for row in live:
        for each in {row["vehicle_key"], row["vin_key"]} - {None}:
            by_vehicle[each].append(row)
    for vehicle, rows in by_vehicle.items():
        for one, other in combinations(rows, 2):
            if one["pair"] is not None and one["pair"] == other["pair"]:
                continue
            if one["arrive_from"] < other["arrive_until"] and other["arrive_from"] < one["arrive_until"]:
                yield f"{vehicle}: {one['id']} ({one['status']}) and {other['id']} ({other['status']})"
    pairs = Counter(row["pair"] for row in tables.rows["reservation"] if row["pair"] is not None)
    yield from (f"{pair}: {members} reservations are one pair" for pair, members in pairs.items() if members > 2)
    claimed = {
        (row["reservation"], row["arrive_from"], row["arrive_until"], row["party"], row["number"] is not None)
        for row in tables.rows["vehicle_claim"]
    }
    wanted = {
        (row["id"], row["arrive_from"], row["arrive_until"], row["pair"] or row["id"], row["status"] != "arrived")
        for row in live
    }
    wanted |= {(row["id"], None, None, row["pair"] or row["id"], True) for row in waits}
    for each in sorted(claimed ^ wanted, key=str):
        yield f"{each[0]}: " + ("its claim is not that of a live reservation" if each in claimed else "has no claim")


def i05(tables: Tables, history: History) -> Iterator[str]:
    """The tables have everything in the state to which its facts have brought it along the published machine."""
    known = {"reservation": history.reservations, "visit": history.visits, "declaration": history.declarations}
    for table, states in known.items():
        stored = {row["id"]: row["status"] for row in tables.of(table, history.site)}
        for id_ in sorted(stored.keys() | states.keys()):
            if stored.get(id_) != states.get(id_):
                yield f"{table} {id_} is {stored.get(id_)} and by its facts {states.get(id_)}"


def carried(tables: Tables, history: History) -> Iterator[str]:
    """A reservation and the declaration that it carries name each other, and nobody else."""
    mine = {(row["id"], row["declaration"]) for row in tables.of("reservation", history.site) if row["declaration"]}
    its = {(row["reservation"], row["id"]) for row in tables.of("declaration", history.site) if row["reservation"]}
    for one, other in sorted((mine ^ its) | (mine ^ set(history.carried.by.items()))):
        yield f"{one} and {other} do not name each other"


def i09(tables: Tables, history: History) -> Iterator[str]:
    """The order of a line is total, and the one that the rank operations give."""
    lines = defaultdict(list)
    for row in tables.of("visit", history.site):
        if row["status"] in IN_LINE:
            lines[row["line"]].append((saving.unsorted(row["order_key"]), row["order_key"], row["id"]))
    for line in sorted(lines.keys() | {line for line, members in history.orders.items() if members}):
        members = sorted(lines[line])
        if len({key for key, _, _ in members}) < len(members):
            yield f"{line}: two visits have one key"
        if [text for _, text, _ in members] != sorted(text for _, text, _ in members):
            yield f"{line}: the keys as texts sort otherwise"
        if [id_ for _, _, id_ in members] != history.orders.get(line, []):
            yield f"{line}: stands as {[id_ for *_, id_ in members]}, by its operations {history.orders.get(line)}"


def i12(tables: Tables, history: History) -> Iterator[str]:
    """One truck per bay, one bay per truck, and both tables say the same of it."""
    inside = {r["id"]: r for r in tables.of("visit", history.site) if r["status"] in INSIDE}
    bays = {row["bay"]: row for row in tables.of("bay", history.site)}
    has: dict[str, str] = {}
    moving: set[str] = set()
    for bay, row in bays.items():
        if row["given"] and row["parked"]:
            yield f"{bay} is given to {row['given']} and {row['parked']} stands in it"
        for visit in filter(None, (row["given"], row["parked"])):
            if visit not in inside:
                yield f"{bay} has {visit}, which is not inside"
            told = inside.get(visit, {"status": None})
            if row["given"] == visit and told["status"] == "parked" and told["bay_why"] and told["given_bay"] == bay:
                moving.add(visit)  # it stands in its own until it parks there
                continue
            if visit in has:
                yield f"{visit} has {has[visit]} and {bay}"
            has[visit] = bay
    for visit, row in sorted(inside.items()) if history.rules.yard_text else ():
        if row["bay"] != has.get(visit):
            yield f"{visit} was told {row['bay']}, and has {has.get(visit)}"
        if row["status"] == "parked" and (row["bay_why"] is not None) != (visit in moving):
            yield f"{visit} was told to go on to {row['given_bay']}, which it has not"


def i14(tables: Tables, history: History) -> Iterator[str]:
    """The head is the last entry; that entries follow one another without a gap is told as they are taken in."""
    (head,) = tables.of("ledger_head", history.site)
    last = history.entries[-1]
    if (head["seq"], head["digest"], head["at"]) != (last.seq, last.digest, last.at):
        yield f"the head is at {head['seq']}, the last entry is {last.seq}"


def i10(history: History) -> Iterator[str]:
    """The order is recomputed from recorded facts alone."""
    recount = replay.replay(history.entries)
    yield from recount.faults
    if {line: m for line, m in recount.orders.items() if m} != {line: m for line, m in history.orders.items() if m}:
        yield f"replayed {recount.orders}, recorded {history.orders}"


def i07(tables: Tables, history: History) -> Iterator[str]:
    """No vehicle has or had a hold too soon after another one, nor anybody too many that ran out."""
    return history.holding.camped(tables.of("hold", history.site), DESKS)


def i20(tables: Tables, history: History) -> Iterator[str]:
    """Whoever has a place to come, is offered one or waits for one, is told its wall time by the clocks of the site."""
    for row in tables.of("reservation", history.site):
        wanted = (
            history.rules.slot(row["wanted_slot"]) if row["status"] == "waitlisted" and row["wanted_slot"] else None
        )
        if wanted is not None and (row["wanted_from"], row["wanted_until"]) != (wanted.starts_at, wanted.ends_at):
            yield f"{row['id']} waits for {wanted.id} from {row['wanted_from']} until {row['wanted_until']}"
        shown = {
            "confirmed": (row["slot"], row["starts_at"], row["zone"]),
            "offered": (row["offer_slot"], row["offer_starts_at"], row["offer_zone"]),
        }.get(row["status"])
        if shown is None or shown[1] <= history.entries[-1].at:
            continue
        slot, starts_at, zone = shown
        if zone != history.rules.zone or promised.wall(starts_at, zone) != promised.said(slot):
            yield f"{row['id']} is {row['status']} at {starts_at} in {zone} of {slot}"


def i33(tables: Tables, history: History) -> Iterator[str]:
    """No truck has two places, nor none while its promise stands."""
    rows = tables.rows
    return crossing.i33(tables.of("transfer", history.site), rows["transfer_answer"], rows["visit"])


CHEAP: Mapping[str, Callable[[Tables, History], Iterator[str]]] = {
    "I-01": i01, "I-03": i03, "I-04": i04, "I-05": i05, "I-05 carried": carried, "I-07": i07, "I-09": i09, "I-12": i12,
    "I-14": i14, "I-20": i20, "I-33": i33,
}  # fmt: skip


def broken(tables: Tables, histories: Mapping[str, History]) -> list[str]:
    """What is wrong now, each with the id of what it breaks."""
    found = []
    for site, history in histories.items():
        for name, check in CHEAP.items():
            found += [f"{name} {site}: {each}" for each in check(tables, history)]
        found += history.faults
        history.faults.clear()
    return [each for each in found if not any(re.search(pattern, each) for pattern, _ in KNOWN)]
