"""Two memories side by side, and a ledger replayed into tables (I-27)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import orjson
from sqlalchemy import Table, select
from sqlmodel import SQLModel

from serai.app import LOADERS
from serai.booking.book import Book
from serai.booking.draws import Draws
from serai.booking.shows import Shows
from serai.calling.control import Control
from serai.calling.rules import Pace
from serai.core.db import Database
from serai.core.desk import Memory, Record, take_in
from serai.core.events import Entry, Head
from serai.core.rows import Writes
from serai.guidance.yard import YardState
from serai.ledger import queries as ledger
from serai.overrides.rules import Overrides
from serai.queue.line import Line
from serai.queue.rules import Queue
from serai.rendezvous.rules import Meetings
from serai.schema import METADATA
from serai.sites.rules import SiteFold

Picture = dict[str, Any]
_NOT_REPLAYED = {
    "idempotency_key", "site_lease", "vehicle_claim", "visit_note", "appeal_note", "message",
    "message_cursor", "message_refusal", "ledger_entry", "ledger_head",
}  # fmt: skip
_PEOPLE = "serai.identity.tables"


def picture(memory: Memory) -> Picture:
    """All that a memory holds of its site, as plain values; what is loaded for one batch only is left out."""
    parts = {
        "book": _book(memory.of(Book)),
        "draws": _draws(memory.of(Draws)),
        "shows": _shows(memory.of(Shows)),
        "queue": _queue(memory.of(Queue)),
        "yard": _yard(memory.of(YardState)),
        "site": _site(memory.of(SiteFold)),
        "control": _control(memory.of(Control)),
        "pace": _pace(memory.of(Pace)),
        "meetings": {"known": memory.of(Meetings).known, "of": memory.of(Meetings)._of},
        "overrides": vars(memory.of(Overrides)),
    }
    found = {f"{part}.{name}": value for part, drawn in parts.items() for name, value in drawn.items()}
    return {**found, "epoch": memory.epoch, "seq": memory.seq}


def differences(one: Picture, other: Picture) -> Iterator[str]:
    """What two memories say otherwise, the smallest differing parts of it."""
    for name in sorted(one.keys() | other.keys()):
        mine, its = one.get(name), other.get(name)
        if mine == its:
            continue
        if isinstance(mine, Mapping) and isinstance(its, Mapping):
            for key in sorted(mine.keys() | its.keys(), key=str):
                if mine.get(key) != its.get(key):
                    yield f"{name}[{key}]: {mine.get(key)} against {its.get(key)}"
        else:
            yield f"{name}: {mine} against {its}"


def _book(book: Book) -> Picture:
    waitlist = book.waitlist
    return {
        "counts": book.counts,
        "shares": book.shares,
        "waiting": waitlist._known,
        "offered": waitlist._offered,
        "queues": {key: list(queue) for key, queue in waitlist._queues.items()},
    }


def _shows(shows: Shows) -> Picture:
    return {"tallies": shows.tallies, "pending": shows.pending, "late": shows.late}


def _draws(draws: Draws) -> Picture:
    return {"known": draws.known, "entries": draws.entries, "lots": draws.lots, "draw of": draws._draw_of}


def _queue(queue: Queue) -> Picture:
    lines = {name: _line(line) for name, line in queue.lines.items()}
    curves = queue.curves
    return {
        "visits": queue.visits,
        "lines": {name: line for name, line in lines.items() if line != _line(Line())},
        "lanes": +queue.lanes,
        "bands": curves and (curves.as_of, curves.curves, curves.ways, curves.basis, curves.calls),
        "served": list(queue.served.admissions),
    }


def _line(line: Line) -> Picture:
    return {
        "members": [(each, line.ranks.key(each)) for each in line.ranks],
        "waiting": list(line.waiting()),
        "flows": {flow: list(keys) for flow, keys in line._flows.items() if keys},
        "ordinary": list(line._ordinary),
        "clock": line.clock,
        "finishes": line.finishes,
        "overtakers": (line.overtaken, list(line.overtakers)),
    }


def _yard(yard: YardState) -> Picture:
    known = {"stands": yard.stands, "blocked": yard.blocked, "trucks": yard.trucks, "stays": yard.stays}
    return {**known, "yard": yard.ground and yard.ground.yard}


def _site(site: SiteFold) -> Picture:
    return {
        "site": site.site,
        "calendar": site.calendar and (site.calendar.version, site.calendar.document),
        "closures": site.closures,
        "staffing": site.staffing,
        "yard": site.yard_text,
        "rulebooks": site.rulebooks if site.site else (),
        "changed": {
            piece: site.changed(piece) for piece in ("site", "yard", "calendar", "rulebook", "staffing", "lanes")
        },
    }


def _control(control: Control) -> Picture:
    return {"switches": control.switches, "stops": control.stops, "acceptances": control.acceptances}


def _pace(pace: Pace) -> Picture:
    """What does not rest on the lane plan: a process that starts anew judges the past by today's plan."""
    told = ("joined", "cargo_class", "planned", "rank", "called")
    lines = {
        name: {visit: [getattr(seen, each) for each in told] for visit, seen in line.queue.items()}
        for name, line in pace.lines.items()
    }
    removed = {name: line.removed for name, line in pace.lines.items() if line.removed}
    return {"removed": removed, "queues": {n: q for n, q in lines.items() if q}}


async def fresh(database: Database, site: str) -> Memory:
    """A site's memory read from its tables."""
    async with database.reading() as connection:
        head = await ledger.head(connection, site)
        assert head is not None
        return await Memory.load(connection, head, LOADERS)


async def replayed(entries: Sequence[Entry], target: Database, chunk: int = 40) -> Memory:
    """Take in a whole ledger through the savers, into a database that has only its schema."""
    site = entries[0].site
    async with target.reading() as connection:
        memory = await Memory.load(connection, Head(site, "replayed", 0, entries[0].at, ""), LOADERS)
    for start in range(0, len(entries), chunk):
        writes = Writes()
        for entry in entries[start : start + chunk]:
            take_in(entry.event, Record(site, entry.seq, entry.at, memory, writes, {}))
        async with target.writing() as connection:
            await writes.save(connection)
        memory.forget()
    return memory


def decided() -> Iterable[tuple[Table, list[str]]]:
    """The decision tables with the columns that the ledger's facts add up to."""
    people = {
        mapper.class_.__tablename__ for mapper in SQLModel._sa_registry.mappers if mapper.class_.__module__ == _PEOPLE
    }
    for name, table in sorted(METADATA.tables.items()):
        if name not in _NOT_REPLAYED | people:
            yield table, [column.name for column in table.c if not column.info.get("personal")]


async def i27(live: Database, replica: Database) -> list[str]:
    """Rows in which the tables and the replay of their ledger differ."""
    found: list[str] = []
    for table, names in decided():
        mine, its = [await _rows(each, table, names) for each in (live, replica)]
        keys = [key for key in sorted(mine.keys() | its.keys(), key=str) if mine.get(key) != its.get(key)]
        found += [f"I-27 {table.name} {key}: {_apart(mine.get(key), its.get(key))}" for key in keys]
    return found


async def _rows(database: Database, table: Table, names: Sequence[str]) -> dict[tuple[Any, ...], dict[str, Any]]:
    async with database.reading() as connection:
        rows = await connection.execute(select(*[table.c[name] for name in names]))
        key = [column.name for column in table.primary_key]
        return {tuple([row._mapping[name] for name in key]): _plain(row._asdict()) for row in rows}


def _plain(row: Mapping[str, Any]) -> dict[str, Any]:
    """A row in which JSON is compared by what it says, not by the order of its members."""
    return {name: orjson.loads(text) if str(text)[:1] in ("{", "[") else text for name, text in row.items()}


def _apart(mine: Mapping[str, Any] | None, its: Mapping[str, Any] | None) -> str:
    if mine is None or its is None:
        return "only in the tables" if its is None else "only in the replay"
    return ", ".join(f"{name} {mine[name]!r} against {its[name]!r}" for name in mine if mine[name] != its[name])
